package parser

import (
	"strings"
	"testing"
)

// TestKindWords: the words of all kinds are looked up together, which finds
// one at a place; no word may begin with another.
func TestKindWords(t *testing.T) {
	var words []string
	for _, k := range kindWords {
		words = append(words, strings.Fields(k.words)...)
	}
	for i, a := range words {
		for j, b := range words {
			if i != j && strings.HasPrefix(b, a) {
				t.Errorf("%s begins with %s", b, a)
			}
		}
	}
}
