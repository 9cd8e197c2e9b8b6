package parser

import "shenzheng/parser/text"

// isClearing reports the sentence that ends the introduction: 《深政观察》对各
// 区公开报道的活动进行梳理.
func isClearing(s []rune) bool { return text.Contains(s, columnName) && text.Contains(s, "梳理") }

func enterSections(l *layout, _ int) {
	if l.round {
		l.zone = zoneSections
	}
}

func isClearingLine(l *layout, i int) bool { return i == l.found.clearing }

// isIntroductionLine takes text, and everything once the text has begun.
func isIntroductionLine(l *layout, i int) bool {
	return l.zone == zoneIntroduction || !l.round || l.lines[i].ends || len(l.lines[i].Fold) > maxHeadline
}
