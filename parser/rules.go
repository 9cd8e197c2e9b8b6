package parser

// layoutRules is the table. Earlier rules win.
var layoutRules = [...]rule{
	{"title_line", zoneAny, ClassTitle, isTitleLine, enterMeta},
	{"author_line", zoneAny, ClassMeta, isAuthorLine, takeAuthor},
	{"picture_credit", zoneSections, ClassCaption, isPictureCredit, nil},
	{"credit_line", zoneMeta | zoneIntroduction | zoneSections | zoneAfter, ClassCredit, isCreditLine, takeCredits},
	{"after_article", zoneEnd, ClassFurniture, always, nil},
	{"week_line", zoneTop | zoneIntroduction, ClassWeek, isWeekBlock, enterIntroduction},
	{ruleSummary, zoneTop | zoneIntroduction, ClassMeta, isSummaryLine, takeSummary},
	{"summary_text", zoneTop | zoneIntroduction, ClassMeta, isSummaryText, takeSummaryText},
	{"header_line", zoneTop, ClassMeta, isHeaderLine, takeHeader},
	{ruleTopic, zoneTop | zoneIntroduction, ClassMeta, isTopicLine, takeTopic},
	{"account_line", zoneTop, ClassMeta, isAccountLine, takeAccount},
	{"stamp_line", zoneTop, ClassMeta, isStampLine, takeStamp},
	{"relative_stamp", zoneMeta, ClassMeta, isRelativeLine, takeRelative},
	{"title_repeated", zoneTop, ClassTitle, repeatsTitle, nil},
	{"placeholder", zoneAny, ClassCaption, isPlaceholderLine, nil},
	{"fold_button", zoneMeta | zoneIntroduction | zoneSections | zoneAfter, ClassFurniture, isFoldButton, nil},
	{ruleOutlet, zoneTop, ClassMeta, isOutletLine, takeOutlet},
	{"slogan_line", zoneTop, ClassMeta, isSloganLine, nil},
	{"before_title", zoneBefore, ClassFurniture, always, nil},
	{"list_above_text", zoneMeta, ClassFurniture, isListAbove, nil},
	{"label_line", zoneMeta, ClassMeta, isLabelLine, nil},
	{"markup_caption", zoneMeta | zoneIntroduction, ClassCaption, isMarkupCaption, nil},
	{"clearing", zoneMeta | zoneIntroduction, ClassIntroduction, isClearingLine, enterSections},
	{"introduction_text", zoneMeta | zoneIntroduction, ClassIntroduction, isIntroductionLine, nil},
	{ruleUnknownAbove, zoneMeta, ClassUnclassified, always, reportUnclassified},
	{"heading_line", zoneSections, ClassHeading, isHeadingLine, takeHeading},
	{"heading_repeated", zoneSections, ClassHeading, repeatsHeading, nil},
	{"heading_with_headline", zoneSections, ClassHeading, hasHeadline, takeHeading},
	{"heading_unknown_form", zoneSections, ClassHeading, isUnknownHeading, takeUnknownHeading},
	{"closing_line", zoneSections | zoneAfter, ClassClosingNote, isClosingLine, takeClosing},
	{"editors_note", zoneSections | zoneAfter, ClassClosingNote, isRemark, takeClosing},
	{"picture", zoneSections, ClassCaption, isPictureCaption, nil},
	{"outlet_below", zoneSections | zoneAfter, ClassMeta, isOutletBelow, takeOutlet},
	{"after_closing_note", zoneSections, ClassUnclassified, isAfterClosing, reportUnclassified},
	{ruleParagraph, zoneSections, ClassActivity, isParagraph, takeParagraph},
	{"headline_line", zoneSections, ClassHeadline, isHeadlineLine, takeHeadline},
	{"short_line", zoneSections, ClassCaption, always, takeShort},
	{"after_credits", zoneAfter, ClassFurniture, always, nil},
	{"unknown", zoneAny, ClassUnclassified, always, reportUnclassified},
}

// ruleUnknownAbove takes what stands between title and text and is not known: a
// counter or a button as well as a sentence.
const ruleUnknownAbove = "unknown_above_text"

func always(*layout, int) bool { return true }

func reportUnclassified(l *layout, i int) {
	l.col.problem(problemUnclassified, l.col.Blocks[i].Span, "a line no rule recognizes")
}
