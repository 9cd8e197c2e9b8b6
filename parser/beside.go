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
	b.sums = make([]tally, len(b.lines)+1)
	for i, ln := range b.lines {
		t := b.sums[i]
		if !ln.aside {
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

// sign says to what part of an article a line belongs by its words. Signs only
// help to tell the article from what stands beside it; the layout reads the
// lines again, each in its place.
type sign uint16

const (
	signProse   sign = 1 << iota // a sentence or more, not a link
	signWeek                     // 2024年4月22日至4月28日。
	signTitle                    // the column's title
	signOpening                  // stands between title and week: account, stamp, topic, outlet, summary
	signClosing                  // the closing note behind the last activity
	signCredit                   // credits or author, the end of the article
	signList                     // heads a list of other articles
	signSure                     // is signTitle by more than its wording
	signWeak                     // is signOpening among others of its kind: menus and lists hold stamps and names too

	signArticle = signWeek | signTitle | signOpening | signClosing | signCredit
)

// readSigns reads the signs of all lines.
func readSigns(lines []*line, title string) []sign {
	signs := make([]sign, len(lines))
	sure := false
	for i, ln := range lines {
		signs[i] = ln.sign(title)
		sure = sure || signs[i]&signSure != 0
	}
	if sure {
		// Titles of other editions stand in lists.
		for i, s := range signs {
			if s&(signTitle|signSure) == signTitle {
				signs[i] &^= signTitle
			}
		}
	}
	for i, s := range signs {
		if s&signWeak != 0 && amongOpening(lines, signs, i) {
			signs[i] |= signOpening
		}
	}
	return signs
}

// amongOpening reports whether the title or a line about the article stands
// close above line i, with no prose and no link in between.
func amongOpening(lines []*line, signs []sign, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		switch s := signs[k]; {
		case s&(signTitle|signOpening) != 0:
			return true
		case s&(signProse|signList) != 0 || lines[k].mostlyLink():
			return false
		}
	}
	return false
}

// sign reads the signs of a line; title is the page's own.
func (ln *line) sign(title string) sign {
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
