package forms

import (
	"strings"
	"testing"
)

// TestNamesRightBehindPosts holds the reader to its shares: nearly all
// ordinary names, and nearly as many of those whose end could begin a verb.
func TestNamesRightBehindPosts(t *testing.T) {
	least := map[string]float64{"names_ordinary": 0.99, "names_verb_like": 0.97}
	for _, f := range Names(5000) {
		t.Logf("%s: %d right, %d wrong, %d missed: %.4f", f.Field, f.Right, f.Wrong, f.Missed, share(f))
		if share(f) < least[f.Field] {
			t.Errorf("%s: %.4f, want %.2f at least:\n%s", f.Field, share(f), least[f.Field], strings.Join(f.Misread, "\n"))
		}
	}
}

// share is the share of sentences read right.
func share(f Figure) float64 { return float64(f.Right) / float64(f.Right+f.Missed) }
