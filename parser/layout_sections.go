package parser

import (
	"slices"

	"shenzheng/parser/text"
)

// spotKind says what a line inside the sections is.
type spotKind uint8

const (
	spotHeading   spotKind = iota
	spotHeadline           // between a printed heading and its first activity
	spotShort              // a line without a stop: a caption, or the headline of a section without heading
	spotParagraph          // text of an activity
)

// spot is one line inside the sections.
type spot struct {
	kind     spotKind
	line     int
	district *District // of a heading
	from     int       // where a headline begins that shares its heading's line
}

func isHeadingLine(l *layout, i int) bool {
	d := lineDistrict(l.lines[i].fold)
	return d != nil && !(l.fresh && d == l.current) && !(l.lines[i].hint&hintImage != 0 && d == l.current)
}

func takeHeading(l *layout, i int) {
	l.openSection(spot{kind: spotHeading, line: i, district: lineDistrict(l.lines[i].fold)})
}

func (l *layout) openSection(s spot) {
	l.current, l.fresh, l.closed = s.district, true, false
	l.headed[districtIndex(s.district)] = true
	l.spots = append(l.spots, s)
}

// repeatsHeading takes a heading printed twice, as a picture and as text.
func repeatsHeading(l *layout, i int) bool {
	return l.fresh && lineDistrict(l.lines[i].fold) == l.current && l.current != nil
}

func hasHeadline(l *layout, i int) bool {
	d, _ := headingWithHeadline(l.lines[i].fold)
	return d != nil && d != l.current
}

func takeHeadingWithHeadline(l *layout, i int) {
	d, from := headingWithHeadline(l.lines[i].fold)
	l.openSection(spot{kind: spotHeading, line: i, district: d, from: from})
}

func takeClosing(l *layout, _ int) { l.closed = true }

// isAfterClosing takes undated text behind the closing note: it is no event of
// the last district.
func isAfterClosing(l *layout, i int) bool {
	return l.closed && l.opening(i).moment == nil && (text.EndsSentence(l.lines[i].fold) || len(l.lines[i].fold) > maxHeadline)
}

func isClosingLine(l *layout, i int) bool { return isClosingNote(&l.lines[i]) }

// isPictureCaption takes what markup or wording tie to a picture.
func isPictureCaption(l *layout, i int) bool {
	ln := &l.lines[i]
	return ln.hint&(hintCaption|hintImage) != 0 || isLabelledCaption(ln.fold)
}

// isParagraph takes the text of activities: whatever ends as a sentence, holds
// several, opens with a day, or is too long for a headline.
func isParagraph(l *layout, i int) bool {
	fold := l.lines[i].fold
	if len(fold) > maxHeadline || l.opensWithDay(i) {
		return true
	}
	if l.fresh && len(fold) <= 40 && exclaims(fold) {
		return false
	}
	return text.EndsSentence(fold) || !l.fresh && text.Contains(fold, "。")
}

// opensWithDay reports a calendar day at the beginning that is followed by
// more than a few words.
func (l *layout) opensWithDay(i int) bool {
	o := l.opening(i)
	_, behind := o.span()
	return o.moment != nil && o.explicit && len(l.lines[i].fold)-behind > 4
}

func takeParagraph(l *layout, i int) {
	l.fresh = false
	l.spots = append(l.spots, spot{kind: spotParagraph, line: i})
}

// isHeadlineLine takes the lines between a heading and its first activity; a
// line without a word, a number or a rule, is an ornament.
func isHeadlineLine(l *layout, i int) bool {
	return l.fresh && slices.ContainsFunc(l.lines[i].fold, func(c rune) bool { return text.IsHan(c) || text.IsLetter(c) })
}

func takeHeadline(l *layout, i int) {
	l.spots = append(l.spots, spot{kind: spotHeadline, line: i})
}

func takeShort(l *layout, i int) {
	l.spots = append(l.spots, spot{kind: spotShort, line: i})
}

// exclaims reports a line that ends with !, ? or … and holds no full stop, as
// a headline may.
func exclaims(s []rune) bool {
	if len(s) == 0 || text.Contains(s, "。") {
		return false
	}
	end := len(s)
	for end > 1 && text.IsCloser(s[end-1]) {
		end--
	}
	c := s[end-1]
	return c == '…' || c == '!' || c == '?' || c == '！' || c == '？'
}
