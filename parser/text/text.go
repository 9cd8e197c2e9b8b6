// Package text knows what every rule of Chinese text needs and nothing of
// columns: it reads slices of folded code points.
//
//	text.go      what a code point is, and words at a place
//	fold.go      width folding, one code point to one code point
//	words.go     lists of words and sets of characters
//	sentence.go  where sentences end, and what in one tells of guests
//	district.go  the city's districts, and what lies outside
//
// Places and lengths are counted in code points.
package text

import "unicode/utf8"

// Span is a half open range of code points.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// IsSpace reports the white space that pages hold inside a line.
func IsSpace(c rune) bool {
	return c <= '\u3000' && (c == ' ' || c == '\u00a0' || c == '\u3000' || c == '\t' || c >= '\u2000' && c <= '\u200a' || c == '\u202f')
}

// SkipSpaces gives the index of the first code point from i on that is no white space.
func SkipSpaces(s []rune, i int) int {
	for i < len(s) && IsSpace(s[i]) {
		i++
	}
	return i
}

// HasPrefix reports whether s[i:] begins with word.
func HasPrefix(s []rune, i int, word string) bool {
	for _, c := range word {
		if i >= len(s) || s[i] != c {
			return false
		}
		i++
	}
	return true
}

// HasSuffix reports whether s ends with word.
func HasSuffix(s []rune, word string) bool {
	n := Len(word)
	return len(s) >= n && HasPrefix(s, len(s)-n, word)
}

// Index gives the first place of word in s at or behind from, or -1.
func Index(s []rune, from int, word string) int {
	first, n := utf8.DecodeRuneInString(word)
	for i := from; i < len(s); i++ {
		if s[i] == first && HasPrefix(s, i+1, word[n:]) {
			return i
		}
	}
	return -1
}

// Contains reports whether word stands anywhere in s.
func Contains(s []rune, word string) bool { return Index(s, 0, word) >= 0 }

// Equals reports whether s is word and nothing more.
func Equals(s []rune, word string) bool { return HasPrefix(s, 0, word) && len(s) == Len(word) }

// InCompound reports that 作 at s[i] ends another word: 工作, 合作.
func InCompound(s []rune, i int) bool { return s[i] == '作' && i > 0 && beforeDo.Has(s[i-1]) }

var beforeDo = NewSet("工合操写创动制运协著耕劳当")

// Len is the number of code points of word.
func Len(word string) int { return utf8.RuneCountInString(word) }

// IsHan reports whether c is a Chinese character.
func IsHan(c rune) bool {
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x20000 && c <= 0x323af) || c == '〇'
}

// IsHanAt reports whether a Chinese character stands at s[i].
func IsHanAt(s []rune, i int) bool { return i < len(s) && IsHan(s[i]) }

// IsDigit reports an Arabic digit of folded text.
func IsDigit(c rune) bool { return c >= '0' && c <= '9' }

// IsLetter reports a Latin letter of folded text.
func IsLetter(c rune) bool { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') }

// IsStop reports the stops that part words from one another.
func IsStop(c rune) bool { return c == ',' || c == '。' || c == '、' || c == ';' }
