package parser

import (
	"time"

	"shenzheng/parser/date"
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

// weekLength gives the number of days of a line that is nothing but the days
// of a week, 0 of any other: a combined or a short edition covers from 2 to 31.
func weekLength(s []rune, words Span) int {
	w, ok := weekLine(s, words, anyWeek)
	if !ok {
		return 0
	}
	if n := w.End.Sub(w.Start) + 1; n >= 2 && n <= 31 {
		return n
	}
	return 0
}

// anyWeek gives days without a year one: only their number is asked for.
var anyWeek = func() Week {
	day, _ := NewDate(2021, time.July, 26)
	return Week{Start: day, End: day.AddDays(6)}
}()

// isUsualWeek reports a number of days that makes a line of days a week line
// wherever it stands; of others the place decides.
func isUsualWeek(days int) bool { return days >= 5 && days <= 10 }

var weekLabels = text.NewWords("时间 统计时间 本周时间 周期 统计周期 本周 这一周")

// scanWeek reads the range of days that s opens with. A range without a year
// needs ref; without it the week comes back empty.
func scanWeek(s []rune, ref Week) (Week, int, bool) {
	d, ok := date.ReadRange(s, ref)
	return Week{Start: d.Start, End: d.End}, d.Len, ok
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

func isWeekBlock(l *layout, i int) bool {
	return i == l.found.week || i == l.found.named && !l.lines[i].ends && len(l.lines[i].Fold) <= maxHeadline
}

func enterIntroduction(l *layout, _ int) { l.zone = zoneIntroduction }
