package score

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// corpus is the folder of the real column, beside the module.
func corpus(t *testing.T) fs.FS {
	t.Helper()
	folder, ok := corpusFolder()
	if !ok {
		t.Skip("the real column is not here: no shared/corpus beside the module")
	}
	return folder
}

func corpusFolder() (fs.FS, bool) {
	dir := filepath.Join("..", "..", "..", "..", "shared", "corpus")
	if _, err := os.Stat(dir); err != nil {
		return nil, false
	}
	return os.DirFS(dir), true
}

// told fails a test with the figures and some of the misses.
func told(t *testing.T, r *Report, bar float64) {
	t.Helper()
	low := r.Minimum()
	t.Logf("%d columns, lowest F1 %.4f in %s", r.Columns, low.F1(), low.Field)
	if low.F1() >= bar {
		return
	}
	t.Errorf("lowest F1 is under %.2f:\n%s", bar, r.Text("", 3))
}

// TestNewSeed is the figure that counts: columns nobody has seen before.
func TestNewSeed(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d: go run ./cmd/evaluate -seed %d -n 120", seed, seed)
	told(t, Run(seed, 120, nil), 0.99)
}

func TestFixedSeeds(t *testing.T) {
	for _, seed := range []uint64{1, 7, 20240428} {
		told(t, Run(seed, 25, nil), 0.99) // every shape once
	}
}

func TestRealColumn(t *testing.T) {
	gold, err := ReadGold(corpus(t))
	if err != nil {
		t.Fatal(err)
	}
	told(t, gold.Compare(), 1)
}

// renewal is the command that writes accuracy.csv anew, on any clean clone:
// where the real column is not at hand its rows stay as they are.
const renewal = "go run ./cmd/evaluate -accuracy archive/snapshot/accuracy.csv"

// TestAccuracyFile keeps the figures that snapshots carry equal to a fresh
// run.
func TestAccuracyFile(t *testing.T) {
	committed, err := os.ReadFile(filepath.Join("..", "..", "..", "archive", "snapshot", "accuracy.csv"))
	if err != nil {
		t.Fatal(err)
	}
	folder, ok := corpusFolder()
	if !ok {
		t.Log("the real column is not here: its rows are taken from the file")
		folder = fstest.MapFS{}
	}
	fresh, err := Accuracy(os.DirFS(filepath.Join("..", "..")), folder, committed)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(fresh, committed) {
		t.Errorf("archive/snapshot/accuracy.csv is not what a fresh run gives; renew it with\n\n\t%s\n\n%s", renewal, cmp.Diff(string(committed), string(fresh)))
	}
}

func TestGoldRowsOutliveTheirColumn(t *testing.T) {
	gold := []string{"gold", "column.kind", "1.0000", "1.0000", "1.0000", "1", "1", "real"}
	earlier := "dataset,field,precision,recall,f1,support,parser_version,measured_on\r\n" + strings.Join(gold, ",") + "\r\ngenerated,column.kind,0.5,0.5,0.5,9,1,generated\r\n"
	rows, err := goldRows(fstest.MapFS{}, []byte(earlier))
	if diff := cmp.Diff([][]string{gold}, rows); err != nil || diff != "" {
		t.Errorf("%v, rows (-earlier +kept):\n%s", err, diff)
	}
	if rows, err = goldRows(fstest.MapFS{}, nil); err != nil || rows != nil {
		t.Errorf("no earlier file gives %v, %v", rows, err)
	}
}
