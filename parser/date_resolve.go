package parser

import (
	"shenzheng/parser/text"
	"slices"
	"time"
)

// These bound, in days, how far an end may lie behind its start when its
// month or year must be supplied: 31日至1日 goes on into the next month,
// 27日至24日 runs backwards and is no range.
const (
	maxBareRange = 20
	maxRange     = 200
)

// resolve finds the calendar days of the expression in or nearest to the
// week. A range or list moves as a whole.
func (e *dateExpr) resolve(w Week) Moment {
	m := Moment{Precision: e.precision()}
	var days, best [maxDays]Date
	found, bestScore := false, [3]int{}
	e.starts(w, func(start Date) {
		if !e.place(start, w, &days) {
			return
		}
		if score := e.score(days[:e.n], w); !found || less(score, bestScore) {
			found, best, bestScore = true, days, score
		}
	})
	if !found {
		if !w.Start.IsZero() || e.marks[0].year > 0 || e.impossible() {
			m.Precision = PrecisionInvalid
		}
		return m
	}
	e.fill(&m, best[:e.n])
	return m
}

func (e *dateExpr) precision() Precision {
	if e.n == 1 {
		return PrecisionDay
	}
	for _, m := range e.marks[1:e.n] {
		if m.join == joinList {
			return PrecisionList
		}
	}
	return PrecisionRange
}

// impossible reports a day that no calendar has, whatever the year.
func (e *dateExpr) impossible() bool {
	for _, m := range e.marks[:e.n] {
		if m.month > 0 {
			if _, ok := NewDate(2024, time.Month(m.month), m.day); !ok {
				return true
			}
		}
	}
	return false
}

// starts calls try with every day the first mark can mean near the week.
func (e *dateExpr) starts(w Week, try func(Date)) {
	m := &e.marks[0]
	switch {
	case m.weekday > 0:
		if !w.Start.IsZero() {
			try(w.Start.AddDays(7*m.shift + m.weekday - 1))
		}
	case m.year > 0 && m.month > 0:
		if d, ok := NewDate(m.year, time.Month(m.month), m.day); ok {
			try(d)
		}
	case w.Start.IsZero():
	case m.month > 0:
		first, last := w.Start.Year()-1, w.End.Year()+1
		if m.month == 2 && m.day == 29 {
			first, last = first-7, last+7
		}
		if m.year < 0 {
			first = w.End.Year() + m.year - thisYear
			last = first
		}
		for y := first; y <= last; y++ {
			if d, ok := NewDate(y, time.Month(m.month), m.day); ok {
				try(d)
			}
		}
	default:
		first, last := monthIndex(w.Start)-2, monthIndex(w.End)+2
		if m.month < 0 {
			first += 2 + m.month - thisMonth
			last += m.month - thisMonth - 2
		}
		for k := first; k <= last; k++ {
			if d, ok := monthDate(k, m.day); ok {
				try(d)
			}
		}
	}
}

// place gives every day of the expression once the first is known, false if
// one of them does not exist or the range runs backwards.
func (e *dateExpr) place(start Date, w Week, days *[maxDays]Date) bool {
	days[0] = start
	for i := 1; i < e.n; i++ {
		m := &e.marks[i]
		d, ok := m.after(days[i-1], w)
		if !ok || m.join == joinRange && d.Before(days[i-1]) {
			return false
		}
		if m.join == joinRange && m.year == 0 && d.Sub(days[i-1]) > maxRange {
			return false
		}
		days[i] = d
	}
	return true
}

// after gives the day of a mark that follows prev in the expression.
func (m *dayMark) after(prev Date, w Week) (Date, bool) {
	switch {
	case m.weekday > 0:
		if w.Start.IsZero() {
			return Date{}, false
		}
		d := w.Start.AddDays(7*m.shift + m.weekday - 1)
		for m.join == joinRange && d.Before(prev) {
			d = d.AddDays(7)
		}
		return d, true
	case m.month > 0 && m.year > 0:
		return NewDate(m.year, time.Month(m.month), m.day)
	case m.month > 0:
		return m.nextMonthDay(prev)
	}
	d, ok := monthDate(monthIndex(prev), m.day)
	if ok && !d.Before(prev) {
		return d, true
	}
	next, fits := monthDate(monthIndex(prev)+1, m.day)
	switch {
	case !ok:
		return Date{}, false
	case fits && next.Sub(prev) <= maxBareRange:
		return next, true
	default:
		return d, m.join == joinList
	}
}

// nextMonthDay gives M月D日 in the year that puts it behind prev; in a list,
// which need not be in order, in the year that puts it nearest.
func (m *dayMark) nextMonthDay(prev Date) (Date, bool) {
	same, ok := NewDate(prev.Year(), time.Month(m.month), m.day)
	next, fits := NewDate(prev.Year()+1, time.Month(m.month), m.day)
	if ok && (!same.Before(prev) || m.join == joinList && prev.Sub(same) <= maxRange) {
		return same, true
	}
	return next, fits
}

// score orders the candidates: nearest to the week, then shortest, then
// nearest at the start, earlier days first.
func (e *dateExpr) score(days []Date, w Week) [3]int {
	first, last := bounds(days)
	if w.Start.IsZero() {
		return [3]int{}
	}
	away := max(w.Start.Sub(last), first.Sub(w.End), 0)
	lead := first.Sub(w.Start)
	lead, length := max(lead, -lead), last.Sub(first)
	if e.anchoredLater() {
		return [3]int{length, away, lead}
	}
	return [3]int{away, length, lead}
}

// anchoredLater reports that a later day prints the month the first lacks:
// 30日、5月1日 is two days, not a month and two days around the week.
func (e *dateExpr) anchoredLater() bool {
	if e.marks[0].month != 0 || e.marks[0].weekday > 0 {
		return false
	}
	for _, m := range e.marks[1:e.n] {
		if m.month > 0 {
			return true
		}
	}
	return false
}

func less(a, b [3]int) bool {
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

func bounds(days []Date) (first, last Date) {
	first, last = days[0], days[0]
	for _, d := range days[1:] {
		if d.Before(first) {
			first = d
		}
		if last.Before(d) {
			last = d
		}
	}
	return first, last
}

// fill writes the days into the moment; a list with ranges inside is spelled
// out day by day. The days come in calendar order.
func (e *dateExpr) fill(m *Moment, days []Date) {
	m.Start, m.End = bounds(days)
	if m.Precision != PrecisionList {
		return
	}
	m.List = append(m.List, days[0])
	for i := 1; i < e.n; i++ {
		if e.marks[i].join == joinRange {
			for d := days[i-1].AddDays(1); d.Before(days[i]); d = d.AddDays(1) {
				m.List = append(m.List, d)
			}
		}
		m.List = append(m.List, days[i])
	}
	slices.SortFunc(m.List, func(a, b Date) int { return a.Sub(b) })
	m.List = slices.Compact(m.List)
}

// believed refuses expressions that name a limit and no day: 4月24日前,
// 4月24日以来.
func (e *dateExpr) believed(s []rune) bool {
	i := text.SkipSpaces(s, e.end)
	if i >= len(s) {
		return true
	}
	switch s[i] {
	case '以', '之':
		return text.FirstPrefix(s, i, limitWords[:]) == ""
	case '前':
		return i+1 < len(s) && !text.IsStop(s[i+1]) && text.FirstPrefix(s, i+1, dueWords[:]) == ""
	case '后':
		return i+1 < len(s) && !text.IsStop(s[i+1])
	case '内':
		return text.HasPrefix(s, i, "内蒙")
	case '为':
		return !text.HasPrefix(s, i, "为止")
	}
	return true
}

func isStop(c rune) bool {
	return c == ',' || c == '，' || c == '。' || c == '、' || c == ';' || c == '；'
}

var (
	limitWords = [...]string{"以来", "以前", "以后", "以内", "之前", "之后", "之内"}
	dueWords   = [...]string{"夕", "完成", "实现", "建成", "提交", "报送", "全面", "全部", "力争", "要", "必须", "须", "将", "向社会"}
)
