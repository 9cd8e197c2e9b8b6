package parser

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// lexicon finds the longest of a list of words at a place. A set of first
// characters turns most places away before any word is compared.
type lexicon struct {
	first *runeSet
	words map[rune][]string // longest first
}

// newLexicon takes words that are parted by white space.
func newLexicon(words ...string) *lexicon {
	l := &lexicon{first: new(runeSet), words: map[rune][]string{}}
	for _, list := range words {
		l.first.add(list)
		for _, w := range strings.Fields(list) {
			c := []rune(w)[0]
			l.words[c] = append(l.words[c], w)
		}
	}
	for c := range l.words {
		slices.SortStableFunc(l.words[c], func(a, b string) int { return len(b) - len(a) })
	}
	return l
}

// add puts the first character of every word into the set.
func (set *runeSet) add(list string) {
	for _, w := range strings.Fields(list) {
		c := []rune(w)[0]
		if i := uint32(c) - 0x4e00; i < uint32(len(set)*64) {
			set[i/64] |= 1 << (i % 64)
		}
	}
}

// match gives the longest word at s[i], or "".
func (l *lexicon) match(s []rune, i int) string {
	if i >= len(s) || i < 0 || !l.first.has(s[i]) {
		return ""
	}
	return firstPrefix(s, i, l.words[s[i]])
}

// matchBefore gives the longest word that ends right before s[i], or "".
// Words are at most limit code points long.
func (l *lexicon) matchBefore(s []rune, i, limit int) string {
	for n := min(limit, i); n > 0; n-- {
		if !l.first.has(s[i-n]) {
			continue
		}
		for _, w := range l.words[s[i-n]] {
			if utf8.RuneCountInString(w) == n && hasPrefix(s, i-n, w) {
				return w
			}
		}
	}
	return ""
}

// has reports whether s is one of the words.
func (l *lexicon) has(s []rune) bool {
	if len(s) == 0 || !l.first.has(s[0]) {
		return false
	}
	for _, w := range l.words[s[0]] {
		if equals(s, w) {
			return true
		}
	}
	return false
}
