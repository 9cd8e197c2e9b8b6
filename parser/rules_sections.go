package parser

import (
	"slices"
	"strings"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// The rules for the lines inside the sections and behind them.

const ruleParagraph = "paragraph"

func isHeadingLine(l *layout, ln *line) bool {
	d := ln.alone()
	return d != nil && !(d == l.current && (l.fresh || ln.is(page.HintImage)))
}

func takeHeading(l *layout, ln *line) {
	l.current, l.fresh, l.closed, l.spaced = ln.heading, ln.heading != nil, false, false
	l.headed[l.current] = true
	ln.parts = true
}

// repeatsHeading takes a heading printed twice, as a picture and as text.
func repeatsHeading(l *layout, ln *line) bool { return l.fresh && ln.alone() == l.current }

func hasHeadline(l *layout, ln *line) bool { return ln.headline > 0 && ln.heading != l.current }

// isPictureCredit takes the photographer named below a picture; the staff of
// the column follow its last section.
func isPictureCredit(l *layout, ln *line) bool {
	return ln.at <= l.found.last && !ln.ends && ln.credits != nil && (len(ln.credits) == 1 || haveRoles(ln.credits, itemRoles))
}

// isItemSource takes the source of a section or a picture, in any form.
func isItemSource(l *layout, ln *line) bool {
	return ln.at <= l.found.last && len(ln.Fold) <= 40 && !ln.ends && behindLabel(ln.Fold, ln.words.Start, sourceLabels) > 0
}

// isPictureCaption takes what markup or wording tie to a picture, and of the
// paragraphs that are activities by their looks those that are set below one.
func isPictureCaption(l *layout, ln *line) bool {
	return ln.is(page.HintCaption|page.HintImage) || ln.caption || ln.is(page.HintPictured) && l.zone == zoneSections && !l.fresh && ln.ends && !l.opening(ln).dated
}

func takeClosing(l *layout, ln *line) { l.closed = ln.at > l.found.last }

// isRemark takes a note behind the last activity, or anywhere one that says it is the editors'.
func isRemark(l *layout, ln *line) bool {
	if !ln.remark || l.zone == zoneAfter {
		return ln.remark
	}
	return editorsLabels.At(ln.Fold, ln.words.Start) > 0 || ln.at > l.found.last && (!l.opensWithDay(ln) || remarkLabels.At(ln.Fold, ln.words.Start) > 0)
}

// isOutletBelow takes the source named below the last section.
func isOutletBelow(l *layout, ln *line) bool {
	return ln.at > l.found.last && ln.outlet != nil && sourceLabels.At(ln.Fold, ln.words.Start) > 0
}

// isAfterClosing takes undated text behind the closing note: it is no event of
// the last district.
func isAfterClosing(l *layout, ln *line) bool {
	return l.closed && !l.opening(ln).dated && ln.isSentence()
}

// isParagraph takes the text of activities: whatever ends as a sentence, holds
// several, opens with a day that more than a few words follow, or is too long
// for a headline.
func isParagraph(l *layout, ln *line) bool {
	switch o := l.opening(ln); {
	case l.dayAlone(ln), len(ln.Fold) > maxHeadline:
		return true
	case l.fresh && o.dated && !ln.ends && len(ln.Fold) <= maxUnknownHeading && !slices.ContainsFunc(ln.Fold, text.IsStop) && l.leadsToText(ln):
		return false // 23日启动攻坚行动 above the activities
	case l.opensWithDay(ln) && len(ln.Fold)-o.to > 4:
		return ln.ends || !l.isAmongTitles(ln)
	case len(ln.Fold) <= maxUnknownHeading && !o.dated && l.leadsToDay(ln):
		return false // 书记:
	case l.fresh && len(ln.Fold) <= 40 && exclaims(ln.Fold):
		return false
	case !l.fresh && o.dated && len(ln.Fold)-o.to > leastClause && text.HasPrefix(ln.Fold, o.to, ","):
		return true // 近日,某区召开会议 whose full stop is missing
	}
	stops := text.Contains(ln.Fold, "。")
	return ln.ends || !l.fresh && stops || ln.breaksOff() && (!l.fresh || stops || l.opening(ln).dated)
}

// maxUnknownHeading bounds, in code points, a heading that names no known district
// and a headline that opens with a day.
const maxUnknownHeading = 24

// leadsToText reports that an activity follows, perhaps below headlines.
func (l *layout) leadsToText(ln *line) bool {
	for k, below := range l.below(ln) {
		switch {
		case k == maxHeadlines || below.heading != nil || below.closing || below.credits != nil:
			return false
		case l.opening(below).dated || below.isText() || below.ends && len(below.Fold) > maxHeadline/2:
			return true
		}
	}
	return false
}

// isAmongTitles reports a line behind the article's last that is sure to be of it,
// where other short lines stand, as in a list of other articles.
func (l *layout) isAmongTitles(ln *line) bool {
	return ln.at > l.found.last && (l.closed || ln.at > 1 && l.lines[ln.at-1].block.Rule == ruleShort && l.lines[ln.at-2].block.Rule == ruleShort)
}

// leadsToDay reports a label above a dated paragraph.
func (l *layout) leadsToDay(ln *line) bool {
	below := l.below(ln)
	return text.HasSuffix(ln.Fold, ":") && !slices.ContainsFunc(ln.Fold[:len(ln.Fold)-1], text.IsStop) && len(below) > 0 && l.opensWithDay(below[0]) && below[0].ends
}

// leastClause is how many code points behind 近日 and the like make a clause.
const leastClause = 16

// exclaims reports a line that ends with !, ? or … and holds no full stop.
func exclaims(s []rune) bool {
	end := trimmed(s, text.IsCloser)
	return end > 0 && !text.Contains(s, "。") && strings.ContainsRune("…!?", s[end-1])
}

// isHeadlineLine takes the lines between a heading and its first activity; a
// line without a word, a number or a rule, is an ornament.
func isHeadlineLine(l *layout, ln *line) bool {
	return l.fresh && slices.ContainsFunc(ln.Fold, isNameSign)
}
