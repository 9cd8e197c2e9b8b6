package date

import "shenzheng/parser/text"

// mark is one printed day: 24日, 4月24日, 2024年4月24日, 周三.
type mark struct {
	year, month, day int  // 0 where not printed, see thisYear for 今年 and 本月
	weekday          int  // 1 Monday to 7 Sunday, 0 for a calendar day
	shift            int  // 本 0, 上 -1, 下 +1: weeks of a weekday
	unit             bool // 日 or 号 is printed
	bracketDay       int  // the weekday printed beside a calendar day
	join             join
	part             text.Span // part of day, in the scanned text
}

// join says how a day follows the one before it.
type join uint8

const (
	joinNone join = iota
	joinRange
	joinList
)

// maxDays bounds the days of one expression; more is no date.
const maxDays = 16

// row is a date expression as printed: days joined to a range or a list.
type row struct {
	marks []mark
	end   int  // index behind the expression
	open  bool // 4月24日起: no end is printed
}

// expression finds the days of a row that is scanned from s.
func (r *row) expression(s []rune, w Week) Expression {
	first := r.marks[0]
	e := Expression{Moment: r.resolve(w), Len: r.end, Explicit: first.weekday == 0 && !r.open, Weekday: first.bracketDay}
	e.Part = r.part(s)
	return e
}

// scan reads a day or a row of days into an empty row.
func (r *row) scan(s []rune) bool {
	i := 0
	if rowPrefixes.Match(s, 0) != "" {
		i = text.SkipSpaces(s, 1)
	}
	m, next, ok := scanDay(s, i)
	united := 0 // marks up to the last that has its unit
	for ; ok && len(r.marks) < maxDays; m, next, ok = r.scanNext(s, next) {
		r.marks = append(r.marks, m)
		if m.unit {
			united, r.end = len(r.marks), next
		}
	}
	if united == 0 {
		return false
	}
	r.marks = r.marks[:united]
	if united == 1 {
		r.scanOpenEnd(s)
	}
	return r.believed(s)
}

var rowPrefixes = text.NewWords("从 自 由")

// scanNext reads a separator and the day behind it.
func (r *row) scanNext(s []rune, i int) (mark, int, bool) {
	join, comma, j := scanJoin(s, i)
	if join == joinNone {
		return mark{}, 0, false
	}
	m, next, ok := scanDay(s, j)
	prev := r.marks[len(r.marks)-1]
	if !ok || (m.weekday > 0) != (prev.weekday > 0) {
		return mark{}, 0, false
	}
	// 4月24日,25日,… is a list; 4月24日,5月1日施行的… is not.
	if comma && (prev.part.End > 0 || !m.unit || !prev.unit || !followsPlainly(s, next) || text.HasPrefix(s, next, "起")) {
		return mark{}, 0, false
	}
	m.join = join
	return m, next, true
}

// scanJoin reads a separator of ranges or lists, spaces around it allowed.
func scanJoin(s []rune, i int) (how join, comma bool, next int) {
	i = text.SkipSpaces(s, i)
	if word := startWords.Match(s, i); word != "" {
		j := text.SkipSpaces(s, i+text.Len(word))
		if j < len(s) && (s[j] == '至' || s[j] == '到' || text.IsDash(s[j])) {
			i = j
		}
	}
	if i >= len(s) {
		return joinNone, false, i
	}
	switch c := s[i]; {
	case c == '至' || c == '到':
		return joinRange, false, text.SkipSpaces(s, i+1)
	case text.IsDash(c):
		for n := 0; i < len(s) && text.IsDash(s[i]) && n < 3; n++ {
			i++
		}
		return joinRange, false, text.SkipSpaces(s, i)
	case c == '、' || c == '和' || c == '及' || c == '与':
		return joinList, false, text.SkipSpaces(s, i+1)
	case text.HasPrefix(s, i, "以及"):
		return joinList, false, text.SkipSpaces(s, i+2)
	case c == ',' || c == '，':
		return joinList, true, text.SkipSpaces(s, i+1)
	}
	return joinNone, false, i
}

var startWords = text.NewWords("起 开始")

// scanOpenEnd takes 起 into a single day: it begins there and has no end.
func (r *row) scanOpenEnd(s []rune) {
	i := text.SkipSpaces(s, r.end)
	if word := startWords.Match(s, i); word != "" && r.marks[0].weekday == 0 && followsPlainly(s, i+text.Len(word)) {
		r.open, r.end = true, i+text.Len(word)
	}
}

// believed refuses expressions that name a limit and no day: 4月24日前,
// 4月24日以来.
func (r *row) believed(s []rune) bool {
	i := text.SkipSpaces(s, r.end)
	if i >= len(s) {
		return true
	}
	switch s[i] {
	case '以', '之':
		return limitWords.Match(s, i) == ""
	case '前':
		return i+1 < len(s) && !text.IsStop(s[i+1]) && dueWords.Match(s, i+1) == ""
	case '后':
		return i+1 < len(s) && !text.IsStop(s[i+1])
	case '内':
		return text.HasPrefix(s, i, "内蒙")
	case '为':
		return !text.HasPrefix(s, i, "为止")
	}
	return true
}

var (
	limitWords = text.NewWords("以来 以前 以后 以内 之前 之后 之内")
	dueWords   = text.NewWords("夕 完成 实现 建成 提交 报送 全面 全部 力争 要 必须 须 将 向社会")
)

// part is the part of day of the whole expression: that of a day, or the one
// behind the last day of a range or list. A part of day at the first end only
// says nothing of the whole.
func (r *row) part(s []rune) string {
	last := len(r.marks) - 1
	for _, m := range r.marks[:last] {
		if m.part.End > 0 {
			return ""
		}
	}
	p := r.marks[last].part
	return string(s[p.Start:p.End])
}

// readDotted reads a range such as 4.22-4.28, as some titles print a week.
func readDotted(s []rune, w Week) (Expression, bool) {
	from, i, ok := dottedDay(s, 0)
	if !ok || i >= len(s) || !text.IsDash(s[i]) {
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

func dottedDay(s []rune, i int) (mark, int, bool) {
	month, ok := scanNumeral(s, i)
	if !ok || !month.arabic || month.digits > 2 || month.next >= len(s) || s[month.next] != '.' {
		return mark{}, i, false
	}
	day, ok := scanNumeral(s, month.next+1)
	if !ok || !day.arabic || day.digits > 2 {
		return mark{}, i, false
	}
	return mark{month: month.value, day: day.value, unit: true}, day.next, true
}
