package people

import (
	"slices"

	"shenzheng/parser/text"
)

// bookEnd gives the place behind the 》 that closes a 《 at s[i], or i.
func bookEnd(s []rune, i int) int {
	if s[i] != '《' {
		return i
	}
	depth := 0
	for k := i; k < min(len(s), i+maxBook) && s[k] != '。'; k++ {
		switch s[k] {
		case '《':
			depth++
		case '》':
			if depth--; depth == 0 {
				return k + 1
			}
		}
	}
	return i
}

// maxBook bounds the length of a title in 《》 in code points.
const maxBook = 120

// isClauseStop ends a clause.
func isClauseStop(c rune) bool { return c == ',' || c == ';' || c == ':' }

// isSentenceStop ends a sentence and with it what is elided.
func isSentenceStop(c rune) bool { return c == '。' || c == '!' || c == '?' || c == '…' }

// stopAfter gives the place of the first stop at or behind from that is not
// inside 《》.
func stopAfter(s []rune, from int, stop func(rune) bool) int {
	for i := from; i < len(s); i++ {
		switch c := s[i]; {
		case text.IsHan(c): // nearly all
		case c == '《':
			i = max(i, bookEnd(s, i)-1)
		case c == '“' && !stop('。'): // a comma in a short quotation ends no clause
			end := slices.IndexFunc(s[i:min(len(s), i+lookAround)], func(c rune) bool { return c == '”' || isSentenceStop(c) })
			if end > 0 && s[i+end] == '”' {
				i += end
			}
		case c == '…' && (text.HasPrefix(s, i+1, "…") || text.HasPrefix(s, i+1, "并")): // 实地察看……并主持
		case stop(c):
			return i
		}
	}
	return len(s)
}

// isStopOfEither ends a clause or a sentence.
func isStopOfEither(c rune) bool { return isClauseStop(c) || isSentenceStop(c) }

// lookAround is how far, in code points, a frame around a mention reaches:
// 受…委托, 在…见证下.
const lookAround = 80

// isWord reports a character of a word or a number.
func isWord(c rune) bool { return text.IsHan(c) || text.IsLetter(c) || text.IsDigit(c) }
