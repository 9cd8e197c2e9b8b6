package parser

import (
	"slices"
	"strings"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// rule is one row of the table: in some zones, lines that match are of a class.
type rule struct {
	name  string
	zones zone
	class Class
	match func(l *layout, i int) bool
	then  func(l *layout, i int) // what the line tells, and the zone that follows
}

// layoutRules is the table. Earlier rules win.
var layoutRules = [...]rule{
	{"title", zoneAny, ClassTitle, isTitleLine, enterMeta},
	{"author", zoneAny, ClassMeta, isAuthorLine, takeAuthor},
	{"picture_credit", zoneSections, ClassCaption, isPictureCredit, nil},
	{"credits", zoneMeta | zoneIntroduction | zoneSections | zoneAfter, ClassCredit, isCreditLine, takeCredits},
	{"after_article", zoneEnd, ClassFurniture, always, nil},
	{"week_line", zoneTop | zoneIntroduction, ClassWeek, isWeekBlock, enterIntroduction},
	{"summary", zoneTop | zoneIntroduction, ClassMeta, isSummaryLine, takeSummary},
	{"summary_text", zoneTop | zoneIntroduction, ClassMeta, isSummaryText, takeSummaryText},
	{"topic", zoneTop | zoneIntroduction, ClassMeta, isTopicLine, takeTopic},
	{"account", zoneTop, ClassMeta, isAccountLine, takeAccount},
	{"stamp", zoneTop, ClassMeta, isStampLine, takeStamp},
	{"title_repeated", zoneTop, ClassTitle, repeatsTitle, nil},
	{"placeholder", zoneAny, ClassCaption, isPlaceholderLine, nil},
	{"outlet", zoneTop, ClassMeta, isOutletLine, takeOutlet},
	{"slogan", zoneTop, ClassMeta, isSloganLine, nil},
	{"before_title", zoneBefore, ClassFurniture, always, nil},
	{"list_above_text", zoneMeta, ClassFurniture, isListAbove, nil},
	{"label", zoneMeta, ClassMeta, isLabelLine, nil},
	{"markup_caption", zoneMeta | zoneIntroduction, ClassCaption, isMarkupCaption, nil},
	{"clearing", zoneMeta | zoneIntroduction, ClassIntroduction, isClearingLine, enterSections},
	{"introduction", zoneMeta | zoneIntroduction, ClassIntroduction, isIntroductionLine, nil},
	{"unknown_above_text", zoneMeta, ClassUnclassified, always, reportUnclassified},
	{"heading", zoneSections, ClassHeading, isHeadingLine, takeHeading},
	{"heading_repeated", zoneSections, ClassHeading, repeatsHeading, nil},
	{"heading_with_headline", zoneSections, ClassHeading, hasHeadline, takeHeading},
	{"closing_note", zoneSections | zoneAfter, ClassClosingNote, isClosingLine, takeClosing},
	{"picture", zoneSections, ClassCaption, isPictureCaption, nil},
	{"outlet_below", zoneSections | zoneAfter, ClassMeta, isOutletBelow, takeOutlet},
	{"after_closing_note", zoneSections, ClassUnclassified, isAfterClosing, reportUnclassified},
	{"paragraph", zoneSections, ClassActivity, isParagraph, takeParagraph},
	{"headline", zoneSections, ClassHeadline, isHeadlineLine, takeHeadline},
	{"caption", zoneSections, ClassCaption, always, takeShort},
	{"after_credits", zoneAfter, ClassFurniture, always, nil},
	{"unknown", zoneAny, ClassUnclassified, always, reportUnclassified},
}

func always(*layout, int) bool { return true }

func isTitleLine(l *layout, i int) bool { return i == l.found.title }

func enterMeta(l *layout, i int) {
	l.col.Title = l.col.Blocks[i].Text
	l.zone = zoneMeta
}

func repeatsTitle(l *layout, i int) bool {
	return l.found.title >= 0 && slices.Equal(l.lines[i].Runes, l.lines[l.found.title].Runes)
}

func isAuthorLine(l *layout, i int) bool {
	return l.lines[i].author != nil && (l.zone != zoneEnd || i == l.found.author)
}

func takeAuthor(l *layout, i int) {
	if l.col.Author == "" {
		l.col.Author = l.lines[i].printed(*l.lines[i].author)
	}
}

func isCreditLine(l *layout, i int) bool { return l.lines[i].credits != nil && !l.lines[i].ends }

func takeCredits(l *layout, i int) {
	credits := l.lines[i].credits
	l.col.Credits = append(l.col.Credits, credits...)
	if l.zone == zoneSections && i > l.found.lastHeading && !ofPicture(credits) {
		l.zone = zoneAfter
	}
}

// isPictureCredit takes the photographer named below a picture; the staff of
// the column follow its last section.
func isPictureCredit(l *layout, i int) bool {
	credits := l.lines[i].credits
	return i <= l.found.last && !l.lines[i].ends && credits != nil && (len(credits) == 1 || ofPicture(credits))
}

func isWeekBlock(l *layout, i int) bool { return i == l.found.week }

func enterIntroduction(l *layout, _ int) { l.zone = zoneIntroduction }

func enterSections(l *layout, _ int) {
	if l.round {
		l.zone = zoneSections
	}
}

func isSummaryLine(l *layout, i int) bool { return l.lines[i].summary != nil }

func takeSummary(l *layout, i int) {
	at := *l.lines[i].summary
	l.expectSummary = at.Start >= at.End
	if !l.expectSummary && l.col.Summary == "" {
		l.col.Summary = strings.TrimRight(l.lines[i].printed(at), "】 ")
	}
}

func isSummaryText(l *layout, i int) bool {
	return l.expectSummary && l.follows("summary") && i != l.found.clearing && !l.lines[i].placeholder
}

func takeSummaryText(l *layout, i int) {
	l.expectSummary = false
	if l.col.Summary == "" {
		l.col.Summary = l.col.Blocks[i].Text
	}
}

func isTopicLine(l *layout, i int) bool { return l.lines[i].topic != nil }

func takeTopic(l *layout, i int) {
	at := *l.lines[i].topic
	l.expectTopic = at.Start >= at.End
	if l.col.Topic == "" && !l.expectTopic {
		l.col.Topic = l.lines[i].printed(at)
	}
}

func isAccountLine(l *layout, i int) bool { return l.lines[i].account }

func takeAccount(l *layout, _ int) {
	l.col.Author = columnName
	if l.expectTopic && l.follows("topic") {
		l.col.Topic, l.expectTopic = columnName, false
	}
}

func isStampLine(l *layout, i int) bool { return l.lines[i].stamp != nil }

func takeStamp(l *layout, i int) {
	ln := &l.lines[i]
	if l.stamp != nil && l.stampZone >= l.zone {
		return
	}
	l.stamp, l.stampZone = ln.stamp, l.zone
	if text.Contains(ln.Fold, columnName) {
		l.col.Author = columnName
	}
	if at := outletBeside(ln.Fold, ln.stamp); at != nil && l.col.Outlet == "" {
		l.col.Outlet = ln.printed(*at)
	}
}

func isOutletLine(l *layout, i int) bool { return l.lines[i].outlet != nil }

func takeOutlet(l *layout, i int) {
	if l.col.Outlet == "" {
		l.col.Outlet = l.lines[i].printed(*l.lines[i].outlet)
	}
}

// isOutletBelow takes the source named below the last section.
func isOutletBelow(l *layout, i int) bool {
	return i > l.found.last && l.lines[i].outlet != nil && l.lines[i].sourced
}

func isSloganLine(l *layout, i int) bool {
	ln := &l.lines[i]
	return ln.slogan || l.follows("outlet") && len(ln.Fold) <= 40 && !ln.ends
}

func isPlaceholderLine(l *layout, i int) bool { return l.lines[i].placeholder }

func isLabelLine(l *layout, i int) bool { return l.lines[i].label }

func isMarkupCaption(l *layout, i int) bool {
	ln := &l.lines[i]
	return ln.is(page.HintCaption|page.HintImage) || len(ln.Fold) <= maxCaption && ln.caption
}

// isListAbove takes a list of other articles between the title and the text.
func isListAbove(l *layout, i int) bool {
	ln := &l.lines[i]
	return ln.is(page.HintLink|page.HintListItem) || ln.furniture && !ln.label
}

func isClearingLine(l *layout, i int) bool { return i == l.found.clearing }

// isIntroductionLine takes text, and everything once the text has begun.
func isIntroductionLine(l *layout, i int) bool {
	return l.zone == zoneIntroduction || !l.round || l.lines[i].ends || len(l.lines[i].Fold) > maxHeadline
}

func reportUnclassified(l *layout, i int) {
	l.col.problem(problemUnclassified, l.col.Blocks[i].Span, "a line no rule recognizes")
}
