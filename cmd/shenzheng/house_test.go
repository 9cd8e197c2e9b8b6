package main

import (
	"go/build"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"shenzheng/crawler"
)

// TestArrows holds the rooms to the arrows between them: who may import whom.
func TestArrows(t *testing.T) {
	t.Parallel()
	allowed := map[string][]string{
		"parser":           {"parser/page", "parser/text", "parser/date", "parser/people", "parser/kind"},
		"parser/page":      {"parser/text"},
		"parser/date":      {"parser/text"},
		"parser/people":    {"parser/text"},
		"parser/kind":      {"parser/text"},
		"parser/text":      nil,
		"schedules":        nil,
		"schedules/alert":  nil,
		"archive/warc":     {"parser/source"},
		"parser/source":    nil,
		"crawler":          {"parser", "parser/source"},
		"crawler/demosite": {"parser", "parser/evaluate/generate"},
		"archive":          {"parser", "parser/source", "archive/warc"},
		"archive/snapshot": {"archive", "parser", "parser/source"},
		"archive/web":      {"archive", "archive/snapshot", "parser", "parser/source"},
	}
	free := []string{"cmd/shenzheng", "cmd/evaluate", "parser/evaluate/generate", "parser/evaluate/forms", "parser/evaluate/score", "parser/internal/pairs"} // of the tools and tests
	for _, room := range rooms(t) {
		if _, held := allowed[room]; !held && !slices.Contains(free, room) {
			t.Errorf("%s has no arrows here", room)
		}
	}
	for room, may := range allowed {
		pkg, err := build.Default.ImportDir(filepath.Join("..", "..", filepath.FromSlash(room)), 0)
		if err != nil {
			t.Fatalf("%s: %v", room, err)
		}
		for _, path := range pkg.Imports {
			ours, ok := strings.CutPrefix(path, "shenzheng/")
			if ok && !slices.Contains(may, ours) {
				t.Errorf("%s imports %s", room, ours)
			}
		}
	}
}

// rooms gives every folder that holds Go.
func rooms(t *testing.T) (found []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS("../.."), ".", func(name string, _ fs.DirEntry, err error) error {
		if dir := path.Dir(name); strings.HasSuffix(name, ".go") && !slices.Contains(found, dir) {
			found = append(found, dir)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestReadmesNameEveryKey keeps the tables of both READMEs equal to the code.
func TestReadmesNameEveryKey(t *testing.T) {
	t.Parallel()
	var cfg Config
	var keys []string
	for _, s := range cfg.settings() {
		keys = append(keys, s.key)
	}
	for _, s := range sourceSettings(new(crawler.Source)) {
		keys = append(keys, "sources[]."+s.key)
	}
	for _, file := range []string{"README.md", "README.zh-CN.md"} {
		text := readRoot(t, file)
		for _, key := range keys {
			last := key[strings.LastIndex(key, ".")+1:]
			if !strings.Contains(text, "`"+key+"`") && !strings.Contains(text, "`."+last+"`") {
				t.Errorf("%s does not name the key %s", file, key)
			}
		}
		for _, s := range cfg.settings() {
			if name := s.variable(); name != "" && !strings.Contains(text, "`"+name+"`") && !strings.HasPrefix(name, "SHENZHENG_SCHEDULES_") {
				t.Errorf("%s does not name the variable %s", file, name)
			}
		}
	}
}

// TestReadmesNameEveryCommand keeps the tables of commands equal to the tree,
// and what the READMEs tell people to type possible.
func TestReadmesNameEveryCommand(t *testing.T) {
	t.Parallel()
	root := (&app{env: noEnv}).rootCommand()
	typed := regexp.MustCompile(`(?m)^\./shenzheng ([a-z ]+)`)
	for _, file := range []string{"README.md", "README.zh-CN.md"} {
		text := readRoot(t, file)
		for _, c := range root.Commands() {
			if !c.Hidden && c.Name() != "completion" && c.Name() != "help" && !strings.Contains(text, "`"+c.Name()+" ") && !strings.Contains(text, "`"+c.Name()+"`") {
				t.Errorf("%s does not name the command %s", file, c.Name())
			}
		}
		for _, m := range typed.FindAllStringSubmatch(text, -1) {
			words := strings.Fields(m[1])
			found, rest, err := root.Find(words)
			if err != nil || found == root || len(rest) > 0 && !takesArguments(found) {
				t.Errorf("%s tells people to type %q, which is no command", file, m[0])
			}
		}
	}
}

func takesArguments(c *cobra.Command) bool { return strings.Contains(c.Use, " ") }

func readRoot(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEveryDependencyHasAReason keeps CONTRIBUTING.md equal to go.mod.
func TestEveryDependencyHasAReason(t *testing.T) {
	t.Parallel()
	reasons := readRoot(t, "CONTRIBUTING.md")
	direct := regexp.MustCompile(`(?m)^\t(\S+) v\S+$`)
	for _, m := range direct.FindAllStringSubmatch(readRoot(t, "go.mod"), -1) {
		name := regexp.MustCompile(`/v\d+$`).ReplaceAllString(m[1], "")
		if name = strings.TrimPrefix(name, "github.com/"); !strings.Contains(reasons, name) {
			t.Errorf("CONTRIBUTING.md gives no reason for %s", m[1])
		}
	}
}
