package text

import (
	"slices"
	"strings"
)

// Set is a set of characters.
type Set map[rune]bool

// NewSet takes the characters of s.
func NewSet(s string) Set {
	set := Set{}
	for _, c := range s {
		set[c] = true
	}
	return set
}

// Has reports whether c is in the set.
func (s Set) Has(c rune) bool { return s[c] }

// Words is a list of words, of which it finds the longest at a place.
type Words struct {
	first   map[rune][]Word // by their first characters, of each the longest first
	last    Set             // their last characters
	longest int
	texts   []string
}

// Word is one of a list.
type Word struct {
	Text  string
	Place int // in the list, from 0
	runes []rune
}

// Len is the number of code points of the word.
func (w *Word) Len() int { return len(w.runes) }

// NewWords takes words that are parted by white space.
func NewWords(lists ...string) *Words {
	l := &Words{texts: strings.Fields(strings.Join(lists, " ")), first: map[rune][]Word{}, last: Set{}}
	for place, text := range l.texts {
		w := Word{text, place, []rune(text)}
		l.longest = max(l.longest, w.Len())
		l.first[w.runes[0]] = append(l.first[w.runes[0]], w)
		l.last[w.runes[w.Len()-1]] = true
	}
	for _, words := range l.first {
		slices.SortStableFunc(words, func(a, b Word) int { return b.Len() - a.Len() })
	}
	return l
}

// Texts gives the words in the order of the list.
func (l *Words) Texts() []string { return slices.Clone(l.texts) }

// Union is a list of the words of others.
func Union(lists ...*Words) *Words {
	var texts []string
	for _, l := range lists {
		texts = append(texts, l.texts...)
	}
	return NewWords(texts...)
}

// Table gives the words of all rows of a table, and the row of each word.
func Table[Row any](table []Row, words func(*Row) *Words) (all *Words, of []*Row) {
	var lists []*Words
	for k := range table {
		list := words(&table[k])
		lists = append(lists, list)
		of = append(of, slices.Repeat([]*Row{&table[k]}, len(list.texts))...)
	}
	return Union(lists...), of
}

// Find gives the longest word at s[i], nil if there is none.
func (l *Words) Find(s []rune, i int) *Word {
	if i < 0 || i >= len(s) {
		return nil
	}
	words := l.first[s[i]]
	for k := range words {
		w := &words[k]
		if end := i + len(w.runes); end <= len(s) && s[end-1] == w.runes[len(w.runes)-1] && slices.Equal(s[i:end], w.runes) {
			return w
		}
	}
	return nil
}

// At gives the length of the longest word at s[i], or 0.
func (l *Words) At(s []rune, i int) int {
	if w := l.Find(s, i); w != nil {
		return len(w.runes)
	}
	return 0
}

// Run gives the length of all the words that stand at s[i] one behind the other.
func (l *Words) Run(s []rune, i int) (n int) {
	for k := l.At(s, i); k > 0; k = l.At(s, i+n) {
		n += k
	}
	return n
}

// Before gives the length of the longest word that ends right before s[i] and
// has at most limit code points, or 0.
func (l *Words) Before(s []rune, i, limit int) int {
	if i == 0 || !l.last.Has(s[i-1]) {
		return 0
	}
	for n := min(limit, l.longest, i); n > 0; n-- {
		if l.Has(s[i-n : i]) {
			return n
		}
	}
	return 0
}

// End reports whether s ends with one of the words.
func (l *Words) End(s []rune) bool { return l.Before(s, len(s), len(s)) > 0 }

// Has reports whether s is one of the words.
func (l *Words) Has(s []rune) bool {
	return len(s) > 0 && slices.ContainsFunc(l.first[s[0]], func(w Word) bool { return slices.Equal(w.runes, s) })
}

// HasWord reports whether word is one of the words.
func (l *Words) HasWord(word string) bool { return l.Has([]rune(word)) }

// First gives the word that stands first in s, or "".
func (l *Words) First(s []rune) string {
	for i := range s {
		if w := l.Find(s, i); w != nil {
			return w.Text
		}
	}
	return ""
}

// In reports whether one of the words stands in s.
func (l *Words) In(s []rune) bool { return l.First(s) != "" }
