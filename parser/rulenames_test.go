package parser

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestRuleNamesLeadToTheirFile: whoever searches the parser for a name that
// `explain` prints finds one place.
func TestRuleNamesLeadToTheirFile(t *testing.T) {
	places := map[string]int{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "evaluate") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, quoted := range strings.Split(string(source), `"`) {
			places[quoted]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range rulesInPairs(t) {
		if places[name] != 1 {
			t.Errorf("%q stands in %d places of the parser", name, places[name])
		}
	}
}

// rulesInPairs are the rules that read the columns of the pairs.
func rulesInPairs(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "columns", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no pairs: %v", err)
	}
	names := map[string]bool{}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c := Read(pairPage(t, ar)).Column
		if c == nil {
			continue
		}
		for _, b := range c.Blocks {
			names[b.Rule] = true
		}
		for _, a := range c.Activities {
			names[a.Rule] = true
			if a.Date.Precision != PrecisionNone {
				names[a.Date.Rule] = true
			}
		}
	}
	return names
}
