package parser

import (
	"slices"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// readPage takes a page apart and says of what kind it is, as far as that can be told
// without knowing the column. It settles the address and number of a saved page.
func readPage(p *Page) document {
	d := document{Document: page.Read(p.input()), kind: PageEmpty}
	if p.standsAt(d.Address); p.URL == "" && p.SourceOf != nil && (p.Number == "" || d.State == page.StateData) {
		if bodies := d.Bodies(p.input()); len(bodies) == 1 {
			p.standsAt(bodies[0].Address)
		}
	}
	d.CutOff = d.CutOff && !(p.Whole && d.State != page.StateData) || p.Truncated
	joinTitle(d.Lines)
	d.lines = readLines(d.Lines)
	switch d.State {
	case page.StateEmpty:
		return document{kind: PageEmpty, reason: "the body is empty"}
	case page.StateBinary:
		return document{kind: PageBinary, reason: "the body is not text"}
	case page.StateDeep:
		return document{kind: PageDeep, reason: "its elements are nested too deep, more than 512 in each other"}
	case page.StateLarge:
		return document{kind: PageLarge, reason: "it has more tags or lines than any page of a newspaper"}
	case page.StateFeed:
		return document{kind: PageListing, reason: "a feed of news"}
	case page.StateData:
		if d.kind, d.reason = obstacle(d, *p, countContents(d.lines)); d.kind == "" {
			d.kind, d.reason = PageEmpty, "an answer of JSON without the text of an article"
		}
		d.lines = nil
		return d
	}
	for _, printed := range d.Published {
		if t := timeOf(printed); !t.IsZero() {
			d.published = append(d.published, t)
		}
	}
	settleHidden(d.lines)
	d.another = settleEditions(d.lines, d.Title)
	markBeside(d.Blocks, d.lines, d.Title)
	c := countContents(d.lines)
	d.prose = c.prose
	d.kind, d.reason = pageKind(d, *p, c)
	if d.MovedTo != "" && d.kind != PageGone && c.prose < enoughProse {
		d.kind, d.reason = PageOther, "it sends its reader on to "+d.MovedTo
	} else {
		d.MovedTo = ""
	}
	return d
}

// joinTitle joins the title of a round-up that is printed in two lines, of which the
// second ends with the days of its week.
func joinTitle(lines []page.Line) {
	for i := 1; i < len(lines); i++ {
		first, second := &lines[i-1], &lines[i]
		if len(second.Fold) > maxHeadline || !text.HasSuffix(second.Fold, ")") || hasDays(first.Fold) || !isRoundupTitle(first.Fold) || isRoundupTitle(second.Fold) || weekLength(second.Fold, wordsOf(second.Fold)) > 0 {
			continue
		}
		if both := slices.Concat(first.Fold, second.Fold); hasDays(both) {
			first.Runes, first.Fold = slices.Concat(first.Runes, second.Runes), both
			first.Visible, first.Linked = first.Visible+second.Visible, first.Linked+second.Linked
			*second = page.Line{}
		}
	}
}

// standsAt takes an address that the page gives itself, where it is believed.
func (p *Page) standsAt(address string) {
	if p.URL == "" && p.believes(address) {
		p.URL, p.Source = address, p.SourceOf(address)
		p.Number, _ = page.ArticleNumber(address)
	}
}

func (p *Page) believes(address string) bool {
	_, numbered := page.ArticleNumber(address)
	return numbered && p.SourceOf != nil && p.SourceOf(address) != ""
}

// number is the article's number, by the address where none is given.
func (p *Page) number() string { return p.input().ArticleNumber() }

// input is the page as the room page takes it.
func (p *Page) input() page.Input {
	return page.Input{Body: p.Body, ContentType: p.ContentType, URL: p.URL, Number: p.Number, Believe: p.believes}
}

// settleHidden decides what is read of the text that a page hides: a part of
// the article that is shown when it is tapped, or a body that a script shows.
// Dialogs, hints and copies of what is shown are left out. A line that is left
// out stays in its place and is empty.
func settleHidden(lines []*line) {
	if !slices.ContainsFunc(lines, func(ln *line) bool { return ln.Hidden > 0 }) {
		return
	}
	shown, notices, ofColumn := map[string]bool{}, map[string]bool{}, false
	isShown := func(ln *line) bool { return shown[string(ln.Fold)] || shown[endsOf(ln.Fold)] }
	copies := map[string]int{} // of hidden lines
	for _, ln := range lines {
		if ln.Hidden == 0 {
			shown[string(ln.Fold)], shown[endsOf(ln.Fold)] = true, true
		} else if copies[string(ln.Fold)]++; copies[string(ln.Fold)] > 2 {
			notices[string(ln.Fold)] = true // put between the paragraphs
		}
		ofColumn = ofColumn || ln.title || ln.isWeek() || ln.clearing || ln.namesColumn()
	}
	running := map[int]bool{} // hidden elements with running text of their own
	own := map[int]int{}      // how many of their lines are more than copies of what is shown
	for _, ln := range lines {
		if ln.Hidden == 0 || !ofColumn || !(ln.isProse() || ln.closing || ln.isEnd()) || ln.mostlyLink() || notices[string(ln.Fold)] {
			continue
		}
		if isShown(ln) {
			own[ln.Hidden]--
		} else {
			own[ln.Hidden]++
			running[ln.Hidden] = true
		}
	}
	showHeadings(lines, running)
	for _, ln := range lines {
		if ln.Hidden > 0 && (!running[ln.Hidden] || ln.isProse() && (notices[string(ln.Fold)] || isShown(ln) && own[ln.Hidden] <= 0)) {
			*ln = line{Line: &page.Line{}}
		}
	}
}

// showHeadings adds to the hidden elements with running text the headings before it, which
// may be hidden by themselves until they are scrolled to, with hidden headlines below.
func showHeadings(lines []*line, running map[int]bool) {
	for i := len(lines) - 2; i > 0; i-- {
		ln := lines[i]
		if ln.Hidden == 0 || lines[i-1].Hidden == ln.Hidden || ln.mostlyLink() {
			continue
		}
		running[ln.Hidden] = running[ln.Hidden] || running[lines[i+1].Hidden]
		for k := i + 1; ln.alone() != nil && k < min(i+4, len(lines)) && lines[k].alone() == nil; k++ {
			if lines[k].Hidden == 0 {
				for _, above := range lines[i:k] {
					running[above.Hidden] = true
				}
				break
			}
		}
	}
}

// endsOf gives what a paragraph begins and ends with, by which another version of
// it is known; all of a short line.
func endsOf(s []rune) string {
	words := slices.DeleteFunc(slices.Clone(s), text.IsSpace)
	if len(words) < 3*versionEnd {
		return string(words)
	}
	return string(words[:versionEnd]) + "…" + string(words[len(words)-versionEnd:])
}

const versionEnd = 10
