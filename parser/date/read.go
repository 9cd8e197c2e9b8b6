package date

import (
	"time"

	"shenzheng/parser/text"
)

// expression finds the days of a row that is scanned from s.
func (r *row) expression(s []rune, w Week) Expression {
	first := r.marks[0]
	e := Expression{Moment: r.resolve(w), Len: r.end, Explicit: first.weekday == 0 && !r.open, Weekday: first.bracketDay}
	e.Part = r.part(s)
	return e
}

// readDotted reads a range such as 4.22-4.28, as some titles print a week.
func readDotted(s []rune, w Week) (Expression, bool) {
	from, i, ok := dottedDay(s, 0)
	if i = text.SkipSpaces(s, i); !ok || i >= len(s) || s[i] != '-' {
		return Expression{}, false
	}
	to, n, ok := dottedDay(s, text.SkipSpaces(s, i+1))
	if !ok {
		return Expression{}, false
	}
	to.join = joinRange
	r := row{marks: []mark{from, to}, end: n}
	return Expression{Moment: r.resolve(w), Len: n, Explicit: true}, true
}

// dottedDay reads 4.22, 2024.4.22 and 20240422.
func dottedDay(s []rune, i int) (mark, int, bool) {
	n, ok := scanNumeral(s, i)
	m := mark{unit: true}
	switch {
	case !ok || !n.arabic:
		return m, i, false
	case n.digits == 8:
		m.year, m.month, m.day = n.value/10000, n.value/100%100, n.value%100
		return m, n.next, true
	case n.digits == 4 && n.next < len(s) && s[n.next] == '.':
		m.year = n.value
		if n, ok = scanNumeral(s, n.next+1); !ok || !n.arabic {
			return m, i, false
		}
	}
	if n.digits > 2 || n.next >= len(s) || s[n.next] != '.' {
		return m, i, false
	}
	day, ok := scanNumeral(s, n.next+1)
	if !ok || !day.arabic || day.digits > 2 {
		return m, i, false
	}
	m.month, m.day = n.value, day.value
	return m, day.next, true
}

// Read reads the date expression that s, folded text, opens with, and finds
// its days in or nearest to the week w. A week that is not known leaves dates
// without a year empty.
func Read(s []rune, w Week) (Expression, bool) {
	if !mayOpen(s) {
		return Expression{}, false
	}
	if e, ok := readWords(s, w); ok {
		return e, true
	}
	var r row
	if !r.scan(s) {
		return Expression{}, false
	}
	return r.expression(s, w), true
}

// ReadRange reads the range of days that s opens with, and no other expression.
func ReadRange(s []rune, w Week) (Expression, bool) {
	if e, ok := readDotted(s, w); ok || !mayOpen(s) {
		return e, ok
	}
	if e, ok := readWords(s, w); ok {
		return e, e.Precision == Range
	}
	var r row
	if !r.scan(s) || r.precision() != Range {
		return Expression{}, false
	}
	e := r.expression(s, w)
	return e, e.Precision == Range
}

// readWords reads what names a time by words: 近日, 周末, 4月上旬.
func readWords(s []rune, w Week) (Expression, bool) {
	for _, read := range [...]func([]rune, Week) (Expression, bool){readWeekend, readFirstWeek, readPhrase, readMonthPart} {
		if e, ok := read(s, w); ok {
			return e, true
		}
	}
	return Expression{}, false
}

// mayOpen tells by its first word alone that s may open with a date. Most
// lines and sentences do not.
func mayOpen(s []rune) bool {
	if len(s) == 0 {
		return false
	}
	if _, shifted := scanWeekShift(s, 0); shifted > 0 || openers.Find(s, 0) != nil {
		return true
	}
	_, ok := scanNumeral(s, 0)
	return ok
}

var openers = text.Union(phraseWords, weekWords, yearWords, monthWords, rowPrefixes)

// Nearest gives the day of a month in the year that puts it nearest to day,
// the missing date where the calendar has none.
func Nearest(to Date, month time.Month, day int) Date {
	r := row{marks: []mark{{month: int(month), day: day}}}
	return r.resolve(Week{to, to}).Start
}
