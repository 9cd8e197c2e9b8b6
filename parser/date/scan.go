package date

import "shenzheng/parser/text"

// scan reads a day or a row of days into an empty row.
func (r *row) scan(s []rune) bool {
	i := 0
	if n := rowPrefixes.At(s, 0); n > 0 {
		i = text.SkipSpaces(s, n)
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
	// 起 behind a single day: it begins there and has no end.
	i = text.SkipSpaces(s, r.end)
	if n := startWords.At(s, i); united == 1 && n > 0 && r.marks[0].weekday == 0 && followsPlainly(s, i+n) {
		r.open, r.end = true, i+n
	}
	return r.believed(s)
}

var rowPrefixes = text.NewWords("从 自 由 在 于")

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
	if join == joinList && m.month > 0 && prev.month == 0 && !prev.unit {
		return mark{}, 0, false // the number of an item: 1、6月5日
	}
	m.join = join
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
