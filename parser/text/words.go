package text

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// A set and a list of words are asked at every character, and nearly always in
// vain. A place found by the last bits of a character costs less than a map, with
// which a page takes an eighth longer to read.

// Set is a set of characters.
type Set struct{ table []rune } // each at its place or behind it, 0 where none is

// NewSet takes the characters of s.
func NewSet(s string) Set {
	chars := []rune(s)
	slices.Sort(chars)
	chars = slices.Compact(chars)
	set := Set{make([]rune, 1<<bits.Len(uint(4*len(chars))))} // most stay empty
	for _, c := range chars {
		at, _ := set.find(c)
		set.table[at] = c
	}
	return set
}

// find gives where c stands in the table, or would.
func (s Set) find(c rune) (at int, ok bool) {
	last := len(s.table) - 1
	for at = int(c) & last; s.table[at] != 0; at = (at + 1) & last {
		if s.table[at] == c {
			return at, true
		}
	}
	return at, false
}

// Has reports whether c is in the set.
func (s Set) Has(c rune) bool {
	_, ok := s.find(c)
	return ok
}

// Words is a list of words, of which it finds the longest at a place.
type Words struct {
	words   []Word     // by their first characters, of each the longest first
	rows    [][2]int32 // by the places of these characters: where in words theirs begin and end
	first   Set        // these characters
	last    Set        // their last characters
	longest int
}

// row gives the words that begin with c.
func (l *Words) row(c rune) []Word {
	if at, ok := l.first.find(c); ok {
		return l.words[l.rows[at][0]:l.rows[at][1]]
	}
	return nil
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
	texts := strings.Fields(strings.Join(lists, " "))
	l := &Words{words: make([]Word, len(texts))}
	first, last := make([]rune, len(texts)), make([]rune, len(texts))
	for place, text := range texts {
		w := Word{text, place, []rune(text)}
		l.words[place], l.longest = w, max(l.longest, w.Len())
		first[place], last[place] = w.runes[0], w.runes[w.Len()-1]
	}
	slices.SortStableFunc(l.words, func(a, b Word) int { return cmp.Or(cmp.Compare(a.runes[0], b.runes[0]), b.Len()-a.Len()) })
	l.first, l.last = NewSet(string(first)), NewSet(string(last))
	l.rows = make([][2]int32, len(l.first.table))
	for k, w := range l.words {
		at, _ := l.first.find(w.runes[0])
		if l.rows[at][1] == 0 {
			l.rows[at][0] = int32(k)
		}
		l.rows[at][1] = int32(k + 1)
	}
	return l
}

// Texts gives the words in the order of the list.
func (l *Words) Texts() []string {
	texts := make([]string, len(l.words))
	for _, w := range l.words {
		texts[w.Place] = w.Text
	}
	return texts
}

// Union is a list of the words of others.
func Union(lists ...*Words) *Words {
	var texts []string
	for _, l := range lists {
		texts = append(texts, l.Texts()...)
	}
	return NewWords(texts...)
}

// Table gives the words of all rows of a table, and the row of each word.
func Table[Row any](table []Row, words func(*Row) *Words) (all *Words, of []*Row) {
	var lists []*Words
	for k := range table {
		list := words(&table[k])
		lists = append(lists, list)
		of = append(of, slices.Repeat([]*Row{&table[k]}, len(list.words))...)
	}
	return Union(lists...), of
}

// Find gives the longest word at s[i], nil if there is none.
func (l *Words) Find(s []rune, i int) *Word {
	if i < 0 || i >= len(s) {
		return nil
	}
	words := l.row(s[i])
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

// Before gives the length of the longest word, of at most limit, that ends before s[i], or 0.
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
	return len(s) > 0 && slices.ContainsFunc(l.row(s[0]), func(w Word) bool { return slices.Equal(w.runes, s) })
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
