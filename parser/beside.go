package parser

import (
	"slices"

	"golang.org/x/net/html/atom"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// beside finds the lines of a page that are not its article: what stands in
// menus, side lists, footers and recommendations. It trusts no class names.
// It looks for the smallest block that holds the article, judges every block
// beside it and every list inside it by its links and its words, and marks
// what fails as aside.
type beside struct {
	blocks []page.Block
	lines  []*line
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
	b.sums = make([]tally, len(b.lines)+1)
	for i, ln := range b.lines {
		t := b.sums[i]
		if !ln.aside {
			t.text += ln.Visible
			t.linked += ln.Linked
			if ln.sign&signProse != 0 {
				t.prose += ln.Visible
			}
			if ln.sign&signArticle != 0 {
				t.article++
			}
			if ln.sign&signList != 0 {
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
	for _, ln := range b.lines[first:last] {
		ln.aside = ln.aside || ln.sign&spare == 0
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
		first, last := c.First, c.Last
		if c.Tag == atom.Article || c.Tag == atom.Main {
			inArticle = max(inArticle, last)
		}
		if first < done || first >= last {
			continue
		}
		aside, spare := c.Aside, sign(0)
		switch c.Tag {
		case atom.Nav, atom.Aside, atom.Menu, atom.Search:
			aside = true
		case atom.Header:
			aside = first >= inArticle && !b.has(first, last, signTitle|signWeek)
		case atom.Footer:
			aside, spare = first >= inArticle && !b.has(first, last, signWeek), signClosing|signCredit
		}
		if aside {
			b.mark(first, last, spare)
			done = last
		}
	}
}

// has reports whether a line with one of signs stands there.
func (b *beside) has(first, last int, signs sign) bool {
	return slices.ContainsFunc(b.lines[first:last], func(ln *line) bool { return ln.sign&signs != 0 })
}

// findAnchors looks for the title and for the line with the days of the week,
// which every round-up has.
func (b *beside) findAnchors() {
	b.week, b.credit, b.title = -1, -1, -1
	for i, ln := range b.lines {
		if ln.aside {
			continue
		}
		if ln.sign&signTitle != 0 && b.title < 0 {
			b.title = i
		}
		if ln.sign&signWeek != 0 && b.week < 0 {
			b.week = i
		}
		if ln.sign&signCredit != 0 && b.week >= 0 && ln.isEnd() {
			b.credit = i
		}
	}
}

// readSigns reads the signs of all lines.
func readSigns(lines []*line, title string) {
	sure := false
	for _, ln := range lines {
		ln.sign = ln.signs(title)
		sure = sure || ln.sign&signSure != 0
	}
	for i, ln := range lines {
		if sure && ln.sign&signSure == 0 {
			ln.sign &^= signTitle // titles of other editions stand in lists
		}
		if ln.sign&signWeak != 0 && amongOpening(lines[max(i-3, 0):i]) {
			ln.sign |= signOpening
		}
	}
}

// amongOpening reports whether the last of some lines that says something is the
// title or a line about the article, and no prose and no link.
func amongOpening(above []*line) bool {
	for _, ln := range slices.Backward(above) {
		switch {
		case ln.sign&(signTitle|signOpening) != 0:
			return true
		case ln.sign&(signProse|signList) != 0 || ln.mostlyLink():
			return false
		}
	}
	return false
}

// signs reads the signs of a line; title is the page's own.
func (ln *line) signs(title string) sign {
	size := len(ln.Fold)
	if ln.mostlyLink() {
		switch {
		case size > 120:
		case ln.is(page.HintTitle):
			return signTitle | signSure
		case ln.columnTopic:
			return signOpening
		case ln.account:
			return signWeak
		case ln.list:
			return signList
		}
		return 0
	}
	var s sign
	if ln.isProse() {
		s |= signProse
	}
	switch short := size <= 60; {
	case size > 160 || !short && s != 0:
		if ln.summary != nil {
			s |= signOpening
		}
	case ln.week:
		return signWeek
	case ln.is(page.HintTitle), title != "" && text.Equals(ln.Runes, title):
		return signTitle | signSure
	case ln.title:
		return signTitle
	case ln.list:
		s |= signList
	case ln.summary != nil, ln.header != nil, short && (ln.account || ln.columnTopic || ln.slogan):
		s |= signOpening
	case short && (ln.outlet != nil || ln.placeholder || ln.topic != nil || ln.stamp != nil || ln.relative != nil || ln.days):
		s |= signWeak
	case ln.closing:
		s |= signClosing
	case ln.author != nil, ln.credits != nil:
		s |= signCredit
	}
	return s
}
