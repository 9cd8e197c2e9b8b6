package kind

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// dated is an opening date, which the parser takes off before.
var dated = regexp.MustCompile(`^(?:\d+年)?(?:\d+月)?\d+日?(?:[-至、]\d*月?\d+日)*[上下]?[午晚]?,|^近日,|^周[一二三四五六日],`)

// openingOf gives the first sentence without its date.
func openingOf(text string) string {
	sentence, _, _ := strings.Cut(text, "。")
	return dated.ReplaceAllString(sentence, "")
}

func shared(t *testing.T, file string, into any) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", filepath.FromSlash(file)))
	if err != nil {
		t.Skipf("no %s beside the module: %v", file, err)
	}
	if err := json.Unmarshal(content, into); err != nil {
		t.Fatal(err)
	}
}

// TestRealColumn holds the table to the real column, coded by hand.
func TestRealColumn(t *testing.T) {
	var coded struct{ Kinds map[string]string }
	shared(t, "corpus/8137676.kinds.json", &coded)
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "corpus", "8137676.txt"))
	if err != nil {
		t.Skip(err)
	}
	right := 0
	for line := range strings.Lines(string(text)) {
		for opening, want := range coded.Kinds {
			if !strings.HasPrefix(line, opening) {
				continue
			}
			if got := Of([]rune(openingOf(line))); got.Kind == want {
				right++
			} else {
				t.Logf("%.90s: %v, coded %s", line, got, want)
			}
		}
	}
	if right < 30 || len(coded.Kinds) != 31 {
		t.Errorf("%d of %d right", right, len(coded.Kinds))
	}
}

func TestSpecs(t *testing.T) {
	var file struct {
		Cases []struct{ ID, Text, Kind string }
	}
	shared(t, "specs/kinds.json", &file)
	for _, c := range file.Cases {
		if got := Of([]rune(openingOf(c.Text))); got.Kind != c.Kind {
			t.Errorf("%s %s: %v, want %s", c.ID, c.Text, got, c.Kind)
		}
	}
}
