package kind

import (
	"os"
	"strings"
	"testing"
)

// TestSentences reads invented openings that were coded by the codebook.
func TestSentences(t *testing.T) {
	content, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(content)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		want, sentence, _ := strings.Cut(strings.TrimSpace(line), " ")
		n++
		if got := Of(sentence); got.Kind != want {
			t.Errorf("%s: %v, want %s", sentence, got, want)
		}
	}
	if n < 100 {
		t.Errorf("%d sentences only", n)
	}
}
