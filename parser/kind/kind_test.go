package kind_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"shenzheng/parser/evaluate/forms"
)

// TestSentences reads invented openings that were coded by the codebook.
func TestSentences(t *testing.T) {
	content, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, err := forms.Kinds(&txtar.Archive{Comment: content})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(content), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("kinds (-coded +read):\n%s", diff)
	}
	if n := strings.Count(got, "\n"); n < 100 {
		t.Errorf("%d sentences only", n)
	}
}
