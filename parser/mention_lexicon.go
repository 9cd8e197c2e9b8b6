package parser

import (
	"maps"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// lexicon finds the longest of a list of words at a place. A set of first
// characters turns most places away before any word is compared, and a list of
// second characters most others. Every word begins with a character of the
// basic CJK block.
type lexicon struct {
	first   firstSet
	starts  []uint16 // in words, of each first character in code order, and the end
	words   []word   // the longest first of those that begin alike
	second  []rune   // of words, 0 where there is none
	longest int      // code points
}

// firstSet is a set of first characters that also tells the place of each
// among them.
type firstSet [len(runeSet{})]struct {
	chars  uint64
	before int // how many stand before chars
}

func (f *firstSet) has(c rune) bool {
	i := uint32(c) - 0x4e00
	return i < uint32(len(f)*64) && f[i/64].chars&(1<<(i%64)) != 0
}

// word is one entry; runes is text taken apart, place its place in the list.
type word struct {
	place int
	text  string
	runes []rune
}

// newLexicon takes words that are parted by white space.
func newLexicon(lists ...string) *lexicon {
	l := &lexicon{}
	byFirst := map[rune][]word{}
	for place, w := range strings.Fields(strings.Join(lists, " ")) {
		entry := word{text: w, runes: []rune(w), place: place}
		first := entry.runes[0]
		byFirst[first] = append(byFirst[first], entry)
		l.longest = max(l.longest, len(entry.runes))
	}
	for _, c := range slices.Sorted(maps.Keys(byFirst)) {
		words, i := byFirst[c], uint32(c)-0x4e00
		l.first[i/64].chars |= 1 << (i % 64)
		slices.SortStableFunc(words, func(a, b word) int { return len(b.runes) - len(a.runes) })
		l.starts = append(l.starts, uint16(len(l.words)))
		l.words = append(l.words, words...)
	}
	l.starts = append(l.starts, uint16(len(l.words)))
	for _, w := range l.words {
		l.second = append(l.second, append(w.runes, 0)[1])
	}
	before := 0
	for i := range l.first {
		l.first[i].before = before
		before += bits.OnesCount64(l.first[i].chars)
	}
	return l
}

func (set *runeSet) add(c rune) {
	if i := uint32(c) - 0x4e00; i < uint32(len(set)*64) {
		set[i/64] |= 1 << (i % 64)
	}
}

// of gives the words that begin with c, as places in words.
func (l *lexicon) of(c rune) (from, to int) {
	i := uint32(c) - 0x4e00
	if i >= uint32(len(l.first)*64) {
		return 0, 0
	}
	f, bit := &l.first[i/64], uint64(1)<<(i%64)
	if f.chars&bit == 0 {
		return 0, 0
	}
	rank := f.before + bits.OnesCount64(f.chars&(bit-1))
	return int(l.starts[rank]), int(l.starts[rank+1])
}

// wordsOf gives the words that begin with c.
func (l *lexicon) wordsOf(c rune) []word {
	from, to := l.of(c)
	return l.words[from:to]
}

// find gives the longest word at s[i], nil if there is none.
func (l *lexicon) find(s []rune, i int) *word {
	if i >= len(s) || i < 0 {
		return nil
	}
	from, to := l.of(s[i])
	if from == to {
		return nil
	}
	next := rune(-1)
	if i+1 < len(s) {
		next = s[i+1]
	}
	for k, second := range l.second[from:to] {
		if second == next || second == 0 {
			if w := &l.words[from+k]; second == 0 || startsWith(s[i:], w.runes) {
				return w
			}
		}
	}
	return nil
}

// startsWith compares behind the first character, which is known to agree.
func startsWith(s, word []rune) bool {
	if len(s) < len(word) {
		return false
	}
	for k := 1; k < len(word); k++ {
		if s[k] != word[k] {
			return false
		}
	}
	return true
}

// match gives the longest word at s[i], or "".
func (l *lexicon) match(s []rune, i int) string {
	if w := l.find(s, i); w != nil {
		return w.text
	}
	return ""
}

// at gives the length of the longest word at s[i] in code points, or 0.
func (l *lexicon) at(s []rune, i int) int {
	if w := l.find(s, i); w != nil {
		return len(w.runes)
	}
	return 0
}

// before gives the length of the longest word that ends right before s[i] and
// has at most limit code points, or 0.
func (l *lexicon) before(s []rune, i, limit int) int {
	for n := min(limit, l.longest, i); n > 0; n-- {
		words := l.wordsOf(s[i-n])
		for k := range words {
			if len(words[k].runes) == n && startsWith(s[i-n:i], words[k].runes) {
				return n
			}
		}
	}
	return 0
}

// has reports whether s is one of the words.
func (l *lexicon) has(s []rune) bool {
	if len(s) == 0 {
		return false
	}
	for _, w := range l.wordsOf(s[0]) {
		if len(w.runes) == len(s) && startsWith(s, w.runes) {
			return true
		}
	}
	return false
}

// hasWord reports whether text is one of the words.
func (l *lexicon) hasWord(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	for _, w := range l.wordsOf(first) {
		if w.text == text {
			return true
		}
	}
	return false
}
