package people

import (
	"slices"
	"testing"
)

// TestVerbsAreTheGrammars: every lemma that the grammar reads has its English,
// and every word of the list is a lemma.
func TestVerbsAreTheGrammars(t *testing.T) {
	var read, listed []string
	for _, w := range verbEntries {
		if w.listed > 0 {
			read = append(read, w.lemma)
		}
	}
	for _, w := range Verbs() {
		listed = append(listed, w.ZH)
		if w.EN == "" {
			t.Errorf("%s has no English", w.ZH)
		}
	}
	slices.Sort(read)
	slices.Sort(listed)
	if read = slices.Compact(read); !slices.Equal(read, listed) {
		t.Errorf("the grammar reads %v, the list is %v", read, listed)
	}
}
