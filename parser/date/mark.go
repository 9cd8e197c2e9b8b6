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
func scanJoin(s []rune, i int) (how join, comma bool, next int) {
	i = text.SkipSpaces(s, i)
	if n := startWords.At(s, i); n > 0 {
		if j := text.SkipSpaces(s, i+n); rangeWords.At(s, j) > 0 {
			i = j
		}
	}
	if n := rangeWords.At(s, i); n > 0 {
		return joinRange, false, text.SkipSpaces(s, i+n)
	}
	if n := listWords.At(s, i); n > 0 {
		return joinList, s[i] == ',', text.SkipSpaces(s, i+n)
	}
	return joinNone, false, i
}

var (
	rangeWords = text.NewWords("至 到 - -- ---")
	listWords  = text.NewWords("、 和 及 与 以及 ,")
)

var startWords = text.NewWords("起 开始")

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
