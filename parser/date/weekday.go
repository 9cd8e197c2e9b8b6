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
	word := weekWords.Match(s, j)
	if word == "" {
		return m, i, false
	}
	k := j + text.Len(word)
	if k >= len(s) {
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
	switch s[i] {
	case '本', '这', '该', '当':
		next = i + 1
	case '上':
		shift, next = -1, i+1
	case '下':
		shift, next = 1, i+1
	default:
		return 0, i
	}
	if next < len(s) && s[next] == '个' {
		next++
	}
	return shift, next
}

// followsPlainly reports that the text at s[i:] sets off what stands before
// it: its end, punctuation, a separator, a part of day, or a subject that
// needs no separator (a district, the city).
func followsPlainly(s []rune, i int) bool {
	if i >= len(s) {
		return true
	}
	switch s[i] {
	case ',', '、', '。', ';', ':', '!', '?', '(', '《', '“', '和', '及', '与', '至', '到', '起':
		return true
	}
	if text.IsSpace(s[i]) || s[i] == '-' || scanPart(s, i) > 0 {
		return true
	}
	return plainSubjects.Match(s, i) != "" || text.IsDistrictAt(s, i)
}

var plainSubjects = text.NewWords("全市 我市 深圳 市委 市政府 区委 区政府 区长 我区 全区 新区 区人大 区政协")
