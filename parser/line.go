package parser

import "shenzheng/parser/page"

// document is a page taken apart into lines, before any meaning is given.
type document struct {
	kind   PageKind // PageOther until the layout knows better
	reason string
	lines  []noted
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
