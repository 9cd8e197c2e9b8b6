package parser

import "shenzheng/parser/text"

// districtNames lists how the column prints a district, longer forms first.
var districtNames = [...]struct {
	first rune // of the name, so that a miss costs one comparison
	name  string
	slug  int  // index into districts
	full  bool // stands for the district anywhere; the others only alone in a line or as a subject
}{
	{'深', "深汕特别合作区", 10, true}, {'深', "深汕合作区", 10, true}, {'深', "深汕", 10, false},
	{'前', "前海深港现代服务业合作区", 11, true}, {'前', "前海深港合作区", 11, true}, {'前', "前海合作区", 11, true}, {'前', "前海", 11, false},
	{'大', "大鹏新区", 9, true}, {'大', "大鹏", 9, false},
	{'福', "福田区", 0, true}, {'福', "福田", 0, false},
	{'罗', "罗湖区", 1, true}, {'罗', "罗湖", 1, false},
	{'盐', "盐田区", 2, true}, {'盐', "盐田", 2, false},
	{'南', "南山区", 3, true}, {'南', "南山", 3, false},
	{'宝', "宝安区", 4, true}, {'宝', "宝安", 4, false},
	{'龙', "龙岗区", 5, true}, {'龙', "龙岗", 5, false},
	{'龙', "龙华区", 6, true}, {'龙', "龙华", 6, false},
	{'坪', "坪山区", 7, true}, {'坪', "坪山", 7, false},
	{'光', "光明区", 8, true}, {'光', "光明", 8, false},
}

// districtOpeners are the first characters of districtNames.
var districtOpeners = text.NewSet("深前大福罗盐南宝龙坪光")

// districtAt gives the district whose name s[i:] begins with, nil for none.
func districtAt(s []rune, i int) *District {
	d, _, _ := matchDistrict(s, i)
	return d
}

// matchDistrict gives the district at s[i:], the length of its printed name
// and whether that is the full name.
func matchDistrict(s []rune, i int) (d *District, n int, full bool) {
	if i >= len(s) || !districtOpeners.Has(s[i]) {
		return nil, 0, false
	}
	for k := range districtNames {
		if f := &districtNames[k]; f.first == s[i] && text.HasPrefix(s, i, f.name) {
			return &districts[f.slug], text.Len(f.name), f.full
		}
	}
	return nil, 0, false
}

// lineDistrict gives the district a heading line names, nil for any other
// line. Brackets, marks, numbering, a colon and spaces between the characters
// do not count.
func lineDistrict(s []rune) *District {
	if len(s) == 0 || len(s) > 40 || !opensHeading(s[0]) {
		return nil
	}
	start := headingStart(s)
	if start >= len(s) || !districtOpeners.Has(s[start]) {
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
	d, n, _ := matchDistrict(core, 0)
	if d == nil || n != len(core) {
		return nil
	}
	return d
}

// opensHeading is the quick test that keeps headlines and captions cheap: the
// heading of a district begins with its name, a number or a sign.
func opensHeading(c rune) bool { return c < 0x4e00 || c > 0x9fff || headingOpeners.Has(c) }

var headingOpeners = text.NewSet("深前大福罗盐南宝龙坪光第零一二三四五六七八九十丨")

// headingStart passes the numbering and marks before a heading: 01, 1., 一、,
// (三), ①, NO.2.
func headingStart(s []rune) int {
	i := skipHeadingSigns(s, 0)
	if i < len(s) && districtOpeners.Has(s[i]) {
		return i
	}
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
	for i < len(s) && (text.IsDigit(s[i]) || hanDigit(s[i]) >= 0 || s[i] == '十' || s[i] >= '①' && s[i] <= '⑳') {
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
	d, n, full := matchDistrict(s, i)
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
