package date_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"shenzheng/parser/evaluate/forms"
	"shenzheng/parser/internal/pairs"
)

// update rewrites the expected rows of the pairs; read the difference before
// it is committed.
var update = flag.Bool("update", false, "rewrite the expected rows of the txtar pairs")

// TestDatePairs reads the pairs of testdata/dates.
func TestDatePairs(t *testing.T) {
	dir := filepath.Join("testdata", "dates")
	p := pairs.Pairs{Folder: os.DirFS(dir)}
	if *update {
		p.Write = func(name string, data []byte) error { return os.WriteFile(filepath.Join(dir, name), data, 0o644) }
	}
	p.Run(t, func(t *testing.T, ar *txtar.Archive) string {
		rows, err := forms.Dates(ar)
		if err != nil {
			t.Fatal(err)
		}
		return rows
	})
}
