package parser

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestPurity reads the direct imports of the package: it must take nothing
// from the network, the disk, the clock, a log or another package of ours.
// Libraries may import such things themselves; they are not asked to use them.
func TestPurity(t *testing.T) {
	forbidden := map[string]bool{
		"net": true, "net/http": true, "database/sql": true, "os": true, "os/exec": true, "log": true, "log/slog": true, "context": true,
		"io/ioutil": true, "syscall": true, "unsafe": true, "math/rand": true, "math/rand/v2": true, "crypto/rand": true, "runtime": true, "embed": true,
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		files++
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if forbidden[path] || path == "shenzheng" || strings.HasPrefix(path, "shenzheng/") {
				t.Errorf("%s imports %s", name, path)
			}
		}
		for _, call := range impureCalls(file) {
			t.Errorf("%s uses %s", name, call)
		}
	}
	if files < 10 {
		t.Fatalf("read %d files only", files)
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
