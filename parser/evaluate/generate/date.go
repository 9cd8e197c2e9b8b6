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
	// openPart is true where the codebook does not say whether a part of day
	// inside a range is kept.
	openPart bool
}

var (
	separators = strings.Fields("至 到 - － ‐ ‑ ‒ – — —— ― ~ ～ 〜 −")
	dayParts   = strings.Fields("上午 下午 晚 晚上 早上 中午 凌晨 傍晚")
	weekdays   = strings.Split("日一二三四五六", "")
	vagueWords = strings.Fields("近日 日前 近期 连日来 近段时间以来")
	weekWords  = strings.Fields("本周 这一周 过去一周")
)

// anyDate gives an expression of any precision but none.
func (w *draft) anyDate() expression {
	switch n := w.IntN(100); {
	case n < 62:
		return w.dayDate()
	case n < 77:
		return w.rangeDate()
	case n < 85:
		return w.listDate()
	case n < 88:
		return w.weekDate()
	case n < 91:
		return w.monthPartDate()
	case n < 98 || w.calm:
		return expression{text: pick(w.dice, vagueWords), moment: parser.Moment{Precision: parser.PrecisionVague}}
	}
	return w.invalidDate()
}

// calendarDate gives an explicit calendar date: a day, a range or a list.
func (w *draft) calendarDate() expression {
	for {
		if e := w.anyDate(); e.calendar {
			return e
		}
	}
}

func (w *draft) dayDate() expression {
	day := w.week.Start.AddDays(w.IntN(w.days()))
	if w.odd(6) {
		day = day.AddDays(pick(w.dice, []int{-3, -2, 2, 3})) // reported late or ahead
	}
	e := expression{moment: parser.Moment{Start: day, End: day, Precision: parser.PrecisionDay}, calendar: true}
	n := w.numerals()
	weekday := weekdays[day.Weekday()]
	inside := w.days() == 7 && !day.Before(w.week.Start) && !w.week.End.Before(day)
	switch form := w.IntN(100); {
	case form < 58 || w.calm:
		e.text = n.monthDay(day)
	case form < 72:
		e.text = n.print(day.Day(), "日")
	case form < 77:
		e.text = n.print(int(day.Month()), "月") + n.gap() + n.print(day.Day(), "号")
	case form < 83:
		e.text = n.print(day.Year(), "年") + n.gap() + n.monthDay(day)
	case form < 91 || !inside:
		e.text = n.monthDay(day) + "(周" + weekday + ")"
	case form < 96:
		e.text, e.calendar = "本周"+weekday, false
	default:
		e.text, e.calendar = "周"+weekday, false
	}
	if w.chance(18) {
		e.moment.Part = pick(w.dice, dayParts)
		e.text += e.moment.Part
	}
	return e
}

func (w *draft) rangeDate() expression {
	if w.days() == 7 && w.chance(8) {
		m := parser.Moment{Start: w.week.Start.AddDays(5), End: w.week.End, Precision: parser.PrecisionRange}
		return expression{text: pick(w.dice, []string{"周末", "本周末"}), moment: m}
	}
	first := w.week.Start.AddDays(w.between(-2, w.days()-2))
	last := first.AddDays(w.between(1, 4))
	e := expression{moment: parser.Moment{Start: first, End: last, Precision: parser.PrecisionRange}, calendar: true}
	n := w.numerals()
	sep := n.gap() + pick(w.dice, separators) + n.gap()
	if w.calm {
		sep = pick(w.dice, []string{"至", "-"})
	} else if w.chance(15) {
		sep = " " + pick(w.dice, separators) + " "
	}
	to := n.print(last.Day(), "日")
	form := w.IntN(100)
	if first.Month() != last.Month() {
		e.text = n.monthDay(first) + sep + n.monthDay(last)
		if form < 25 {
			e.text = n.print(first.Day(), "日") + sep + n.monthDay(last)
		} else if form < 50 {
			e.text = n.monthDay(first) + sep + to
		}
		return e
	}
	switch {
	case form < 32 || w.calm:
		e.text = n.monthDay(first) + sep + to
	case form < 46:
		e.text = n.print(int(first.Month()), "月") + n.gap() + n.print(first.Day(), "") + sep + to
	case form < 58:
		e.text = n.monthDay(first) + sep + n.monthDay(last)
	case form < 68:
		e.text = n.print(first.Day(), "日") + sep + to
	case form < 78 && n != chinese:
		e.text = n.print(first.Day(), "") + sep + to
	case form < 86:
		e.text, e.openPart = n.monthDay(first)+pick(w.dice, dayParts)+sep+to, true
	case form < 93:
		e.text = "从" + n.monthDay(first) + "到" + to
	default:
		e.text = "自" + n.monthDay(first) + "起至" + to
	}
	return e
}

func (w *draft) listDate() expression {
	first := w.week.Start.AddDays(w.IntN(4))
	days := []parser.Date{first, first.AddDays(w.between(1, 2))}
	if w.chance(25) {
		days = append(days, days[1].AddDays(1))
	}
	last := days[len(days)-1]
	e := expression{calendar: true, moment: parser.Moment{Start: first, End: last, List: days, Precision: parser.PrecisionList}}
	n := w.numerals()
	joined := func(print func(parser.Date) string) string {
		var parts []string
		for _, day := range days {
			parts = append(parts, print(day))
		}
		return strings.Join(parts, "、")
	}
	dayOnly := func(day parser.Date) string { return n.print(day.Day(), "日") }
	month := n.print(int(first.Month()), "月")
	switch form := w.IntN(100); {
	case first.Month() != last.Month() || form < 20:
		e.text = joined(n.monthDay)
	case form < 55 || w.calm:
		e.text = month + n.gap() + joined(dayOnly)
	case form < 75 && n == ascii:
		e.text = month + joined(func(day parser.Date) string { return n.print(day.Day(), "") }) + "日"
	case form < 82 && len(days) == 2:
		e.text = n.print(first.Day(), "日") + "和" + n.print(last.Day(), "日")
	case form < 90 && len(days) == 2:
		e.text = n.monthDay(first) + "和" + n.print(last.Day(), "日")
	default:
		e.text = joined(dayOnly)
	}
	return e
}

func (w *draft) weekDate() expression {
	m := parser.Moment{Start: w.week.Start, End: w.week.End, Precision: parser.PrecisionWeek}
	if w.week.Start.Month() == time.January && w.week.Start.Day() <= 7 && w.chance(60) {
		return expression{text: fmt.Sprint(w.week.Start.Year()) + "年首周", moment: m}
	}
	return expression{text: pick(w.dice, weekWords), moment: m}
}

func (w *draft) monthPartDate() expression {
	day := w.week.Start.AddDays(w.IntN(7))
	third := min((day.Day()-1)/10, 2)
	first := day.AddDays(10*third + 1 - day.Day())
	last := first.AddDays(9)
	if third == 2 {
		last = lastOfMonth(day)
	}
	text := fmt.Sprintf("%d月%s旬", day.Month(), []string{"上", "中", "下"}[third])
	return expression{text: text, moment: parser.Moment{Start: first, End: last, Precision: parser.PrecisionMonthPart}}
}

func lastOfMonth(day parser.Date) parser.Date {
	for day.AddDays(1).Month() == day.Month() {
		day = day.AddDays(1)
	}
	return day
}

// invalidDate gives a day the calendar has not, in a month that touches the
// week, or a plain day where those months are all long.
func (w *draft) invalidDate() expression {
	for _, day := range []parser.Date{w.week.Start, w.week.End} {
		if last := lastOfMonth(day).Day(); last < 31 {
			wrong := max(30, last+1)
			return expression{text: fmt.Sprintf("%d月%d日", day.Month(), wrong), moment: parser.Moment{Precision: parser.PrecisionInvalid}}
		}
	}
	return w.dayDate()
}

// numerals is a way to print the numbers of a date.
type numerals int

const (
	ascii numerals = iota
	fullWidth
	spaced
	chinese
)

func (w *draft) numerals() numerals {
	switch n := w.IntN(100); {
	case n < 76 || w.calm:
		return ascii
	case n < 84:
		return fullWidth
	case n < 92:
		return spaced
	}
	return chinese
}

func (n numerals) monthDay(day parser.Date) string {
	return n.print(int(day.Month()), "月") + n.gap() + n.print(day.Day(), "日")
}

// print gives a number as it stands before 年, 月 or 日, with the unit.
func (n numerals) print(number int, unit string) string {
	digits := strconv.Itoa(number)
	switch n {
	case fullWidth:
		return strings.Map(widen, digits) + unit
	case spaced:
		return strings.TrimRight(digits+" "+unit, " ")
	case chinese:
		if unit == "年" {
			return strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九").Replace(digits) + unit
		}
		ones, tens := strings.Split("一二三四五六七八九", ""), [...]string{"", "十", "二十", "三十"}
		if number%10 == 0 {
			return tens[number/10] + unit
		}
		return tens[number/10] + ones[number%10-1] + unit
	}
	return digits + unit
}

// gap is what stands between two numbers: spaced numerals have a space there.
func (n numerals) gap() string {
	if n == spaced {
		return " "
	}
	return ""
}

// widen gives the full-width form of the characters that have one on these
// pages, code point by code point.
func widen(r rune) rune {
	if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
		return r - '!' + '！'
	}
	return widenMark(r)
}

// widenMark widens the punctuation that stored texts have in half width.
func widenMark(r rune) rune {
	if strings.ContainsRune(",:()?", r) {
		return r - '!' + '！'
	}
	return r
}

// days is the length of the period reported on.
func (w *draft) days() int { return w.week.End.Sub(w.week.Start) + 1 }
