package generate

import (
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
	// openPart is true where the codebook does not say whether a part of day
	// inside a range is kept.
	openPart bool
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
		precision, days = parser.PrecisionRange, []parser.Date{w.week.Start.AddDays(5), w.week.End}
		if w.days() != 7 {
			return w.dateOf("range")
		}
	case "list":
		days = append(days, first.AddDays(w.between(1, 2)))
		if w.odd(25) {
			days, forms = append(days, days[1].AddDays(1)), "date triple"
		}
	case "week":
		days = []parser.Date{w.week.Start, w.week.End}
	case "month_part":
		third := min((first.Day()-1)/10, 2)
		days[0] = first.AddDays(10*third + 1 - first.Day())
		days = append(days, days[0].AddDays(9))
		if third == 2 {
			days[1] = lastOfMonth(first)
		}
	case "vague":
		days = nil
	case "invalid": // in a month that touches the week, or a plain day where those are long
		days = nil
		for _, day := range []parser.Date{w.week.Start, w.week.End} {
			if last := lastOfMonth(day).Day(); last < 31 {
				e := expression{text: monthDay(day), moment: parser.Moment{Precision: precision}}
				e.text = strings.Replace(e.text, "月"+strconv.Itoa(day.Day()), "月"+strconv.Itoa(max(30, last+1)), 1)
				return e
			}
		}
		return w.dateOf("day")
	}
	e := w.printed(forms, w.numerals(), w.fits(days), days...)
	e.moment.Precision = precision
	if days != nil {
		e.moment.Start, e.moment.End = days[0], days[len(days)-1]
	}
	if kind == "list" {
		e.moment.List = days
	}
	if kind == "range" {
		e.openPart, e.moment.Part = e.moment.Part != "", ""
	}
	return e
}

// fits says which forms can print the days.
func (w *draft) fits(days []parser.Date) func(form string) bool {
	return func(form string) bool {
		if !strings.Contains(form, "M") && strings.Contains(form, "周W") { // a weekday names a day of the week alone
			return w.days() == 7 && !days[0].Before(w.week.Start) && !w.week.End.Before(days[0])
		}
		return !strings.Contains(form, "首周") || days[0].Month() == time.January && days[0].Day() <= 7
	}
}

func lastOfMonth(day parser.Date) parser.Date {
	for day.AddDays(1).Month() == day.Month() {
		day = day.AddDays(1)
	}
	return day
}

// printed prints days in one of the forms of a part that fit; the letters of
// forms are in grammar.txt.
func (w *draft) printed(part string, n numerals, fits func(form string) bool, days ...parser.Date) (e expression) {
	form := w.choose(part, func(f string) bool {
		switch {
		case fits != nil && !fits(f):
			return false
		case n != arabic && strings.Contains(f, "D、") || n == chinese && strings.HasPrefix(f, "D~"):
			return false // bare numbers in a row are Arabic
		case len(days) > 1 && part != "date across" && !strings.Contains(f, "m月") && strings.Contains(f, "d"):
			return days[0].Month() == days[len(days)-1].Month()
		case strings.Contains(f, "Y") && len(days) > 1 && !strings.Contains(f, "y") && part != "date week":
			return days[0].Year() == days[1].Year()
		}
		return true
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
		case r == '~':
			e.text += w.separator(n)
		default:
			e.text += string(r)
			if n == spaced && strings.ContainsRune("年月", r) {
				e.text += " "
			}
		}
	}
	return e
}

func (w *draft) separator(n numerals) string {
	switch {
	case w.calm:
		return w.fill("{calm separator}")
	case n == spaced || w.chance(15):
		return w.fill(" {separator} ")
	}
	return w.fill("{separator}")
}

// numerals is a way to print the numbers of a date.
type numerals string

const (
	arabic    numerals = "arabic"
	fullWidth numerals = "full_width"
	spaced    numerals = "spaced"
	chinese   numerals = "chinese"
)

func (w *draft) numerals() numerals { return numerals(w.choose("numerals", nil)) }

func monthDay(day parser.Date) string {
	return strconv.Itoa(int(day.Month())) + "月" + strconv.Itoa(day.Day()) + "日"
}

// print gives a number as it stands before 年, 月, 日 or what else is next.
func (n numerals) print(number int, next rune) string {
	digits := strconv.Itoa(number)
	switch {
	case n == fullWidth:
		return strings.Map(widen, digits)
	case n == spaced && strings.ContainsRune("年月日号", next):
		return digits + " "
	case n == chinese && next == '年':
		return strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九").Replace(digits)
	case n == chinese:
		ones, tens := strings.Split(" 一二三四五六七八九", ""), [...]string{"", "十", "二十", "三十"}
		return tens[number/10] + strings.TrimSpace(ones[number%10])
	}
	return digits
}

// days is the length of the period reported on.
func (w *draft) days() int { return w.week.End.Sub(w.week.Start) + 1 }
