package date

import (
	"time"

	"shenzheng/parser/text"
)

// Week is the Monday to Sunday a column reports on; both zero when unknown.
type Week struct{ Start, End Date }

// Regular reports a week from Monday to Sunday.
func (w Week) Regular() bool {
	return !w.Start.IsZero() && w.End.Sub(w.Start) == 6 && w.Start.Weekday() == 1
}

// Precision says how a date was printed (codebook, section 4).
type Precision string

// The precisions.
const (
	Day       Precision = "day"
	Range     Precision = "range"
	List      Precision = "list"
	InWeek    Precision = "week"
	MonthPart Precision = "month_part"
	Vague     Precision = "vague"
	None      Precision = "none"
	Invalid   Precision = "invalid"
)

// Moment is a date expression as read.
type Moment struct {
	Start, End Date
	List       []Date // only for List
	Precision  Precision
	Part       string // 上午, 晚 …, as printed
	Text       string // the expression as printed
	Rule       string // the rule that read it, for `explain`
}

// Expression is what Read finds.
type Expression struct {
	Moment // without Text: the caller has the text as printed
	Len    int
	// Explicit is true for calendar dates (M月D日, D日, their ranges and lists),
	// which alone open an activity inside a paragraph.
	Explicit bool
	Weekday  int // printed beside a calendar day: 1 Monday to 7 Sunday, 0 for none
}

// The rules that read an expression.
const (
	ruleDays = "days" // scan.go: a row of days, 4.22-4.28

	rulePhrase    = "phrase"     // 近日, 本周
	ruleWeekend   = "weekend"    // 周末, 上周
	ruleFirstWeek = "first_week" // 2024年首周
	ruleMonthPart = "month_part" // 4月上旬
)

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
	if !mayOpen(s) {
		return readDotted(s, w)
	}
	if e, ok := readWords(s, w); ok {
		return e, e.Precision == Range
	}
	var r row
	if !r.scan(s) {
		return readDotted(s, w)
	}
	if r.precision() != Range {
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
