package date

import "shenzheng/parser/text"

// scanDay reads one day with all that may stand behind it: weekday in
// brackets, part of day, time of day.
func scanDay(s []rune, i int) (mark, int, bool) {
	m, next, ok := scanWeekday(s, i)
	if !ok {
		m, next, ok = scanCalendarDay(s, i)
	}
	if !ok {
		return m, next, false
	}
	if m.unit {
		next = m.scanTail(s, next)
	}
	return m, next, true
}

// scanCalendarDay reads [year] [month] day [日|号], or 2024-04-24.
func scanCalendarDay(s []rune, i int) (mark, int, bool) {
	var m mark
	i = m.scanRelative(s, i)
	n, ok := scanNumeral(s, i)
	if !ok {
		return m, i, false
	}
	j := text.SkipSpaces(s, n.next)
	if j < len(s) && s[j] == '年' && m.year == 0 {
		if !m.setYear(n) {
			return m, i, false
		}
		if n, ok = scanNumeral(s, text.SkipSpaces(s, j+1)); !ok {
			return m, i, false
		}
		j = text.SkipSpaces(s, n.next)
		if j >= len(s) || s[j] != '月' {
			return m, i, false
		}
	} else if j < len(s) && n.digits == 4 && n.arabic && (s[j] == '-' || s[j] == '/' || s[j] == '.') {
		return scanNumericDate(s, n, j)
	}
	if j < len(s) && s[j] == '月' {
		m.month = n.value
		if n.digits > 2 || m.month == 0 {
			m.month = 99
		}
		if n, ok = scanNumeral(s, text.SkipSpaces(s, j+1)); !ok || n.digits > 3 {
			return m, i, false
		}
		j = text.SkipSpaces(s, n.next)
	}
	m.day = n.value
	if j < len(s) && (s[j] == '日' || s[j] == '号') {
		m.unit = true
		return m, j + 1, m.plausible(s, j)
	}
	return m, n.next, n.digits <= 2 || !n.arabic && m.day <= 31
}

// scanRelative reads 今年 去年 明年 and 本月 上月 下月 before a day. The year
// is kept as a shift until the week is known.
func (m *mark) scanRelative(s []rune, i int) int {
	if w := yearWords.Match(s, i); w != "" {
		switch w {
		case "今年", "本年":
			m.year = thisYear
		case "去年":
			m.year = lastYear
		case "明年":
			m.year = nextYear
		}
		i = text.SkipSpaces(s, i+2)
	}
	if w := monthWords.Match(s, i); w != "" {
		switch w {
		case "上月", "上个月":
			m.month = lastMonth
		case "下月", "下个月":
			m.month = nextMonth
		default:
			m.month = thisMonth
		}
		i = text.SkipSpaces(s, i+text.Len(w))
	}
	return i
}

var (
	yearWords  = text.NewWords("今年 本年 去年 明年")
	monthWords = text.NewWords("本月 当月 上月 上个月 下月 下个月")
)

// Years and months that are printed relative to the week.
const (
	thisYear, lastYear, nextYear    = -10, -11, -9
	thisMonth, lastMonth, nextMonth = -10, -11, -9
)

func (m *mark) setYear(n numeral) bool {
	switch n.digits {
	case 4:
		m.year = n.value
		return n.value >= 1900 && n.value <= 2200
	case 2:
		m.year = 2000 + n.value
		return true
	}
	return false
}

// scanNumericDate reads the rest of 2024-04-24, 2024/4/24 or 2024.4.24.
func scanNumericDate(s []rune, year numeral, i int) (mark, int, bool) {
	m := mark{unit: true}
	sep := s[i]
	month, ok := scanNumeral(s, i+1)
	if !m.setYear(year) || !ok || !month.arabic || month.digits > 2 || month.next >= len(s) || s[month.next] != sep {
		return m, 0, false
	}
	day, ok := scanNumeral(s, month.next+1)
	if !ok || !day.arabic || day.digits > 2 {
		return m, 0, false
	}
	m.month, m.day = month.value, day.value
	return m, day.next, true
}

// plausible tells a day from a count or a name: 12号线, 3日游, 10日内. i is
// the index of 日 or 号.
func (m *mark) plausible(s []rune, i int) bool {
	if m.month != 0 {
		return true
	}
	if m.day < 1 || m.day > 31 || i+1 < len(s) && s[i] == '日' && notBareDay(s, i+1) {
		return false
	}
	return s[i] == '日' || followsPlainly(s, i+1)
}

// notBareDay reports what makes a number with 日 a length of time or a rate.
func notBareDay(s []rune, i int) bool {
	switch s[i] {
	case '内':
		return !text.HasPrefix(s, i, "内蒙")
	case '游', '均', '元', '龄', '间', '夜', '谈', '产':
		return true
	}
	return false
}

// scanTail reads what belongs to a day behind its 日: weekday, 当天, part of
// day and time.
func (m *mark) scanTail(s []rune, i int) int {
	if m.weekday == 0 {
		i = m.scanBracket(s, i)
	}
	j := text.SkipSpaces(s, i)
	if word := sameDayWords.Match(s, j); word != "" {
		i = j + 2
		j = text.SkipSpaces(s, i)
	}
	if word := scanPart(s, j); word > 0 {
		i = j + word
		m.part = text.Span{Start: j, End: i}
		if k, more := scanSecondPart(s, i); more {
			i, m.part.End = k, k
		}
	}
	return scanClock(s, i)
}

var sameDayWords = text.NewWords("当天 当日")

// scanBracket reads the weekday printed beside a day: (周三), 星期三.
func (m *mark) scanBracket(s []rune, i int) int {
	j := text.SkipSpaces(s, i)
	if j >= len(s) {
		return i
	}
	opened := s[j] == '(' || s[j] == '[' || s[j] == '【'
	if opened {
		j = text.SkipSpaces(s, j+1)
	}
	w, next, ok := scanWeekday(s, j)
	if !ok {
		return i
	}
	if !opened {
		if !followsPlainly(s, next) {
			return i
		}
		m.bracketDay = w.weekday
		return next
	}
	if word := scanPart(s, text.SkipSpaces(s, next)); word > 0 {
		j = text.SkipSpaces(s, next)
		next = j + word
		m.part = text.Span{Start: j, End: next}
	}
	next = text.SkipSpaces(s, next)
	if next >= len(s) || s[next] != ')' && s[next] != ']' && s[next] != '】' {
		return i
	}
	m.bracketDay = w.weekday
	return next + 1
}
