package kind

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

func hasAnyPrefix(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(text, w) })
}

func hasAnySuffix(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(text, w) })
}

// containsAny gives the word of the list that stands first in the text.
func containsAny(text string, words []string) (found string) {
	at := len(text) + 1
	for _, w := range words {
		if i := strings.Index(text, w); i >= 0 && i < at {
			at, found = i, w
		}
	}
	return found
}

// index finds, among the words of a table, the longest one that begins a text.
// It is asked at every character, and nearly always in vain: words stand by the
// last bits of their first character.
type index [1 << 9][]entry

// entry is a word and the row of the table that it stands in.
type entry struct {
	word string
	row  int
}

// newIndex takes the words of each row. Of equal words the earlier row counts.
func newIndex(rows ...[]string) *index {
	var x index
	for row, words := range rows {
		for _, word := range words {
			first, _ := utf8.DecodeRuneInString(word)
			same := x.row(first)
			*same = append(*same, entry{word, row})
		}
	}
	for _, same := range x {
		slices.SortStableFunc(same, func(a, b entry) int { return cmp.Compare(len(b.word), len(a.word)) })
	}
	return &x
}

// row gives the words that may begin with c.
func (x *index) row(c rune) *[]entry { return &x[int(c)&(len(x)-1)] }

// at gives the longest word that begins the text, and its row; "" for none.
func (x *index) at(text string) (row int, word string) {
	first, _ := utf8.DecodeRuneInString(text)
	for _, e := range *x.row(first) {
		if strings.HasPrefix(text, e.word) {
			return e.row, e.word
		}
	}
	return 0, ""
}
