package people

import (
	"slices"

	"shenzheng/parser/text"
)

// sentence follows who is the subject, clause by clause.
type sentence struct {
	s        []rune
	ms       []*mention
	guests   []Refusal // named with posts that make no official
	subjects []int     // mentions that share the predicate
	hanging  bool      // subjects without a predicate yet
	speech   bool      // what follows is quoted
	last     []int     // the subjects of the sentence before, for 他
}

// readDeeds notes with each mention of a passage what it is said to do, and gives the last
// subjects. A mention before the passage is its predecessor's subject.
func readDeeds(s []rune, ms []*mention, guests []Refusal) []int {
	st := sentence{s: s, ms: ms, guests: guests}
	if len(ms) > 0 && ms[0].start < 0 {
		st.last = []int{0}
	}
	for from := 0; from < len(s) && len(ms) > 0; {
		to := stopAfter(s, from, isSentenceStop)
		st.read(from, to)
		from = to + 1
	}
	if len(st.subjects) > 0 {
		return st.subjects
	}
	return st.last
}

// read takes one sentence.
func (st *sentence) read(from, to int) {
	if len(st.subjects) > 0 {
		st.last = st.subjects
	}
	carried := st.subjects
	if st.speech && scenes.At(st.s, from) == 0 || st.hanging {
		carried = nil
	}
	st.subjects, st.hanging, st.speech = nil, false, false
	for from < to {
		end := stopAfter(st.s[:min(to, from+maxClause)], from, isClauseStop)
		for k := st.seek(end+1) - 1; k >= 0 && end < st.ms[k].end && end < to; k = st.seek(end+1) - 1 {
			// a comma inside a printed post ends no clause
			end = stopAfter(st.s[:min(to, st.ms[k].end+maxClause)], st.ms[k].end, isClauseStop)
		}
		if text.HasPrefix(st.s, end, ":") && listsWho.End(st.s[from:end]) { // 参加活动的领导有:区长张某
			end = stopAfter(st.s[:min(to, end+1+maxClause)], end+1, isClauseStop)
		}
		c := clause{sentence: st, s: st.s[:end], from: from, to: end}
		c.read(carried)
		if c.opening < c.to && !(c.s[c.opening] == '在' && st.firstMention(from, c.to) < 0) { // 在某某科技园,详细了解情况
			carried = nil
		}
		from = c.to + 1
	}
}

// scenes open a sentence that what is quoted before does not go on in.
var scenes = text.NewWords("” 会后 会前 随后 之后 接着 当天 当晚")

// maxClause bounds a clause in code points, for the sake of time: none is so long.
const maxClause = 1000

// seek gives the index of the first mention at or behind i.
func (st *sentence) seek(i int) int {
	k, _ := slices.BinarySearchFunc(st.ms, i, func(m *mention, i int) int { return m.start - i })
	return k
}

// firstMention gives the index of the first mention from i on, before to, or -1.
func (st *sentence) firstMention(i, to int) int {
	if k := st.seek(i); k < len(st.ms) && st.ms[k].start < to {
		return k
	}
	return -1
}

// guestEnd gives the place behind the post and name of a guest at i, or i.
func (st *sentence) guestEnd(i int) int {
	if k, ok := slices.BinarySearchFunc(st.guests, i, func(g Refusal, i int) int { return g.Span.Start - i }); ok {
		return st.guests[k].Span.End
	}
	return i
}

// mentionAt gives the index of the mention that begins at i, or -1.
func (st *sentence) mentionAt(i int) int { return st.firstMention(i, i+1) }

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

// stopAfter gives the place of the first stop from from on that is not inside 《》.
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
