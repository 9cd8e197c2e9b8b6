package generate

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"shenzheng/parser"
)

// Truth is an invented column: what a reader must find, and the pages to find it on.
type Truth struct {
	// Column is the expected reading of the plain text, the first of Shapes: every
	// field of it, with spans into that text. Other shapes give the same but
	// for furniture and, behind it, offsets. Block.Rule and Activity.Rule are
	// empty, and so are ArticleSHA256 and every field named in Open. Problems
	// have a span where the text has a day that the calendar has not.
	Column parser.Column
	// Open holds what the codebook leaves so open that no reading of it is
	// wrong.
	Open map[Place]bool
}

// Place is a field: of the activity with that index, of the official in it
// where Name is not empty. With Activity -1 it is a field of the column, or
// the class of the block whose text is Name. With a Value it is that value of
// the field alone, which may be read or not.
type Place struct {
	Activity           int
	Name, Field, Value string
}

// keep puts the written activity into the column. Its id is open where the
// first code points hold any whose folding the codebook does not fix.
func (w *draft) keep() {
	var paragraphs []string
	for _, p := range w.now.Paragraphs {
		paragraphs = append(paragraphs, w.text(p))
	}
	w.now.Text = strings.Join(paragraphs, "\n")
	w.now.Span = parser.Span{Start: w.now.Paragraphs[0].Start, End: len(w.runes)}
	var first []rune
	for _, r := range w.now.Text {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		if len(first) < 40 && !strings.ContainsRune(" 　\n", r) {
			first = append(first, r)
		}
	}
	if strings.ContainsAny(string(first), "-‐‑‒–—―~〜−•・‧·“”|丨\u0387") {
		w.leave(len(w.column.Activities), "", "activity_id")
	}
	w.now.ID = w.unlike("act_"+w.column.Number+"_"+hexOf(string(first)), "-")
	w.column.Activities = append(w.column.Activities, *w.now)
	w.column.Sections[w.now.Section].Activities++
}

// truth fills what is the column's own.
func (w *draft) truth() Truth {
	c := &w.column
	c.Text = string(w.runes)
	for i := range c.Blocks {
		b := &c.Blocks[i]
		b.Text = w.text(b.Span)
		c.Characters += b.Span.End - b.Span.Start
	}
	c.ID, c.SourceURL, c.Title, c.Author = "col_"+c.Number, address(c.Number), c.Blocks[0].Text, "深政观察"
	return Truth{*c, w.open}
}

// address is the page's address on the newspaper's site.
func address(number string) string { return "https://www.dutenews.com/p/" + number + ".html" }

// hexOf gives what ids end with.
func hexOf(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s)))[:8] }
