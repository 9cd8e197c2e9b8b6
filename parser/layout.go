package parser

import (
	"shenzheng/parser/date"
	"shenzheng/parser/people"
	"shenzheng/parser/text"
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
	opens []*opening
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

// classify gives every line its class.
func (l *layout) classify() {
	l.zone = zoneBefore
	if l.found.title < 0 {
		l.zone = zoneMeta
	}
	for i := range l.lines {
		if cause := l.lines[i].failure; cause != "" {
			l.fail(i, cause)
			continue
		}
		l.guard("rules", i, func() { l.classifyLine(i) })
	}
}

// classifyLine gives a line the class of the first rule that takes it.
func (l *layout) classifyLine(i int) {
	l.enter(i)
	for k := range layoutRules {
		r := &layoutRules[k]
		if r.zones&l.zone == 0 || !r.match(l, i) {
			continue
		}
		b := &l.col.Blocks[i]
		b.Class, b.Rule = r.class, r.name
		if r.then != nil {
			r.then(l, i)
		}
		l.previous = r
		return
	}
}

// enter moves on to the zone that begins at line i by its place alone.
func (l *layout) enter(i int) {
	v := &l.found
	switch {
	case l.zone == zoneEnd:
	case i == v.end:
		l.zone = zoneEnd
	case l.round && l.zone&zoneTop != 0 && v.heading >= 0 && i >= v.heading && i > v.clearing:
		l.zone = zoneSections
	case l.zone == zoneIntroduction && l.introductionOver(i):
		l.zone = zoneSections
	case l.zone == zoneMeta && (v.text >= 0 && i >= v.text || v.clearing >= 0 && i >= v.clearing):
		l.zone = zoneIntroduction
	}
}

// follows reports that the line above was taken by the rule of that name.
func (l *layout) follows(rule string) bool { return l.previous != nil && l.previous.name == rule }

// introductionOver reports whether the sections begin at line i.
func (l *layout) introductionOver(i int) bool {
	v := &l.found
	switch {
	case !l.round:
		return false
	case v.clearing >= 0:
		return i > v.clearing
	case v.heading >= 0:
		return i >= v.heading
	}
	return l.opensUnmarked(i)
}

// opensUnmarked reports, for a page with neither the 梳理 sentence nor a
// heading, that the sections begin at line i: a dated paragraph about a
// district, or the headline lines right above one.
func (l *layout) opensUnmarked(i int) bool {
	for last := i + maxHeadlines; i <= last && i < len(l.lines) && i < l.found.end; i++ {
		fold := l.lines[i].Fold
		if d, ok := date.Read(fold, Week{}); ok {
			return leadingDistrict(fold[d.Len:]) != nil
		}
		if text.EndsSentence(fold) || len(fold) > maxHeadline || isPlaceholder(fold) {
			return false
		}
	}
	return false
}

// maxHeadline is the length in code points up to which a line without a stop
// can be a headline.
const maxHeadline = 60

// maxHeadlines bounds the lines above an unmarked section that are looked
// through for its first paragraph.
const maxHeadlines = 4
