package parser

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// beforeHeading are the words that may stand before the name of a district in
// a heading. A new form of heading is a word more in this list.
var beforeHeading = text.NewWords("广东省深圳市 深圳市 深圳")

// maxHeadline bounds a headline in code points.
const maxHeadline = 60

// maxHeadlines bounds the lines between a heading and its first paragraph.
const maxHeadlines = 4

// readHeading reads the heading of a district: 福田区, 01 福田区, 【福田区】, and the place
// where its headline begins in the same line, 福田区:启动…, 0 for none.
func readHeading(s []rune) (d *District, headline int) {
	if len(s) > maxHeadline {
		return nil, 0
	}
	start := headingStart(s)
	if d := headingAlone(s, start); d != nil {
		return d, 0
	}
	return headingWithHeadline(s, start, false)
}

// isContents reports a line of nothing but several districts: 福田区 | 罗湖区 | 盐田区.
func isContents(s []rune, i int) bool {
	named := 0
	for i < len(s) {
		if _, n, _ := text.DistrictAt(s, i); n > 0 {
			i, named = i+n, named+1
		} else if text.IsHan(s[i]) || text.IsLetter(s[i]) {
			return false
		} else {
			i++
		}
	}
	return named > 1
}

// headingAlone gives the district of a line that is a heading and no more, nil for any
// other. Signs, numbering and spaces between the characters do not count.
func headingAlone(s []rune, start int) *District {
	if len(s) > maxHeadingAlone {
		return nil
	}
	core := make([]rune, 0, maxHeadingAlone)
	for _, c := range s[start:] {
		if text.IsHan(c) || !text.IsSpace(c) && !isHeadingSign(c) {
			core = append(core, c)
		}
	}
	core = core[beforeHeading.At(core, 0):]
	d, n, _ := text.DistrictAt(core, 0)
	if rest := string(core[n:]); rest != "" && rest != "。" {
		return nil
	}
	return d
}

// maxHeadingAlone bounds such a line in code points.
const maxHeadingAlone = 40

// boldHeading reads the name of a district in bold type before other type on its
// line, with no sign between them; behind it stands at next.
func boldHeading(s []rune, bold int) (d *District, next int) {
	if bold == 0 || bold >= len(s) || bold > maxHeadingAlone {
		return nil, 0
	}
	start := headingStart(s[:bold])
	if _, _, full := text.DistrictAt(s, start+beforeHeading.At(s, start)); !full {
		return nil, 0
	}
	return headingAlone(s[:bold], start), skip(s, bold, isTitleBar)
}

// headingWithHeadline reads a heading and a headline on one line and gives the
// place of the headline. A sentence is none; a space alone parts them where asked.
func headingWithHeadline(s []rune, start int, spaced bool) (*District, int) {
	j := start + beforeHeading.At(s, start)
	d, n, full := text.DistrictAt(s, j)
	j += n
	inBrackets := start > 0 && j < len(s) && text.IsCloser(s[j]) // 【福田】
	if d == nil || !full && !inBrackets || text.EndsSentence(s) {
		return nil, 0
	}
	name := j
	j = skip(s, j, text.IsCloser)
	closed := slices.ContainsFunc(s[name:j], text.IsCloser)
	if j >= len(s) || !closed && !isMark(s[j]) && !strings.ContainsRune(":-", s[j]) && !(spaced && j > name && text.IsHan(s[j])) {
		return nil, 0
	}
	if j = skip(s, j, func(c rune) bool { return isTitleBar(c) || isMark(c) }); j >= len(s) {
		return nil, 0
	}
	return d, j
}

// headingStart passes numbers and marks before a heading: 01, 1., 一、, (三), ①, NO.2.
func headingStart(s []rune) int {
	i := skip(s, 0, isHeadingSign)
	if numbers.At(s, i) > 0 {
		i = skip(s, i+2, func(c rune) bool { return isHeadingSign(c) || c == '.' })
	}
	if i < len(s) && s[i] == '第' {
		i++
	}
	start := i
	for i < len(s) && (isNumeral(s[i]) || i > start && s[i] == '/') && !(i > start && isCircled(s[i-1])) { // 02/10
		i++
	}
	if i > start {
		for i < len(s) && strings.ContainsRune(".、,", s[i]) {
			i++
		}
	}
	return skip(s, i, isHeadingSign)
}

var numbers = text.NewWords("NO No no")

// leadingDistrict gives the district a sentence opens with, behind its date.
func leadingDistrict(s []rune) *District {
	i := skip(s, 0, text.IsStop)
	if text.HasPrefix(s, i, "深圳市") {
		i += 3
	}
	d, _, _ := text.DistrictAt(s, i)
	return d
}

// districtAmong gives the district that a line names, rather by its full name.
func districtAmong(s []rune) *District {
	var short *District
	for i := range s {
		d, _, full := text.DistrictAt(s, i)
		if full {
			return d
		}
		if short == nil {
			short = d
		}
	}
	return short
}
