package people

import (
	"slices"

	"shenzheng/parser/text"
)

// deed is what one mention is said to do.
type deed struct {
	verbs, statements []string
	delegated         bool // named in 受…委托
}

// sentence follows who is the subject, clause by clause.
type sentence struct {
	s        []rune
	ms       []mention
	deeds    []deed
	subjects []int // mentions that share the predicate
	hanging  bool  // subjects without a predicate yet
	speech   bool  // what follows is quoted
	last     []int // the subjects of the sentence before, for 他
	next     int   // the mention that seek found last
}

// readDeeds gives for each mention of a passage what it is said to do.
func readDeeds(s []rune, ms []mention) []deed {
	if len(ms) == 0 {
		return nil
	}
	st := sentence{s: s, ms: ms, deeds: make([]deed, len(ms))}
	for from := 0; from < len(s); {
		to := stopAfter(s, from, isSentenceStop)
		st.read(from, to)
		from = to + 1
	}
	return st.deeds
}

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

// read takes one sentence.
func (st *sentence) read(from, to int) {
	if len(st.subjects) > 0 {
		st.last = st.subjects
	}
	carried := st.subjects
	if st.speech || st.hanging {
		carried = nil
	}
	st.subjects, st.hanging, st.speech = nil, false, false
	for from < to {
		end := min(to, stopAfter(st.s[:to], from, isClauseStop))
		for st.seek(end + 1); st.next > 0 && end < st.ms[st.next-1].end && end < to; st.seek(end + 1) {
			// a comma inside a printed post ends no clause
			end = min(to, stopAfter(st.s[:to], st.ms[st.next-1].end, isClauseStop))
		}
		c := clause{sentence: st, from: from, to: end, carried: carried}
		c.read()
		if c.opening < c.to {
			carried = nil
		}
		from = c.to + 1
	}
}

// join adds a mention to the subjects.
func (st *sentence) join(k int) {
	if len(st.subjects) < maxSubjects {
		st.subjects = append(st.subjects[:len(st.subjects):len(st.subjects)], k)
	}
}

// give adds a verb to the subjects.
func (st *sentence) give(verb string) {
	for _, k := range st.subjects {
		st.giveTo(k, verb)
	}
	st.hanging = false
}

func (st *sentence) giveTo(k int, verb string) {
	if !slices.Contains(st.deeds[k].verbs, verb) {
		st.deeds[k].verbs = append(st.deeds[k].verbs, verb)
	}
}

// say adds a statement to the subjects. What follows is quoted, but for
// 介绍了情况 and the like.
func (st *sentence) say(verb string, quoted bool) {
	for _, k := range st.subjects {
		if !slices.Contains(st.deeds[k].statements, verb) {
			st.deeds[k].statements = append(st.deeds[k].statements, verb)
		}
	}
	st.hanging, st.speech = false, quoted
}

// mentionAt gives the index of the mention that begins at i, or -1.
func (st *sentence) mentionAt(i int) int {
	st.seek(i)
	if st.next < len(st.ms) && st.ms[st.next].start == i {
		return st.next
	}
	return -1
}

// seek moves next to the first mention at or behind i.
func (st *sentence) seek(i int) {
	ms, next := st.ms, st.next
	for next < len(ms) && ms[next].start < i {
		next++
	}
	for next > 0 && ms[next-1].start >= i {
		next--
	}
	st.next = next
}

// firstMention gives the index of the first mention at or behind i, before
// to, or -1.
func (st *sentence) firstMention(i, to int) int {
	st.seek(i)
	if st.next < len(st.ms) && st.ms[st.next].start < to {
		return st.next
	}
	return -1
}
