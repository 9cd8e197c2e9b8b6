package generate

import (
	"strconv"
	"strings"
)

// numerals is a way to print the numbers of a date.
type numerals int

const (
	ascii numerals = iota
	fullWidth
	spaced
	chinese
)

// print gives n as it stands before 年, 月 or 日, with the unit.
func (n numerals) print(number int, unit string) string {
	switch n {
	case fullWidth:
		return widen(strconv.Itoa(number)) + unit
	case spaced:
		return strings.TrimRight(strconv.Itoa(number)+" "+unit, " ")
	case chinese:
		if unit == "年" {
			return digitByDigit(number) + unit
		}
		return inChinese(number) + unit
	default:
		return strconv.Itoa(number) + unit
	}
}

// gap is what stands between two numbers: spaced numerals have a space there.
func (n numerals) gap() string {
	if n == spaced {
		return " "
	}
	return ""
}

var chineseDigits = [...]string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

func digitByDigit(number int) string {
	var b strings.Builder
	for _, r := range strconv.Itoa(number) {
		b.WriteString(chineseDigits[r-'0'])
	}
	return b.String()
}

// inChinese writes 1 to 99.
func inChinese(number int) string {
	tens, ones := number/10, number%10
	out := ""
	if tens > 1 {
		out = chineseDigits[tens]
	}
	if tens > 0 {
		out += "十"
	}
	if ones > 0 {
		out += chineseDigits[ones]
	}
	return out
}

// widen gives the full-width form of the characters that have one on these
// pages, code point by code point.
func widen(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z':
			return r - '!' + '！'
		}
		return widenMark(r)
	}, s)
}

// widenMark widens the punctuation that stored texts have in half width.
func widenMark(r rune) rune {
	switch r {
	case ',', ':', '(', ')', '?':
		return r - '!' + '！'
	}
	return r
}
