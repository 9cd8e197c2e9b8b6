package parser

import (
	"slices"
	"strings"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// The rules for lines inside the sections.

const ruleParagraph = "paragraph"

// isParagraph takes the text of activities: whatever ends as a sentence, holds
// several, opens with a day, or is too long for a headline.
func isParagraph(l *layout, i int) bool {
	ln := l.lines[i]
	switch {
	case len(ln.Fold) > maxHeadline || l.opensWithDay(i) || l.dayAlone(i):
		return true
	case l.fresh && len(ln.Fold) <= 40 && exclaims(ln.Fold):
		return false
	}
	return ln.ends || !l.fresh && text.Contains(ln.Fold, "。")
}

// opensWithDay reports a calendar day at the beginning that is followed by
// more than a few words.
func (l *layout) opensWithDay(i int) bool {
	o := l.opening(i)
	return o.dated && o.date.Explicit && len(l.lines[i].Fold)-o.to > 4
}

// dayAlone reports a line that is a date and no more, above a paragraph without
// one: it is the beginning of that.
func (l *layout) dayAlone(i int) bool {
	o := l.opening(i)
	rest := l.lines[i].Fold[o.to:]
	if !o.dated || o.date.Start.IsZero() || o.date.Precision == PrecisionWeek || o.date.Moment.Start == l.col.Week.Start && o.date.End == l.col.Week.End ||
		slices.ContainsFunc(rest, func(c rune) bool { return text.IsHan(c) || text.IsLetter(c) || text.IsDigit(c) }) {
		return false
	}
	for k := i + 1; k < l.found.end; k++ {
		switch ln := l.lines[k]; {
		case ln.heading != nil || ln.closing || ln.credits != nil || l.opening(k).dated:
			return false
		case ln.ends || len(ln.Fold) > maxHeadline:
			return true
		case !ln.is(page.HintCaption|page.HintImage) && !ln.caption:
			return false
		}
	}
	return false
}

func takeParagraph(l *layout, i int) {
	l.fresh = false
	l.spots = append(l.spots, spot{spotParagraph, i})
}

// isHeadlineLine takes the lines between a heading and its first activity; a
// line without a word, a number or a rule, is an ornament.
func isHeadlineLine(l *layout, i int) bool {
	return l.fresh && slices.ContainsFunc(l.lines[i].Fold, func(c rune) bool { return text.IsHan(c) || text.IsLetter(c) })
}

func takeHeadline(l *layout, i int) { l.spots = append(l.spots, spot{spotHeadline, i}) }

func takeShort(l *layout, i int) { l.spots = append(l.spots, spot{spotShort, i}) }

// exclaims reports a line that ends with !, ? or … and holds no full stop, as
// a headline may.
func exclaims(s []rune) bool {
	if len(s) == 0 || text.Contains(s, "。") {
		return false
	}
	end := len(s)
	for end > 1 && text.IsCloser(s[end-1]) {
		end--
	}
	return strings.ContainsRune("…!?", s[end-1])
}
