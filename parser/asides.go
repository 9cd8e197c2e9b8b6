package parser

import (
	"golang.org/x/net/html/atom"

	"shenzheng/parser/page"
)

// asides finds the lines of a page that are not its article: what stands in
// menus, side lists, footers and recommendations. It trusts no class names.
// It looks for the smallest block that holds the article, judges every block
// beside it and every list inside it by its links and its words, and marks
// what fails with hintAside.
type asides struct {
	blocks []page.Block
	marks  []page.Line
	lines  []line
	signs  []sign
	week   int // the week line, -1 for none
	credit int // the last line of the credits behind the week line, -1 for none
	title  int // the line that is certainly the title, -1 for none

	// Running sums over the lines before each line.
	prose  []int // code points of prose
	text   []int // code points
	linked []int // code points inside links
	signed []int // lines that belong to an article by their words
	lists  []int // lines that head a list of other articles
}

// markAsides sets hintAside on the lines of a page that are not its article.
func markAsides(blocks []page.Block, marks []page.Line, lines []line, title string) {
	if len(lines) == 0 || len(blocks) < 2 {
		return
	}
	a := &asides{blocks: blocks, marks: marks, lines: lines, signs: readSigns(lines, marks, title)}
	n := len(lines) + 1
	sums := make([]int, 5*n)
	a.prose, a.text, a.linked, a.signed, a.lists = sums[:n], sums[n:2*n], sums[2*n:3*n], sums[3*n:4*n], sums[4*n:]
	a.sum()
	a.markSemantic()
	a.sum() // what is marked by now no longer counts
	a.findAnchors()
	a.markBeside()
}

// sum computes the running sums over what is not yet marked.
func (a *asides) sum() {
	for i := range a.lines {
		var prose, text, linked, signed, list int
		if m := &a.marks[i]; a.lines[i].hint&hintAside == 0 {
			text, linked = m.Visible, m.Linked
			if a.signs[i]&signProse != 0 {
				prose = m.Visible
			}
			if a.signs[i]&signArticle != 0 {
				signed = 1
			}
			if a.signs[i]&signList != 0 {
				list = 1
			}
		}
		a.prose[i+1], a.text[i+1], a.linked[i+1] = a.prose[i]+prose, a.text[i]+text, a.linked[i]+linked
		a.signed[i+1], a.lists[i+1] = a.signed[i]+signed, a.lists[i]+list
	}
}

// mark sets hintAside on the lines from first on, up to but not including
// last. Those whose words belong to an article are spared if spare says so.
func (a *asides) mark(first, last int, spare sign) {
	for i := first; i < last; i++ {
		if a.signs[i]&spare == 0 {
			a.lines[i].hint |= hintAside
		}
	}
}

// markSemantic marks what the names of elements and their roles say is beside
// the article. A <header> that holds the title and a <footer> that holds the
// credits, or any inside <article>, are parts of the article.
func (a *asides) markSemantic() {
	done := 0 // lines before it are decided
	inArticle := 0
	for i := range a.blocks {
		b := &a.blocks[i]
		if b.Tag == atom.Article || b.Tag == atom.Main {
			inArticle = max(inArticle, b.Last)
		}
		if b.First < done || b.First >= b.Last {
			continue
		}
		switch b.Tag {
		case atom.Nav, atom.Aside, atom.Menu, atom.Search:
		case atom.Header:
			if b.First < inArticle || a.has(b, signTitle|signWeek) {
				continue
			}
		case atom.Footer:
			if b.First < inArticle || a.has(b, signWeek) {
				continue
			}
			a.mark(b.First, b.Last, signClosing|signCredit)
			done = b.Last
			continue
		default:
			if !b.Aside {
				continue
			}
		}
		a.mark(b.First, b.Last, 0)
		done = b.Last
	}
}

// has reports whether a line with one of signs stands in b.
func (a *asides) has(b *page.Block, signs sign) bool {
	if a.signed[b.Last] == a.signed[b.First] {
		return false
	}
	for _, s := range a.signs[b.First:b.Last] {
		if s&signs != 0 {
			return true
		}
	}
	return false
}

// findAnchors looks for the title and for the line with the days of the week,
// which every round-up has.
func (a *asides) findAnchors() {
	a.week, a.credit, a.title = -1, -1, -1
	for i, s := range a.signs {
		if a.lines[i].hint&hintAside != 0 {
			continue
		}
		if s&signTitle != 0 && a.title < 0 {
			a.title = i
		}
		if s&signWeek != 0 && a.week < 0 {
			a.week = i
		}
		if s&signCredit != 0 && a.week >= 0 && isEnd(&a.lines[i]) {
			a.credit = i
		}
	}
}
