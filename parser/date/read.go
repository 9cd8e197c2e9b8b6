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

// readFigures reads a range printed in figures alone, as some titles print a
// week: 4.22-4.28, 2024.4.22-4.28, 4/22至4/28; 0422-0428 and 4.22-28 only from
// Monday to Sunday, since rooms, telephones and sums have such numbers too.
func readFigures(s []rune, w Week) (Expression, bool) {
	from, i, ok := figuresDay(s, 0)
	how, i := scanJoin(s, i)
	if !ok || how != joinRange {
		return Expression{}, false
	}
	to, n, ok := figuresDay(s, i)
	if !ok {
		day, _ := scanNumeral(s, i)
		to, n, ok = mark{day: day.value, unit: true, compact: true}, day.next, day.arabic && (day.digits == 1 || day.digits == 2)
	}
	if !ok || n < len(s) && text.IsDigit(s[n]) {
		return Expression{}, false
	}
	to.join = joinRange
	r := row{marks: []mark{from, to}, end: n}
	e := Expression{Moment: r.resolve(w), Len: n, Explicit: true}
	return e, !from.compact && !to.compact || (Week{Start: e.Start, End: e.End}).Regular()
}

// figuresDay reads 4.22, 4/22 and 0422, each with a year before it or without.
func figuresDay(s []rune, i int) (mark, int, bool) {
	if m, next, ok := scanNumericDate(s, i); ok {
		return m, next, true
	}
	var m mark
	for _, sep := range "./" {
		if next, ok := m.scanPair(s, i, sep); ok {
			return m, next, true
		}
	}
	n, _ := scanNumeral(s, i)
	if !n.arabic || n.digits != 4 && n.digits != 8 {
		return mark{}, i, false
	}
	m = mark{year: n.value / 10000, month: n.value / 100 % 100, day: n.value % 100, unit: true, compact: true}
	return m, n.next, m.month >= 1 && m.month <= 12 && m.day >= 1 && m.day <= 31
}

// Read reads the date expression that s, folded text, opens with, and finds its days in or
// nearest to the week w. Where that is not known dates without a year stay empty.
func Read(s []rune, w Week) (Expression, bool) {
	// Most lines and sentences tell by their first word that they open with no date.
	if _, number := scanNumeral(s, 0); !number && openers.Find(s, 0) == nil {
		return Expression{}, false
	}
	in := inWords.At(s, 0) // 在过去的一周里
	for _, words := range [...]func([]rune, Week) (Expression, bool){readWeekend, readFirstWeek, readPhrase, readMonthPart} {
		if e, ok := words(s[in:], w); ok {
			e.Len += in
			return e, true
		}
	}
	var r row
	if !r.scan(s) {
		return Expression{}, false
	}
	return r.expression(s, w), true
}

// expression gives what a row that opens s says.
func (r *row) expression(s []rune, w Week) Expression {
	first := r.marks[0]
	e := Expression{Moment: r.resolve(w), Len: r.end, Explicit: first.weekday == 0 && !r.open, Weekday: first.bracketDay}
	e.Part = r.part(s)
	return e
}

// ReadRange reads the range of days that s opens with, and no other expression.
func ReadRange(s []rune, w Week) (Expression, bool) {
	if e, ok := readFigures(s, w); ok {
		return e, true
	}
	var r row
	if !r.scan(s) || r.precision() != Range {
		return Expression{}, false
	}
	e := r.expression(s, w)
	if last := &r.marks[1]; e.Precision == Invalid && last.year == r.marks[0].year { // 2024年12月30日至2024年1月5日
		last.year = 0
		e = r.expression(s, w)
	}
	return e, true
}

var inWords = text.NewWords("在 就在")

var openers = text.Union(phraseWords, weekWords, yearWords, monthWords, rowPrefixes, shiftWords)

// Nearest gives the day of a month in the year that puts it nearest to day,
// the missing date where the calendar has none.
func Nearest(to Date, month time.Month, day int) Date {
	r := row{marks: []mark{{month: int(month), day: day}}}
	return r.resolve(Week{to, to}).Start
}
