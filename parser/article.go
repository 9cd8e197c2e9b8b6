package parser

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"shenzheng/parser/page"
)

// readDocument reads a page that is taken apart: the whole way of an article.
func readDocument(p Page, doc *document) Reading {
	r := Reading{Kind: doc.kind, Reason: doc.reason, MovedTo: doc.MovedTo, Continues: doc.Next, CutOff: doc.CutOff}
	if article, part := page.ArticlePart(p.number()); part > 1 && doc.kind == PageArticle {
		r.Kind, r.Reason = PagePart, fmt.Sprintf("part %d of article %s", part, article)
		return r
	}
	found := surveyLines(doc.lines, doc.Title)
	reason := found.column()
	if reason == "" || !found.anchored() && (doc.kind == PageError || doc.kind == PageChallenge || doc.kind == PageGone) {
		return r
	}
	l := newLayout(&p, doc, found)
	l.settleWeek()
	l.settleRound()
	l.classify()
	l.settlePublished()
	l.finish()
	r.Kind, r.Reason, r.Column = PageColumn, reason, l.col
	_, teased := l.breaksOff()
	r.MovedTo, r.CutOff = "", teased || l.cutOff()
	return r
}

// finish turns the classified lines into rows and settles what depends on the whole column.
func (l *layout) finish() {
	c := l.col
	stem := columnStem(c.Source, c.Number, c.Text)
	c.ID = "col_" + stem
	l.bindOfficials()
	parts := l.buildParts()
	if l.round && len(parts) > 0 {
		c.Kind = KindWeekly
		l.finishSections(parts, stem)
	}
	c.ArticleSHA256 = articleHash(c.Blocks)
	broken, _ := l.breaksOff()
	if broken != nil {
		c.problem(problemPageCutOff, broken.block.Span, "the text breaks off")
	}
	if l.endsInDoubt() {
		c.problem(problemUnclassified, c.Blocks[l.found.end].Span, "what follows the article, which has no end, is not read")
	}
	for _, p := range []struct {
		stands bool
		code   ProblemCode
		detail string
	}{
		{!c.Week.Start.IsZero() && l.found.clearing < 0, problemIntroductionOpen, "no sentence names 《深政观察》 and says 梳理"},
		{c.Kind != KindWeekly && (l.round || l.title.title), problemWithoutSections, "the title or the week line announce a round-up"},
		{broken == nil && l.cutOff(), problemPageCutOff, "neither the end of the page nor of the article"},
		{l.doc.another, problemUnclassified, "another round-up on the page is not read"},
		{l.doc.held != "", problemTextFromData, l.doc.held},
		{l.doc.Next != "", problemContinues, l.doc.Next},
		{l.found.title < 0, problemTitleMissing, "no title line"},
		{strings.Contains(c.Text, string(utf8.RuneError)), problemReplacementInText, "the text holds U+FFFD"},
	} {
		if p.stands {
			c.problem(p.code, Span{}, p.detail)
		}
	}
	slices.SortStableFunc(c.Problems, func(a, b Problem) int { // in the order of their places
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
}

// cutOff reports a page that breaks off before the credits, with which an article ends.
func (l *layout) cutOff() bool {
	return l.doc.CutOff && !slices.ContainsFunc(l.lines, l.endsText)
}

// endsText reports a line that ends an article, and no author above its text.
func (l *layout) endsText(ln *line) bool {
	return ln.isEnd() && (ln.author == nil || ln.at > max(l.found.week, l.found.text))
}

// breaksOff gives the line with which an article that has no end breaks off: it sends the
// reader on, which is sure, or ends in the middle of a sentence; nil for none.
func (l *layout) breaksOff() (at *line, sure bool) {
	lines := l.lines[:l.found.end]
	if l.isEnded() {
		return nil, false
	}
	hidden := slices.ContainsFunc(lines, func(ln *line) bool { return ln.Hidden > 0 }) // and was read
	for _, ln := range slices.Backward(lines) {
		switch class := ln.block.Class; {
		case !hidden && isTeaser(ln.Fold):
			return ln, true
		case class == ClassCaption && l.opening(ln).dated && !ln.caption:
			return ln, false
		case class == ClassActivity || class == ClassIntroduction:
			if cutShort.MatchString(string(ln.Fold)) {
				return ln, true
			}
			if !l.col.Week.Start.IsZero() && !ln.ends {
				return ln, false
			}
			return nil, false
		}
	}
	return nil, false
}

// isEnded reports that the text ends with a closing note, credits or its author.
func (l *layout) isEnded() bool {
	return slices.ContainsFunc(l.lines[:l.found.end], func(ln *line) bool {
		return ln.block.Class == ClassCredit || ln.block.Class == ClassClosingNote || l.endsText(ln)
	})
}

// endsInDoubt reports that nothing but the heading of a list or another article
// ends the article, and a dated paragraph stands below it.
func (l *layout) endsInDoubt() bool {
	return l.round && l.found.doubted && !l.isEnded() && slices.ContainsFunc(l.lines[l.found.end:], func(ln *line) bool { return ln.isText() && l.opening(ln).dated })
}

// articleHash identifies the revision by the text of the article proper: stamps, counters
// and what the page prints around it may change without an edit.
func articleHash(blocks []Block) string {
	h := sha256.New()
	for _, b := range blocks {
		if b.Class != ClassFurniture && b.Class != ClassMeta && b.Class != ClassCaption && b.Rule != ruleUnknownAbove {
			h.Write([]byte(b.Text + "\n"))
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
