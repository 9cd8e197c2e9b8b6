package parser

import (
	"bytes"

	"golang.org/x/net/html/atom"
)

// walker reads HTML tag by tag and prints it as a browser would, in one
// pass that needs no tree: a page may nest 100,000 elements or hold millions
// of them, and costs no more than its length. A tree would help little, for
// all that is wanted of it is where lines end and what encloses them. Tags
// that are never closed, or closed in the wrong order, are handled as HTML's
// own rules do in all that can be seen in lines.
type walker struct {
	scan  tagScanner
	out   lineBuilder
	open  []openElement
	outer outline
	page  metadata

	paragraphs int      // open <p> elements
	tables     int      // open <table> elements
	alts       []altRun // pictures inside the line being written
}

// openElement is an element whose end is still to come.
type openElement struct {
	tag       atom.Atom
	display   display
	own       state // what the element itself brings
	state     state // with all that encloses it
	container int32 // 0 for none of its own
}

// altRun is the text that stands for a picture.
type altRun struct {
	text   []byte
	linked bool
}

// maxSearch limits how far out the element is sought that an end tag closes.
// html.Parse refuses what is nested deeper.
const maxSearch = 512

// manyRunes is more than most pages print, however long their source is.
const manyRunes = 8192

// walkHTML reads text, which is UTF-8, to its end.
func walkHTML(text []byte) *walker {
	w := &walker{scan: newTagScanner(text)}
	w.out.runes = make([]rune, 0, min(len(text)/3, manyRunes))
	w.out.marks = make([]lineMark, 0, len(text)/256+8)
	w.open = make([]openElement, 0, 32)
	w.outer.begin(len(text)/128 + 8)
	for {
		switch w.scan.next() {
		case tokenNone:
			w.endLine()
			w.outer.finish(len(w.out.marks))
			return w
		case tokenText:
			w.text()
		case tokenStart:
			w.startTag(w.scan.tag)
		case tokenEnd:
			w.endTag(w.scan.tag)
		}
	}
}

func (w *walker) text() {
	s := w.state()
	switch {
	case s&stateHidden == 0 && s&statePre == 0:
		w.out.addText(w.scan.printedText())
	case s&stateHidden == 0:
		w.lines(w.scan.printedText())
	case len(w.open) > 0 && w.open[len(w.open)-1].tag == atom.Title:
		w.page.addTitle(w.scan.printedText())
	}
}

// lines prints text whose own line breaks are printed.
func (w *walker) lines(text []byte) {
	for len(text) > 0 {
		i := bytes.IndexByte(text, '\n')
		if i < 0 {
			w.out.addLines(text)
			return
		}
		w.out.addLines(text[:i])
		w.endLine()
		text = text[i+1:]
	}
}

// state is what holds at the place now being read.
func (w *walker) state() state {
	if len(w.open) == 0 {
		return 0
	}
	return w.open[len(w.open)-1].state
}

func (w *walker) startTag(tag atom.Atom) {
	kind := kindOf(tag)
	switch kind.display {
	case displayBreak:
		w.endLine()
		return
	case displayVoid:
		w.void(tag)
		return
	}
	if w.tables == 0 && isTablePart(tag) && tag != atom.Table {
		return // a cell of no table is no element
	}
	w.closeImplied(tag, kind.display)
	a := readAttributes(&w.scan)
	e := openElement{tag: tag, display: kind.display, own: kind.state | a.state}
	switch {
	case kind.display == displayNone:
		e.own |= stateHidden
	case a.display != displayInline || a.inline:
		e.display = a.display
	}
	if (tag == atom.Svg || tag == atom.Math) && w.scan.selfClosing() {
		return
	}
	w.push(e, a.aside)
}

// void handles an element without content.
func (w *walker) void(tag atom.Atom) {
	switch tag {
	case atom.Meta:
		w.page.addMeta(&w.scan)
	case atom.Img, atom.Image:
		if alt := bytes.TrimSpace(w.scan.alt()); len(alt) > 0 && (w.state()|readAttributes(&w.scan).state)&stateHidden == 0 {
			w.picture(alt)
		}
	}
}

// picture prints the text that stands for a picture on a line of its own,
// after the line it stands in, so that a picture never cuts a sentence.
func (w *walker) picture(alt []byte) {
	run := altRun{alt, w.state()&stateLink != 0}
	if w.out.visible > 0 {
		w.alts = append(w.alts, run)
		return
	}
	w.printAlt(run)
}

func (w *walker) printAlt(run altRun) {
	h, linked := w.out.hint, w.out.inLink
	w.out.hint, w.out.inLink = h|hintImage, run.linked
	w.out.addText(run.text)
	w.out.endLine()
	w.out.hint, w.out.inLink = h, linked
}

// endLine finishes the line and the pictures that stood in it.
func (w *walker) endLine() {
	w.out.endLine()
	for len(w.alts) > 0 {
		run := w.alts[0]
		w.alts = w.alts[1:]
		w.printAlt(run)
	}
	w.alts = nil
}

// push opens an element.
func (w *walker) push(e openElement, aside bool) {
	if e.display == displayBlock {
		w.endLine()
		e.container = w.outer.open(e.tag, aside, len(w.out.marks))
	}
	switch e.tag {
	case atom.P:
		w.paragraphs++
	case atom.Table:
		w.tables++
	}
	e.state = w.state() | e.own
	w.open = append(w.open, e)
	w.settle()
}

// settle tells the line builder what holds now.
func (w *walker) settle() {
	s := w.state()
	w.out.inLink, w.out.inBold = s&stateLink != 0, s&stateBold != 0
	w.out.hint = hints(s)
	w.out.container = w.outer.current
}

// hints gives the hints that a state stands for.
func hints(s state) hint {
	var h hint
	if s&stateHeading != 0 {
		h |= hintHeading
	}
	if s&stateTitle != 0 {
		h |= hintTitle
	}
	if s&stateListItem != 0 {
		h |= hintListItem
	}
	if s&stateCaption != 0 {
		h |= hintCaption
	}
	return h
}
