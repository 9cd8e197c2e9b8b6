package parser

import (
	"strings"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// beforeHeading are the words that may stand before the name of a district in
// a heading. A new form of heading is a word more in this list.
var beforeHeading = text.NewWords("深圳市")

// readHeading reads the heading of a district: 福田区, 01 福田区, 【福田区】. A
// headline may share its line, 福田区:启动…; it begins at headline, which is 0
// where the heading is the whole line.
func readHeading(s []rune) (d *District, headline int) {
	if len(s) > maxHeadline {
		return nil, 0
	}
	start := headingStart(s)
	if d := headingAlone(s, start); d != nil {
		return d, 0
	}
	return headingWithHeadline(s, start)
}

// headingAlone gives the district of a line that is a heading and no more,
// nil for any other. Brackets, marks, numbering, a colon, a full stop at the
// end and spaces between the characters do not count.
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
	if n := len(core); n > 0 && core[n-1] == '。' {
		core = core[:n-1]
	}
	if d, n, _ := text.DistrictAt(core, 0); n == len(core) {
		return d
	}
	return nil
}

// maxHeadingAlone bounds such a line in code points.
const maxHeadingAlone = 40

// headingWithHeadline reads a heading and a headline on one line and gives the
// place of the headline. A sentence is none.
func headingWithHeadline(s []rune, start int) (*District, int) {
	j := start + beforeHeading.At(s, start)
	d, n, full := text.DistrictAt(s, j)
	j += n
	inBrackets := start > 0 && j < len(s) && text.IsCloser(s[j]) // 【福田】
	if d == nil || !full && !inBrackets || text.EndsSentence(s) {
		return nil, 0
	}
	closed := false
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

// headingStart passes the numbering and marks before a heading: 01, 1., 一、,
// (三), ①, NO.2.
func headingStart(s []rune) int {
	i := skipHeadingSigns(s, 0)
	if numbers.At(s, i) > 0 {
		i = skipHeadingSigns(s, i+2)
		if i < len(s) && s[i] == '.' {
			i = skipHeadingSigns(s, i+1)
		}
	}
	if i < len(s) && s[i] == '第' {
		i++
	}
	start := i
	for i < len(s) && (isNumeral(s[i]) || i > start && s[i] == '/') { // 02/10
		i++
	}
	if i > start {
		for i < len(s) && strings.ContainsRune(".、,", s[i]) {
			i++
		}
	}
	return skipHeadingSigns(s, i)
}

var numbers = text.NewWords("NO No no")

// isNumeral reports what numbers are written with: 2, 二, ②, ㈡, Ⅱ.
func isNumeral(c rune) bool {
	return text.IsDigit(c) || hanNumerals.Has(c) || c >= '①' && c <= '⑳' || c >= '㈠' && c <= '㈩' || c >= 'Ⅰ' && c <= 'Ⅻ'
}

func skipHeadingSigns(s []rune, i int) int {
	for i < len(s) && (text.IsSpace(s[i]) || isHeadingSign(s[i])) {
		i++
	}
	return i
}

func isHeadingLine(l *layout, i int) bool {
	d := l.lines[i].alone()
	return d != nil && !(l.fresh && d == l.current) && !(l.lines[i].is(page.HintImage) && d == l.current)
}

func takeHeading(l *layout, i int) {
	l.current, l.fresh, l.closed = l.lines[i].heading, true, false
	l.headed[l.current] = true
	l.spots = append(l.spots, spot{spotHeading, i})
}

// repeatsHeading takes a heading printed twice, as a picture and as text.
func repeatsHeading(l *layout, i int) bool {
	d := l.lines[i].alone()
	return d != nil && l.fresh && d == l.current
}

func hasHeadline(l *layout, i int) bool {
	ln := l.lines[i]
	return ln.headline > 0 && ln.heading != l.current
}
