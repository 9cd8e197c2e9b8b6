package parser

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms are the packages that reading a page consists of, and which of the
// others each may use.
var rooms = map[string][]string{
	".":      {"shenzheng/parser/page", "shenzheng/parser/text", "shenzheng/parser/date", "shenzheng/parser/people"},
	"page":   {"shenzheng/parser/text"},
	"text":   nil,
	"date":   {"shenzheng/parser/text"},
	"people": {"shenzheng/parser/text"},
}

// TestPurity reads the direct imports of each room: it must take nothing from
// the network, the disk, the clock, a log or a package of ours that it has no
// arrow to. Libraries may import such things themselves; they are not asked to
// use them.
func TestPurity(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, known := rooms[e.Name()]; !known && e.IsDir() && e.Name() != "testdata" && e.Name() != "evaluate" {
			t.Errorf("%s is no known room", e.Name())
		}
	}
	for room, arrows := range rooms {
		files, err := filepath.Glob(filepath.Join(room, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if !strings.HasSuffix(name, "_test.go") {
				checkPure(t, name, arrows)
			}
		}
	}
}

func checkPure(t *testing.T, name string, arrows []string) {
	forbidden := map[string]bool{
		"net": true, "net/http": true, "database/sql": true, "os": true, "os/exec": true, "log": true, "log/slog": true, "context": true,
		"io/ioutil": true, "syscall": true, "unsafe": true, "math/rand": true, "math/rand/v2": true, "crypto/rand": true, "runtime": true, "embed": true,
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		ours := path == "shenzheng" || strings.HasPrefix(path, "shenzheng/")
		if forbidden[path] || ours && !slices.Contains(arrows, path) {
			t.Errorf("%s imports %s", name, path)
		}
	}
	for _, call := range impureCalls(file) {
		t.Errorf("%s uses %s", name, call)
	}
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
