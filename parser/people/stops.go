package people

import "shenzheng/parser/text"

// bookEnd gives the place behind the 》 that closes a 《 at s[i], or i.
func bookEnd(s []rune, i int) int {
	if s[i] != '《' {
		return i
	}
	depth := 0
	for k := i; k < len(s) && k < i+maxBook; k++ {
		switch s[k] {
		case '《':
			depth++
		case '》':
			if depth--; depth == 0 {
				return k + 1
			}
		case '。':
			return i
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
		case c == '“':
			i = quoteEnd(s, i, stop)
		case c == '…' && (text.HasPrefix(s, i+1, "…") || text.HasPrefix(s, i+1, "并")): // 实地察看……并主持
		case stop(c):
			return i
		}
	}
	return len(s)
}

// quoteEnd gives the place of the ” of a short quotation without a stop that
// ends a sentence, else i: a comma in it ends no clause.
func quoteEnd(s []rune, i int, stop func(rune) bool) int {
	if stop('。') {
		return i
	}
	for k := i + 1; k < len(s) && k < i+lookAround; k++ {
		switch {
		case s[k] == '”':
			return k
		case isSentenceStop(s[k]):
			return i
		}
	}
	return i
}

// isStopOfEither ends a clause or a sentence.
func isStopOfEither(c rune) bool { return isClauseStop(c) || isSentenceStop(c) }

// lookAround is how far, in code points, a frame around a mention reaches:
// 受…委托, 在…见证下.
const lookAround = 80
