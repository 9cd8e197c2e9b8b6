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
		t.Logf("%s: %d right, %d wrong, %d missed: %.4f", f.Field, f.True, f.False, f.Missed, f.Recall())
		if f.Recall() < least[f.Field] {
			t.Errorf("%s: %.4f, want %.2f at least:\n%s", f.Field, f.Recall(), least[f.Field], strings.Join(f.Misread, "\n"))
		}
	}
}
