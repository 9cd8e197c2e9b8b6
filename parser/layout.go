package parser

import (
	"fmt"
	"slices"
	"strings"

	"shenzheng/parser/date"
	"shenzheng/parser/page"
	"shenzheng/parser/people"
	"shenzheng/parser/text"
)

// The layout is read line by line: the first rule of an ordered table that takes a line
// gives the block its class. The rules know where in the article they stand (zone) and
// what the first look over the page found (survey).

// zone is the part of the article that is being read.
type zone uint8

const (
	zoneBefore       zone = 1 << iota // above the title
	zoneMeta                          // between title and text
	zoneIntroduction                  // up to the 梳理 sentence
	zoneSections                      // the districts
	zoneAfter                         // credits and what follows them
	zoneEnd                           // the page's own matter

	zoneTop   = zoneBefore | zoneMeta
	zoneText  = zoneMeta | zoneIntroduction
	zoneAbove = zoneTop | zoneIntroduction
	zoneBelow = zoneSections | zoneAfter
	zoneAny   = zoneAbove | zoneBelow | zoneEnd
)

// rule is one row of the table: in some zones, lines that match are of a class.
type rule struct {
	name  string
	zones zone
	class Class
	match func(l *layout, ln *line) bool
	then  func(l *layout, ln *line) // what the line tells, and the zone that follows
}

// layout is the state of one reading.
type layout struct {
	page  *Page
	doc   *document
	found survey
	col   *Column
	round bool // the column can be a round-up: its body is read as sections

	title *line   // the page's own where the text has none
	lines []*line // the lines that are blocks of the article
	style headingStyle

	zone     zone
	previous *rule // the rule of the line before
	closed   bool  // behind the closing note
	authored bool  // behind the author's line
	roster   *people.Roster
	current  *District          // of the last heading
	headed   map[*District]bool // districts with a heading of their own
	fresh    bool               // between a heading and its first activity
	spaced   bool               // only a space parts that heading from its headline
}

// newLayout takes the lines of the article, without what stands beside it.
func newLayout(p *Page, doc *document, found survey) *layout {
	l := &layout{page: p, doc: doc, found: found, roster: people.NewRoster(), headed: map[*District]bool{},
		col: &Column{Number: p.Number, Source: p.Source, SourceURL: p.URL, Title: doc.Title, Kind: KindOther}}
	for i, ln := range doc.lines {
		ln.at = len(l.lines)
		beside := ln.aside || i < found.title && ln.is(page.HintLink)
		if len(ln.Runes) > 0 && (i == found.title || !beside) {
			l.lines = append(l.lines, ln)
		}
	}
	l.found.move(doc.lines, len(l.lines))
	if l.found.title >= 0 {
		l.title = l.lines[l.found.title]
	} else {
		l.title = readLines([]page.Line{{Runes: []rune(doc.Title), Fold: text.Folded(doc.Title)}})[0]
	}
	l.layText()
	l.style = styleOfHeadings(l.lines)
	return l
}

// layText builds the canonical text and the blocks in it.
func (l *layout) layText() {
	c := l.col
	c.Blocks = make([]Block, len(l.lines))
	texts := make([]string, len(l.lines))
	at := 0
	for i, ln := range l.lines {
		end := at + len(ln.Runes)
		texts[i] = string(ln.Runes)
		c.Blocks[i] = Block{Text: texts[i], Span: Span{Start: at, End: end}}
		c.Characters += len(ln.Runes)
		ln.block = &c.Blocks[i]
		at = end + 1
	}
	c.Text = strings.Join(texts, "\n")
}

// follows reports that the line above was taken by the rule of that name.
func (l *layout) follows(rule string) bool { return l.previous != nil && l.previous.name == rule }

// announced reports that title or week line speak of a round-up.
func (l *layout) announced() bool { return l.found.week >= 0 || l.title.title }

// below gives the lines below one, up to the page's own matter.
func (l *layout) below(ln *line) []*line {
	return l.lines[min(ln.at+1, l.found.end):l.found.end]
}

// opening gives what a line opens with.
func (l *layout) opening(ln *line) *opening {
	if ln.opening == nil {
		o := opening{from: skip(ln.Fold, 0, isBullet)}
		if o.date, o.dated = date.Read(ln.Fold[o.from:], l.col.Week); !o.dated || o.date.Precision == PrecisionInvalid { // 01 4月23日 is the first, not of a fourteenth month
			at, d := leadIn(ln.Fold, o.from)
			if named, behind := boldHeading(ln.Fold, ln.Bold); named != nil {
				at, d = behind, named
			}
			if e, ok := date.Read(ln.Fold[at:], l.col.Week); ok && at > o.from && e.Precision != PrecisionInvalid {
				o.from, o.date, o.dated, o.district = at, e, true, d
			}
		}
		o.to = o.from + o.date.Len
		ln.opening = &o
	}
	return ln.opening
}

// opensWithDay reports a line that opens with a calendar day.
func (l *layout) opensWithDay(ln *line) bool {
	o := l.opening(ln)
	return o.dated && o.date.Explicit
}

// dayAlone reports a date alone in its line, with which the paragraph below begins.
func (l *layout) dayAlone(ln *line) bool {
	o := l.opening(ln)
	if !o.dated || o.date.Start.IsZero() && o.date.Precision != PrecisionVague || o.date.Precision == PrecisionWeek || o.date.Start == l.col.Week.Start && o.date.End == l.col.Week.End ||
		slices.ContainsFunc(ln.Fold[o.to:], func(c rune) bool { return isNameSign(c) || text.IsDigit(c) }) {
		return false
	}
	for _, below := range l.below(ln) {
		switch {
		case below.heading != nil || below.closing || below.credits != nil || l.opening(below).dated:
			return false
		case below.isSentence():
			return true
		case !below.is(page.HintCaption|page.HintImage) && !below.caption:
			return false
		}
	}
	return false
}

// headingStyle is what the headings of a column have in common by which a line
// is known for one whatever it names.
type headingStyle struct {
	mark rune // the sign, or 0 for a digit, that all begin with; -1 for none
	bold bool // all are headings by their markup, and no line below one is
}

// styleOfHeadings reads the style of the headings of known districts.
func styleOfHeadings(lines []*line) headingStyle {
	st, known, below := headingStyle{mark: -1, bold: true}, 0, false
	for _, ln := range lines {
		if ln.alone() == nil || ln.aside || ln.is(page.HintImage|page.HintLink) {
			st.bold = st.bold && !(below && ln.is(page.HintHeading)) // all of the page may be, or headlines and captions too
			below = false
			continue
		}
		below = true
		if known++; known == 1 {
			st.mark = markOf(ln.Fold)
		} else if markOf(ln.Fold) != st.mark {
			st.mark = -1
		}
		st.bold = st.bold && ln.is(page.HintHeading)
	}
	if known < 2 {
		return headingStyle{mark: -1}
	}
	return st
}

// markOf gives what a heading begins with: its sign, 0 for a number, -1 for
// the name itself.
func markOf(s []rune) rune {
	switch {
	case len(s) == 0, text.IsHan(s[0]) && !hanNumerals.Has(s[0]) && s[0] != '第', text.IsLetter(s[0]):
		return -1
	case text.IsHan(s[0]), isNumeral(s[0]):
		return 0
	}
	return s[0]
}

// ruleShort takes a line without a stop: a caption, or a headline without heading.
const ruleShort = "short_line"

// ruleFailed is the rule of a block on which another rule panicked: the text is kept as
// unclassified, a problem says so, and the column is read on.
var ruleFailed = problemRuleFailed.Code

// guard runs what reads one line, gives the line up if that panics, and reports
// whether it came to its end. Tests make it fail through probe.
func (l *layout) guard(what string, ln *line, read func()) (ok bool) {
	defer func() {
		if cause := recover(); cause != nil {
			l.fail(ln, fmt.Sprintf("%s: %v", what, cause))
		}
	}()
	if l.page.probe != nil {
		l.page.probe(what, string(ln.Runes))
	}
	read()
	return true
}

// fail gives up a line.
func (l *layout) fail(ln *line, cause string) {
	if b := ln.block; b.Rule != ruleFailed {
		b.Class, b.Rule = ClassUnclassified, ruleFailed
		l.col.problem(problemRuleFailed, b.Span, cause)
	}
}
