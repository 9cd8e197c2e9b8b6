package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// walker prints a tree as a browser would: it knows where lines end and what
// encloses them.
type walker struct {
	printer
	blocks []Block
	inside int // the innermost open block
	hidden int // hidden elements so far
	styles sheet
}

// walk prints a tree, to which the style sheets do what styles says.
func walk(tree *goquery.Document, styles sheet) ([]Line, []Block) {
	w := &walker{blocks: []Block{{Parent: -1}}, styles: styles}
	w.children(tree.Nodes[0], state{})
	w.endLine(0)
	w.close()
	return w.finish(), w.blocks
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

// escapedTwice are the entities that the programs of sites escape once more, so
// that a page shows them.
var escapedTwice = strings.NewReplacer("&nbsp;", "\u00a0", "&ensp;", "\u2002", "&emsp;", "\u2003", "&ldquo;", "“", "&rdquo;", "”", "&middot;", "·", "&mdash;", "—", "&hellip;", "…")

func (w *walker) text(text string, s state) {
	if s.hidden = cmp.Or(s.hidden, s.veil); s.struck || s.hidden > 0 && w.shows(false) {
		return
	}
	if s.hidden == 0 && w.shows(true) && strings.TrimSpace(text) != "" {
		w.clear() // what hides inside a shown line is no text
	}
	w.state = s
	if strings.Contains(text, "&") {
		text = escapedTwice.Replace(text)
	}
	w.add(text)
}

// element prints an element; s is what holds around it.
func (w *walker) element(n *html.Node, s state) {
	if n.DataAtom == atom.Br || n.DataAtom == atom.Hr {
		if n.DataAtom == atom.Br && s.hint&HintTitle != 0 {
			return
		}
		w.endLine(s.hint)
		return
	}
	inner, display, hidden := s.within(n)
	if n.DataAtom == atom.Img || n.DataAtom == atom.Image {
		w.pictured = w.now.Visible == 0
		// After the line it stands in, so that a picture never cuts a sentence.
		if p := (picture{strings.TrimSpace(cmp.Or(attribute(n, "alt"), attribute(n, "title"))), s}); p.alt != "" && !hidden && !s.struck && !(s.hidden > 0 && w.shows(false)) {
			if w.alts = append(w.alts, p); w.now.Visible == 0 {
				w.endLine(s.hint)
			}
		}
		return
	}
	inner.struck = inner.struck || w.styles.struck[n]
	if hidden || display == displayInline && w.styles.hidden[n] {
		w.hidden++
		inner.hidden = w.hidden
	}
	if !inner.isVeiled() {
		inner.veil = 0
	} else if inner.veil == 0 {
		w.hidden++
		inner.veil = w.hidden
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

// open opens a block inside the current one.
func (w *walker) open(n *html.Node) {
	w.blocks = append(w.blocks, Block{Parent: w.inside, First: len(w.lines), Tag: n.DataAtom,
		Aside: slices.Contains(asideRoles, strings.ToLower(strings.TrimSpace(attribute(n, "role"))))})
	w.inside = len(w.blocks) - 1
}

// close ends the current block.
func (w *walker) close() {
	b := &w.blocks[w.inside]
	b.Last, b.End = len(w.lines), len(w.blocks)
	w.inside = b.Parent
}
