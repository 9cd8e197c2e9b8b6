package parser

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// Read reads one page. It is pure: the same page gives the same reading, on
// any machine at any time, and no page makes it panic.
func Read(p Page) Reading {
	doc := readPage(&p)
	r := readDocument(p, &doc)
	r.URL = p.URL
	if r.Column != nil && r.Column.Kind == KindWeekly && ended(r.Column) {
		return r
	}
	return readHeld(p, doc, r)
}

// ended reports that the end of the article is printed below its text: its closing
// note or its credits.
func ended(c *Column) bool {
	return holds(c, ClassClosingNote, ClassCredit) && holds(c, ClassIntroduction, ClassActivity)
}

func holds(c *Column, classes ...Class) bool {
	return slices.ContainsFunc(c.Blocks, func(b Block) bool { return slices.Contains(classes, b.Class) })
}

// readHeld looks for a column in the texts that a page holds and does not
// print, in the data of a script or in an attribute. What is printed goes
// first: r is the reading of it, and stands unless more is held than printed.
func readHeld(p Page, doc document, r Reading) Reading {
	switch {
	case r.Kind == PagePart || r.Kind == PageGone || r.Kind == PageBinary || r.Kind == PageDeep || r.Kind == PageLarge:
		return r
	case doc.prose >= enoughProse && (r.Column == nil && !speaks(doc) || r.Column != nil && r.Column.Kind != KindWeekly && !r.Column.has(problemWithoutSections)):
		return r
	}
	bodies := ownBodies(p, doc.Title, doc.Bodies(p.input()))
	for _, b := range bodies {
		filled := fill(doc, b)
		got := readDocument(p, &filled)
		if holdsMore(got.Column, r.Column) {
			got.URL, got.Reason = p.URL, got.Reason+", its text from "+b.Where
			return got
		}
		if r.Column == nil || r.Column.Kind != KindWeekly || !isRest(b) {
			continue
		}
		joined := join(doc, r.Column, b)
		if got := readDocument(p, &joined); holdsMore(got.Column, r.Column) && len(r.Column.Activities) > 0 && got.Column.Activities[0].Text == r.Column.Activities[0].Text {
			got.URL, got.Reason = p.URL, got.Reason+", the rest of its text from "+b.Where
			return got
		}
	}
	if r.Kind != PageEmpty && r.Kind != PageOther {
		return r
	}
	if len(bodies) > 0 {
		r.Kind, r.Reason = PageArticle, "running text in "+bodies[0].Where+", but not a column of 深政观察"
		return r
	}
	return listedIn(p, r)
}

// holdsMore reports that a column read from data holds more than the printed one, if any.
func holdsMore(held, printed *Column) bool {
	switch {
	case held == nil || printed == nil:
		return held != nil
	case held.Kind == KindWeekly:
		return len(held.Activities) > len(printed.Activities)
	}
	return printed.Kind != KindWeekly && !ended(printed) && held.Characters > 2*printed.Characters
}

// speaks reports a page that prints the title of a round-up, or says otherwise
// that it is an article of the column.
func speaks(doc document) bool {
	return slices.ContainsFunc(doc.lines, func(ln *line) bool {
		return !ln.aside && !ln.is(page.HintLink) && (ln.title || ln.account) || ln.columnTopic
	}) || isRoundupTitle(text.Folded(doc.Title))
}

// ownBodies leaves out the texts of other articles: by their numbers, or by the
// page's title where one has it. Where several articles stand beside each other and
// nothing tells which the page is of, it is a list.
func ownBodies(p Page, title string, bodies []page.Body) []page.Body {
	own := p.number()
	if own != "" {
		bodies = slices.DeleteFunc(bodies, func(b page.Body) bool { return b.Number != "" && b.Number != own })
	}
	if slices.ContainsFunc(bodies, func(b page.Body) bool { return b.Title == title && title != "" }) {
		bodies = slices.DeleteFunc(bodies, func(b page.Body) bool { return b.Title != title && b.Title != "" })
	}
	for _, b := range bodies {
		if b.Title != bodies[0].Title && b.Title != "" && bodies[0].Number != own {
			return nil
		}
	}
	return bodies
}

// fill puts a text that a page holds below what the page prints of the lines above a text.
func fill(doc document, b page.Body) document {
	var above []page.Line
	known, lines := map[string]bool{}, readLines(b.Lines)
	titled := slices.ContainsFunc(lines, func(ln *line) bool { return ln.title })
	for _, ln := range lines[:min(len(lines), 12)] {
		known[string(ln.Fold)] = true
	}
	take := func(ln *line, belongs bool) {
		if s := string(ln.Fold); belongs && !known[s] {
			above, known[s] = append(above, *ln.Line), true
			titled = titled || ln.title
		}
	}
	for _, ln := range doc.lines {
		take(ln, !ln.aside && ln.opens())
	}
	if title := cmp.Or(b.Title, doc.Title); !titled && title != "" && !known[title] {
		above = append(page.TextLines(title), above...)
	}
	for _, source := range b.Sources {
		for _, ln := range readLines(page.TextLines(source)) {
			take(ln, ln.account || ln.outlet != nil)
		}
	}
	for i := range b.Blocks {
		if b.Blocks[i].Last += len(above); i > 0 {
			b.Blocks[i].First += len(above)
		}
	}
	filled := doc
	filled.held = b.Where
	filled.lines = append(readLines(above), lines...)
	if filled.Title == "" {
		filled.Title = b.Title
	}
	if t := timeOf(b.Published); !t.IsZero() {
		filled.published = append(slices.Clip(filled.published), t)
	}
	settleHidden(filled.lines)
	markBeside(b.Blocks, filled.lines, filled.Title)
	return filled
}

// isRest reports the text in an element that can be the rest of an article, of
// which it has neither the title nor the week.
func isRest(b page.Body) bool {
	return strings.HasPrefix(b.Where, "<") && !slices.ContainsFunc(readLines(b.Lines), func(ln *line) bool { return ln.title || ln.isWeek() || ln.clearing || ln.account })
}

// join puts a text that a page holds below the one of its column, which it may go
// on with when the reader comes there.
func join(doc document, c *Column, b page.Body) document {
	var lines []page.Line
	for _, block := range c.Blocks {
		if block.Class != ClassFurniture {
			lines = append(lines, page.TextLines(block.Text)...)
		}
	}
	joined := doc
	joined.held, joined.lines = b.Where, readLines(append(lines, b.Lines...))
	return joined
}

// listedIn tells a page that prints nothing and lists articles in its data.
func listedIn(p Page, r Reading) Reading {
	if p.number() != "" {
		return r
	}
	articles := 0
	for _, l := range Links(p) {
		if l.Kind == LinkArticle {
			articles++
		}
	}
	if articles >= 2 {
		r.Kind, r.Reason = PageListing, fmt.Sprintf("its data name %d articles", articles)
	}
	return r
}
