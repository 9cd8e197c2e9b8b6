package parser

import (
	"iter"

	"golang.org/x/net/html/atom"

	"shenzheng/parser/page"
)

// markBeside marks the lines of a page that are not its article.
func markBeside(blocks []page.Block, lines []*line, title string) {
	if len(lines) == 0 || len(blocks) < 2 {
		return
	}
	readSigns(lines, title)
	b := &beside{blocks: blocks, lines: lines}
	b.sum()
	b.markSemantic()
	b.sum() // what is marked by now no longer counts
	b.findAnchors()
	if b.within(0, len(lines)).prose == 0 {
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

// holder gives the block in another that holds the week line and most of the
// prose behind it, 0 for none: the smallest of them is the article.
func (b *beside) holder(outer int) int {
	for c := range b.children(outer) {
		if b.blocks[c].Last-b.blocks[c].First > 1 && b.holdsMost(c, outer) {
			return c
		}
	}
	return 0
}

// children gives the blocks that a block holds directly.
func (b *beside) children(outer int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for c := outer + 1; c < b.blocks[outer].End && yield(c); c = b.blocks[c].End {
		}
	}
}

// holdsMost reports whether block c holds what makes its parent the article.
func (b *beside) holdsMost(c, parent int) bool {
	first, last := b.blocks[c].First, b.blocks[c].Last
	outerFirst, outerLast := b.blocks[parent].First, b.blocks[parent].Last
	if b.week < 0 {
		from := max(b.title, 0)
		inside := b.within(max(from, first), max(from, last)).prose
		return inside > 0 && inside*10 >= b.within(max(from, outerFirst), max(from, outerLast)).prose*9
	}
	if b.week < first || b.week >= last {
		return false
	}
	inside := b.within(b.week, last).prose
	return inside > 0 && inside*2 >= b.within(b.week, outerLast).prose
}

// judgeBefore marks what stands before the block that holds the article:
// nothing there belongs to it but what its words say. Without a week line
// that block may begin late, and prose under the title is spared.
func (b *beside) judgeBefore(first, last int) {
	for i, ln := range b.lines[first:last] {
		prose := b.week < 0 && b.title >= 0 && first+i > b.title && ln.sign&signProse != 0
		// A heading of a page on which nothing is certainly the title may be it.
		heading := b.title < 0 && ln.is(page.HintHeading) && !ln.is(page.HintLink) && ln.sign&signList == 0
		if !prose && !heading && ln.sign&signArticle == 0 && !b.followsSummary(first+i) {
			ln.aside = true
		}
	}
}

// followsSummary reports the line under a label 摘要 that stands alone.
func (b *beside) followsSummary(i int) bool {
	if i == 0 || b.lines[i].is(page.HintLink) {
		return false
	}
	above := b.lines[i-1]
	return len(above.Fold) <= 8 && !above.aside && !above.is(page.HintLink) && above.summary != nil
}

// judgeBehind marks what stands behind inner, which holds the article, in the
// block outer around it, unless the article goes on there. Blocks without blocks
// inside, such as paragraphs, are judged together.
func (b *beside) judgeBehind(inner, outer int) {
	behind := b.blocks[inner].Last // the lines before it are judged
	for c := b.blocks[inner].End; c < b.blocks[outer].End; {
		first, last, next := b.blocks[c].First, b.blocks[c].Last, b.blocks[c].End
		for plain := next == c+1; plain && next < b.blocks[outer].End && b.blocks[next].End == next+1; next++ {
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

// judgeGroup marks lines behind the article that are no more of it: it would
// go on with a good deal of prose, hardly any link, and no heading of a list.
// Before the credits any prose will do.
func (b *beside) judgeGroup(first, last int) (goesOn bool) {
	if first >= last {
		return false
	}
	least := 80
	if last <= b.credit {
		least = 1
	}
	if t := b.within(first, last); t.prose >= least && t.prose*10 >= t.text*6 && t.linked*5 < t.text && t.lists == 0 {
		return true
	}
	b.mark(first, last, signArticle)
	return false
}

// spareHeading takes the mark off a heading and its headlines that stand right
// above line at, where the article goes on.
func (b *beside) spareHeading(first, at int) {
	for i := at - 1; i >= max(first, at-3); i-- {
		ln := b.lines[i]
		if !ln.aside || ln.is(page.HintLink) || len(ln.Fold) > maxHeadline || ln.sign&signList != 0 {
			return
		}
		ln.aside = false
	}
}

// judgeInside marks the lists of other articles inside the article, the
// smallest blocks first, so that a list does not take with it the part of the
// article it stands in.
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
	for _, ln := range b.lines[b.blocks[article].First:b.blocks[article].Last] {
		// Nothing but a link to another article, no sentence, no heading.
		if ln.is(page.HintLink) && ln.sign&signArticle == 0 && !ln.ends && ln.alone() == nil {
			ln.aside = true
		}
	}
}

// isList reports whether a block inside the article is none of it: what is
// not yet taken from it is mostly links, or it is a row of cards, or a heading
// says so and little of it is prose, or it is a block of its own above the
// week line or below the credits.
func (b *beside) isList(id int, taken *tally) bool {
	c := &b.blocks[id]
	first, last := c.First, c.Last
	all := b.within(first, last)
	switch {
	case last-first < 2 && c.Tag != atom.Ul && c.Tag != atom.Ol:
		return false
	case b.title >= 0 && last <= b.week && all.article == 0 && !b.followsSummary(first):
		return true
	case b.credit >= 0 && first > b.credit:
		return true
	}
	text, linked, prose := all.text-taken.text, all.linked-taken.linked, all.prose-taken.prose
	if linked > 0 && linked*2 >= text && linked >= prose*3 {
		return true
	}
	if b.lines[first].sign&signList != 0 && (all.linked*5 >= all.text || all.prose*2 < all.text) {
		return true
	}
	return all.linked > 0 && b.isCards(id)
}

// isCards reports a row of blocks that each begin with a link, as the cards of
// other articles do, with or without a heading above.
func (b *beside) isCards(id int) bool {
	cards, others := 0, 0
	for k := range b.children(id) {
		first, last := b.blocks[k].First, b.blocks[k].Last
		if first >= last || b.lines[first].sign&signList != 0 {
			continue
		}
		if b.lines[first].mostlyLink() && last-first > 1 {
			cards++
		} else {
			others++
		}
	}
	return cards >= 2 && others == 0
}

// markHeaded marks the lines under the heading of a list that stands in the
// article directly, up to the next prose or line of the article.
func (b *beside) markHeaded(lines []*line) {
	under := false
	for _, ln := range lines {
		switch {
		case ln.sign&signList != 0:
			under = !ln.aside // else it heads the block it stands in
		case ln.sign&(signArticle|signProse) != 0:
			under = false
		}
		ln.aside = ln.aside || under
	}
}
