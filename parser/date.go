package parser

import "shenzheng/parser/text"

// The dates of the column are read by a scanner over folded code points: an
// expression is a row of days (a day, a weekday) joined by separators of
// ranges and lists. Reading and resolving are two steps: dayMark holds what is
// printed, dateResolve finds the calendar days it means in a week.

// dayMark is one printed day: 24日, 4月24日, 2024年4月24日, 周三.
type dayMark struct {
	year, month, day int  // 0 where not printed
	weekday          int  // 1 Monday to 7 Sunday, 0 for a calendar day
	shift            int  // 本 0, 上 -1, 下 +1: weeks of a weekday, months of a bare day
	unit             bool // 日 or 号 is printed
	bracketDay       int  // the weekday printed beside a calendar day
	join             dayJoin
	part             Span // part of day, in the scanned text
}

// dayJoin says how a day follows the one before it.
type dayJoin uint8

const (
	joinNone dayJoin = iota
	joinRange
	joinList
)

// maxDays bounds the days of one expression; more is no date.
const maxDays = 16

// dateExpr is a date expression as printed.
type dateExpr struct {
	marks [maxDays]dayMark
	n     int
	end   int  // index behind the expression
	open  bool // 4月24日起: no end is printed
}

// scanDate reads the date expression that s, folded text, opens with.
// consumed is its length in code points; explicit is true for calendar dates
// (M月D日, D日, their ranges and lists), which alone open an activity inside a
// paragraph. The Text of the moment is left to the caller, who has the text as
// printed. A week that is not known leaves dates without a year empty.
func scanDate(s []rune, w Week) (m Moment, consumed int, explicit, ok bool) {
	d, ok := readDate(s, w)
	return d.moment, d.n, d.explicit, ok
}

// dated is what scanDate reads, and the weekday that is printed beside a day.
type dated struct {
	moment   Moment
	n        int
	explicit bool
	weekday  int // 1 Monday to 7 Sunday, 0 for none
}

func readDate(s []rune, w Week) (d dated, ok bool) {
	if len(s) == 0 || !opensDate(s[0]) {
		return d, false
	}
	if d.moment, d.n, ok = scanPhrase(s, w); ok {
		return d, true
	}
	if d.moment, d.n, ok = scanMonthPart(s, w); ok {
		return d, true
	}
	var e dateExpr
	if !e.scan(s) {
		return dated{}, false
	}
	first := &e.marks[0]
	d = dated{moment: e.resolve(w), n: e.end, explicit: first.weekday == 0 && !e.open, weekday: first.bracketDay}
	d.moment.Part = e.part(s)
	return d, true
}

// opensDate is the quick test that keeps ordinary sentences cheap.
func opensDate(c rune) bool {
	return text.IsDigit(c) || dateOpeners.Has(c) || c == '〇' || c == '○' || c == '◯'
}

// dateOpeners are the characters that a date expression can begin with, but
// for Arabic digits and the round signs for zero.
var dateOpeners = text.NewSet("零一二三四五六七八九十廿卅从自由今去明本上下当这过刚周星礼近日连最前不新开")

// scan reads a day or a row of days into an empty expression.
func (e *dateExpr) scan(s []rune) bool {
	i := 0
	if text.FirstPrefix(s, 0, datePrefixes[:]) != "" {
		i = text.SkipSpaces(s, 1)
	}
	mark, next, ok := scanDay(s, i)
	if !ok {
		return false
	}
	e.marks[0], e.n, e.end = mark, 1, next
	united := 0 // marks up to the last that has its unit
	if mark.unit {
		united = 1
	}
	last := e.end
	for e.n < maxDays {
		mark, next, ok := e.scanNext(s, last)
		if !ok {
			break
		}
		e.marks[e.n] = mark
		e.n++
		last = next
		if mark.unit {
			united, e.end = e.n, next
		}
	}
	if united == 0 {
		return false
	}
	e.n = united
	if e.n == 1 {
		e.scanOpenEnd(s)
	}
	return e.believed(s)
}

var datePrefixes = [...]string{"从", "自", "由"}

// scanNext reads a separator and the day behind it.
func (e *dateExpr) scanNext(s []rune, i int) (dayMark, int, bool) {
	join, comma, j := scanJoin(s, i)
	if join == joinNone {
		return dayMark{}, 0, false
	}
	mark, next, ok := scanDay(s, j)
	if !ok {
		return dayMark{}, 0, false
	}
	prev := e.marks[e.n-1]
	if (mark.weekday > 0) != (prev.weekday > 0) {
		return dayMark{}, 0, false
	}
	// 4月24日,25日,… is a list; 4月24日,5月1日施行的… is not.
	if comma && (prev.part.End > 0 || !mark.unit || !prev.unit || !followsPlainly(s, next) || text.HasPrefix(s, next, "起")) {
		return dayMark{}, 0, false
	}
	mark.join = join
	return mark, next, true
}

// scanJoin reads a separator of ranges or lists, spaces around it allowed.
func scanJoin(s []rune, i int) (join dayJoin, comma bool, next int) {
	i = text.SkipSpaces(s, i)
	if word := text.FirstPrefix(s, i, startWords[:]); word != "" {
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

// joinsRange reports the signs between the ends of a range.
func joinsRange(c rune) bool { return c == '至' || c == '到' || text.IsDash(c) }

var startWords = [...]string{"起", "开始"}

// isDash reports the signs that join a range, folded or not.
func isDash(c rune) bool {
	if c >= 0x3400 && c < 0xfe00 {
		return false // nearly all: spared the comparisons
	}
	switch c {
	case '-', '~', '－', '‐', '‑', '‒', '–', '—', '―', '─', '～', '〜', '−', '∼', '﹣', '⁓':
		return true
	}
	return false
}

// scanOpenEnd takes 起 into a single day: it begins there and has no end.
func (e *dateExpr) scanOpenEnd(s []rune) {
	i := text.SkipSpaces(s, e.end)
	if word := text.FirstPrefix(s, i, startWords[:]); word != "" && e.marks[0].weekday == 0 && followsPlainly(s, i+text.Len(word)) {
		e.open, e.end = true, i+text.Len(word)
	}
}

// part is the part of day of the whole expression: that of a day, or the one
// behind the last day of a range or list. A part of day at the first end only
// says nothing of the whole.
func (e *dateExpr) part(s []rune) string {
	for _, m := range e.marks[:e.n-1] {
		if m.part.End > 0 {
			return ""
		}
	}
	p := e.marks[e.n-1].part
	if p.End == 0 {
		return ""
	}
	return string(s[p.Start:p.End])
}
