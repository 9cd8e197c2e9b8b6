package parser

import (
	"slices"

	"shenzheng/parser/date"
	"shenzheng/parser/text"
)

// layoutRules is the table. Earlier rules win. What they ask of the lines above
// the sections stands in rules_above.go, of the others in rules_sections.go.
var layoutRules = [...]rule{
	{"title_line", zoneAny, ClassTitle, func(l *layout, ln *line) bool { return ln.at == l.found.title }, enterMeta},
	{"author_line", zoneAny, ClassMeta, isAuthorLine, takeAuthor},
	{"picture_credit", zoneSections, ClassCaption, isPictureCredit, nil},
	{"credit_line", zoneText | zoneBelow, ClassCredit, isCreditLine, takeCredits},
	{"after_article", zoneEnd, ClassFurniture, always, nil},
	{"week_line", zoneAbove | zoneSections, ClassWeek, isWeekBlock, func(l *layout, _ *line) { l.zone = zoneIntroduction }},
	{"summary_line", zoneAbove, ClassMeta, func(_ *layout, ln *line) bool { return ln.summary != nil && ln.summary.Start > 0 }, takeSummary},
	{"summary_text", zoneAbove, ClassMeta, func(l *layout, ln *line) bool { return ln.summary != nil && ln.at != l.found.clearing }, takeSummary},
	{"header_line", zoneTop, ClassMeta, func(_ *layout, ln *line) bool { return ln.header != nil }, takeAbout},
	{"topic_line", zoneAbove, ClassMeta, func(_ *layout, ln *line) bool { return ln.topic != nil }, takeAbout},
	{"account_line", zoneTop, ClassMeta, func(_ *layout, ln *line) bool { return ln.account }, takeAbout},
	{"stamp_line", zoneTop, ClassMeta, func(_ *layout, ln *line) bool { return ln.stamp != nil }, takeStamp},
	{"relative_stamp", zoneMeta, ClassMeta, func(_ *layout, ln *line) bool { return ln.relative != nil }, takeAbout},
	{"title_repeated", zoneTop, ClassTitle, repeatsTitle, nil},
	{"placeholder", zoneAny, ClassCaption, func(_ *layout, ln *line) bool { return ln.placeholder }, nil},
	{"fold_button", zoneText | zoneBelow, ClassFurniture, isFoldButton, nil},
	{ruleOutlet, zoneTop, ClassMeta, func(l *layout, ln *line) bool { return ln.outlet != nil && !(ln.slogan && l.zone == zoneBefore) }, takeAbout},
	{"slogan_line", zoneTop, ClassMeta, isSloganLine, nil},
	{"before_title", zoneBefore, ClassFurniture, always, nil},
	{"list_above_text", zoneMeta, ClassFurniture, isListAbove, nil},
	{"label_line", zoneMeta, ClassMeta, func(_ *layout, ln *line) bool { return ln.label }, nil},
	{"markup_caption", zoneText, ClassCaption, isPictureCaption, nil},
	{"clearing", zoneText, ClassIntroduction, func(l *layout, ln *line) bool { return ln.at == l.found.clearing }, nil},
	{"introduction_text", zoneText, ClassIntroduction, isIntroductionLine, nil},
	{"page_remark", zoneMeta | zoneBelow, ClassFurniture, isRemarkOfPage, nil},
	{ruleUnknownAbove, zoneMeta, ClassUnclassified, always, reportUnclassified},
	{"other_column", zoneSections | zoneBelow, ClassFurniture, isOtherColumn, nil},
	{"contents_line", zoneSections, ClassHeading, func(l *layout, ln *line) bool {
		return isContents(ln.Fold, headingStart(ln.Fold)) && !l.leadsToText(ln)
	}, nil},
	{"heading_line", zoneSections, ClassHeading, isHeadingLine, takeHeading},
	{"heading_repeated", zoneSections, ClassHeading, repeatsHeading, nil},
	{"heading_with_headline", zoneSections, ClassHeading, hasHeadline, takeHeading},
	{"heading_spaced", zoneSections, ClassHeading, isSpacedHeading, takeSpacedHeading},
	{"heading_unknown_form", zoneSections, ClassHeading, isUnknownHeading, takeUnknownHeading},
	{"closing_line", zoneBelow, ClassClosingNote, func(_ *layout, ln *line) bool { return ln.closing }, takeClosing},
	{"editors_note", zoneBelow, ClassClosingNote, isRemark, takeClosing},
	{"picture", zoneSections, ClassCaption, isPictureCaption, nil},
	{"source_in_section", zoneSections, ClassCaption, isItemSource, nil},
	{"outlet_below", zoneBelow, ClassMeta, isOutletBelow, takeAbout},
	{"after_closing_note", zoneSections, ClassUnclassified, isAfterClosing, reportUnclassified},
	{ruleParagraph, zoneSections, ClassActivity, isParagraph, func(l *layout, _ *line) { l.fresh = false }},
	{"headline_line", zoneSections, ClassHeadline, isHeadlineLine, nil},
	{ruleShort, zoneSections, ClassCaption, always, nil},
	{"after_credits", zoneAfter, ClassFurniture, always, nil},
	{"unknown", zoneAny, ClassUnclassified, always, reportUnclassified},
}

func always(*layout, *line) bool { return true }

func reportUnclassified(l *layout, ln *line) {
	l.col.problem(problemUnclassified, ln.block.Span, "a line no rule recognizes")
}

// settleRound decides whether the body is read as sections: the week is known,
// the column says it is a round-up, and it tells of districts. A range of days in
// another column's title is no week, nor are the days of another city's round-up.
func (l *layout) settleRound() {
	l.round = !l.col.Week.Start.IsZero() && (l.announced() || l.found.clearing >= 0) && l.tellsOfDistricts()
	if !l.round && !l.title.title {
		l.col.Week, l.col.Problems = Week{}, nil
	}
}

// tellsOfDistricts reports a text with a heading of a district, or with a
// paragraph about one or its bodies; others may come to a district and go.
func (l *layout) tellsOfDistricts() bool {
	return l.found.heading >= 0 || slices.ContainsFunc(l.lines[:l.found.end], func(ln *line) bool {
		o, start := l.opening(ln), headingStart(ln.Fold)
		_, _, full := text.DistrictAt(ln.Fold, start+beforeHeading.At(ln.Fold, start)) // a heading that only its type tells
		return full || o.district != nil || o.dated && leadingDistrict(ln.Fold[o.to:]) != nil || bodyDistrict(ln.Fold) != nil || namesDistrictAmongWords(ln.Fold)
	})
}

// classify gives every line its class.
func (l *layout) classify() {
	l.zone = zoneBefore
	if l.found.title < 0 {
		l.zone = zoneMeta
	}
	for _, ln := range l.lines {
		if ln.failure != "" {
			l.fail(ln, ln.failure)
			continue
		}
		l.guard("rules", ln, func() { l.classifyLine(ln) })
	}
}

// classifyLine gives a line the class of the first rule that takes it.
func (l *layout) classifyLine(ln *line) {
	l.enter(ln.at)
	for k := range layoutRules {
		r := &layoutRules[k]
		if r.zones&l.zone == 0 || !r.match(l, ln) {
			continue
		}
		ln.block.Class, ln.block.Rule = r.class, r.name
		if r.then != nil {
			r.then(l, ln)
		}
		l.previous = r
		return
	}
}

// enter moves on to the zone that begins at line i by its place alone.
func (l *layout) enter(i int) {
	v := &l.found
	switch {
	case l.zone == zoneEnd:
	case i == v.end:
		l.zone = zoneEnd
	case l.round && l.zone&zoneTop != 0 && v.heading >= 0 && i >= v.heading && i > v.clearing,
		l.round && l.zone == zoneIntroduction && l.introductionOver(i):
		l.zone = zoneSections
	case l.zone == zoneMeta && (v.text >= 0 && i >= v.text || v.clearing >= 0 && i >= v.clearing):
		l.zone = zoneIntroduction
	}
}

// introductionOver reports whether the sections begin at line i. On a page with
// neither the 梳理 sentence nor a heading it is a dated paragraph about a
// district, or the headline lines right above one.
func (l *layout) introductionOver(i int) bool {
	switch v := &l.found; {
	case v.clearing >= 0:
		return i > v.clearing
	case v.heading >= 0:
		return i >= v.heading
	}
	for _, ln := range l.lines[i:min(i+maxHeadlines+1, l.found.end)] {
		if d, ok := date.Read(ln.Fold, Week{}); ok {
			return leadingDistrict(ln.Fold[d.Len:]) != nil
		}
		if ln.isSentence() || ln.placeholder {
			return false
		}
	}
	return false
}
