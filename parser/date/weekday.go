package date

import "shenzheng/parser/text"

// scanWeekday reads 周三, 本周三, 上周五, 星期日, 礼拜天. A weekday with no
// 本, 上 or 下 before it must be followed plainly, for 周 is a family name.
func scanWeekday(s []rune, i int) (mark, int, bool) {
	var m mark
	if i >= len(s) {
		return m, i, false
	}
	shift, j := scanWeekShift(s, i)
	k := j + weekWords.At(s, j)
	if k == j || k >= len(s) {
		return m, i, false
	}
	switch c := s[k]; {
	case c == '日' || c == '天':
		m.weekday = 7
	case hanDigit(c) >= 1 && hanDigit(c) <= 6:
		m.weekday = hanDigit(c)
	case c >= '1' && c <= '7' && j > i:
		m.weekday = int(c - '0')
	default:
		return m, i, false
	}
	m.shift, m.unit = shift, true
	k++
	if j == i && !followsPlainly(s, k) && !text.IsCloser(s[k]) {
		return m, i, false
	}
	return m, k, true
}

var weekWords = text.NewWords("周 星期 礼拜")

// scanWeekShift reads 本 这 上 下 before a week word.
func scanWeekShift(s []rune, i int) (shift, next int) {
	w := shiftWords.Find(s, i)
	if w == nil {
		return 0, i
	}
	switch s[i] {
	case '上':
		shift = -1
	case '下':
		shift = 1
	}
	return shift, i + w.Len()
}

var shiftWords = text.NewWords("本 这 该 当 上 下 本个 这个 该个 当个 上个 下个")

// followsPlainly reports that the text at s[i:] sets off what stands before
// it: its end, punctuation, a separator, a part of day, or a subject that
// needs no separator (a district, the city).
func followsPlainly(s []rune, i int) bool {
	if i >= len(s) {
		return true
	}
	return text.IsSpace(s[i]) || plainMarks.Has(s[i]) || scanPart(s, i) > 0 || plainSubjects.At(s, i) > 0 || text.IsDistrictAt(s, i)
}

var plainMarks = text.NewSet(",、。;:!?(《“-和及与至到起")

var plainSubjects = text.NewWords("全市 我市 深圳 市委 市政府 区委 区政府 区长 我区 全区 新区 区人大 区政协")
