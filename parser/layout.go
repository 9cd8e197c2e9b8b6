package parser

import (
	"shenzheng/parser/date"
	"shenzheng/parser/people"
)

// The layout is read line by line: every line is offered to an ordered table
// of small rules, and the first that takes it gives the block its class. The
// rules know where in the article they stand (zone) and what the first look
// over the page found (survey).

// zone is the part of the article that is being read.
type zone uint8

const (
	zoneBefore       zone = 1 << iota // above the title
	zoneMeta                          // between title and text
	zoneIntroduction                  // up to the 梳理 sentence
	zoneSections                      // the districts
	zoneAfter                         // credits and what follows them
	zoneEnd                           // the page's own matter

	zoneTop = zoneBefore | zoneMeta
	zoneAny = zoneBefore | zoneMeta | zoneIntroduction | zoneSections | zoneAfter | zoneEnd
)

// layout is the state of one reading.
type layout struct {
	page  *Page
	doc   *document
	found survey
	col   *Column
	round bool // the column can be a round-up: its body is read as sections

	title *line   // the page's own where the text has none
	lines []*line // the lines that are blocks of the article
	opens []opening
	style headingStyle
	spots []spot // what stands in the sections, in order

	zone          zone
	previous      *rule // the rule of the line before
	stamps        []printedStamp
	relative      *relative
	closed        bool // behind the closing note
	authored      bool // behind the author's line
	expectSummary bool // the line before was 摘要 alone
	expectTopic   bool
	roster        *people.Roster
	known         map[string]int     // line that first names an official with a post
	current       *District          // of the last heading
	headed        map[*District]bool // districts with a heading of their own
	fresh         bool               // between a heading and its first activity
}

// follows reports that the line above was taken by the rule of that name.
func (l *layout) follows(rule string) bool { return l.previous != nil && l.previous.name == rule }

// maxHeadline is the length in code points up to which a line without a stop
// can be a headline.
const maxHeadline = 60

// maxHeadlines bounds the lines above an unmarked section that are looked
// through for its first paragraph.
const maxHeadlines = 4

// spotKind says what a line inside the sections is.
type spotKind uint8

const (
	spotHeading   spotKind = iota
	spotHeadline           // between a printed heading and its first activity
	spotShort              // a line without a stop: a caption, or the headline of a section without heading
	spotParagraph          // text of an activity
	spotBreak              // a heading that names no district: it ends the section above
)

// spot is one line inside the sections.
type spot struct {
	kind spotKind
	line int
}

// headingStyle is what the headings of a column have in common by which a line
// is known for one whatever it names.
type headingStyle struct {
	mark rune // the sign, or 0 for a digit, that all begin with; -1 for none
	bold bool // all are headings by their markup, and no headline below one is
}

// printed gives the text of a part of a line.
func (l *layout) printed(line, from, to int) string {
	if runes := l.lines[line].Runes; to-from < len(runes) {
		return string(runes[from:to])
	}
	return l.col.Blocks[line].Text
}

func (l *layout) passage(line, from, to int) people.Passage {
	ln := l.lines[line]
	return people.Passage{Runes: ln.Runes[from:to], Fold: ln.Fold[from:to], Start: l.col.Blocks[line].Span.Start + from}
}

// rule is one row of the table: in some zones, lines that match are of a class.
type rule struct {
	name  string
	zones zone
	class Class
	match func(l *layout, i int) bool
	then  func(l *layout, i int) // what the line tells, and the zone that follows
}

// opening is what a line opens with, read once.
type opening struct {
	read      bool
	dated     bool
	date      date.Expression // its moment is that of an activity
	from, to  int             // where it stands, behind any bullets
	weighed   bool            // continues is known
	continues bool            // the line can only refer back
}

// printedStamp is a stamp in a line about the article, and the zone it stands in.
type printedStamp struct {
	*stamp
	zone zone
}

// announced reports that title or week line speak of a round-up.
func (l *layout) announced() bool {
	return l.found.week >= 0 || l.title.title
}
