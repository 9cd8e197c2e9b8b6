package page

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// walker prints a tree as a browser would: it knows where lines end and what
// encloses them.
type walker struct {
	out    lineBuilder
	blocks []Block
	inside int       // the innermost open block
	alts   []picture // inside the line being written
	hidden int       // hidden elements so far
	struck map[*html.Node]bool
}

// picture is the text that stands for a picture, and what holds there.
type picture struct {
	alt string
	state
}

// usual is how many blocks, and lines, a page has room for before it grows.
const usual = 128

// walk prints a tree, in which the style sheets cross out what is struck.
func walk(tree *goquery.Document, struck map[*html.Node]bool) ([]Line, []Block) {
	w := &walker{blocks: make([]Block, 1, usual), struck: struck}
	w.blocks[0].Parent, w.out.lines = -1, make([]Line, 0, usual)
	w.children(tree.Nodes[0], state{})
	w.endLine(0)
	w.blocks[0].Last = len(w.out.lines)
	return w.out.lines, w.blocks
}

func (w *walker) children(n *html.Node, s state) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.text(c.Data, s)
		case html.ElementNode:
			w.element(c, s)
		}
	}
}

func (w *walker) text(text string, s state) {
	if s.struck || s.hidden > 0 && w.out.shows() {
		return
	}
	if s.hidden == 0 && w.out.hides() && strings.TrimSpace(text) != "" {
		w.out.clear() // what hides inside a shown line is no text
	}
	w.out.state = s
	if !s.pre {
		w.out.addText(text)
		return
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			w.endLine(s.hint)
		}
		w.out.addLines(line)
	}
}

// element prints an element; s is what holds around it.
func (w *walker) element(n *html.Node, s state) {
	switch n.DataAtom {
	case atom.Br, atom.Hr:
		w.endLine(s.hint)
		return
	case atom.Img, atom.Image:
		w.picture(n, s)
		return
	}
	display, inner, hidden := displayOf(n, s)
	inner.struck = inner.struck || w.struck[n]
	if hidden {
		w.hidden++
		inner.hidden = w.hidden
	}
	switch display {
	case displayInline:
		w.children(n, inner)
	case displayBlock:
		w.endLine(s.hint)
		w.open(n)
		w.children(n, inner)
		w.endLine(inner.hint)
		w.close()
	}
}

// picture prints the text that stands for a picture on a line of its own,
// after the line it stands in, so that a picture never cuts a sentence.
func (w *walker) picture(n *html.Node, s state) {
	_, _, hidden := displayOf(n, s)
	p := picture{strings.TrimSpace(attribute(n, "alt")), s}
	switch {
	case p.alt == "" || hidden || s.struck || s.hidden > 0 && w.out.shows():
	case w.out.visible > 0:
		w.alts = append(w.alts, p)
	default:
		w.printAlt(p)
	}
}

func (w *walker) printAlt(p picture) {
	w.out.state = p.state
	w.out.addText(p.alt)
	w.out.endLine(p.hint | HintImage)
}

// endLine finishes the line and the pictures that stood in it.
func (w *walker) endLine(hint Hint) {
	w.out.endLine(hint)
	for _, p := range w.alts {
		w.printAlt(p)
	}
	w.alts = w.alts[:0]
}

// open opens a block inside the current one.
func (w *walker) open(n *html.Node) {
	id := len(w.blocks)
	w.blocks = append(w.blocks, Block{Parent: w.inside, First: len(w.out.lines), Tag: n.DataAtom, Aside: isAsideRole(attribute(n, "role"))})
	parent := &w.blocks[w.inside]
	if parent.newest > 0 {
		w.blocks[parent.newest].Next = id
	} else {
		parent.Child = id
	}
	parent.newest = id
	w.inside = id
}

// close ends the current block.
func (w *walker) close() {
	b := &w.blocks[w.inside]
	b.Last = len(w.out.lines)
	w.inside = b.Parent
}
