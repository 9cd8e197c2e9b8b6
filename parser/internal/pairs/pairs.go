// Package pairs runs the tests whose cases are txtar files: what goes in beside
// the rows that come out. Only tests import it.
package pairs

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// update rewrites the expected rows of the pairs; read the difference before
// it is committed.
var update = flag.Bool("update", false, "rewrite the expected rows of the txtar pairs")

// Run runs check on every txtar file of a folder of testdata. Adding a file
// is the whole of adding a test.
func Run(t *testing.T, folder string, check func(t *testing.T, ar *txtar.Archive) string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no pairs in testdata/%s (%v)", folder, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := check(t, ar)
			if *update {
				setFile(ar, "rows", got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
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

func setFile(ar *txtar.Archive, name, data string) {
	for i := range ar.Files {
		if ar.Files[i].Name == name {
			ar.Files[i].Data = []byte(data)
			return
		}
	}
	ar.Files = append(ar.Files, txtar.File{Name: name, Data: []byte(data)})
}

// Shared reads a file of the folder shared that lies beside the checkout; the
// test is skipped where there is none.
func Shared(t testing.TB, name string) []byte {
	t.Helper()
	root, err := os.Getwd()
	for ; err == nil; root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if root == filepath.Dir(root) {
			t.Fatal("no go.mod above the test")
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(filepath.Dir(root), "shared", filepath.FromSlash(name))
	b, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		t.Skipf("SKIPPED: %s is not beside this checkout", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}
