package parser

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows lists what the parser's packages may import of ours.
var arrows = map[string][]string{
	".":      {"page", "text", "date", "people", "kind"},
	"page":   {"text"},
	"date":   {"text"},
	"people": {"text"},
	"kind":   {"text"},
	"text":   {},
	"source": {},

	"internal/pairs": {},
}

// TestPurity reads the direct imports of the packages: they must take nothing
// from the network, the disk, the clock, a log or another package of ours than
// the arrows say. Libraries may import such things themselves; they are not
// asked to use them.
func TestPurity(t *testing.T) {
	forbidden := map[string]bool{
		"net": true, "net/http": true, "database/sql": true, "flag": true, "os": true, "os/exec": true, "log": true, "log/slog": true, "context": true,
		"io/ioutil": true, "syscall": true, "unsafe": true, "math/rand": true, "math/rand/v2": true, "crypto/rand": true, "runtime": true,
	}
	for dir, to := range arrows {
		for _, name := range sources(t, dir) {
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, spec := range file.Imports {
				path, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				room, ours := strings.CutPrefix(path, "shenzheng/")
				if forbidden[path] || ours && !slices.Contains(to, strings.TrimPrefix(room, "parser/")) {
					t.Errorf("%s imports %s", name, path)
				}
			}
			for _, call := range impureCalls(file) {
				t.Errorf("%s uses %s", name, call)
			}
		}
	}
}

// sources lists the files of a package but for its tests.
func sources(t *testing.T, dir string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	names := slices.DeleteFunc(all, func(name string) bool { return strings.HasSuffix(name, "_test.go") })
	if len(names) == 0 && dir == "text" {
		t.Fatalf("no files in %s", dir)
	}
	return names
}

// impureCalls lists the uses of the clock and of printing in a file.
func impureCalls(file *ast.File) []string {
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := s.X.(*ast.Ident)
		if !ok {
			return true
		}
		switch name := x.Name + "." + s.Sel.Name; name {
		case "time.Now", "time.Since", "time.Until", "time.Sleep", "time.Tick", "time.After", "time.NewTimer", "time.NewTicker", "time.Local",
			"fmt.Print", "fmt.Println", "fmt.Printf":
			found = append(found, name)
		}
		return true
	})
	return found
}
