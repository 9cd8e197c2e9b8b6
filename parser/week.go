package parser

import (
	"slices"
	"time"

	"shenzheng/parser/text"
)

// weekLine reads a line that is nothing but the days of a week,
// 2024年4月22日至4月28日。 ref supplies the year where none is printed.
func weekLine(s []rune, words Span, ref Week) (Week, bool) {
	i := words.Start
	if len(s) > 60 || i == len(s) {
		return Week{}, false
	}
	if n := weekLabels.At(s, i); n > 0 {
		i = skipBrackets(s, skipColon(s, i+n))
	} else if !opensDate(s[i]) || text.IsDigit(s[i]) && !slices.ContainsFunc(s[i:], joinsRange) {
		return Week{}, false
	}
	w, n, ok := scanWeek(s[i:], ref)
	if !ok {
		return Week{}, false
	}
	for i += n; i < len(s); i++ {
		if !text.IsSpace(s[i]) && !text.IsCloser(s[i]) && !text.IsStop(s[i]) && s[i] != '.' && s[i] != ':' {
			return Week{}, false
		}
	}
	return w, true
}

// isWeekLine reports a line that is the days of about a week.
func isWeekLine(s []rune, words Span) bool {
	day, _ := NewDate(2021, time.July, 26)
	w, ok := weekLine(s, words, Week{day, day.AddDays(6)})
	return ok && w.End.Sub(w.Start) >= 4 && w.End.Sub(w.Start) <= 9
}

var weekLabels = text.NewWords("时间 统计时间 本周时间 周期 统计周期 本周 这一周")

// scanWeek reads the range of days that s opens with. A range without a year
// needs ref; without it the week comes back empty.
func scanWeek(s []rune, ref Week) (Week, int, bool) {
	if m, n, _, ok := scanDate(s, ref); ok {
		return Week{m.Start, m.End}, n, m.Precision == PrecisionRange
	}
	return scanDottedWeek(s, ref)
}

// scanDottedWeek reads 4.22-4.28, as some titles print a week.
func scanDottedWeek(s []rune, ref Week) (Week, int, bool) {
	from, i, ok := dottedDay(s, 0)
	if !ok || i >= len(s) || !text.IsDash(s[i]) {
		return Week{}, 0, false
	}
	to, n, ok := dottedDay(s, text.SkipSpaces(s, i+1))
	if !ok {
		return Week{}, 0, false
	}
	e := dateExpr{n: 2, end: n}
	to.join = joinRange
	e.marks[0], e.marks[1] = from, to
	m := e.resolve(ref)
	return Week{m.Start, m.End}, n, m.Precision == PrecisionRange
}

func dottedDay(s []rune, i int) (dayMark, int, bool) {
	month, ok := scanNumeral(s, i)
	if !ok || !month.arabic || month.digits > 2 || month.next >= len(s) || s[month.next] != '.' {
		return dayMark{}, i, false
	}
	day, ok := scanNumeral(s, month.next+1)
	if !ok || !day.arabic || day.digits > 2 {
		return dayMark{}, i, false
	}
	return dayMark{month: month.value, day: day.value, unit: true}, day.next, true
}

// findWeek looks for the days of a week anywhere in a title.
func findWeek(s []rune, ref Week) (Week, bool) {
	for i := range s {
		if !text.IsDigit(s[i]) || i > 0 && text.IsDigit(s[i-1]) {
			continue
		}
		if w, _, ok := scanWeek(s[i:], ref); ok {
			return w, true
		}
	}
	return Week{}, false
}

// regular reports a week from Monday to Sunday.
func (w Week) regular() bool {
	return !w.Start.IsZero() && w.End.Sub(w.Start) == 6 && w.Start.Weekday() == 1
}
