package parser

import (
	"slices"

	"golang.org/x/net/html/atom"

	"shenzheng/parser/page"
)

// beside finds the lines of a page that are not its article: what stands in
// menus, side lists, footers and recommendations. It trusts no class names.
// It looks for the smallest block that holds the article, judges every block
// beside it and every list inside it by its links and its words, and marks
// what fails as aside.
type beside struct {
	blocks []page.Block
	lines  []*line
	signs  []sign
	sums   []tally // over the lines before each line
	week   int     // the week line, -1 for none
	credit int     // the last line of the credits behind the week line, -1 for none
	title  int     // the line that is certainly the title, -1 for none
}

// tally is what a run of lines holds, apart from what is marked.
type tally struct {
	prose, text, linked int // code points
	article             int // lines that belong to an article by their words
	lists               int // lines that head a list of other articles
}

// sum computes the running sums over what is not yet marked.
func (b *beside) sum() {
	if b.sums == nil {
		b.sums = make([]tally, len(b.lines)+1)
	}
	for i := range b.lines {
		t := b.sums[i]
		if ln := b.lines[i]; !ln.aside {
			t.text += ln.Visible
			t.linked += ln.Linked
			if b.signs[i]&signProse != 0 {
				t.prose += ln.Visible
			}
			if b.signs[i]&signArticle != 0 {
				t.article++
			}
			if b.signs[i]&signList != 0 {
				t.lists++
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
	for i := first; i < last; i++ {
		if b.signs[i]&spare == 0 {
			b.lines[i].aside = true
		}
	}
}

// markSemantic marks what the names of elements and their roles say is beside
// the article. A <header> that holds the title and a <footer> that holds the
// credits, or any inside <article>, are parts of the article.
func (b *beside) markSemantic() {
	done := 0 // lines before it are decided
	inArticle := 0
	for i := range b.blocks {
		c := &b.blocks[i]
		first, last := c.Range()
		if c.Tag == atom.Article || c.Tag == atom.Main {
			inArticle = max(inArticle, last)
		}
		if first < done || first >= last {
			continue
		}
		switch c.Tag {
		case atom.Nav, atom.Aside, atom.Menu, atom.Search:
		case atom.Header:
			if first < inArticle || b.has(first, last, signTitle|signWeek) {
				continue
			}
		case atom.Footer:
			if first < inArticle || b.has(first, last, signWeek) {
				continue
			}
			b.mark(first, last, signClosing|signCredit)
			done = last
			continue
		default:
			if !c.Aside {
				continue
			}
		}
		b.mark(first, last, 0)
		done = last
	}
}

// has reports whether a line with one of signs stands there.
func (b *beside) has(first, last int, signs sign) bool {
	return slices.ContainsFunc(b.signs[first:last], func(s sign) bool { return s&signs != 0 })
}

// findAnchors looks for the title and for the line with the days of the week,
// which every round-up has.
func (b *beside) findAnchors() {
	b.week, b.credit, b.title = -1, -1, -1
	for i, s := range b.signs {
		if b.lines[i].aside {
			continue
		}
		if s&signTitle != 0 && b.title < 0 {
			b.title = i
		}
		if s&signWeek != 0 && b.week < 0 {
			b.week = i
		}
		if s&signCredit != 0 && b.week >= 0 && b.lines[i].isEnd() {
			b.credit = i
		}
	}
}
