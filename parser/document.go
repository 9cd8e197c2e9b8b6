package parser

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"shenzheng/parser/page"
	"shenzheng/parser/people"
	"shenzheng/parser/text"
)

// ended reports that the end of the article is printed: its closing note or
// its credits.
func ended(c *Column) bool {
	return slices.ContainsFunc(c.Blocks, func(b Block) bool { return b.Class == ClassClosingNote || b.Class == ClassCredit })
}

// readDocument reads a page that is taken apart.
func readDocument(p Page, doc *document) Reading {
	r := Reading{Kind: doc.kind, Reason: doc.reason, MovedTo: doc.movedTo, Continues: doc.next, CutOff: doc.cutOff}
	if article, part := laterPart(p); part > 1 && doc.kind == PageArticle {
		r.Kind, r.Reason = PagePart, fmt.Sprintf("part %d of article %s", part, article)
		return r
	}
	found := surveyLines(doc.lines, doc.title)
	ok, reason := found.isColumn()
	if !ok || !found.anchored() && (doc.kind == PageError || doc.kind == PageChallenge || doc.kind == PageGone) {
		return r
	}
	l := newLayout(&p, doc, found)
	l.settleWeek()
	l.settleRound()
	l.classify()
	l.settlePublished()
	l.finish()
	r.Kind, r.Reason, r.Column = PageColumn, reason, l.col
	r.MovedTo, r.CutOff = "", l.cutOff()
	return r
}

// laterPart tells a later part of an article by its number or its address.
func laterPart(p Page) (article string, part int) {
	if p.Number != "" {
		return page.ArticlePart(p.Number)
	}
	number, _ := page.ArticleNumber(p.URL)
	return page.ArticlePart(number)
}

// newLayout takes the lines of the article, without what stands beside it.
func newLayout(p *Page, doc *document, found survey) *layout {
	l := &layout{page: p, doc: doc, found: found, known: map[string]int{}, headed: map[*District]bool{}}
	l.lines = make([]*line, 0, len(doc.lines))
	places := make([]int, len(doc.lines)+1)
	for i := range doc.lines {
		places[i] = len(l.lines)
		if ln := doc.lines[i]; len(ln.Runes) > 0 && (i == found.title || !ln.setAside(i < found.title)) {
			l.lines = append(l.lines, ln)
		}
	}
	places[len(doc.lines)] = len(l.lines)
	l.found.move(places)
	if l.found.title >= 0 {
		l.title = l.lines[l.found.title]
	} else {
		t := &page.Line{Runes: []rune(doc.title), Fold: text.Folded(doc.title)}
		l.title = &line{Line: t}
		l.title.readNote()
	}
	l.col = &Column{Number: p.Number, Source: p.Source, SourceURL: p.URL, Title: doc.title, Kind: KindOther}
	l.layText()
	l.style = styleOfHeadings(l.lines)
	l.roster = people.NewRoster()
	return l
}

// setAside reports a line that is no part of the article: what markup sets
// aside, and links above the title.
func (ln *line) setAside(above bool) bool {
	return ln.aside || above && ln.is(page.HintLink)
}

// finish turns the classified lines into sections and activities and settles
// what depends on the whole column.
func (l *layout) finish() {
	c := l.col
	stem := columnStem(c.Source, c.Number, c.Text)
	c.ID = "col_" + stem
	if l.round && l.found.clearing < 0 {
		l.col.problem(problemIntroductionOpen, Span{}, "no sentence names 《深政观察》 and says 梳理")
	}
	l.bindOfficials()
	parts := l.buildParts()
	if l.round && len(parts) > 0 {
		c.Kind = KindWeekly
		l.finishSections(parts, stem)
		l.reportTwoInOneOffice()
	} else if l.announced() {
		c.problem(problemWithoutSections, Span{}, "the title or the week line announce a round-up")
	}
	if l.cutOff() {
		c.problem(problemPageCutOff, Span{}, "neither the end of the page nor of the article")
	}
	if l.doc.held != "" {
		c.problem(problemTextFromData, Span{}, l.doc.held)
	}
	if l.doc.next != "" {
		c.problem(problemContinues, Span{}, l.doc.next)
	}
	c.ArticleSHA256 = articleHash(c.Blocks)
	if l.found.title < 0 {
		c.problem(problemTitleMissing, Span{}, "no title line")
	}
	if strings.Contains(c.Text, string(utf8.RuneError)) {
		c.problem(problemReplacementInText, Span{}, "the text holds U+FFFD")
	}
	c.sortProblems()
}

// cutOff reports a page that breaks off before the article's credits, with
// which an article ends.
func (l *layout) cutOff() bool {
	return l.doc.cutOff && !slices.ContainsFunc(l.lines, func(ln *line) bool { return ln.isEnd() })
}
