package date

import "shenzheng/parser/text"

// mark is one printed day: 24日, 4月24日, 2024年4月24日, 周三.
type mark struct {
	year, month, day int  // 0 where not printed, see thisYear for 今年 and 本月
	weekday          int  // 1 Monday to 7 Sunday, 0 for a calendar day
	shift            int  // 本 0, 上 -1, 下 +1: weeks of a weekday
	unit             bool // 日 or 号 is printed
	compact          bool // 0424
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

// scanJoin reads a separator of ranges or lists, spaces around it allowed.
func scanJoin(s []rune, i int) (how join, next int) {
	i = text.SkipSpaces(s, i)
	begun := text.SkipSpaces(s, i+startWords.At(s, i)) // 24日起至28日
	if n := rangeWords.At(s, begun); n > 0 {
		return joinRange, text.SkipSpaces(s, begun+n)
	}
	if n := listWords.At(s, i); n > 0 {
		return joinList, text.SkipSpaces(s, i+n)
	}
	return joinNone, i
}

var (
	rangeWords = text.NewWords("至 到 直至 直到 - -- --- 一 ー →") // 一 and ー are misprints of —
	listWords  = text.NewWords("、 和 及 与 以及 ,")
)

var startWords = text.NewWords("起 开始")

// part is the part of day of the whole expression: that of its last day, unless a day
// before has one.
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

// scan reads a day or a row of days into an empty row.
func (r *row) scan(s []rune) bool {
	i := text.SkipSpaces(s, rowPrefixes.At(s, 0))
	bracketed := i > 0 && text.HasPrefix(s, i, "(") // 昨天(23日)
	if bracketed {
		i++
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
	if bracketed {
		if !text.HasPrefix(s, r.end, ")") {
			return false
		}
		r.end = r.marks[united-1].scanTail(s, r.end+1)
	}
	// 起 behind a single day: it begins there and has no end.
	i = text.SkipSpaces(s, r.end)
	if n := startWords.At(s, i); united == 1 && n > 0 && r.marks[0].weekday == 0 && followsPlainly(s, i+n) {
		r.open, r.end = true, i+n
	}
	return r.believed(s)
}

var rowPrefixes = text.NewWords("从 自 由 在 于 就在 昨天 昨日 今天 今日 前天 前日 当天 当日")

// scanNext reads a separator and the day behind it.
func (r *row) scanNext(s []rune, i int) (mark, int, bool) {
	join, j := scanJoin(s, i)
	if join == joinNone {
		return mark{}, 0, false
	}
	m, next, ok := scanDay(s, j)
	prev := r.marks[len(r.marks)-1]
	if !ok || (m.weekday > 0) != (prev.weekday > 0) {
		return mark{}, 0, false
	}
	// 4月24日,25日,… is a list; 4月24日,5月1日施行的… is not.
	comma := s[text.SkipSpaces(s, i)] == ','
	if comma && (prev.part.End > 0 || !m.unit || !prev.unit || !followsPlainly(s, next) || text.HasPrefix(s, next, "起")) {
		return mark{}, 0, false
	}
	if join == joinList && m.month > 0 && prev.month == 0 && !prev.unit {
		return mark{}, 0, false // the number of an item: 1、6月5日
	}
	m.join = join
	if _, k := scanWeekShift(s, j); k == j && m.weekday > 0 { // 上周六、周日
		m.shift = prev.shift
	}
	return m, next, true
}

// believed refuses expressions that name a limit and no day: 4月24日前,
// 4月24日以来.
func (r *row) believed(s []rune) bool {
	i := text.SkipSpaces(s, r.end)
	if i >= len(s) {
		return true
	}
	switch s[i] {
	case '前', '后':
		return i+1 < len(s) && !text.IsStop(s[i+1]) && (s[i] == '后' || dueWords.At(s, i+1) == 0)
	case '内':
		return text.HasPrefix(s, i, "内蒙")
	}
	return limitWords.At(s, i) == 0
}

var (
	limitWords = text.NewWords("以来 以前 以后 以内 之前 之后 之内 为止")
	dueWords   = text.NewWords("夕 完成 实现 建成 提交 报送 全面 全部 力争 要 必须 须 将 向社会")
)
