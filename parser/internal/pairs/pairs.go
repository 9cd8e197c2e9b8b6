// Package pairs runs the tests whose cases are txtar files: what goes in beside
// the rows that come out. Only tests import it, and they hand it the files.
package pairs

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Pairs are the txtar files of one folder.
type Pairs struct {
	Folder fs.FS
	// Write takes the expected rows anew from what is read; nil compares them.
	Write func(name string, data []byte) error
}

// Run runs check on every pair. Adding a file is the whole of adding a test.
func (p Pairs) Run(t *testing.T, check func(t *testing.T, ar *txtar.Archive) string) {
	t.Helper()
	files, err := fs.Glob(p.Folder, "*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pairs in %v (%v)", p.Folder, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(file, path.Ext(file)), func(t *testing.T) {
			data, err := fs.ReadFile(p.Folder, file)
			if err != nil {
				t.Fatal(err)
			}
			ar := txtar.Parse(data)
			got := check(t, ar)
			if p.Write != nil {
				isRows := func(f txtar.File) bool { return f.Name == "rows" }
				ar.Files = append(slices.DeleteFunc(ar.Files, isRows), txtar.File{Name: "rows", Data: []byte(got)})
				if err := p.Write(file, txtar.Format(ar)); err != nil {
					t.Fatal(err)
				}
				return
			}
			want := File(t, ar, "rows")
			if strings.TrimSpace(want) == "" {
				t.Fatalf("%s expects no rows: list those that matter, or run the test with -update", file)
			}
			if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s (-rows +read):\n%s", file, diff)
			}
		})
	}
}

// File gives one part of a pair.
func File(t *testing.T, ar *txtar.Archive, name string) string {
	t.Helper()
	for _, f := range ar.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	t.Fatalf("the pair has no %s", name)
	return ""
}

// Shared reads a file of the folder shared that lies beside the checkout; the
// test is skipped where there is none.
func Shared(t testing.TB, shared fs.FS, name string) []byte {
	t.Helper()
	b, err := fs.ReadFile(shared, name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("SKIPPED: %s of %v is not beside this checkout", name, shared)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}
