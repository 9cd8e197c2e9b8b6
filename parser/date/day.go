package date

import (
	"strings"

	"shenzheng/parser/text"
)

// scanDay reads one day with the weekday in brackets, part and time of day behind it.
func scanDay(s []rune, i int) (mark, int, bool) {
	m, next, ok := scanWeekday(s, i)
	if !ok {
		m, next, ok = scanCalendarDay(s, i)
	}
	if ok && m.unit {
		next = m.scanTail(s, next)
	}
	return m, next, ok
}

// scanCalendarDay reads [year] [month] day [日|号], or 2024-04-24.
func scanCalendarDay(s []rune, i int) (mark, int, bool) {
	if m, next, ok := scanNumericDate(s, i); ok {
		return m, next, true
	}
	var m mark
	i, ok := m.scanMonth(s, i)
	n, j, _ := scanNumber(s, i)
	if !ok || n.digits == 0 || n.digits > 3 {
		return m, i, false
	}
	m.day = n.value
	if k := dayUnits.At(s, j); k > 0 {
		m.unit = true
		return m, j + k, m.plausible(s, j+k-1)
	}
	m.unit = m.month > 0 && n.arabic && n.digits <= 2 && endsDay(s, n.next)
	return m, n.next, n.digits <= 2 || !n.arabic && m.day <= 31
}

var dayUnits = text.NewWords("日 号 两日 两天") // 4月24、25两日

// endsDay reports what lets a day behind its month go without 日: 4月24,福田区.
func endsDay(s []rune, i int) bool {
	if i+1 < len(s) && s[i] == ',' {
		return !text.IsDigit(s[i+1])
	}
	return scanPart(s, i) > 0 || text.DistrictNames.At(s, i) > 0
}

// scanMonth reads the year and the month before a day and gives the place behind them.
// 今年, 本月 and the like are kept as a shift until the week is known.
func (m *mark) scanMonth(s []rune, i int) (next int, ok bool) {
	if w := yearWords.Find(s, i); w != nil {
		m.year = thisYear + [...]int{0, 0, -1, 1, 1, 1}[w.Place]
		i = text.SkipSpaces(s, i+2)
	}
	if w := monthWords.Find(s, i); w != nil {
		m.month = thisMonth + [...]int{0, 0, -1, -1, 1, 1}[w.Place]
		i = text.SkipSpaces(s, i+w.Len())
	}
	n, j, unit := scanNumber(s, i)
	if unit == '年' && m.year == 0 {
		if !m.setYear(n) {
			return i, false
		}
		if n, j, unit = scanNumber(s, text.SkipSpaces(s, j+1)); unit != '月' {
			return i, false
		}
	}
	if unit != '月' {
		return i, true
	}
	m.month = n.value
	if n.digits > 2 || m.month == 0 {
		m.month = 99
	}
	return text.SkipSpaces(s, j+1), true
}

// scanNumber reads a number and the unit behind it, which stands at j, 0 for none.
func scanNumber(s []rune, i int) (n numeral, j int, unit rune) {
	n, ok := scanNumeral(s, i)
	if !ok {
		return numeral{next: i}, i, 0
	}
	if j = text.SkipSpaces(s, n.next); j < len(s) {
		unit = s[j]
	}
	return n, j, unit
}

var (
	yearWords  = text.NewWords("今年 本年 去年 明年 次年 翌年")
	monthWords = text.NewWords("本月 当月 上月 上个月 下月 下个月")
)

// Years and months that are printed relative to the week are a shift from these.
const thisYear, thisMonth = -10, -10

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

// scanNumericDate reads 2024-04-24, 2024/4/24 or 2024.4.24.
func scanNumericDate(s []rune, i int) (m mark, next int, ok bool) {
	n, _ := scanNumeral(s, i)
	if n.digits != 4 || !n.arabic || n.next >= len(s) || !strings.ContainsRune("-/.", s[n.next]) || !m.setYear(n) {
		return mark{}, i, false
	}
	next, ok = m.scanPair(s, n.next+1, s[n.next])
	return m, next, ok
}

// scanPair reads the month and the day of 4.24, with sep between them.
func (m *mark) scanPair(s []rune, i int, sep rune) (next int, ok bool) {
	month, ok := scanNumeral(s, i)
	if !ok || month.next >= len(s) || s[month.next] != sep {
		return i, false
	}
	day, ok := scanNumeral(s, month.next+1)
	m.month, m.day, m.unit = month.value, day.value, true
	return day.next, ok && month.arabic && day.arabic && month.digits <= 2 && day.digits <= 2
}

// plausible tells a day from a count or a name: 12号线, 3日游, 10日内. i is
// the index of 日 or 号.
func (m *mark) plausible(s []rune, i int) bool {
	switch {
	case m.month != 0:
		return true
	case m.day < 1 || m.day > 31:
		return false
	case s[i] == '日':
		return notBareDays.At(s, i+1) == 0 || text.HasPrefix(s, i+1, "内蒙")
	}
	return followsPlainly(s, i+1)
}

// notBareDays make a number with 日 a length of time or a rate.
var notBareDays = text.NewWords("内 游 均 元 龄 间 夜 谈 产")

// scanTail reads what belongs to a day behind its 日: weekday, 当天, part of day, time.
func (m *mark) scanTail(s []rune, i int) int {
	if m.weekday == 0 {
		i = m.scanBracket(s, i)
	}
	if k := text.BracketEnd(s, i); k > i && scanPart(s, k) > 0 { // 2月9日(除夕)上午
		i = k
	}
	j := text.SkipSpaces(s, i)
	if n := sameDayWords.At(s, j); n > 0 {
		i = j + n
		j = text.SkipSpaces(s, i)
	}
	if n := scanPart(s, j); n > 0 {
		i = j + n
		m.part = text.Span{Start: j, End: i}
		if join, k := scanJoin(s, i); join != joinNone && s[text.SkipSpaces(s, i)] != ',' && scanPart(s, k) > 0 { // 上午、下午
			i = k + scanPart(s, k)
			m.part.End = i
		}
	}
	return scanClock(s, i)
}

var sameDayWords = text.NewWords("当天 当日")

// scanBracket reads the weekday printed beside a day: (周三), 星期三.
func (m *mark) scanBracket(s []rune, i int) int {
	j := text.SkipSpaces(s, i)
	opened := j < len(s) && strings.ContainsRune("([【", s[j])
	if opened {
		j = text.SkipSpaces(s, j+1)
	}
	w, next, ok := scanWeekday(s, j)
	if !ok || !opened && !followsPlainly(s, next) {
		return i
	}
	if opened {
		j = text.SkipSpaces(s, next)
		part := text.Span{Start: j, End: j + scanPart(s, j)}
		if next = text.SkipSpaces(s, part.End) + 1; next > len(s) || !strings.ContainsRune(")]】", s[next-1]) {
			return i
		}
		if part.End > j {
			m.part = part
		}
	}
	m.bracketDay = w.weekday
	return next
}

// scanWeekday reads 周三, 本周三, 上周五, 星期日, 礼拜天. A weekday with no
// 本, 上 or 下 before it must be followed plainly, for 周 is a family name.
func scanWeekday(s []rune, i int) (mark, int, bool) {
	var m mark
	if i >= len(s) {
		return m, i, false
	}
	shift, j := scanWeekShift(s, i)
	k := j + weekWords.At(s, j)
	if k == j || k >= len(s) {
		return m, i, false
	}
	switch c := s[k]; {
	case c == '日' || c == '天':
		m.weekday = 7
	case hanDigit(c) >= 1 && hanDigit(c) <= 6:
		m.weekday = hanDigit(c)
	case c >= '1' && c <= '7' && j > i:
		m.weekday = int(c - '0')
	default:
		return m, i, false
	}
	m.shift, m.unit = shift, true
	k++
	if j == i && !followsPlainly(s, k) && !text.IsCloser(s[k]) {
		return m, i, false
	}
	return m, k, true
}

var weekWords = text.NewWords("周 星期 礼拜")

// scanWeekShift reads 本 这 上 下 before a week word.
func scanWeekShift(s []rune, i int) (shift, next int) {
	w := shiftWords.Find(s, i)
	if w == nil {
		return 0, i
	}
	switch s[i] {
	case '上':
		shift = -1
	case '下':
		shift = 1
	}
	return shift, i + w.Len()
}

var shiftWords = text.NewWords("本 这 该 当 上 下 本个 这个 该个 当个 上个 下个 上一 下一 上一个 下一个 过去的 刚过去的 刚刚过去的")

// followsPlainly reports that s[i:] sets off what stands before it: its end, a stop, a part
// of day, or a subject that needs no separator (a district, the city).
func followsPlainly(s []rune, i int) bool {
	if i >= len(s) {
		return true
	}
	return text.IsSpace(s[i]) || plainMarks.Has(s[i]) || scanPart(s, i) > 0 || plainSubjects.At(s, i) > 0 || text.DistrictNames.At(s, i) > 0
}

var plainMarks = text.NewSet(",、。;:!?(《“-和及与至到起")

var plainSubjects = text.NewWords("全市 我市 深圳 市委 市政府 区委 区政府 区长 我区 全区 新区 区人大 区政协")
