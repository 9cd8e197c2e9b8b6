package page

import (
	"unicode"

	"shenzheng/parser/text"
)

// Lines with a space between all their characters, as they come out of a printed
// page or are set for the eye: 福 田 区 委 书 记.

const (
	// longSpaced is how many characters make such a line one by itself,
	// manySpaced how many of these let all shorter ones be.
	longSpaced, manySpaced = 12, 3
)

// apart counts what spaces part in a line of which most are single characters, 0
// for any other. Numbers and words in Latin letters may stand among them.
func apart(s []rune) (n int) {
	single := 0
	for i := 0; i < len(s); n++ {
		end := wordEnd(s, i)
		if end == i+1 {
			single++
		}
		if i = text.SkipSpaces(s, end); i == end && i < len(s) {
			return 0
		}
	}
	if single*2 <= n {
		return 0
	}
	return n
}

// wordEnd gives the end of the character, number or Latin word at s[i].
func wordEnd(s []rune, i int) int {
	if s[i] >= unicode.MaxASCII {
		return i + 1
	}
	for i < len(s) && s[i] < unicode.MaxASCII && s[i] > ' ' {
		i++
	}
	return i
}

// closedUp gives a line without the spaces that part its characters; several at
// once, and those beside Latin words, stay one.
func closedUp(s []rune) (closed []rune) {
	for i := 0; i < len(s); {
		end := wordEnd(s, i)
		next := text.SkipSpaces(s, end)
		latin := next < len(s) && s[i] < unicode.MaxASCII && s[next] < unicode.MaxASCII && max(end-i, wordEnd(s, next)-next) > 1
		closed = append(closed, s[i:end]...)
		if next < len(s) && (latin || next > end+1) {
			closed = append(closed, ' ')
		}
		i = next
	}
	return closed
}
