package parser

import (
	"strings"

	"shenzheng/parser/text"
)

// summaryText gives the place of the summary in the line of 摘要, nil in other
// lines; it is empty where the label stands alone and the summary in the next
// line.
func summaryText(s []rune, words Span) *Span {
	n := spacedLabel(s[words.Start:])
	if n == 0 {
		return nil
	}
	label := words.Start + n
	i := label
	for i < len(s) && (text.IsSpace(s[i]) || text.IsCloser(s[i]) || strings.ContainsRune(":|", s[i])) {
		i++
	}
	if i == label && i < len(s) {
		return nil
	}
	return &Span{Start: i, End: len(s)}
}

var summaryLabels = text.NewWords("内容摘要 内容提要 文章摘要 摘要 提要 核心提示 导读 导语")

// spacedLabel gives the length of the label that a text opens with, 0 for none;
// spaces may stand between its characters: 摘 要.
func spacedLabel(s []rune) int {
	var label [4]rune
	n := 0
	for i, c := range s {
		if text.IsSpace(c) {
			continue
		}
		if n == len(label) {
			return 0
		}
		label[n] = c
		if n++; summaryLabels.Has(label[:n]) {
			return i + 1
		}
	}
	return 0
}

// ruleSummary takes the line of 摘要; the rules below it ask for it.
const ruleSummary = "summary_line"

func isSummaryLine(l *layout, i int) bool { return l.lines[i].summary != nil }

func takeSummary(l *layout, i int) {
	at := *l.lines[i].summary
	l.expectSummary = at.Start >= at.End
	if !l.expectSummary && l.col.Summary == "" {
		l.col.Summary = strings.TrimRight(l.lines[i].printed(at), "】 ")
	}
}

func isSummaryText(l *layout, i int) bool {
	return l.expectSummary && l.follows(ruleSummary) && i != l.found.clearing && !l.lines[i].placeholder
}

func takeSummaryText(l *layout, i int) {
	l.expectSummary = false
	if l.col.Summary == "" {
		l.col.Summary = l.col.Blocks[i].Text
	}
}
