package parser

import (
	"maps"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// lexicon finds the longest of a list of words at a place. A set of first
// characters turns most places away before any word is compared. Every word
// begins with a character of the basic CJK block.
type lexicon struct {
	first   *runeSet
	ranks   [len(runeSet{})]uint16 // first characters before each element of first
	words   [][]word               // by first character in code order, longest first
	longest int                    // code points
}

// word is one entry; runes is text taken apart, place its place in the list.
// Its second character, 0 where it has none, tells most words apart that begin
// alike.
type word struct {
	second rune
	place  int32
	text   string
	runes  []rune
}

func newWord(text string, place int) word {
	w := word{text: text, runes: []rune(text), place: int32(place)}
	if len(w.runes) > 1 {
		w.second = w.runes[1]
	}
	return w
}

// newLexicon takes words that are parted by white space.
func newLexicon(lists ...string) *lexicon {
	l := &lexicon{first: new(runeSet)}
	byFirst := map[rune][]word{}
	for place, w := range strings.Fields(strings.Join(lists, " ")) {
		entry := newWord(w, place)
		first := entry.runes[0]
		l.first.add(first)
		byFirst[first] = append(byFirst[first], entry)
		l.longest = max(l.longest, len(entry.runes))
	}
	for _, c := range slices.Sorted(maps.Keys(byFirst)) {
		words := byFirst[c]
		slices.SortStableFunc(words, func(a, b word) int { return len(b.runes) - len(a.runes) })
		l.words = append(l.words, words)
	}
	rank := 0
	for i, bits64 := range l.first {
		l.ranks[i] = uint16(rank)
		rank += bits.OnesCount64(bits64)
	}
	return l
}

func (set *runeSet) add(c rune) {
	if i := uint32(c) - 0x4e00; i < uint32(len(set)*64) {
		set[i/64] |= 1 << (i % 64)
	}
}

// of gives the words that begin with c.
func (l *lexicon) of(c rune) []word {
	i := uint32(c) - 0x4e00
	if i >= uint32(len(l.first)*64) {
		return nil
	}
	element, bit := l.first[i/64], uint64(1)<<(i%64)
	if element&bit == 0 {
		return nil
	}
	return l.words[int(l.ranks[i/64])+bits.OnesCount64(element&(bit-1))]
}

// find gives the longest word at s[i], nil if there is none.
func (l *lexicon) find(s []rune, i int) *word {
	if i >= len(s) || i < 0 {
		return nil
	}
	words := l.of(s[i])
	if len(words) == 0 {
		return nil
	}
	second := rune(-1)
	if i+1 < len(s) {
		second = s[i+1]
	}
	for k := range words {
		if w := &words[k]; w.second == 0 || w.second == second && startsWith(s[i:], w.runes) {
			return w
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
		words := l.of(s[i-n])
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
	for _, w := range l.of(s[0]) {
		if len(w.runes) == len(s) && startsWith(s, w.runes) {
			return true
		}
	}
	return false
}

// hasWord reports whether text is one of the words.
func (l *lexicon) hasWord(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	for _, w := range l.of(first) {
		if w.text == text {
			return true
		}
	}
	return false
}
