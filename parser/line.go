package parser

import (
	"fmt"
	"time"

	"shenzheng/parser/date"
	"shenzheng/parser/page"
	"shenzheng/parser/people"
	"shenzheng/parser/text"
)

// document is a page taken apart into lines, before any meaning is given.
type document struct {
	page.Document
	kind      PageKind // PageOther until the layout knows better
	reason    string
	lines     []*line
	published []time.Time // as the page's metadata name them
	prose     int         // code points of running text that is printed
	another   bool        // it holds another round-up, which is not read
	held      string      // what held the text, where the page does not print it
}

// line is one paragraph-like line of a page, and what it says by itself.
type line struct {
	*page.Line
	note
	aside bool // it stands beside the article: in a menu, a side list, a footer
	heads bool // it heads a list that stands in the article directly
	sign  sign // to what part of an article it belongs by its words

	// As a block of a column:
	at      int // its place among the blocks
	block   *Block
	opening *opening // nil where nobody asked for it
	parts   bool     // it opens a section, or ends the one above
}

// sign says to what part of an article a line belongs by its words. It only helps to tell
// the article from what stands beside it: the layout reads each line in its place.
type sign uint16

const (
	signProse   sign = 1 << iota // a sentence or more, not a link
	signWeek                     // 2024年4月22日至4月28日。
	signTitle                    // the column's title
	signOpening                  // stands between title and week: account, stamp, topic, outlet, summary
	signClosing                  // the closing note behind the last activity
	signCredit                   // credits or author, the end of the article
	signList                     // heads a list of other articles
	signSure                     // is signTitle by more than its wording
	signWeak                     // is signOpening among others of its kind: menus and lists hold stamps and names too

	signArticle = signWeek | signTitle | signOpening | signClosing | signCredit
)

// opening is what a line opens with, read once.
type opening struct {
	dated    bool
	date     date.Expression // its moment is that of an activity
	district *District       // printed before the date, as a heading is
	from, to int             // where it stands, behind any bullets
}

// note is what a line says by itself, read once; whatever decides by place (beside.go,
// survey.go, rules.go) decides from it. A line may be several things: a stamp with an
// outlet beside it, a headline that reads like a title.
type note struct {
	failure string // why it could not be read, empty where it could

	words Span // without the brackets, marks and spaces around them
	ends  bool // ends as a sentence does
	dated bool // opens with a date expression

	title    bool // roundup.go: the title of a round-up
	clearing bool // names 《深政观察》 and says 梳理
	days     int  // how many, where it names the first and the last of 2 to 31 days and nothing else

	about          // about.go: what it says of the article
	header  *about // the same where it says several things
	summary *Span  // 摘要, its text, empty where the next line holds it

	placeholder bool // notes.go: stands for a picture
	caption     bool // says that it belongs to a picture
	closing     bool // the other districts had nothing to report
	remark      bool // the editors say something of the column
	slogan      bool // furniture.go: what a newspaper says of itself
	label       bool // counts of readers, buttons, relative times
	list        bool // heads a list of other articles, or of what readers say
	furniture   bool // with it the page's own matter begins

	heading  *District // heading.go: opens a district's section
	headline int       // where a headline begins in the same line, 0 for none
	credits  []Credit  // credit.go: staff
}

// longestLine bounds, in code points, what can be anything but text.
const longestLine = 200

// read reads one line; s is runes, folded.
func (n *note) read(runes, s []rune) {
	n.words, n.ends, n.clearing = wordsOf(s), text.EndsSentence(s[:trimmed(s, isBehindText)]), isClearing(s)
	_, n.dated = date.Read(s[skip(s, 0, isBullet):], Week{})
	n.summary = summaryText(s, n.words)
	n.remark = isEditorsNote(s, n.words)
	if len(s) > longestLine {
		return
	}
	n.title = isRoundupTitle(s)
	n.days = weekLength(s, n.words)
	n.header = n.about.read(s, n.words, n.ends)
	n.heading, n.headline = readHeading(s)
	n.placeholder, n.caption = isPlaceholder(s), isLabelledCaption(s)
	n.credits = parseCredits(runes, s, n.words)
	n.closing = isClosingNote(s, n.words)
	n.slogan, n.label = isSlogan(s), isLabel(s, n.words)
	n.list, n.furniture = isListHeading(s), isFurnitureStart(s, n.words)
}

// readLines notes what the lines of a page say.
func readLines(printed []page.Line) []*line {
	all, lines := make([]line, len(printed)), make([]*line, len(printed))
	for i := range printed {
		lines[i] = &all[i]
		lines[i].Line = &printed[i]
		lines[i].readNote()
		if i > 0 {
			lines[i].readBelow(lines[i-1])
		}
	}
	return lines
}

// readBelow notes what a line says by the label, or the day, alone in the one above.
func (ln *line) readBelow(above *line) {
	if st := ln.stamp; st != nil {
		st.updated = st.updated || len(above.Fold) <= 8 && updates.End(above.Fold[:labelEnd(above.Fold, len(above.Fold))])
	} else if above.stamp != nil && !above.stamp.timed {
		ln.stamp = above.stamp.below(ln.Fold)
	}
	if isEmpty(above.summary) && !ln.placeholder && !above.is(page.HintLink) {
		ln.summary = &Span{End: len(ln.Runes)}
	}
	if isEmpty(above.topic) && ln.account {
		ln.topic = &ln.words
	}
}

// readNote notes what a line says; if a rule panics, it says nothing but why.
func (ln *line) readNote() {
	defer func() {
		if cause := recover(); cause != nil {
			ln.note = note{failure: fmt.Sprintf("note: %v", cause)}
		}
	}()
	ln.note.read(ln.Runes, ln.Fold)
}

// tell gives a field that is still empty a part of the line as printed.
func (ln *line) tell(field *string, at *Span) {
	if *field == "" && at != nil {
		*field = string(ln.Runes[at.Start:at.End])
	}
}

// passage is a part of a line of a column.
func (ln *line) passage(from, to int) people.Passage {
	return people.Passage{Runes: ln.Runes[from:to], Fold: ln.Fold[from:to], Start: ln.block.Span.Start + from}
}

// whole is all of it.
func (ln *line) whole() people.Passage { return ln.passage(0, len(ln.Fold)) }

// is reports that the page's markup gives one of hints.
func (ln *line) is(hints page.Hint) bool { return ln.Hint&hints != 0 }

// has reports that its words give one of signs.
func (ln *line) has(signs sign) bool { return ln.sign&signs != 0 }

// isWeek reports the days of a week and nothing else. Of fewer or more days than
// these the place decides whether they are the column's.
func (ln *line) isWeek() bool { return ln.days >= 5 && ln.days <= 10 }

// alone gives the district whose heading is the whole line, nil for none.
func (ln *line) alone() *District {
	if ln.headline > 0 {
		return nil
	}
	return ln.heading
}

// isEmpty reports the place of a name or text that stands in the next line.
func isEmpty(at *Span) bool { return at != nil && at.Start >= at.End }

// namesColumn reports a line that says by itself, or in one of several pieces, that
// the article is one of the column.
func (ln *line) namesColumn() bool {
	return ln.account || ln.columnTopic || ln.header != nil && ln.header.ofColumn()
}

// opens reports the title, or a line between it and the text.
func (ln *line) opens() bool {
	return ln.title || ln.account || ln.columnTopic || ln.stamp != nil || ln.outlet != nil || ln.slogan || ln.is(page.HintTitle) && !ln.mostlyLink()
}

// isEnd reports credits that stand nowhere but at the end of an article: the author's, or
// several roles. A single one may stand under a picture.
func (ln *line) isEnd() bool { return ln.author != nil || len(ln.credits) > 1 }

// mostlyLink reports a line of which more than half stands in links.
func (ln *line) mostlyLink() bool { return ln.Linked*2 > ln.Visible }

// isProse reports a line that is long enough for a sentence and ends one, or very long.
func (ln *line) isProse() bool { return ln.Visible >= 90 || ln.Visible >= 20 && ln.ends }

// isText reports a line of running text.
func (ln *line) isText() bool { return len(ln.Fold) > 8 && ln.ends && text.Contains(ln.Fold, "。") }

// breaksOff reports a line that ends where no sentence does.
func (ln *line) breaksOff() bool {
	return text.HasSuffix(ln.Fold, ",") || text.HasSuffix(ln.Fold, "、")
}

// isSentence reports a line that ends as a sentence does or is too long for a headline.
func (ln *line) isSentence() bool { return ln.ends || len(ln.Fold) > maxHeadline }
