package parser

import "golang.org/x/net/html/atom"

// closeImplied closes what the start of tag closes by itself: a paragraph at
// the start of a block, an entry of a list or a cell of a table at the start
// of the next, a link at the start of a link.
func (w *walker) closeImplied(tag atom.Atom, d display) {
	if d == displayBlock && w.paragraphs > 0 {
		w.closeWithin(blockBounds, atom.P)
	}
	switch tag {
	case atom.A:
		w.closeInline(atom.A)
	case atom.Li:
		w.closeWithin(listBounds, atom.Li)
	case atom.Dt, atom.Dd:
		w.closeWithin(listBounds, atom.Dt, atom.Dd)
	case atom.Td, atom.Th:
		w.closeWithin(tableBounds, atom.Td, atom.Th, atom.Caption)
	case atom.Tr:
		w.closeWithin(tableBounds, atom.Tr, atom.Caption)
	case atom.Tbody, atom.Thead, atom.Tfoot:
		w.closeWithin(tableBounds, atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if n := len(w.open); n > 0 && w.open[n-1].own&stateHeading != 0 {
			w.popTo(n - 1)
		}
	case atom.Body:
		w.closeWithin(nil, atom.Head)
	}
}

// The elements beyond which nothing is closed by implication.
var (
	tableBounds = []atom.Atom{atom.Table}
	listBounds  = []atom.Atom{atom.Ul, atom.Ol, atom.Dl, atom.Menu, atom.Dir, atom.Table, atom.Td, atom.Th}
	blockBounds = []atom.Atom{atom.Td, atom.Th, atom.Table, atom.Caption, atom.Button, atom.Object, atom.Template, atom.Marquee}
)

// closeWithin closes the innermost of tags, unless one of bounds lies nearer.
func (w *walker) closeWithin(bounds []atom.Atom, tags ...atom.Atom) {
	for i := len(w.open) - 1; i >= 0 && len(w.open)-i <= maxSearch; i-- {
		if isOneOf(w.open[i].tag, tags) {
			w.popTo(i)
			return
		}
		if isOneOf(w.open[i].tag, bounds) {
			return
		}
	}
}

func isOneOf(tag atom.Atom, tags []atom.Atom) bool {
	for _, t := range tags {
		if t == tag {
			return true
		}
	}
	return false
}

// endTag closes the innermost open element of that name.
func (w *walker) endTag(tag atom.Atom) {
	kind := kindOf(tag)
	switch {
	case tag == 0 || kind.display == displayVoid:
		return
	case kind.display == displayBreak:
		w.endLine()
		return
	case kind.display == displayInline:
		w.closeInline(tag)
		return
	case tag == atom.Body || tag == atom.Html:
		w.endLine() // what follows is printed inside the body all the same
		return
	}
	if tag == atom.P && w.paragraphs == 0 {
		w.endLine() // an empty paragraph, by HTML's rules
		return
	}
	ofTable := isTablePart(tag)
	for i := len(w.open) - 1; i >= 0 && len(w.open)-i <= maxSearch; i-- {
		e := &w.open[i]
		if e.tag == tag || e.own&kind.state&stateHeading != 0 {
			w.popTo(i)
			return
		}
		if !ofTable && isCell(e.tag) {
			return // nothing inside a cell closes what encloses the table
		}
	}
}

func isTablePart(tag atom.Atom) bool {
	switch tag {
	case atom.Table, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot:
		return true
	}
	return isCell(tag)
}

func isCell(tag atom.Atom) bool {
	return tag == atom.Td || tag == atom.Th || tag == atom.Caption
}

// closeInline closes a run of text. Where blocks were opened inside it, they
// stay open, and what follows is no longer inside the run.
func (w *walker) closeInline(tag atom.Atom) {
	for i := len(w.open) - 1; i >= 0 && len(w.open)-i <= maxSearch; i-- {
		e := &w.open[i]
		if e.tag == tag {
			w.remove(i)
			return
		}
		if isCell(e.tag) || e.tag == atom.Table {
			return
		}
	}
}

// remove takes the element at i out of those that are open.
func (w *walker) remove(i int) {
	if w.open[i].display == displayBlock {
		w.popTo(i)
		return
	}
	w.open = append(w.open[:i], w.open[i+1:]...)
	for ; i < len(w.open); i++ {
		w.open[i].state = w.open[i].own
		if i > 0 {
			w.open[i].state |= w.open[i-1].state
		}
	}
	w.settle()
}

// popTo closes the element at i and all inside it.
func (w *walker) popTo(i int) {
	for j := len(w.open) - 1; j >= i; j-- {
		e := w.open[j]
		if e.display == displayBlock {
			w.endLine()
			w.outer.close(e.container, len(w.out.marks))
		}
		switch e.tag {
		case atom.P:
			w.paragraphs--
		case atom.Table:
			w.tables--
		}
		w.open = w.open[:j]
		w.settle()
	}
}
