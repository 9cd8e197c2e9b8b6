package generate

import (
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

var (
	separators = [...]string{"至", "到", "-", "－", "‐", "‑", "‒", "–", "—", "——", "―", "~", "～", "〜", "−"}
	dayParts   = [...]string{"上午", "下午", "晚", "晚上", "早上", "中午", "凌晨", "傍晚"}
	weekdays   = [...]string{"日", "一", "二", "三", "四", "五", "六"}
	vagueWords = [...]string{"近日", "日前", "近期", "连日来", "近段时间以来"}
	weekWords  = [...]string{"本周", "这一周", "过去一周"}
)

// anyDate gives an expression of any precision but none.
func anyDate(d dice, w parser.Week) expression {
	switch n := d.IntN(100); {
	case n < 62:
		return dayDate(d, w)
	case n < 77:
		return rangeDate(d, w)
	case n < 85:
		return listDate(d, w)
	case n < 88:
		return weekDate(d, w)
	case n < 91:
		return monthPartDate(d, w)
	case n < 98:
		return expression{text: pick(d, vagueWords[:]), moment: parser.Moment{Precision: parser.PrecisionVague}}
	default:
		return invalidDate(d, w)
	}
}

// calendarDate gives an explicit calendar date: a day, a range or a list.
func calendarDate(d dice, w parser.Week) expression {
	for {
		e := anyDate(d, w)
		if e.calendar {
			return e
		}
	}
}

func anyNumerals(d dice) numerals {
	switch n := d.IntN(100); {
	case n < 76:
		return ascii
	case n < 84:
		return fullWidth
	case n < 92:
		return spaced
	default:
		return chinese
	}
}

func single(day parser.Date, precision parser.Precision) parser.Moment {
	return parser.Moment{Start: day, End: day, Precision: precision}
}

func monthDay(n numerals, day parser.Date) string {
	return n.print(int(day.Month()), "月") + n.gap() + n.print(day.Day(), "日")
}

func dayDate(d dice, w parser.Week) expression {
	day := w.Start.AddDays(d.IntN(7))
	if d.chance(6) {
		day = day.AddDays(pick(d, []int{-3, -2, 2, 3})) // reported late or ahead
	}
	e := expression{moment: single(day, parser.PrecisionDay), calendar: true}
	n := anyNumerals(d)
	weekday := weekdays[day.Weekday()]
	switch form := d.IntN(100); {
	case form < 58:
		e.text = monthDay(n, day)
	case form < 72:
		e.text = n.print(day.Day(), "日")
	case form < 77:
		e.text = n.print(int(day.Month()), "月") + n.gap() + n.print(day.Day(), "号")
	case form < 83:
		e.text = n.print(day.Year(), "年") + n.gap() + monthDay(n, day)
	case form < 91:
		e.text = monthDay(n, day) + "(周" + weekday + ")"
	case form < 96:
		e.text, e.calendar = "本周"+weekday, false
	default:
		e.text, e.calendar = "周"+weekday, false
	}
	if !e.calendar && (day.Before(w.Start) || w.End.Before(day)) {
		e.text, e.calendar = monthDay(n, day), true
	}
	if d.chance(18) {
		e.moment.Part = pick(d, dayParts[:])
		e.text += e.moment.Part
	}
	return e
}

// stretch gives a first and a last day, the first inside the week or a little
// before it.
func stretch(d dice, w parser.Week) (parser.Date, parser.Date) {
	first := w.Start.AddDays(d.between(-2, 5))
	return first, first.AddDays(d.between(1, 4))
}

func rangeDate(d dice, w parser.Week) expression {
	if d.chance(8) {
		m := parser.Moment{Start: w.Start.AddDays(5), End: w.End, Precision: parser.PrecisionRange}
		return expression{text: pick(d, []string{"周末", "本周末"}), moment: m}
	}
	first, last := stretch(d, w)
	e := expression{moment: parser.Moment{Start: first, End: last, Precision: parser.PrecisionRange}, calendar: true}
	n := anyNumerals(d)
	sep := n.gap() + pick(d, separators[:]) + n.gap()
	if d.chance(15) {
		sep = " " + pick(d, separators[:]) + " "
	}
	if first.Month() != last.Month() {
		e.text = acrossMonths(d, n, first, last, sep)
		return e
	}
	to := n.print(last.Day(), "日")
	switch form := d.IntN(100); {
	case form < 32:
		e.text = monthDay(n, first) + sep + to
	case form < 46:
		e.text = n.print(int(first.Month()), "月") + n.gap() + n.print(first.Day(), "") + sep + to
	case form < 58:
		e.text = monthDay(n, first) + sep + monthDay(n, last)
	case form < 68:
		e.text = n.print(first.Day(), "日") + sep + to
	case form < 78 && n != chinese:
		e.text = n.print(first.Day(), "") + sep + to
	case form < 86:
		e.text, e.openPart = monthDay(n, first)+pick(d, dayParts[:])+sep+to, true
	case form < 93:
		e.text = "从" + monthDay(n, first) + "到" + to
	default:
		e.text = "自" + monthDay(n, first) + "起至" + to
	}
	return e
}

func acrossMonths(d dice, n numerals, first, last parser.Date, sep string) string {
	switch d.IntN(4) {
	case 0:
		return n.print(first.Day(), "日") + sep + monthDay(n, last)
	case 1:
		return monthDay(n, first) + sep + n.print(last.Day(), "日")
	default:
		return monthDay(n, first) + sep + monthDay(n, last)
	}
}

func listDate(d dice, w parser.Week) expression {
	first := w.Start.AddDays(d.IntN(4))
	days := []parser.Date{first, first.AddDays(d.between(1, 2))}
	if d.chance(25) {
		days = append(days, days[1].AddDays(1))
	}
	last := days[len(days)-1]
	e := expression{calendar: true}
	e.moment = parser.Moment{Start: first, End: last, List: days, Precision: parser.PrecisionList}
	n := anyNumerals(d)
	switch form := d.IntN(100); {
	case first.Month() != last.Month() || form < 20:
		e.text = joined(days, func(day parser.Date) string { return monthDay(n, day) })
	case form < 55:
		e.text = n.print(int(first.Month()), "月") + n.gap() + joined(days, func(day parser.Date) string { return n.print(day.Day(), "日") })
	case form < 75 && n == ascii:
		e.text = n.print(int(first.Month()), "月") + joined(days, func(day parser.Date) string { return n.print(day.Day(), "") }) + "日"
	case form < 82 && len(days) == 2:
		e.text = n.print(first.Day(), "日") + "和" + n.print(last.Day(), "日")
	case form < 90 && len(days) == 2:
		e.text = monthDay(n, first) + "和" + n.print(last.Day(), "日")
	default:
		e.text = joined(days, func(day parser.Date) string { return n.print(day.Day(), "日") })
	}
	return e
}

func joined(days []parser.Date, print func(parser.Date) string) string {
	out := ""
	for i, day := range days {
		if i > 0 {
			out += "、"
		}
		out += print(day)
	}
	return out
}

func weekDate(d dice, w parser.Week) expression {
	m := parser.Moment{Start: w.Start, End: w.End, Precision: parser.PrecisionWeek}
	if w.Start.Month() == time.January && w.Start.Day() <= 7 && d.chance(60) {
		return expression{text: ascii.print(w.Start.Year(), "年") + "首周", moment: m}
	}
	return expression{text: pick(d, weekWords[:]), moment: m}
}

func monthPartDate(d dice, w parser.Week) expression {
	day := w.Start.AddDays(d.IntN(7))
	month, _ := parser.NewDate(day.Year(), day.Month(), 1)
	e := expression{moment: parser.Moment{Precision: parser.PrecisionMonthPart}}
	name := ascii.print(int(day.Month()), "月")
	switch {
	case day.Day() <= 10:
		e.text, e.moment.Start, e.moment.End = name+"上旬", month, month.AddDays(9)
	case day.Day() <= 20:
		e.text, e.moment.Start, e.moment.End = name+"中旬", month.AddDays(10), month.AddDays(19)
	default:
		e.text, e.moment.Start, e.moment.End = name+"下旬", month.AddDays(20), lastOfMonth(day)
	}
	return e
}

func lastOfMonth(day parser.Date) parser.Date {
	for day.AddDays(1).Month() == day.Month() {
		day = day.AddDays(1)
	}
	return day
}

// invalidDate gives a day the calendar has not, in a month that touches the
// week, or a plain day where those months are all long.
func invalidDate(d dice, w parser.Week) expression {
	for _, day := range []parser.Date{w.Start, w.End} {
		last := lastOfMonth(day).Day()
		if last == 31 {
			continue
		}
		wrong := 31
		if last < 30 {
			wrong = 30
		}
		text := ascii.print(int(day.Month()), "月") + ascii.print(wrong, "日")
		return expression{text: text, moment: parser.Moment{Precision: parser.PrecisionInvalid}}
	}
	return dayDate(d, w)
}
