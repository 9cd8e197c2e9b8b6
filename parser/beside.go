package parser

import (
	"slices"

	"golang.org/x/net/html/atom"

	"shenzheng/parser/page"
)

// beside finds the lines of a page that are not its article. It trusts no class names, but
// looks for the smallest block that holds the article, and judges every block beside it
// and every list inside it by its links and its words.
type beside struct {
	blocks []page.Block
	lines  []*line
	sums   []tally // over the lines before each line
	week   int     // the week line, which every round-up has; -1 for none
	credit int     // the last line of the credits behind the week line, -1 for none
	title  int     // the line that is certainly the title, -1 for none
}

// tally is what a run of lines holds, apart from what is marked.
type tally struct {
	prose, text, linked int // code points
	article             int // lines that belong to an article by their words
	lists               int // lines that head a list of other articles
}

// markBeside marks what is not the article of a page with that title.
func markBeside(blocks []page.Block, lines []*line, title string) {
	if len(lines) == 0 || len(blocks) < 2 {
		return
	}
	readSigns(lines, title)
	b := &beside{blocks: blocks, lines: lines, sums: make([]tally, len(lines)+1), week: -1, credit: -1, title: -1}
	b.markSemantic()
	b.count()
	if b.sums[len(lines)].prose == 0 {
		return // a page without prose has nothing to stand beside
	}
	article := 0
	for inner := b.holder(0); inner > 0; inner = b.holder(inner) {
		b.judgeBefore(blocks[article].First, blocks[inner].First)
		b.judgeBehind(inner, article)
		article = inner
	}
	b.judgeInside(article)
	b.markHeaded(lines[blocks[article].First:blocks[article].Last])
}

// count sums up what is not marked and finds the lines that the reading hangs on.
func (b *beside) count() {
	for i, ln := range b.lines {
		t := b.sums[i]
		if !ln.aside {
			t.text += ln.Visible
			t.linked += ln.Linked
			if ln.has(signProse) {
				t.prose += ln.Visible
			}
			if ln.has(signArticle) {
				t.article++
			}
			if ln.has(signList) {
				t.lists++
			}
			if ln.has(signTitle) && b.title < 0 {
				b.title = i
			}
			if ln.has(signWeek) && b.week < 0 {
				b.week = i
			}
			if ln.has(signCredit) && b.week >= 0 && ln.isEnd() {
				b.credit = i
			}
		}
		b.sums[i+1] = t
	}
}

// within gives what the lines from first on hold, up to but not including last.
func (b *beside) within(first, last int) tally {
	from, to := b.sums[first], b.sums[last]
	return tally{to.prose - from.prose, to.text - from.text, to.linked - from.linked, to.article - from.article, to.lists - from.lists}
}

// mark marks the lines from first on, up to but not including
// last. Those whose words belong to an article are spared if spare says so.
func (b *beside) mark(first, last int, spare sign) {
	for _, ln := range b.lines[first:last] {
		ln.aside = ln.aside || !ln.has(spare)
	}
}

// markSemantic marks what the names of elements and their roles say is beside
// the article. A <header> that holds the title and a <footer> that holds the
// credits, or any inside <article>, are parts of the article.
func (b *beside) markSemantic() {
	done, inArticle := 0, 0 // lines before it are decided, stand inside it
	for i := range b.blocks {
		c := &b.blocks[i]
		if c.Tag == atom.Article || c.Tag == atom.Main {
			inArticle = max(inArticle, c.Last)
		}
		if c.First < done || c.First >= c.Last {
			continue
		}
		holds := func(signs sign) bool {
			return c.First < inArticle || slices.ContainsFunc(b.lines[c.First:c.Last], func(ln *line) bool { return ln.has(signs) })
		}
		aside, spare := c.Aside, sign(0)
		switch c.Tag {
		case atom.Nav, atom.Aside, atom.Menu, atom.Search:
			aside = true
		case atom.Header:
			aside = !holds(signTitle | signWeek)
		case atom.Footer:
			aside, spare = !holds(signWeek), signClosing|signCredit
		}
		if aside {
			b.mark(c.First, c.Last, spare)
			done = c.Last
		}
	}
}

// holder gives the block in another that holds the week line and most of the
// prose behind it, 0 for none: the smallest of them is the article.
func (b *beside) holder(outer int) int {
	from, tenths := max(b.title, 0), 9
	if b.week >= 0 {
		from, tenths = b.week, 5
	}
	prose := func(c int) int { return b.within(max(from, b.blocks[c].First), max(from, b.blocks[c].Last)).prose }
	for c := outer + 1; c < b.blocks[outer].End; c = b.blocks[c].End {
		holds := b.blocks[c].Last-b.blocks[c].First > 1 && (b.week < 0 || b.week >= b.blocks[c].First)
		if inside := prose(c); holds && inside > 0 && inside*10 >= prose(outer)*tenths {
			return c
		}
	}
	return 0
}

// judgeBefore marks what stands before the block that holds the article but what belongs
// to it by its words, and, without a week line, prose under the title.
func (b *beside) judgeBefore(first, last int) {
	for i, ln := range b.lines[first:last] {
		prose := b.week < 0 && b.title >= 0 && first+i > b.title && ln.has(signProse)
		// A heading of a page on which nothing is certainly the title may be it.
		heading := b.title < 0 && ln.is(page.HintHeading) && !ln.is(page.HintLink) && !ln.has(signList)
		if !prose && !heading && !ln.has(signArticle) {
			ln.aside = true
		}
	}
}

// judgeBehind marks what stands behind inner, which holds the article, in the
// block outer around it, unless the article goes on there. Blocks without blocks
// inside, such as paragraphs, are judged together.
func (b *beside) judgeBehind(inner, outer int) {
	behind, end := b.blocks[inner].Last, b.blocks[outer].End // the lines before behind are judged
	for c := b.blocks[inner].End; c < end; {
		first, last, next := b.blocks[c].First, b.blocks[c].Last, b.blocks[c].End
		for plain := next == c+1; plain && next < end && b.blocks[next].End == next+1; next++ {
			last = b.blocks[next].Last
		}
		b.judgeGroup(behind, first)
		if b.judgeGroup(first, last) {
			b.spareHeading(b.blocks[inner].Last, first)
		}
		behind, c = last, next
	}
	b.judgeGroup(behind, b.blocks[outer].Last)
}

// judgeGroup marks lines behind the article that are no more of it: it would go on with a
// good deal of prose, before the credits with any, hardly a link, and no heading of a list;
// below the heading of a district lists of other articles may follow its rest.
func (b *beside) judgeGroup(first, last int) (goesOn bool) {
	if first >= last {
		return false
	}
	least := 80
	if last <= b.credit {
		least = 1
	}
	if rest := b.restOf(first, last); rest > 0 {
		b.mark(rest, last, signArticle)
		return true
	}
	if t := b.within(first, last); t.prose >= least && t.prose*10 >= t.text*6 && t.linked*5 < t.text && t.lists == 0 {
		return true
	}
	b.mark(first, last, signArticle)
	return false
}

// restOf gives the end of the rest of the round-up in a group of lines, 0 for none. One
// district's heading with prose below it may head the summary of another article, unless
// the article ends below it.
func (b *beside) restOf(first, last int) (end int) {
	headed, sections, closed := false, 0, first <= b.credit
	for i := first; i < last && !b.lines[i].has(signList); i++ {
		ln := b.lines[i]
		closed = closed || ln.has(signCredit|signClosing)
		switch {
		case ln.heading != nil && !ln.mostlyLink():
			headed = true
		case headed && ln.has(signProse):
			headed, sections, end = false, sections+1, i+1
		case sections > 0 && ln.has(signArticle|signProse):
			end = i + 1
		}
	}
	if sections > 1 || closed && sections > 0 {
		return end
	}
	return 0
}

// spareHeading takes the mark off a heading and its headlines that stand right
// above line at, where the article goes on.
func (b *beside) spareHeading(first, at int) {
	for i := at - 1; i >= max(first, at-3); i-- {
		ln := b.lines[i]
		if !ln.aside || ln.is(page.HintLink) || len(ln.Fold) > maxHeadline || ln.has(signList) {
			return
		}
		ln.aside = false
	}
}

// judgeInside marks the lists of other articles inside the article, the smallest blocks
// first, so that none takes with it the part of the article it stands in.
func (b *beside) judgeInside(article int) {
	end := b.blocks[article].End
	taken := make([]tally, end-article) // what of each block is marked already
	for id := end - 1; id > article; id-- {
		c := &b.blocks[id]
		own := &taken[id-article]
		if c.First < c.Last && b.isList(id, own) {
			b.mark(c.First, c.Last, signArticle)
			*own = b.within(c.First, c.Last)
		}
		up := &taken[max(c.Parent-article, 0)]
		up.text, up.linked, up.prose = up.text+own.text, up.linked+own.linked, up.prose+own.prose
	}
	inside := b.lines[b.blocks[article].First:b.blocks[article].Last]
	for i, ln := range inside {
		// Nothing but a link to another article, no sentence, no heading, no staff.
		if ln.is(page.HintLink) && !ln.has(signArticle|signProse) && !ln.ends && ln.alone() == nil && ln.credits == nil && !isTeaser(ln.Fold) && (ln.label || !isBelowHeading(inside, i)) {
			ln.aside = true
		}
	}
}

// isBelowHeading reports a line between a district's heading and the paragraph below.
func isBelowHeading(lines []*line, i int) bool {
	above, below := i-1, i+1
	for above > 0 && above > i-maxHeadlines && !lines[above].ends && lines[above].alone() == nil {
		above--
	}
	for below < len(lines)-1 && below < i+maxHeadlines && !lines[below].ends && lines[below].alone() == nil {
		below++
	}
	return above >= 0 && lines[above].alone() != nil && !lines[above].is(page.HintLink) && below < len(lines) && lines[below].dated && lines[below].ends
}

// isList reports a block inside the article that is none of it: what is not yet taken from
// it is mostly links, or cards, or a heading says so and little of it is prose, or it
// stands by itself above the week line or below the credits.
func (b *beside) isList(id int, taken *tally) bool {
	c := &b.blocks[id]
	all := b.within(c.First, c.Last)
	switch {
	case c.Last-c.First < 2 && c.Tag != atom.Ul && c.Tag != atom.Ol:
		return false
	case b.title >= 0 && c.Last <= b.week && all.article == 0, b.credit >= 0 && c.First > b.credit:
		return true
	}
	text, linked, prose := all.text-taken.text, all.linked-taken.linked, all.prose-taken.prose
	return linked > 0 && linked*2 >= text && linked >= prose*3 ||
		b.lines[c.First].has(signList) && (all.linked*5 >= all.text || all.prose*2 < all.text) ||
		all.linked > 0 && b.isCards(id) ||
		c.Last-c.First <= 3 && string(b.lines[c.First].Fold) == "广告"
}

// isCards reports a row of blocks that each begin with a link, as the cards of
// other articles do, with or without a heading above.
func (b *beside) isCards(id int) bool {
	cards := 0
	for k := id + 1; k < b.blocks[id].End; k = b.blocks[k].End {
		first, last := b.blocks[k].First, b.blocks[k].Last
		switch {
		case first >= last || b.lines[first].has(signList):
		case !b.lines[first].mostlyLink() || last-first < 2:
			return false
		default:
			cards++
		}
	}
	return cards >= 2
}

// markHeaded marks the lines under the heading of a list that stands in the
// article directly, up to the next prose or line of the article.
func (b *beside) markHeaded(lines []*line) {
	under := false
	for i, ln := range lines {
		switch {
		case ln.has(signList):
			under = !ln.aside // else it heads the block it stands in
			ln.heads = under
		case ln.has(signArticle | signProse):
			for k := i - 1; under && k >= max(0, i-3); k-- { // the heading of a district above
				if above := lines[k]; above.alone() != nil && !above.is(page.HintLink) {
					above.aside = false
				}
			}
			under = false
		}
		ln.aside = ln.aside || under
	}
}
