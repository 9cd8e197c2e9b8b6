package page

import (
	"slices"
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

// walk prints a tree, in which the style sheets cross out what is struck.
func walk(tree *goquery.Document, struck map[*html.Node]bool) ([]Line, []Block) {
	w := &walker{blocks: []Block{{Parent: -1}}, struck: struck}
	w.children(tree.Nodes[0], state{})
	w.endLine(0)
	w.close()
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
	w.blocks = append(w.blocks, Block{Parent: w.inside, First: len(w.out.lines), Tag: n.DataAtom,
		Aside: slices.Contains(asideRoles, strings.ToLower(strings.TrimSpace(attribute(n, "role"))))})
	w.inside = len(w.blocks) - 1
}

// close ends the current block.
func (w *walker) close() {
	b := &w.blocks[w.inside]
	b.Last, b.End = len(w.out.lines), len(w.blocks)
	w.inside = b.Parent
}
