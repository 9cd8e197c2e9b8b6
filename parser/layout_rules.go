package parser

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// layoutRules is the table. Earlier rules win.
var layoutRules = [...]rule{
	{"title", zoneAny, anyLine, ClassTitle, isTitleLine, enterMeta},
	{"author", zoneAny, worded, ClassMeta, isAuthorLine, takeAuthor},
	{"picture_credit", zoneSections, worded, ClassCaption, isPictureCredit, nil},
	{"credits", zoneMeta | zoneIntroduction | zoneSections | zoneAfter, worded, ClassCredit, isCreditLine, takeCredits},
	{"after_article", zoneEnd, anyLine, ClassFurniture, always, nil},
	{"week_line", zoneTop | zoneIntroduction, anyLine, ClassWeek, isWeekBlock, enterIntroduction},
	{"summary", zoneTop | zoneIntroduction, worded, ClassMeta, isSummaryLine, takeSummary},
	{"summary_text", zoneTop | zoneIntroduction, anyLine, ClassMeta, isSummaryText, takeSummaryText},
	{"topic", zoneTop | zoneIntroduction, worded, ClassMeta, isTopicLine, takeTopic},
	{"account", zoneTop, worded, ClassMeta, isAccountLine, takeAccount},
	{"stamp", zoneTop, worded, ClassMeta, isStampLine, takeStamp},
	{"title_repeated", zoneTop, anyLine, ClassTitle, repeatsTitle, nil},
	{"placeholder", zoneAny, worded, ClassCaption, isPlaceholderLine, nil},
	{"outlet", zoneTop, worded, ClassMeta, isOutletLine, takeOutlet},
	{"slogan", zoneTop, anyLine, ClassMeta, isSloganLine, nil},
	{"before_title", zoneBefore, anyLine, ClassFurniture, always, nil},
	{"list_above_text", zoneMeta, anyLine, ClassFurniture, isListAbove, nil},
	{"label", zoneMeta, anyLine, ClassMeta, isLabelLine, nil},
	{"markup_caption", zoneMeta | zoneIntroduction, anyLine, ClassCaption, isMarkupCaption, nil},
	{"clearing", zoneMeta | zoneIntroduction, anyLine, ClassIntroduction, isClearingLine, enterSections},
	{"introduction", zoneMeta | zoneIntroduction, anyLine, ClassIntroduction, isIntroductionLine, nil},
	{"unknown_above_text", zoneMeta, anyLine, ClassUnclassified, always, reportUnclassified},
	{"heading", zoneSections, anyLine, ClassHeading, isHeadingLine, takeHeading},
	{"heading_repeated", zoneSections, anyLine, ClassHeading, repeatsHeading, nil},
	{"heading_with_headline", zoneSections, anyLine, ClassHeading, hasHeadline, takeHeadingWithHeadline},
	{"closing_note", zoneSections | zoneAfter, worded, ClassClosingNote, isClosingLine, takeClosing},
	{"picture", zoneSections, anyLine, ClassCaption, isPictureCaption, nil},
	{"outlet_below", zoneSections | zoneAfter, worded, ClassMeta, isOutletBelow, takeOutlet},
	{"after_closing_note", zoneSections, anyLine, ClassUnclassified, isAfterClosing, reportUnclassified},
	{"paragraph", zoneSections, anyLine, ClassActivity, isParagraph, takeParagraph},
	{"headline", zoneSections, anyLine, ClassHeadline, isHeadlineLine, takeHeadline},
	{"caption", zoneSections, anyLine, ClassCaption, always, takeShort},
	{"after_credits", zoneAfter, anyLine, ClassFurniture, always, nil},
	{"unknown", zoneAny, anyLine, ClassUnclassified, always, reportUnclassified},
}

func always(*layout, int) bool { return true }

func isTitleLine(l *layout, i int) bool { return i == l.found.title }

func enterMeta(l *layout, i int) {
	l.col.Title = l.col.Blocks[i].Text
	l.zone = zoneMeta
}

func repeatsTitle(l *layout, i int) bool {
	return l.found.title >= 0 && slices.Equal(l.lines[i].runes, l.lines[l.found.title].runes)
}

func isAuthorLine(l *layout, i int) bool {
	_, ok := authorName(&l.lines[i])
	return ok && (l.zone != zoneEnd || i == l.found.author)
}

func takeAuthor(l *layout, i int) {
	at, _ := authorName(&l.lines[i])
	if l.col.Author == "" {
		l.col.Author = string(l.lines[i].runes[at.Start:at.End])
	}
}

func isCreditLine(l *layout, i int) bool {
	if text.EndsSentence(l.lines[i].fold) {
		return false
	}
	_, ok := parseCredits(&l.lines[i])
	return ok
}

func takeCredits(l *layout, i int) {
	credits, _ := parseCredits(&l.lines[i])
	l.col.Credits = append(l.col.Credits, credits...)
	if l.zone == zoneSections && i > l.found.lastHeading && !ofPicture(credits) {
		l.zone = zoneAfter
	}
}

// ofPicture reports a line that names nobody but who made a picture. It does
// not end the sections, for text may follow; no more do staff above a heading.
func ofPicture(credits []Credit) bool {
	for _, c := range credits {
		if text.FirstPrefix([]rune(c.Role), 0, pictureRoles[:]) == "" {
			return false
		}
	}
	return true
}

var pictureRoles = [...]string{"图", "摄", "供图", "制图", "绘图", "视频", "海报"}

func isWeekBlock(l *layout, i int) bool { return i == l.found.week }

// isPictureCredit takes the photographer named below a picture; the staff of
// the column follow its last section.
func isPictureCredit(l *layout, i int) bool {
	if i > l.found.last || text.EndsSentence(l.lines[i].fold) {
		return false
	}
	credits, ok := parseCredits(&l.lines[i])
	return ok && (len(credits) == 1 || ofPicture(credits))
}

func enterIntroduction(l *layout, _ int) { l.zone = zoneIntroduction }

func enterSections(l *layout, _ int) {
	if l.round {
		l.zone = zoneSections
	}
}

func isSummaryLine(l *layout, i int) bool { return isSummary(&l.lines[i]) }

func takeSummary(l *layout, i int) {
	at, _ := summaryText(&l.lines[i])
	l.expectSummary = at.Start >= at.End
	if !l.expectSummary && l.col.Summary == "" {
		l.col.Summary = strings.TrimRight(string(l.lines[i].runes[at.Start:at.End]), "】 ")
	}
}

func isSummaryText(l *layout, i int) bool {
	return l.expectSummary && l.previous != nil && l.previous.name == "summary" && i != l.found.clearing && !isPlaceholder(l.lines[i].fold)
}

func takeSummaryText(l *layout, i int) {
	l.expectSummary = false
	if l.col.Summary == "" {
		l.col.Summary = l.col.Blocks[i].Text
	}
}

func isTopicLine(l *layout, i int) bool {
	_, ok := topicName(&l.lines[i])
	return ok
}

func takeTopic(l *layout, i int) {
	at, _ := topicName(&l.lines[i])
	l.expectTopic = at.Start >= at.End
	if l.col.Topic == "" && !l.expectTopic {
		l.col.Topic = string(l.lines[i].runes[at.Start:at.End])
	}
}

func isAccountLine(l *layout, i int) bool { return isAccount(&l.lines[i]) }

func takeAccount(l *layout, _ int) {
	l.col.Author = columnName
	if l.expectTopic && l.previous != nil && l.previous.name == "topic" {
		l.col.Topic, l.expectTopic = columnName, false
	}
}

func isStampLine(l *layout, i int) bool {
	_, ok := findStamp(l.lines[i].fold)
	return ok
}

func takeStamp(l *layout, i int) {
	if l.stamped && l.stampZone >= l.zone {
		return
	}
	l.stamp, l.stamped = findStamp(l.lines[i].fold)
	l.stampZone = l.zone
	if text.Contains(l.lines[i].fold, columnName) {
		l.col.Author = columnName
	}
	if l.col.Outlet == "" {
		l.col.Outlet = outletBeside(&l.lines[i], l.stamp)
	}
}

func isOutletLine(l *layout, i int) bool {
	_, ok := outletName(&l.lines[i])
	return ok
}

func takeOutlet(l *layout, i int) {
	at, _ := outletName(&l.lines[i])
	if l.col.Outlet == "" {
		l.col.Outlet = string(l.lines[i].runes[at.Start:at.End])
	}
}

// isOutletBelow takes the source named below the last section.
func isOutletBelow(l *layout, i int) bool {
	ln := &l.lines[i]
	return i > l.found.last && labelsOfSource.At(ln.fold, ln.words().Start) > 0 && isOutletLine(l, i)
}

func isSloganLine(l *layout, i int) bool {
	fold := l.lines[i].fold
	return isSlogan(fold) || l.previous != nil && l.previous.name == "outlet" && len(fold) <= 40 && !text.EndsSentence(fold)
}

func isPlaceholderLine(l *layout, i int) bool { return isPlaceholder(l.lines[i].fold) }

func isLabelLine(l *layout, i int) bool { return isLabel(&l.lines[i]) }

func isMarkupCaption(l *layout, i int) bool {
	return l.lines[i].hint&(hintCaption|hintImage) != 0 || len(l.lines[i].fold) <= maxCaption && isLabelledCaption(l.lines[i].fold)
}

// isListAbove takes a list of other articles between the title and the text.
func isListAbove(l *layout, i int) bool {
	ln := &l.lines[i]
	return ln.hint&(hintLink|hintListItem) != 0 || isFurnitureStart(ln) && !isLabel(ln)
}

func isClearingLine(l *layout, i int) bool { return i == l.found.clearing }

// isIntroductionLine takes text, and everything once the text has begun.
func isIntroductionLine(l *layout, i int) bool {
	return l.zone == zoneIntroduction || !l.round || text.EndsSentence(l.lines[i].fold) || len(l.lines[i].fold) > maxHeadline
}

func reportUnclassified(l *layout, i int) {
	l.col.problem(problemUnclassified, l.col.Blocks[i].Span, "a line no rule recognizes")
}
