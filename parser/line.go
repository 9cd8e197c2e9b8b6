package parser

import (
	"time"

	"shenzheng/parser/page"
)

// document is a page taken apart into lines, before any meaning is given.
type document struct {
	page   page.Document
	kind   PageKind // PageOther until the layout knows better
	reason string
	lines  []*line
	// title is what the page's own <title> or og:title says, without the
	// site's name; it only helps where the text has no title line.
	title string
	// published are the times of publication that the page's metadata names.
	published []time.Time
	cutOff    bool   // the page breaks off before its end
	movedTo   string // the address that it sends its reader on to
	next      string // the address of the article's next part
	prose     int    // code points of running text that is printed
	held      string // what held the text, where the page does not print it
}

// line is one paragraph-like line of a page, and what it says by itself.
type line struct {
	*page.Line
	note
	aside bool // it stands beside the article: in a menu, a side list, a footer
}

// printed gives a part of the line as printed.
func (ln *line) printed(at Span) string { return string(ln.Runes[at.Start:at.End]) }

// is reports that the page's markup gives one of hints.
func (ln *line) is(hints page.Hint) bool { return ln.Hint&hints != 0 }

// mostlyLink reports a line of which more than half stands in links.
func (ln *line) mostlyLink() bool { return ln.Linked*2 > ln.Visible }

// isProse reports a line that ends a sentence and is long enough for one, or
// so long that it can be nothing else.
func (ln *line) isProse() bool { return ln.Visible >= 90 || ln.Visible >= 20 && ln.ends }
