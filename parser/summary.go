package parser

import (
	"strings"

	"shenzheng/parser/text"
)

// summaryText gives the place of the summary in the line of 摘要, nil in other
// lines; it is empty where the label stands alone and the summary in the next
// line.
func summaryText(s []rune, words Span) *Span {
	for _, label := range summaryLabels {
		i, ok := hasSpaced(s, words.Start, label)
		if !ok {
			continue
		}
		bounded := i >= len(s)
		for i < len(s) && (text.IsSpace(s[i]) || text.IsCloser(s[i]) || strings.ContainsRune(":：|丨", s[i])) {
			bounded = true
			i++
		}
		if !bounded {
			return nil
		}
		return &Span{Start: i, End: len(s)}
	}
	return nil
}

var summaryLabels = [...]string{"内容摘要", "内容提要", "文章摘要", "摘要", "提要", "核心提示", "导读", "导语"}

// hasSpaced reports word at s[i:], spaces between its characters allowed.
func hasSpaced(s []rune, i int, word string) (int, bool) {
	for _, c := range word {
		i = text.SkipSpaces(s, i)
		if i >= len(s) || s[i] != c {
			return i, false
		}
		i++
	}
	return i, true
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
