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

// form is a way to print a date: with Y M D of the first day, m d of the
// second, x e of the third, W for the weekday, ~ for what stands in a range
// and P for a part of day.
type form struct {
	weight int
	text   string
}

var dayForms, rangeForms, acrossForms, pairForms, tripleForms = formsFrom("day"), formsFrom("range"), formsFrom("across"), formsFrom("pair"), formsFrom("triple")

func formsFrom(part string) []form {
	var out []form
	for _, line := range world["date "+part] {
		number, text, _ := strings.Cut(line, " ")
		weight, err := strconv.Atoi(number)
		if err != nil {
			panic("world.txt: " + line)
		}
		out = append(out, form{weight, text})
	}
	return out
}

// printed prints days in one of the forms that fit; calm prose has the first.
func (w *draft) printed(days []parser.Date, from []form, fits func(form) bool) (string, form) {
	n := w.numerals()
	f := from[0]
	if !w.calm {
		f = weighed(w.dice, from, func(f form) int {
			// Bare numbers in a row are Arabic.
			if fits != nil && !fits(f) || n != ascii && strings.Contains(f.text, "D、") || n == chinese && strings.HasPrefix(f.text, "D~") {
				return 0
			}
			return f.weight
		})
	}
	runes := []rune(f.text)
	out := ""
	for i, r := range runes {
		next := ' '
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		switch at := strings.IndexRune("YMDmdxe", r); {
		case r == 'Y':
			out += n.print(days[0].Year(), next)
		case at >= 0 && strings.ContainsRune("Mmx", r):
			out += n.print(int(days[(at-1)/2].Month()), next)
		case at >= 0:
			out += n.print(days[(at-1)/2].Day(), next)
		case r == 'W':
			out += weekdays[days[0].Weekday()]
		case r == 'P':
			out += pick(w.dice, dayParts)
		case r == '~':
			out += w.separator(n)
		default:
			out += string(r)
			if n == spaced && strings.ContainsRune("年月", r) {
				out += " "
			}
		}
	}
	return out, f
}

func (w *draft) separator(n numerals) string {
	switch {
	case w.calm:
		return pick(w.dice, []string{"至", "-"})
	case n == spaced || w.chance(15):
		return " " + pick(w.dice, separators) + " "
	}
	return pick(w.dice, separators)
}

func (w *draft) dayDate() expression {
	day := w.week.Start.AddDays(w.IntN(w.days()))
	if w.odd(6) {
		day = day.AddDays(pick(w.dice, []int{-3, -2, 2, 3})) // reported late or ahead
	}
	inside := w.days() == 7 && !day.Before(w.week.Start) && !w.week.End.Before(day)
	e := expression{moment: parser.Moment{Start: day, End: day, Precision: parser.PrecisionDay}}
	text, f := w.printed([]parser.Date{day}, dayForms, func(f form) bool { return inside || !strings.HasSuffix(f.text, "周W") })
	e.text, e.calendar = text, !strings.HasSuffix(f.text, "周W")
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
	from := rangeForms
	if first.Month() != last.Month() {
		from = acrossForms
	}
	text, f := w.printed([]parser.Date{first, last}, from, nil)
	return expression{text: text, moment: parser.Moment{Start: first, End: last, Precision: parser.PrecisionRange}, calendar: true, openPart: strings.Contains(f.text, "P")}
}

func (w *draft) listDate() expression {
	first := w.week.Start.AddDays(w.IntN(4))
	days, from := []parser.Date{first, first.AddDays(w.between(1, 2))}, pairForms
	if w.chance(25) {
		days, from = append(days, days[1].AddDays(1)), tripleForms
	}
	last := days[len(days)-1]
	text, _ := w.printed(days, from, func(f form) bool { return first.Month() == last.Month() || strings.Contains(f.text, "m月") })
	if w.calm && first.Month() != last.Month() {
		text = ascii.monthDay(first) + "、" + ascii.monthDay(days[1])
		days, last = days[:2], days[1]
	}
	return expression{text: text, calendar: true, moment: parser.Moment{Start: first, End: last, List: days, Precision: parser.PrecisionList}}
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
	return n.print(int(day.Month()), '月') + "月" + n.print(day.Day(), '日') + "日"
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
		ones, tens := strings.Split("一二三四五六七八九", ""), [...]string{"", "十", "二十", "三十"}
		if number%10 == 0 {
			return tens[number/10]
		}
		return tens[number/10] + ones[number%10-1]
	}
	return digits
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
