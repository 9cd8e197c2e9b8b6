package page

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// Lines broken at a fixed width, as mail, old systems and what is copied out of
// a printed page have them: each is a part of a paragraph.

const (
	// leastWrapped is how many lines broken at one width make a page of them.
	leastWrapped = 4
	// leastWidth is the least width, in columns, that lines are broken at.
	leastWidth = 16
	// leastSlack is by how many columns such lines fall short of each other.
	leastSlack = 3
	// hanging is by how many columns a sign may hang out of them.
	hanging = 2
)

// wrap tells how lines are broken.
type wrap struct {
	lines []Line
	leads [][]rune // for each line its indent, not nil where that, a blank line or an element begins it
	ends  []bool   // which of them end as sentences do

	columns  func([]rune) int
	marked   bool // where a paragraph begins is marked
	indented bool // by an indent
	width    int
	joined   int // code points of the lines that go on
}

// unwrap joins lines that are broken at a fixed width or, in the middle of a paragraph,
// behind a comma. A line that goes into the one before it stays in its place and is empty.
func unwrap(lines wrap) {
	lines.ends = make([]bool, len(lines.lines))
	for i := range lines.lines {
		lines.ends[i] = text.EndsSentence(lines.lines[i].Fold)
	}
	best := lines
	for _, marked := range []bool{true, false} {
		if marked && !lines.hasMarks() || best.joined > 0 {
			continue
		}
		for _, columns := range []func([]rune) int{cells, count} {
			w := lines
			w.columns, w.marked = columns, marked
			if w.find() && w.joined > best.joined {
				best = w
			}
		}
	}
	best.join()
}

// hasMarks reports that most sentences at the end of a line end a paragraph, since the
// line below begins one.
func (w *wrap) hasMarks() bool {
	ends, marks := 0, 0
	for i := range w.lines[:max(len(w.lines)-1, 0)] {
		w.indented = w.indented || len(w.leads[i+1]) > 1
		if w.ends[i] {
			if ends++; w.begins(i+1) || !w.ends[i+1] && len(w.lines[i+1].Fold) < leastWidth {
				marks++
			}
		}
	}
	return marks*3 >= ends*2
}

// slack is by how many columns lines broken at a width may fall short of each other.
func (w *wrap) slack(width int) int {
	if w.marked {
		return width / 3
	}
	return leastSlack
}

// find finds the width, if the lines are broken at one: several end there in the
// middle of a sentence, hardly any paragraph is wider, and what they make up ends
// as sentences do.
func (w *wrap) find() bool {
	broken, most := map[int]int{}, leastWrapped-1
	for i := range w.lines {
		if !w.ends[i] && w.isBroken(i) {
			broken[w.columnsOf(i)]++
		}
	}
	for at := range broken {
		n := 0
		for k := range w.slack(at) + 1 {
			n += broken[at-k]
		}
		if at >= leastWidth && (n > most || n == most && at < w.width) {
			w.width, most = at, n
		}
	}
	if w.width == 0 {
		return false
	}
	wider, paragraphs, sentences := 0, 0, 0
	on := false
	for i := range w.lines {
		l, ends, last := &w.lines[i], w.ends[i], on // of several lines
		on = w.goesOn(i, last)
		switch {
		case on:
			w.joined += l.Visible
			continue
		case ends && w.columnsOf(i) > w.width+w.slack(w.width):
			wider += l.Visible
		case last && ends:
			sentences++
		}
		if last {
			paragraphs++
		}
	}
	return wider*2 < w.joined && sentences*2 > paragraphs
}

// begins reports that an indent, a blank line or an element begins line i. One
// space stood between the words of two lines.
func (w *wrap) begins(i int) bool {
	return w.leads[i] != nil && (len(w.leads[i]) != 1 || w.leads[i][0] != ' ')
}

// columnsOf gives the columns that a line takes, with its indent.
func (w *wrap) columnsOf(i int) int { return w.columns(w.leads[i]) + w.columns(w.lines[i].Fold) }

// isBroken reports that line i may be broken off: the one below it is of its
// kind and begins no paragraph.
func (w *wrap) isBroken(i int) bool {
	if i+1 >= len(w.lines) || w.marked && w.begins(i+1) {
		return false
	}
	l, below := &w.lines[i], &w.lines[i+1]
	opens := strings.ContainsRune("0123456789近日连本其", below.Fold[0]) // as paragraphs of news do
	if w.ends[i] && (w.standsAlone(i+1) || !w.marked && opens) {
		return false
	}
	return l.Linked*2 <= l.Visible && l.Hint == below.Hint && l.Hidden == below.Hidden
}

// standsAlone reports a line that is no part of a paragraph by its looks: a
// heading, credits.
func (w *wrap) standsAlone(i int) bool {
	s := w.lines[i].Fold
	return (!w.ends[i] || s[len(s)-1] == ':') && (w.columns(s) < w.width-w.slack(w.width) || slices.Contains(s, ' '))
}

// goesOn reports that line i goes on in the one below: it ends with a comma, or the
// first word of that had no room on it. on says that the line above goes on in it.
func (w *wrap) goesOn(i int, on bool) bool {
	if i+1 >= len(w.lines) {
		return false
	}
	l := &w.lines[i]
	if last := l.Fold[len(l.Fold)-1]; !w.begins(i+1) && (last == ',' || last == '、') && l.Hidden == w.lines[i+1].Hidden {
		return true
	}
	if w.width == 0 || !w.isBroken(i) {
		return false
	}
	width, slack := w.columnsOf(i), w.slack(w.width)
	if w.ends[i] && w.indented {
		slack = leastSlack // the last line of a paragraph may be any shorter
	}
	return width >= w.width-slack && width <= w.width+hanging && (!w.marked || on || w.begins(i)) // every line of a paragraph is broken
}

// join joins the lines.
func (w *wrap) join() {
	first := 0
	for i := range w.lines {
		l, head := &w.lines[i], &w.lines[first]
		more := w.goesOn(i, i > first)
		if i > first {
			head.Runes, head.Fold = append(head.Runes, l.Runes...), append(head.Fold, l.Fold...)
			head.Visible, head.Linked, head.Hint = head.Visible+l.Visible, head.Linked+l.Linked, head.Hint&l.Hint
			*l = Line{}
		}
		if !more {
			first = i + 1
		}
	}
}

func count(s []rune) int { return len(s) }

// cells gives the columns of a text of which a wide character takes two.
func cells(s []rune) int {
	n := len(s)
	for _, r := range s {
		if isWide(r) || r == '\u3000' {
			n++
		}
	}
	return n
}

// isWide reports a character of East Asian width, between two of which a line break in the
// source of a page prints nothing. Korean parts words by spaces and is not among them.
func isWide(r rune) bool {
	switch {
	case r < 0x2010:
		return r == '·'
	case r <= 0x2027, r >= 0x2e80 && r <= 0xa4cf && r != 0x3000, r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f, r >= 0xff01 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6, r >= 0x20000 && r <= 0x3ffff:
		return true
	}
	return false
}
