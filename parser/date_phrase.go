package parser

import (
	"time"

	"shenzheng/parser/text"
)

// datePhrase is an expression that is a word, not a calendar day.
type datePhrase struct {
	word      string
	precision Precision
	not       []string // what must not follow: 近日均, 本周期
}

// datePhrases is in order: longer expressions before those they begin with.
var datePhrases = [...]datePhrase{
	{"近段时间以来", PrecisionVague, nil},
	{"近段时间来", PrecisionVague, nil},
	{"近段时间", PrecisionVague, nil},
	{"近一段时间以来", PrecisionVague, nil},
	{"近一段时间", PrecisionVague, nil},
	{"最近一段时间", PrecisionVague, nil},
	{"这段时间以来", PrecisionVague, nil},
	{"这段时间", PrecisionVague, nil},
	{"近些日子", PrecisionVague, nil},
	{"近日来", PrecisionVague, nil},
	{"近日", PrecisionVague, []string{"均", "点"}},
	{"近几日", PrecisionVague, nil},
	{"近几天", PrecisionVague, nil},
	{"近来", PrecisionVague, nil},
	{"近期以来", PrecisionVague, nil},
	{"近期", PrecisionVague, []string{"目标", "规划", "建设规划"}},
	{"日前", PrecisionVague, []string{"进", "列"}},
	{"连日来", PrecisionVague, nil},
	{"连日", PrecisionVague, []string{"常"}},
	{"最近", PrecisionVague, []string{"距", "的"}},
	{"前不久", PrecisionVague, nil},
	{"不久前", PrecisionVague, nil},
	{"前几日", PrecisionVague, nil},
	{"前几天", PrecisionVague, nil},
	{"这几天", PrecisionVague, nil},
	{"刚刚过去的这一周", PrecisionWeek, nil},
	{"刚刚过去的一周", PrecisionWeek, nil},
	{"刚刚过去的一个星期", PrecisionWeek, nil},
	{"刚过去的一周", PrecisionWeek, nil},
	{"过去的这一周", PrecisionWeek, nil},
	{"过去这一周", PrecisionWeek, nil},
	{"过去的一周", PrecisionWeek, nil},
	{"过去一周", PrecisionWeek, nil},
	{"过去一个星期", PrecisionWeek, nil},
	{"这一周", PrecisionWeek, []string{"期", "年"}},
	{"这个星期", PrecisionWeek, nil},
	{"这周", PrecisionWeek, []string{"期", "年", "边"}},
	{"本周以来", PrecisionWeek, nil},
	{"本周内", PrecisionWeek, nil},
	{"本周", PrecisionWeek, []string{"期", "年", "边", "转"}},
	{"本星期", PrecisionWeek, nil},
	{"一周以来", PrecisionWeek, nil},
	{"一周来", PrecisionWeek, nil},
	{"新年首周", PrecisionWeek, nil},
	{"新年第一周", PrecisionWeek, nil},
	{"开年首周", PrecisionWeek, nil},
	{"开年第一周", PrecisionWeek, nil},
}

// scanPhrase reads the words for a week, a weekend or no day in particular.
func scanPhrase(s []rune, w Week) (Moment, int, bool) {
	if weekOpeners.Has(s[0]) {
		if m, n, ok := scanWeekend(s, w); ok {
			return m, n, true
		}
	}
	if m, n, ok := scanFirstWeek(s, w); ok {
		return m, n, true
	}
	if text.IsDigit(s[0]) {
		return Moment{}, 0, false
	}
	// 本周三 and 这周五 are weekdays, 本周 and 这周 the week.
	if _, _, ok := scanWeekday(s, 0); ok {
		return Moment{}, 0, false
	}
	for i := range datePhrases {
		p := &datePhrases[i]
		if !text.HasPrefix(s, 0, p.word) {
			continue
		}
		n := text.Len(p.word)
		if text.FirstPrefix(s, n, p.not) != "" {
			return Moment{}, 0, false
		}
		m := Moment{Precision: p.precision}
		if p.precision == PrecisionWeek {
			m.Start, m.End = w.Start, w.End
		}
		return m, n, true
	}
	return Moment{}, 0, false
}

// scanWeekend reads 周末 as Saturday to Sunday, and 上周, 下周 as the week
// before and after.
func scanWeekend(s []rune, w Week) (Moment, int, bool) {
	shift, i := scanWeekShift(s, 0)
	word := text.FirstPrefix(s, i, weekWords[:])
	if word == "" {
		return Moment{}, 0, false
	}
	n := i + text.Len(word)
	m := Moment{Precision: PrecisionRange}
	if n < len(s) && s[n] == '末' {
		n++
		if i == 0 && !followsPlainly(s, n) && text.FirstPrefix(s, n, []string{"期间", "两天"}) == "" {
			return Moment{}, 0, false
		}
		if !w.Start.IsZero() {
			m.Start, m.End = w.Start.AddDays(7*shift+5), w.Start.AddDays(7*shift+6)
		}
		return m, n, true
	}
	if _, _, day := scanWeekday(s, 0); day || shift == 0 || n < len(s) && (s[n] == '期' || s[n] == '年' || s[n] == '边') {
		return Moment{}, 0, false
	}
	if !w.Start.IsZero() {
		m.Start, m.End = w.Start.AddDays(7*shift), w.Start.AddDays(7*shift+6)
	}
	return m, n, true
}

// scanFirstWeek reads 2024年首周, which is the week of the column.
func scanFirstWeek(s []rune, w Week) (Moment, int, bool) {
	i := 0
	if text.HasPrefix(s, 0, "今年") {
		i = 2
	} else {
		n, ok := scanNumeral(s, 0)
		if !ok {
			return Moment{}, 0, false
		}
		i = text.SkipSpaces(s, n.next)
		if n.digits != 4 && n.digits != 2 || i >= len(s) || s[i] != '年' {
			return Moment{}, 0, false
		}
		i++
	}
	word := text.FirstPrefix(s, i, firstWeekWords[:])
	if word == "" {
		return Moment{}, 0, false
	}
	return Moment{Precision: PrecisionWeek, Start: w.Start, End: w.End}, i + text.Len(word), true
}

var firstWeekWords = [...]string{"首周", "第一周", "首个工作周", "的首周", "的第一周"}

// scanMonthPart reads 4月上旬, 中旬 and 下旬, and ranges of them.
func scanMonthPart(s []rune, w Week) (Moment, int, bool) {
	from, n, ok := oneMonthPart(s, 0, w)
	if !ok {
		return Moment{}, 0, false
	}
	if join, comma, i := scanJoin(s, n); join == joinRange && !comma {
		ref := w
		if !from.Start.IsZero() {
			ref = Week{from.Start, from.End}
		}
		if to, end, ok := oneMonthPart(s, i, ref); ok && !to.End.Before(from.Start) {
			return Moment{Precision: PrecisionMonthPart, Start: from.Start, End: to.End}, end, true
		}
	}
	return from, n, true
}

func oneMonthPart(s []rune, i int, w Week) (Moment, int, bool) {
	var m dayMark
	i = m.scanRelative(s, i)
	if n, ok := scanNumeral(s, i); ok && m.month == 0 {
		j := text.SkipSpaces(s, n.next)
		if j < len(s) && s[j] == '年' && m.year == 0 {
			if !m.setYear(n) {
				return Moment{}, 0, false
			}
			if n, ok = scanNumeral(s, text.SkipSpaces(s, j+1)); !ok {
				return Moment{}, 0, false
			}
			j = text.SkipSpaces(s, n.next)
		}
		if j >= len(s) || s[j] != '月' || n.value < 1 || n.value > 12 {
			return Moment{}, 0, false
		}
		m.month, i = n.value, text.SkipSpaces(s, j+1)
	}
	if m.month == 0 || i+1 >= len(s) || s[i+1] != '旬' {
		return Moment{}, 0, false
	}
	first, last := 1, 10
	switch s[i] {
	case '上':
	case '中':
		first, last = 11, 20
	case '下':
		first, last = 21, 31
	default:
		return Moment{}, 0, false
	}
	m.day = first
	out := Moment{Precision: PrecisionMonthPart}
	out.Start = m.nearest(w)
	if !out.Start.IsZero() {
		year, month := out.Start.Year(), out.Start.Month()
		out.End, _ = NewDate(year, month, min(last, daysIn(year, month)))
	}
	return out, i + 2, true
}

// nearest gives the day of a mark with a month that lies nearest to the week.
func (m *dayMark) nearest(w Week) Date {
	e := dateExpr{n: 1}
	e.marks[0] = *m
	return e.resolve(w).Start
}

// month counts months from year 0, so that they can be added to.
func monthIndex(d Date) int { return d.Year()*12 + int(d.Month()) - 1 }

func monthDate(index, day int) (Date, bool) {
	return NewDate(index/12, time.Month(index%12+1), day)
}
