package parser

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestFilesUseWhatStandsBelow: the map of a package's files in its doc.go holds
// each of them, and none uses anything of a file above it.
func TestFilesUseWhatStandsBelow(t *testing.T) {
	for _, dir := range []string{".", "page"} {
		doc, err := os.ReadFile(filepath.Join(dir, "doc.go"))
		if err != nil {
			t.Fatal(err)
		}
		var order []string // as first named
		for _, name := range regexp.MustCompile(`\w+\.go\b`).FindAllString(string(doc), -1) {
			if !slices.Contains(order, name) {
				order = append(order, name)
			}
		}
		fset := token.NewFileSet()
		var files []*ast.File
		names, _ := filepath.Glob(filepath.Join(dir, "*.go"))
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") || filepath.Base(name) == "doc.go" {
				continue
			}
			if !slices.Contains(order, filepath.Base(name)) {
				t.Errorf("%s is not on the map", name)
			}
			file, err := parser.ParseFile(fset, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		uses := map[*ast.Ident]types.Object{}
		config := types.Config{Error: func(error) {}} // what is imported is not looked at
		pkg, _ := config.Check(dir, fset, files, &types.Info{Uses: uses})
		seen := 0
		for name, used := range uses {
			if used.Pkg() != pkg || used.Parent() != nil && used.Parent() != pkg.Scope() {
				continue // of another package, or local
			}
			seen++
			from, to := filepath.Base(fset.Position(name.Pos()).Filename), filepath.Base(fset.Position(used.Pos()).Filename)
			if slices.Index(order, from) > slices.Index(order, to) {
				t.Errorf("%s: %s stands above, in %s", fset.Position(name.Pos()), name.Name, to)
			}
		}
		if seen < 500 {
			t.Errorf("%s: only %d uses were found", dir, seen)
		}
	}
}
