package parser

import (
	"slices"

	"shenzheng/parser/date"
	"shenzheng/parser/text"
)

// isRoundupTitle reports the title of a weekly round-up: 深圳一周 and a
// separator, or a line that speaks of 深圳一周 and ends with its days.
func isRoundupTitle(s []rune, words Span) bool {
	if len(s) == 0 || len(s) > 120 || s[len(s)-1] == '。' {
		return false
	}
	if i := words.Start; text.HasPrefix(s, i, "深圳一周") {
		j := text.SkipSpaces(s, i+4)
		return j < len(s) && (isTitleBar(s[j]) || text.IsCloser(s[j]) || roundupWords.In(s))
	}
	return text.Contains(s, "深圳") && roundupWords.In(s) && text.Contains(s, "一周") && hasDays(s)
}

var roundupWords = text.NewWords("书记区长 区委书记 各区书记 各区区长")

// hasDays reports a bracketed range of days, (4月22日-4月28日).
func hasDays(s []rune) bool {
	open := slices.Index(s, '(')
	if open < 0 {
		return false
	}
	d, ok := date.Read(s[text.SkipSpaces(s, open+1):], Week{})
	return ok && d.Len > 3
}

func isTitleLine(l *layout, i int) bool { return i == l.found.title }

func enterMeta(l *layout, i int) {
	l.col.Title = l.col.Blocks[i].Text
	l.zone = zoneMeta
}

func repeatsTitle(l *layout, i int) bool {
	return l.found.title >= 0 && slices.Equal(l.lines[i].Runes, l.lines[l.found.title].Runes)
}
