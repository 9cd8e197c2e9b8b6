package parser

import (
	"golang.org/x/net/html/atom"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// article gives the smallest block that holds the week line and most of the
// prose behind it, and the blocks that enclose it, outermost first.
func (a *asides) article() (path []int) {
	at := 0
	for {
		path = append(path, at)
		next := 0
		for c := a.blocks[at].Child; c != 0; c = a.blocks[c].Next {
			if a.blocks[c].Last-a.blocks[c].First > 1 && a.holdsMost(c, at) {
				next = c
				break
			}
		}
		if next == 0 {
			return path
		}
		at = next
	}
}

// holdsMost reports whether block c holds what makes its parent the article.
func (a *asides) holdsMost(c, parent int) bool {
	b, p := &a.blocks[c], &a.blocks[parent]
	if a.week < 0 {
		from := max(a.title, 0)
		inside := within(a.prose, max(from, b.First), max(from, b.Last))
		return inside > 0 && inside*10 >= within(a.prose, max(from, p.First), max(from, p.Last))*9
	}
	if a.week < b.First || a.week >= b.Last {
		return false
	}
	inside := within(a.prose, a.week, b.Last)
	return inside > 0 && inside*2 >= within(a.prose, a.week, p.Last)
}

// within gives a sum over the lines from first on, up to but not including last.
func within(sums []int, first, last int) int { return sums[last] - sums[first] }

// markBeside marks what stands beside the article and the lists inside it.
func (a *asides) markBeside() {
	if a.prose[len(a.lines)] == 0 {
		return // a page without prose has nothing to stand beside
	}
	path := a.article()
	article := path[len(path)-1]
	for i, id := range path[:len(path)-1] {
		inner := &a.blocks[path[i+1]]
		a.judgeBefore(a.blocks[id].First, inner.First)
		a.judgeBehind(inner, a.blocks[id].Last)
	}
	a.judgeInside(article)
	a.markHeaded(&a.blocks[article])
}

// judgeBefore marks what stands before the block that holds the article:
// nothing there belongs to it but what its words say. Without a week line
// that block may begin late, and prose under the title is spared.
func (a *asides) judgeBefore(first, last int) {
	for i := first; i < last; i++ {
		if a.week < 0 && a.title >= 0 && i > a.title && a.signs[i]&signProse != 0 {
			continue
		}
		if a.signs[i]&signArticle == 0 && !a.followsSummary(i) && !a.mayBeTitle(i) {
			a.lines[i].hint |= hintAside
		}
	}
}

// mayBeTitle reports a heading of a page on which nothing is certainly the title.
func (a *asides) mayBeTitle(i int) bool {
	return a.title < 0 && a.lines[i].hint&(hintHeading|hintLink) == hintHeading && a.signs[i]&signList == 0
}

// followsSummary reports the line under a label 摘要 that stands alone.
func (a *asides) followsSummary(i int) bool {
	if i == 0 || a.lines[i].hint&hintLink != 0 {
		return false
	}
	above := &a.lines[i-1]
	return len(above.fold) <= 8 && above.hint&(hintAside|hintLink) == 0 && isSummary(above)
}

// judgeBehind marks what stands behind inner, which holds the article, up to
// line last, unless the article goes on there. Blocks without blocks inside,
// such as paragraphs, are judged together.
func (a *asides) judgeBehind(inner *page.Block, last int) {
	from := inner.Last
	for c := inner.Next; c != 0; {
		b := a.blocks[c]
		for next := b.Next; b.Child == 0 && next != 0 && a.blocks[next].Child == 0; next = b.Next {
			b.Last, b.Next = a.blocks[next].Last, a.blocks[next].Next
		}
		a.judgeGroup(from, b.First)
		if a.judgeGroup(b.First, b.Last) {
			a.spareHeading(inner.Last, b.First)
		}
		from, c = b.Last, b.Next
	}
	a.judgeGroup(from, last)
}

// judgeGroup marks lines behind the article that are no more of it: it would
// go on with a good deal of prose, hardly any link, and no heading of a list.
// Before the credits any prose will do.
func (a *asides) judgeGroup(first, last int) (goesOn bool) {
	if first >= last {
		return false
	}
	least := 80
	if last <= a.credit {
		least = 1
	}
	text, prose := within(a.text, first, last), within(a.prose, first, last)
	if prose >= least && prose*10 >= text*6 && within(a.linked, first, last)*5 < text && within(a.lists, first, last) == 0 {
		return true
	}
	a.mark(first, last, signArticle)
	return false
}

// spareHeading takes the mark off a heading and its headlines that stand right
// above line at, where the article goes on.
func (a *asides) spareHeading(first, at int) {
	for i := at - 1; i >= max(first, at-3); i-- {
		l := &a.lines[i]
		if l.hint&hintAside == 0 || l.hint&hintLink != 0 || len(l.fold) > maxHeadline || a.signs[i]&signList != 0 {
			return
		}
		l.hint &^= hintAside
	}
}

// judgeInside marks the lists of other articles inside the article, the
// smallest blocks first, so that a list does not take with it the part of the
// article it stands in.
func (a *asides) judgeInside(article int) {
	body := &a.blocks[article]
	end := article + 1
	for end < len(a.blocks) && a.blocks[end].First < body.Last && a.blocks[end].Last <= body.Last {
		end++
	}
	taken := make([]share, end-article) // what of each block is marked already
	for id := end - 1; id > article; id-- {
		b := &a.blocks[id]
		own := &taken[id-article]
		if b.First < b.Last && a.isList(b, own) {
			a.mark(b.First, b.Last, signArticle)
			*own = a.share(b)
		}
		up := &taken[max(b.Parent-article, 0)]
		up.text, up.linked, up.prose = up.text+own.text, up.linked+own.linked, up.prose+own.prose
	}
	for i := body.First; i < body.Last; i++ {
		if a.isStrayLink(i) {
			a.lines[i].hint |= hintAside
		}
	}
}

// share is what a block holds, in code points.
type share struct{ text, linked, prose int }

func (a *asides) share(b *page.Block) share {
	return share{within(a.text, b.First, b.Last), within(a.linked, b.First, b.Last), within(a.prose, b.First, b.Last)}
}

// isList reports whether a block inside the article is none of it: what is
// not yet taken from it is mostly links, or it is a row of cards, or a heading
// says so and little of it is prose, or it is a block of its own above the
// week line or below the credits.
func (a *asides) isList(b *page.Block, taken *share) bool {
	if b.Last-b.First < 2 && b.Tag != atom.Ul && b.Tag != atom.Ol {
		return false
	}
	if a.title >= 0 && b.Last <= a.week && within(a.signed, b.First, b.Last) == 0 && !a.followsSummary(b.First) {
		return true
	}
	if a.credit >= 0 && b.First > a.credit {
		return true
	}
	all := a.share(b)
	text, linked, prose := all.text-taken.text, all.linked-taken.linked, all.prose-taken.prose
	if linked > 0 && linked*2 >= text && linked >= prose*3 {
		return true
	}
	if a.signs[b.First]&signList != 0 && (all.linked*5 >= all.text || all.prose*2 < all.text) {
		return true
	}
	return all.linked > 0 && a.isCards(b)
}

// isCards reports a row of blocks that each begin with a link, as the cards of
// other articles do, with or without a heading above.
func (a *asides) isCards(b *page.Block) bool {
	cards, others := 0, 0
	for c := b.Child; c != 0; c = a.blocks[c].Next {
		card := &a.blocks[c]
		if card.First >= card.Last || a.signs[card.First]&signList != 0 {
			continue
		}
		if m := &a.marks[card.First]; m.Linked*2 > m.Visible && card.Last-card.First > 1 {
			cards++
		} else {
			others++
		}
	}
	return cards >= 2 && others == 0
}

// isStrayLink reports a line of the article that is nothing but a link to
// another: no sentence, no heading.
func (a *asides) isStrayLink(i int) bool {
	l := &a.lines[i]
	return l.hint&(hintLink|hintAside) == hintLink && a.signs[i]&signArticle == 0 && !text.EndsSentence(l.fold) && lineDistrict(l.fold) == nil
}

// markHeaded marks the lines under the heading of a list that stands in the
// article directly, up to the next prose or line of the article.
func (a *asides) markHeaded(b *page.Block) {
	under := false
	for i := b.First; i < b.Last; i++ {
		switch s := a.signs[i]; {
		case s&signList != 0:
			under = a.lines[i].hint&hintAside == 0 // else it heads the block it stands in
		case s&(signArticle|signProse) != 0:
			under = false
		}
		if under {
			a.lines[i].hint |= hintAside
		}
	}
}
