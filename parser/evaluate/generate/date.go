package generate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"shenzheng/parser"
)

var weekdays = strings.Split("日一二三四五六", "")

// date gives a date as printed and as it must be read, of one of the grammar's kinds, of any
// where that is empty. One that is calendar is M月D日, D日, or a range or list of them.
func (w *draft) date(kind string) (m parser.Moment, calendar bool) {
	if kind == "" {
		kind = w.choose("date", nil)
	}
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
			return w.date("range")
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
	case "invalid": // in a month that touches the week and is short
		for _, day := range []parser.Date{w.week.Start, w.week.End} {
			if last := lastOfMonth(day).Day(); last < 31 {
				return parser.Moment{Precision: precision, Text: fmt.Sprintf("%d月%d日", day.Month(), max(30, last+1))}, false
			}
		}
		return w.date("day")
	}
	m, calendar = w.printed(forms, w.choose("numerals", nil), days...)
	m.Precision = precision
	if kind == "list" {
		m.List = days
	}
	if kind == "range" && m.Part != "" { // the codebook does not say whether it is kept
		m.Part = ""
		w.leave(len(w.column.Activities), "", "date_part")
	}
	return m, calendar
}

func lastOfMonth(day parser.Date) parser.Date {
	return parser.DateOf(time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, time.UTC))
}

// days is the length of the period reported on.
func (w *draft) days() int { return w.week.End.Sub(w.week.Start) + 1 }

// printed prints days in one of the forms of a part that can say them, with
// one of the kinds of numerals; the letters of forms are in grammar.txt.
func (w *draft) printed(part, numerals string, days ...parser.Date) (m parser.Moment, calendar bool) {
	form := w.choose(part, func(f string) bool {
		has := func(what string) bool { return strings.Contains(f, what) }
		switch {
		case numerals != "arabic" && has("D、") || numerals == "chinese" && strings.HasPrefix(f, "D~"):
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
	if len(days) == 0 {
		return parser.Moment{Text: form}, false
	}
	m.Start, m.End = days[0], days[len(days)-1]
	letters := []string{"W", weekdays[days[0].Weekday()], "T", []string{"上", "中", "下"}[min(days[0].Day()/10, 2)]}
	for i, day := range days {
		for j, number := range []int{day.Year(), int(day.Month()), day.Day()} {
			letters = append(letters, "YMDymdzxe"[3*i+j:][:1], inNumerals(numerals, number))
		}
	}
	if strings.Contains(form, "P") {
		m.Part = w.fill("{part of day}")
		letters = append(letters, "P", m.Part)
	}
	if strings.Contains(form, "~") {
		separator := "{separator}"
		if w.calm {
			separator = "{calm separator}"
		} else if numerals == "spaced" || w.chance(15) {
			separator = " {separator} "
		}
		letters = append(letters, "~", w.fill(separator))
	}
	calendar = strings.Contains(form, "D")
	if numerals == "spaced" && strings.ContainsAny(form, "YMD") {
		form = strings.NewReplacer("年", " 年 ", "月", " 月 ", "日", " 日", "号", " 号").Replace(form)
	}
	m.Text = strings.NewReplacer(letters...).Replace(form)
	return m, calendar
}

// period prints a week.
func (w *draft) period(part string, week parser.Week) string {
	m, _ := w.printed(part, "arabic", week.Start, week.End)
	return m.Text
}

func inFirstWeek(day parser.Date) bool { return day.Month() == time.January && day.Day() <= 7 }

func monthDay(day parser.Date) string { return fmt.Sprintf("%d月%d日", day.Month(), day.Day()) }

// inNumerals prints a number, a year digit by digit.
func inNumerals(numerals string, number int) string {
	digits := strconv.Itoa(number)
	switch {
	case numerals == "full_width":
		return strings.Map(func(r rune) rune { return r + '０' - '0' }, digits)
	case numerals == "chinese" && number > 31:
		return strings.Map(func(r rune) rune { return []rune("〇一二三四五六七八九")[r-'0'] }, digits)
	case numerals == "chinese":
		return texts("chinese number")[number]
	}
	return digits
}
