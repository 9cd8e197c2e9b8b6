package parser

import "slices"

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
}

// readDeeds gives for each mention of a passage what it is said to do.
func readDeeds(s []rune, ms []mention) []deed {
	st := &sentence{s: s, ms: ms, deeds: make([]deed, len(ms))}
	for from := 0; from < len(s) && len(ms) > 0; {
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
		if s[i] == '《' {
			i = max(i, bookEnd(s, i)-1)
			continue
		}
		if stop(s[i]) {
			return i
		}
	}
	return len(s)
}

// read takes one sentence.
func (st *sentence) read(from, to int) {
	if len(st.subjects) > 0 {
		st.last = st.subjects
	}
	st.subjects, st.hanging, st.speech = nil, false, false
	for from < to {
		end := min(to, stopAfter(st.s[:to], from, isClauseStop))
		for i := range st.ms { // a comma inside a printed post ends no clause
			if st.ms[i].start <= end && end < st.ms[i].end {
				end = min(to, stopAfter(st.s[:to], st.ms[i].end, isClauseStop))
			}
		}
		c := clause{sentence: st, from: from, to: end}
		c.read()
		from = end + 1
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
	k, ok := slices.BinarySearchFunc(st.ms, i, func(m mention, at int) int { return m.start - at })
	if !ok {
		return -1
	}
	return k
}

// firstMention gives the index of the first mention at or behind i, before
// to, or -1.
func (st *sentence) firstMention(i, to int) int {
	k, _ := slices.BinarySearchFunc(st.ms, i, func(m mention, at int) int { return m.start - at })
	if k < len(st.ms) && st.ms[k].start < to {
		return k
	}
	return -1
}
