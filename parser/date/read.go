package date

import (
	"time"

	"shenzheng/parser/text"
)

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
func Read(s []rune, w Week) (Expression, bool) { return read(s, w, false) }

// ReadRange reads the range of days that s opens with, and no other expression.
func ReadRange(s []rune, w Week) (Expression, bool) {
	if e, ok := readDotted(s, w); ok {
		return e, true
	}
	e, ok := read(s, w, true)
	return e, ok && e.Precision == Range
}

func read(s []rune, w Week, ranges bool) (Expression, bool) {
	// Most lines and sentences tell by their first word that they open with no date.
	if _, number := scanNumeral(s, 0); !number && openers.Find(s, 0) == nil {
		return Expression{}, false
	}
	for _, words := range [...]func([]rune, Week) (Expression, bool){readWeekend, readFirstWeek, readPhrase, readMonthPart} {
		if e, ok := words(s, w); ok {
			return e, true
		}
	}
	var r row
	if !r.scan(s) || ranges && r.precision() != Range {
		return Expression{}, false
	}
	first := r.marks[0]
	e := Expression{Moment: r.resolve(w), Len: r.end, Explicit: first.weekday == 0 && !r.open, Weekday: first.bracketDay}
	e.Part = r.part(s)
	return e, true
}

var openers = text.Union(phraseWords, weekWords, yearWords, monthWords, rowPrefixes, shiftWords)

// Nearest gives the day of a month in the year that puts it nearest to day,
// the missing date where the calendar has none.
func Nearest(to Date, month time.Month, day int) Date {
	r := row{marks: []mark{{month: int(month), day: day}}}
	return r.resolve(Week{to, to}).Start
}
