package kind_test

import (
	"os"
	"testing"

	"shenzheng/parser/evaluate/forms"
	"shenzheng/parser/kind"
)

// TestSentences reads invented openings that were coded by the codebook.
func TestSentences(t *testing.T) {
	content, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	sentences := forms.Sentences(string(content))
	for _, s := range sentences {
		if got := kind.Of([]rune(s.Text)); got.Kind != s.Kind {
			t.Errorf("%s: %v, want %s", s.Text, got, s.Kind)
		}
	}
	if len(sentences) < 100 {
		t.Errorf("%d sentences only", len(sentences))
	}
}
