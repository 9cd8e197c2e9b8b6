package parser

import (
	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// document is a page taken apart into lines, before any meaning is given.
type document struct {
	kind   PageKind // PageOther until the layout knows better
	reason string
	lines  []line
	// title is what the page's own <title> or og:title says, without the
	// site's name; it only helps where the text has no title line.
	title string
	// published is a stamp from the page's metadata, as printed there.
	published string
}

// line is one paragraph-like line of a page. runes and fold have the same
// length: fold[i] is runes[i] with its width folded, so that every rule can
// match on fold and every offset still points into the printed text.
type line struct {
	runes []rune
	fold  []rune
	hint  hint
	// plain tells of a short line that its words are known to be none of those
	// that the lines about an article consist of, see signsOf.
	plain bool

	first, behind int32 // of its words, once asked for; behind is 0 before
}

// words gives the place of the words of a line, without the brackets, marks
// and spaces around them. Rules about a whole line begin there.
func (ln *line) words() Span {
	if ln.behind == 0 {
		ln.trim()
	}
	return Span{Start: int(ln.first), End: int(ln.behind)}
}

func (ln *line) trim() {
	s := ln.fold
	start := skipBrackets(s, skipMarks(s, 0))
	end := len(s)
	for end > start && (text.IsSpace(s[end-1]) || text.IsCloser(s[end-1]) || isMark(s[end-1])) {
		end--
	}
	ln.first, ln.behind = int32(start), int32(end)
}

// hint is what the page's markup says of a line. Plain text has none. A hint
// may help a rule; no rule may depend on one.
type hint = page.Hint

const (
	hintHeading  = page.HintHeading  // h1 to h6, or wholly bold
	hintLink     = page.HintLink     // wholly inside links
	hintCaption  = page.HintCaption  // figcaption
	hintImage    = page.HintImage    // alt text of a picture, nothing printed
	hintListItem = page.HintListItem // an entry of a list
	hintTitle    = page.HintTitle    // h1
	// hintAside is set here: inside nav, aside, header, footer or the like.
	hintAside hint = 1 << 7
)
