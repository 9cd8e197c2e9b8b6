package parser

import (
	"strings"

	"shenzheng/parser/text"
)

// The signs that stand around the words of a line.

// marks only decorate a line, as bullets do.
var marks = text.NewSet("*#>+·※|\ufe0f\u20e3")

// isMark reports a decorative sign. Those that Unicode has for nothing else are
// all: arrows, boxes and blocks, symbols and dingbats, pictographs.
func isMark(c rune) bool {
	return c >= 0x2190 && c <= 0x21ff || c >= 0x2500 && c <= 0x27bf || c >= 0x2b00 && c <= 0x2bff || c >= 0x1f300 && c <= 0x1faff || marks.Has(c)
}

// isTitleBar reports the signs between 深圳一周 and the rest of a title.
func isTitleBar(c rune) bool {
	return strings.ContainsRune("|·:/,-", c)
}

// isHeadingBar reports the signs between a heading and a headline on one line.
func isHeadingBar(c rune) bool { return strings.ContainsRune(":|-", c) }

// isHeadingSign reports a sign that may stand around a heading.
func isHeadingSign(c rune) bool {
	return headingSigns.Has(c) || isMark(c)
}

var headingSigns = text.NewSet("-:【】〔〕[]()〖〗「」『』<>《》〈〉/\\=_“”\"")

// isDecoration reports what the headings of lists are adorned with.
func isDecoration(c rune) bool {
	return isMark(c) || text.IsSpace(c) || text.IsCloser(c) || strings.ContainsRune(":-(【[<>", c)
}

// wordsOf gives the place of the words of a line, without the brackets, marks
// and spaces around them. Rules about a whole line begin there.
func wordsOf(s []rune) Span {
	start := skipBrackets(s, skipMarks(s, 0))
	end := len(s)
	for end > start && (text.IsSpace(s[end-1]) || text.IsCloser(s[end-1]) || isMark(s[end-1])) {
		end--
	}
	return Span{Start: start, End: end}
}

func skipMarks(s []rune, i int) int {
	for i < len(s) && (text.IsSpace(s[i]) || isMark(s[i])) {
		i++
	}
	return i
}

func skipBrackets(s []rune, i int) int {
	for i < len(s) && (text.IsSpace(s[i]) || strings.ContainsRune("(【[", s[i])) {
		i++
	}
	return i
}

func skipColon(s []rune, i int) int {
	i = text.SkipSpaces(s, i)
	if i < len(s) && s[i] == ':' {
		i++
	}
	return text.SkipSpaces(s, i)
}

var hanNumerals = text.NewSet("〇○◯零一二三四五六七八九十")
