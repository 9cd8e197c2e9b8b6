package parser

import (
	"strings"

	"shenzheng/parser/text"
)

// The signs that stand around the words of a line.

// marks only decorate a line, as bullets do.
var marks = text.NewSet("*#>+·※≡〓‖»«√|\ufe0f\u20e3")

// isMark reports a decorative sign. Those that Unicode has for nothing else are
// all: arrows, boxes and blocks, symbols and dingbats, pictographs; and those of
// private use, which the fonts of pages have for icons.
func isMark(c rune) bool {
	return c >= 0x2190 && c <= 0x21ff || c >= 0x2500 && c <= 0x27bf || c >= 0x2b00 && c <= 0x2bff || c >= 0x1f300 && c <= 0x1faff || c >= 0xe000 && c <= 0xf8ff || marks.Has(c)
}

// isBullet reports a sign that a paragraph of a list opens with.
func isBullet(c rune) bool { return isMark(c) || c == '-' }

// isBehindText reports what may follow the stop of a paragraph: an arrow, a note's number.
func isBehindText(c rune) bool { return isMark(c) || isCircled(c) }

// isTitleBar reports the signs between 深圳一周 and the rest of a title.
func isTitleBar(c rune) bool { return strings.ContainsRune("|·:/,-", c) }

// isHeadingSign reports a sign that may stand around a heading.
func isHeadingSign(c rune) bool { return headingSigns.Has(c) || isMark(c) }

var headingSigns = text.NewSet("-:【】〔〕[](){}〖〗「」『』<>《》〈〉/\\=_“”\"")

// isDecoration reports what the headings of lists are adorned with.
func isDecoration(c rune) bool {
	return isMark(c) || text.IsSpace(c) || text.IsCloser(c) || strings.ContainsRune(":-(【[<>", c)
}

// isNumeral reports what numbers are written with: 2, 二, ②, ㈡, Ⅱ.
func isNumeral(c rune) bool {
	return text.IsDigit(c) || hanNumerals.Has(c) || isCircled(c) || c >= '㈠' && c <= '㈩' || c >= 'Ⅰ' && c <= 'Ⅻ'
}

func isCircled(c rune) bool { return c >= '①' && c <= '⒛' } // ⑴ and ⒈ too

var hanNumerals = text.NewSet("〇○◯零一二三四五六七八九十")

// wordsOf gives the place of the words of a line, without the brackets, marks
// and spaces around them. Rules about a whole line begin there.
func wordsOf(s []rune) Span {
	start := skipBrackets(s, skip(s, 0, isMark))
	return Span{Start: start, End: max(start, trimmed(s, func(c rune) bool { return text.IsCloser(c) || isMark(c) }))}
}

// skip passes spaces and what else is left out from s[i] on.
func skip(s []rune, i int, leftOut func(rune) bool) int {
	for i < len(s) && (text.IsSpace(s[i]) || leftOut(s[i])) {
		i++
	}
	return i
}

// trimmed gives the end of s without spaces and what else is left out there.
func trimmed(s []rune, leftOut func(rune) bool) int {
	end := len(s)
	for end > 0 && (text.IsSpace(s[end-1]) || leftOut(s[end-1])) {
		end--
	}
	return end
}

func skipBrackets(s []rune, i int) int {
	return skip(s, i, func(c rune) bool { return c == '(' || c == '【' || c == '[' })
}

// skipColon passes a colon, or what is printed for one behind a label: 来源|某某, 文/某某.
func skipColon(s []rune, i int) int {
	if i = text.SkipSpaces(s, i); i < len(s) && strings.ContainsRune(":|/", s[i]) {
		i++
	}
	return text.SkipSpaces(s, i)
}
