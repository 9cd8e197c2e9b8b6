package parser

import (
	"slices"
	"time"

	"shenzheng/parser/date"
	"shenzheng/parser/text"
)

// The lines by which a round-up is known: its title, the days of its week, and
// the sentence that ends its introduction.

// isRoundupTitle reports the title of a weekly round-up: 深圳一周 and what
// parts it from the rest, or a line that speaks of 深圳一周 and ends with its days.
func isRoundupTitle(s []rune) bool {
	if len(s) == 0 || len(s) > 120 || s[len(s)-1] == '。' {
		return false
	}
	if i := skip(s, wordsOf(s).Start, isNameMark); text.HasPrefix(s, i, "深圳一周") {
		j := text.SkipSpaces(s, i+4)
		return j < len(s) && (j > i+4 || isTitleBar(s[j]) || s[j] == '(' || isNumeral(s[j]) || text.IsCloser(s[j]) || roundupWords.In(s))
	}
	return text.Contains(s, "深圳") && roundupWords.In(s) && text.Contains(s, "一周") && hasDays(s)
}

var roundupWords = text.NewWords("书记区长 区委书记 各区书记 各区区长")

// hasDays reports a title that names the days of a week.
func hasDays(s []rune) bool {
	_, ok := findWeek(s, Week{})
	return ok
}

// isClearing reports the sentence that ends the introduction: 《深政观察》对各
// 区公开报道的活动进行梳理.
func isClearing(s []rune) bool { return text.Contains(s, columnName) && text.Contains(s, "梳理") }

// weekLine reads a line that is nothing but the days of a week, 2024年4月22日至4月28日。 ref
// supplies the year where none is printed; a week without any comes back empty.
func weekLine(s []rune, words Span, ref Week) (Week, bool) {
	i := words.Start
	if len(s) > longestWeekLine || i == len(s) {
		return Week{}, false
	}
	if n := weekLabels.At(s, i); n > 0 {
		i = skipBrackets(s, skipColon(s, i+n))
	}
	isSign := func(c rune) bool { return text.IsCloser(c) || text.IsStop(c) || c == '.' || c == ':' || c == '(' }
	if end := trimmed(s, isSign); text.IsDigit(s[max(end-1, 0)]) && text.Contains(s, "月") {
		s = append(slices.Clone(s[:end]), '日') // 4月22日至4月28
	}
	d, ok := date.ReadRange(s[i:], ref)
	i = skip(s, i+d.Len, isSign)
	remark := s[i:max(i, trimmed(s, isSign))] // 2月10日至2月17日(春节假期)
	return Week{Start: d.Start, End: d.End}, ok && (len(remark) == 0 || len(remark) <= 8 && weekRemarks.End(remark))
}

var weekRemarks = text.NewWords("周 假期 长假")

// longestWeekLine bounds a week line, with weekdays and parts of the day, in code points.
const longestWeekLine = 60

var weekLabels = text.NewWords("时间 统计时间 本周时间 周期 统计周期 本周 这一周")

// weekLength gives the number of days of a line that is nothing but the days
// of a week, 0 of any other: a combined or a short edition covers from 2 to 31.
func weekLength(s []rune, words Span) int {
	w, ok := weekLine(s, words, anyWeek)
	if n := w.End.Sub(w.Start) + 1; ok && n >= 2 && n <= 31 {
		return n
	}
	return 0
}

// anyWeek gives days without a year one: only their number is asked for.
var anyWeek = func() Week {
	day, _ := NewDate(2021, time.July, 26)
	return Week{Start: day, End: day.AddDays(6)}
}()

// findWeek looks for the days of a week anywhere in a title.
func findWeek(s []rune, ref Week) (Week, bool) {
	for i := range s {
		if !text.IsDigit(s[i]) || i > 0 && text.IsDigit(s[i-1]) {
			continue
		}
		if d, ok := date.ReadRange(s[i:], ref); ok {
			return Week{Start: d.Start, End: d.End}, true
		}
	}
	return Week{}, false
}
