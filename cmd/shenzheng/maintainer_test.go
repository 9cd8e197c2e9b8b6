package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The pair of the walk: a form of heading that the parser does not know.
const (
	walkPage = `<html><head><meta charset="utf-8"></head><body><h1>深圳一周丨深圳各区书记区长这周都在忙啥?(4月22日-4月28日)</h1>
<p>深政观察</p><p>2024-04-28 16:56</p><p>2024年4月22日至4月28日。</p><p>《深政观察》对本周各区公开报道的活动进行梳理。</p>
<p>辖区风采·福田区</p><p>4月23日,福田区召开区委常委会会议,区委书记沈禾主持会议。</p></body></html>
`
	walkPair = "A heading behind the words 辖区风采.\n-- page.html --\n" + walkPage + `-- rows --
block title title_line 深圳一周丨深圳各区书记区长这…日-4月28日)
block meta account_line 深政观察
block meta stamp_line 2024-04-28 16:56
block week week_line 2024年4月22日至4月28日。
block introduction clearing 《深政观察》对本周各区公开报道的活动进行梳理。
block heading heading_line 辖区风采·福田区
block activity paragraph 4月23日,福田区召开区委常…记沈禾主持会议。
`
)

// TestMaintainersSteps walks the steps of CONTRIBUTING.md on a copy of the
// module: explain a form, add its pair, change the rule, raise the version and
// renew the accuracy file, look at what changes over history.
func TestMaintainersSteps(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the module twice")
	}
	t.Parallel()
	dir := t.TempDir()
	module := filepath.Join(dir, "module")
	if err := os.CopyFS(module, os.DirFS(filepath.Join("..", ".."))); err != nil {
		t.Fatal(err)
	}
	w := walk{t, module}
	shenzheng, page := filepath.Join(dir, "shenzheng"), filepath.Join(dir, "9000001.html")
	if err := os.WriteFile(page, []byte(walkPage), 0o644); err != nil {
		t.Fatal(err)
	}
	data := []string{"--data", filepath.Join(dir, "data")}

	w.ok("this", append(data, "import", page)...)
	if out := w.ok("this", "explain", page); strings.Contains(out, "heading_line  辖区风采·福田区") {
		t.Fatalf("the form is known already:\n%s", out)
	}

	if err := os.WriteFile(filepath.Join(module, "parser", "testdata", "columns", "walk.txtar"), []byte(walkPair), 0o644); err != nil {
		t.Fatal(err)
	}
	w.fails("go", "test", "./parser", "-run", "TestColumnPairs/walk")
	w.edit("parser/heading.go", `var beforeHeading = text\.NewWords\("`, "${0}辖区风采 ")
	w.ok("go", "test", "./parser", "-run", "TestColumnPairs")

	w.edit("parser/column.go", `(?m)^const Version = \d`, "${0}0")
	said := w.fails("go", "test", "./parser/evaluate/score", "-run", "TestAccuracyFile")
	renewal := regexp.MustCompile(`go run \./cmd/evaluate .*`).FindString(said)
	if renewal == "" {
		t.Fatalf("the failure names no command:\n%s", said)
	}
	fields := strings.Fields(renewal)
	w.ok(fields[0], fields[1:]...)
	w.ok("go", "test", "./parser/evaluate/score", "-run", "TestAccuracyFile")

	w.ok("go", "build", "-o", shenzheng, "./cmd/shenzheng")
	changes := filepath.Join(dir, "changes.csv")
	out := w.ok(shenzheng, append(data, "reparse", "--dry-run", "--diff", changes)...)
	if !strings.Contains(out, "1 changed") {
		t.Errorf("dry run: %s", out)
	}
	if b, err := os.ReadFile(changes); err != nil || !bytes.Contains(b, []byte("辖区风采·福田区")) {
		t.Errorf("changes.csv: %v\n%s", err, b)
	}
}

// walk runs commands in a copy of the module; "this" is the program as it is.
type walk struct {
	t   *testing.T
	dir string
}

func (w walk) run(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	if name == "this" {
		cmd = &exec.Cmd{Path: os.Args[0], Args: append([]string{"shenzheng"}, args...)}
	}
	cmd.Dir = w.dir
	// So that what the copy leaves as it is need not be compiled again for its folder.
	cmd.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false -trimpath", "CGO_ENABLED=0")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (w walk) ok(name string, args ...string) string {
	w.t.Helper()
	out, err := w.run(name, args...)
	if err != nil {
		w.t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return out
}

func (w walk) fails(name string, args ...string) string {
	w.t.Helper()
	out, err := w.run(name, args...)
	if err == nil {
		w.t.Fatalf("%s %s passes:\n%s", name, strings.Join(args, " "), out)
	}
	return out
}

// edit changes the one place of a file that matches.
func (w walk) edit(file, pattern, with string) {
	w.t.Helper()
	path := filepath.Join(w.dir, filepath.FromSlash(file))
	b, err := os.ReadFile(path)
	if err != nil {
		w.t.Fatal(err)
	}
	re := regexp.MustCompile(pattern)
	if n := len(re.FindAll(b, -1)); n != 1 {
		w.t.Fatalf("%s matches %d places of %s", pattern, n, file)
	}
	if err := os.WriteFile(path, re.ReplaceAll(b, []byte(with)), 0o644); err != nil {
		w.t.Fatal(err)
	}
}
