package people

import (
	"slices"
)

// deed is what one mention is said to do.
type deed struct {
	verbs, statements []string
	delegated         bool // named in 受…委托
}

// sentence follows who is the subject, clause by clause.
type sentence struct {
	s        []rune
	ms       []*mention
	deeds    []deed
	subjects []int // mentions that share the predicate
	hanging  bool  // subjects without a predicate yet
	speech   bool  // what follows is quoted
	last     []int // the subjects of the sentence before, for 他
	next     int   // the mention that seek found last
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
