package parser

import "shenzheng/parser/text"

// lineDistrict gives the district a heading line names, nil for any other
// line. Brackets, marks, numbering, a colon and spaces between the characters
// do not count.
func lineDistrict(s []rune) *District {
	if len(s) == 0 || len(s) > 40 || !opensHeading(s[0]) {
		return nil
	}
	start := headingStart(s)
	if start >= len(s) {
		return nil
	}
	var buf [40]rune
	core := buf[:0]
	for _, c := range s[start:] {
		if !text.IsSpace(c) && !isHeadingSign(c) {
			core = append(core, c)
		}
	}
	if text.HasPrefix(core, 0, "深圳市") {
		core = core[3:]
	}
	d, n, _ := text.DistrictAt(core, 0)
	if d == nil || n != len(core) {
		return nil
	}
	return d
}

// opensHeading is the quick test that keeps headlines and captions cheap: the
// heading of a district begins with its name, a number or a sign.
func opensHeading(c rune) bool { return c < 0x4e00 || c > 0x9fff || headingOpeners.Has(c) }

var headingOpeners = text.NewSet("深前大福罗盐南宝龙坪光第零一二三四五六七八九十丨")

var hanNumerals = text.NewSet("〇○◯零一二三四五六七八九十")

// headingStart passes the numbering and marks before a heading: 01, 1., 一、,
// (三), ①, NO.2.
func headingStart(s []rune) int {
	i := skipHeadingSigns(s, 0)
	if i+1 < len(s) && (s[i] == 'N' || s[i] == 'n') && (s[i+1] == 'o' || s[i] == 'N' && s[i+1] == 'O') {
		i = skipHeadingSigns(s, i+2)
		if i < len(s) && s[i] == '.' {
			i = skipHeadingSigns(s, i+1)
		}
	}
	if text.HasPrefix(s, i, "第") {
		i++
	}
	start := i
	for i < len(s) && (text.IsDigit(s[i]) || hanNumerals.Has(s[i]) || s[i] >= '①' && s[i] <= '⑳') {
		i++
	}
	if i > start {
		for i < len(s) && (s[i] == '.' || s[i] == '、' || s[i] == ',' || s[i] == '．') {
			i++
		}
	}
	return skipHeadingSigns(s, i)
}

func skipHeadingSigns(s []rune, i int) int {
	for i < len(s) && (text.IsSpace(s[i]) || isHeadingSign(s[i])) {
		i++
	}
	return i
}

// isHeadingSign reports a sign that may stand around a heading.
func isHeadingSign(c rune) bool {
	if c > '丨' && c < 0xfe00 {
		return false // nearly all: spared the comparisons
	}
	switch c {
	case ':', '：', '【', '】', '[', ']', '(', ')', '（', '）', '〖', '〗', '「', '」', '『', '』', '<', '>', '《', '》', '〈', '〉', '/', '\\', '=', '_', '“', '”', '"':
		return true
	}
	return isMark(c) || text.IsDash(c)
}

// headingWithHeadline reads a heading and a headline on one line,
// 福田区:启动…, and gives the index of the headline. A sentence is none.
func headingWithHeadline(s []rune) (*District, int) {
	if len(s) == 0 || len(s) > 60 || !opensHeading(s[0]) {
		return nil, 0
	}
	i := headingStart(s)
	d, n, full := text.DistrictAt(s, i)
	if d == nil || !full || text.EndsSentence(s) {
		return nil, 0
	}
	j, closed := i+n, false
	for j < len(s) && (text.IsSpace(s[j]) || text.IsCloser(s[j])) {
		closed = closed || text.IsCloser(s[j])
		j++
	}
	if j >= len(s) || !closed && !isHeadingBar(s[j]) {
		return nil, 0
	}
	for j < len(s) && (text.IsSpace(s[j]) || isTitleBar(s[j])) {
		j++
	}
	if j >= len(s) {
		return nil, 0
	}
	return d, j
}

// isHeadingBar reports the signs between a heading and a headline on one line.
func isHeadingBar(c rune) bool {
	return c == ':' || c == '：' || c == '|' || c == '丨' || c == '｜' || c == '│' || text.IsDash(c)
}
