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

// readDotted reads a range such as 4.22-4.28 and 2024.4.22-4.28, as some
// titles print a week.
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

// dottedDay reads 4.22 and 2024.4.22.
func dottedDay(s []rune, i int) (mark, int, bool) {
	if m, next, ok := scanNumericDate(s, i); ok {
		return m, next, true
	}
	var m mark
	next, ok := m.scanPair(s, i, '.')
	return m, next, ok
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
func readWords(s []rune, w Week) (e Expression, ok bool) {
	for _, read := range [...]func([]rune, Week) (Expression, bool){readWeekend, readFirstWeek, readPhrase, readMonthPart} {
		if e, ok = read(s, w); ok {
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
