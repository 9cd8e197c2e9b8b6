package generate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"shenzheng/parser"
)

// expression is a date as printed and what it must be read as.
type expression struct {
	text   string
	moment parser.Moment // without Text
	// calendar is true for M月D日, D日, and ranges and lists of them: the
	// expressions that open an activity in the middle of a paragraph.
	calendar bool
}

var weekdays = strings.Split("日一二三四五六", "")

// date gives an expression, of any precision but none, or with calendar one
// that opens an activity in the middle of a paragraph.
func (w *draft) date(calendar bool) expression {
	for {
		if e := w.dateOf(w.choose("date", nil)); e.calendar || !calendar {
			return e
		}
	}
}

// dateOf gives an expression of one of the kinds that the grammar lists.
func (w *draft) dateOf(kind string) expression {
	first, forms := w.week.Start.AddDays(w.IntN(w.days())), "date "+kind
	precision, days := parser.Precision(kind), []parser.Date{first}
	switch kind {
	case "day":
		if w.odd(6) { // reported late or ahead
			days[0] = first.AddDays(pick(w.dice, []int{-3, -2, 2, 3}))
		}
	case "range":
		first = w.week.Start.AddDays(w.between(-2, w.days()-2))
		days = []parser.Date{first, first.AddDays(w.between(1, 4))}
		if first.Month() != days[1].Month() {
			forms = "date across"
		}
	case "weekend":
		if w.days() != 7 {
			return w.dateOf("range")
		}
		precision, days = parser.PrecisionRange, []parser.Date{w.week.Start.AddDays(5), w.week.End}
	case "list":
		days = append(days, first.AddDays(w.between(1, 2)))
		if w.odd(25) {
			days, forms = append(days, days[1].AddDays(1)), "date triple"
		}
	case "week":
		days = []parser.Date{w.week.Start, w.week.End}
	case "month_part":
		third := min((first.Day()-1)/10, 2)
		days = []parser.Date{first.AddDays(10*third + 1 - first.Day()), first.AddDays(10*third + 10 - first.Day())}
		if third == 2 {
			days[1] = lastOfMonth(first)
		}
	case "vague":
		days = nil
	case "invalid":
		if wrong := w.noDay(); wrong != "" {
			return expression{text: wrong, moment: parser.Moment{Precision: precision}}
		}
		return w.dateOf("day")
	}
	e := w.printed(forms, numerals(w.choose("numerals", nil)), days...)
	e.moment.Precision = precision
	if days != nil {
		e.moment.Start, e.moment.End = days[0], days[len(days)-1]
	}
	if kind == "list" {
		e.moment.List = days
	}
	if kind == "range" && e.moment.Part != "" { // the codebook does not say whether it is kept
		e.moment.Part = ""
		w.leave("", "date_part")
	}
	return e
}

// noDay gives a day that the calendar has not, in a month that touches the
// week; "" where those are long.
func (w *draft) noDay() string {
	for _, day := range []parser.Date{w.week.Start, w.week.End} {
		if last := lastOfMonth(day).Day(); last < 31 {
			return fmt.Sprintf("%d月%d日", day.Month(), max(30, last+1))
		}
	}
	return ""
}

func lastOfMonth(day parser.Date) parser.Date {
	for day.AddDays(1).Month() == day.Month() {
		day = day.AddDays(1)
	}
	return day
}

// days is the length of the period reported on.
func (w *draft) days() int { return w.week.End.Sub(w.week.Start) + 1 }

// printed prints days in one of the forms of a part that can say them; the
// letters of forms are in grammar.txt.
func (w *draft) printed(part string, n numerals, days ...parser.Date) (e expression) {
	form := w.choose(part, func(f string) bool {
		has := func(what string) bool { return strings.Contains(f, what) }
		switch {
		case n != arabic && has("D、") || n == chinese && strings.HasPrefix(f, "D~"):
			return false // bare numbers in a row are Arabic
		case has("周W") && !has("M"): // a weekday names a day of the week alone
			return w.days() == 7 && !days[0].Before(w.week.Start) && !w.week.End.Before(days[0])
		case has("首周"):
			return inFirstWeek(days[0])
		case has("d") && !has("m") && part != "date across" && days[0].Month() != days[len(days)-1].Month():
			return false
		}
		return !has("d") || !has("Y") || has("y") || days[0].Year() == days[1].Year()
	})
	e.calendar = strings.Contains(form, "D")
	runes := append([]rune(form), ' ')
	for i, r := range runes[:len(runes)-1] {
		at, next := strings.IndexRune("YMDymd-xe", r), runes[i+1]
		switch {
		case at >= 0 && r != '-':
			day := days[at/3]
			e.text += n.print([]int{day.Year(), int(day.Month()), day.Day()}[at%3], next)
		case r == 'W':
			e.text += weekdays[days[0].Weekday()]
		case r == 'T':
			e.text += []string{"上", "中", "下"}[days[0].Day()/10]
		case r == 'P':
			e.moment.Part = w.fill("{part of day}")
			e.text += e.moment.Part
		case r == '~' && w.calm:
			e.text += w.fill("{calm separator}")
		case r == '~' && (n == spaced || w.chance(15)):
			e.text += w.fill(" {separator} ")
		case r == '~':
			e.text += w.fill("{separator}")
		case n == spaced && strings.ContainsRune("年月", r):
			e.text += string(r) + " "
		default:
			e.text += string(r)
		}
	}
	return e
}

func inFirstWeek(day parser.Date) bool { return day.Month() == time.January && day.Day() <= 7 }

// numerals is a way to print the numbers of a date.
type numerals string

const (
	arabic    numerals = "arabic"
	fullWidth numerals = "full_width"
	spaced    numerals = "spaced"
	chinese   numerals = "chinese"
)

func monthDay(day parser.Date) string { return fmt.Sprintf("%d月%d日", day.Month(), day.Day()) }

// print gives a number as it stands before 年, 月, 日 or what else is next.
func (n numerals) print(number int, next rune) string {
	digits := strconv.Itoa(number)
	switch {
	case n == fullWidth:
		return strings.Map(func(r rune) rune { return r + '０' - '0' }, digits)
	case n == spaced && strings.ContainsRune("年月日号", next):
		return digits + " "
	case n == chinese && next == '年':
		return strings.Map(func(r rune) rune { return []rune("〇一二三四五六七八九")[r-'0'] }, digits)
	case n == chinese:
		return texts("chinese number")[number]
	}
	return digits
}
