package page

import (
	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html/atom"
)

// Document is a page taken apart into lines, before any meaning is given.
type Document struct {
	State State
	Lines []Line
	// Blocks are the block elements of HTML as they enclose each other, each behind the one
	// that holds it; the first holds the whole page. Plain text has none.
	Blocks []Block
	// Title is what the page's own <title> or og:title says, without the
	// site's name.
	Title string
	// Published are the times of publication that the page's metadata names, as
	// they stand there, the surest first.
	Published []string
	// CutOff is true for HTML that breaks off before its end.
	CutOff bool
	// MovedTo is the address that the page sends its reader on to within a few
	// seconds, as it stands there.
	MovedTo string
	// Next is the address of the article's next part, absolute where the
	// page's own address is known.
	Next string
	// Address is that of the input, or else one that the page says it stands
	// under and that is believed.
	Address string

	tree *goquery.Document // of HTML
	data string            // an answer of JSON
}

// Input is a page as it came.
type Input struct {
	Body        []byte
	ContentType string // the header as sent, empty if there was none
	URL         string // empty if unknown
	Number      string // the article's, see ArticleNumber; empty if unknown
	// Believe says whether an address is believed that a page without one gives
	// itself; nil for none.
	Believe func(address string) bool
}

// State says whether a page could be taken apart.
type State string

// The states of a page.
const (
	StateRead   State = ""          // its lines are known, though there may be none
	StateEmpty  State = "empty"     // no body
	StateBinary State = "binary"    // not text
	StateDeep   State = "too_deep"  // elements nested deeper than html.Parse reads
	StateLarge  State = "too_large" // more tags or lines than are read
	StateFeed   State = "feed"      // RSS or Atom
	StateData   State = "data"      // an answer of JSON: its lines say how it went, see Bodies
)

// Line is one paragraph-like line of a page, as printed: without white space
// at the ends and without what prints nothing.
type Line struct {
	Runes []rune
	// Fold is Runes with its width folded, one code point for one, so that
	// rules can match on it and offsets still point into what is printed.
	Fold []rune
	Hint Hint
	// Visible counts the code points that are no white space, Linked those of
	// them inside a link.
	Visible, Linked int
	// Bold counts the code points at its beginning that are in bold type.
	Bold int
	// Hidden tells the hidden elements that hold lines apart, from 1; 0 is shown. Of an
	// article a part may be hidden until it is tapped, or all until a script shows it.
	Hidden int
}

// Hint is what the page's markup says of a line. Plain text has none. A hint
// may help a rule; no rule may depend on one.
type Hint uint8

// The hints.
const (
	HintHeading  Hint = 1 << iota // h1 to h6, or wholly bold
	HintLink                      // wholly inside links
	HintCaption                   // figcaption
	HintImage                     // alt text of a picture, nothing printed
	HintListItem                  // an entry of a list
	HintTitle                     // h1
	HintPictured                  // centred right below a picture, on a page whose text is not
)

// Block is one block element. Its lines are those from First on, up to but not
// including Last.
type Block struct {
	Parent      int // -1 for the whole page
	End         int // the block behind it and all that it holds: its first child is the next block, if that is not it
	First, Last int
	Tag         atom.Atom
	Aside       bool // its role says that it is not the main text
}
