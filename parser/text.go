package parser

import "unicode/utf8"

// isSpace reports the white space that pages hold inside a line.
func isSpace(c rune) bool {
	return c == ' ' || c == '\u00a0' || c == '\u3000' || c == '\t' || (c >= '\u2000' && c <= '\u200a') || c == '\u202f'
}

// skipSpaces gives the index of the first code point at or behind i that is
// no white space.
func skipSpaces(s []rune, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}

// hasPrefix reports whether s[i:] begins with word. It decodes by itself what
// takes three bytes, as all Chinese characters do: it is called that often.
func hasPrefix(s []rune, i int, word string) bool {
	for k := 0; k < len(word); i++ {
		if i >= len(s) {
			return false
		}
		c, n := rune(word[k]), 1
		switch {
		case c < utf8.RuneSelf:
		case c&0xf0 == 0xe0 && k+2 < len(word):
			c, n = c&0xf<<12|rune(word[k+1]&0x3f)<<6|rune(word[k+2]&0x3f), 3
		default:
			c, n = utf8.DecodeRuneInString(word[k:])
		}
		if s[i] != c {
			return false
		}
		k += n
	}
	return true
}

// firstPrefix gives the first of words that s[i:] begins with. It compares the
// bytes of the first code point, which tells nearly all words apart without
// decoding them.
func firstPrefix(s []rune, i int, words []string) string {
	if i >= len(s) {
		return ""
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], s[i])
	for _, w := range words {
		if len(w) >= n && w[n-1] == buf[n-1] && w[0] == buf[0] && hasPrefix(s, i, w) {
			return w
		}
	}
	return ""
}

// hasSuffix reports whether s ends with one of words.
func hasSuffix(s []rune, words []string) bool {
	if len(s) == 0 {
		return false
	}
	var buf [utf8.UTFMax]byte
	last := buf[utf8.EncodeRune(buf[:], s[len(s)-1])-1]
	for _, w := range words {
		if w[len(w)-1] != last {
			continue
		}
		if n := runeLen(w); n <= len(s) && hasPrefix(s, len(s)-n, w) {
			return true
		}
	}
	return false
}

// index gives the first place of word in s at or behind from, or -1.
func index(s []rune, from int, word string) int {
	var first rune
	for _, c := range word {
		first = c
		break
	}
	for i := from; i < len(s); i++ {
		if s[i] == first && hasPrefix(s, i, word) {
			return i
		}
	}
	return -1
}

// contains reports whether word stands anywhere in s.
func contains(s []rune, word string) bool { return index(s, 0, word) >= 0 }

// equals reports whether s is word and nothing more.
func equals(s []rune, word string) bool {
	return hasPrefix(s, 0, word) && len(s) == runeLen(word)
}

// runeLen is the number of code points of word, which is valid UTF-8.
func runeLen(word string) int {
	n := 0
	for i := 0; i < len(word); i++ {
		if word[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// isHan reports whether c is a Chinese character.
func isHan(c rune) bool {
	return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x20000 && c <= 0x323af) || c == '〇'
}

// isDigit reports an Arabic digit of folded text.
func isDigit(c rune) bool { return c >= '0' && c <= '9' }

// isLetter reports a Latin letter of folded text.
func isLetter(c rune) bool { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') }
