package date

import (
	"slices"

	"shenzheng/parser/text"
)

// numeral is a number as printed: 24, 2 4, 二十四, 廿四, 二〇二四.
type numeral struct {
	value  int
	digits int // digits printed, so that 24年 and 2024年 can be told apart
	next   int // index behind it
	arabic bool
}

// Number gives the value of the number that s opens with, in any numerals, 0 for none.
func Number(s []rune) int {
	n, _ := scanNumeral(s, 0)
	return n.value
}

// scanNumeral reads the number at s[i:]; spaces may part its Arabic digits. More than four
// are no number of a date, though 20240422 has eight.
func scanNumeral(s []rune, i int) (numeral, bool) {
	n := numeral{next: i, arabic: true}
	for j := i; j < len(s) && n.digits < 9 && (text.IsDigit(s[j]) || n.digits > 0 && text.IsSpace(s[j])); j++ {
		if text.IsDigit(s[j]) {
			n.value, n.digits, n.next = n.value*10+int(s[j]-'0'), n.digits+1, j+1
		}
	}
	if n.digits > 0 {
		return n, n.digits <= 4
	}
	return scanHanNumeral(s, i)
}

// scanHanNumeral reads 二十四 (by tens) and 二〇二四 (digit by digit).
func scanHanNumeral(s []rune, i int) (numeral, bool) {
	n := numeral{next: i}
	if text.HasPrefix(s, i, "元月") {
		return numeral{value: 1, digits: 1, next: i + 1}, true
	}
	for byTens := false; n.next < len(s) && n.digits < 5; n.next++ {
		c := s[n.next]
		digit := hanDigit(c)
		switch {
		case n.digits == 0 && slices.Contains(hanTens, c):
			n.value, byTens = 10*(1+slices.Index(hanTens, c)), true
		case c == '十' && !byTens && n.digits == 1:
			n.value, byTens = 10*n.value, true
		case digit >= 0 && !byTens:
			n.value = 10*n.value + digit
		case digit >= 0 && n.value%10 == 0:
			n.value += digit
		default:
			return n, n.digits > 0 && n.digits <= 4
		}
		n.digits++
	}
	return n, n.digits > 0 && n.digits <= 4
}

// hanDigit gives the value of a Chinese digit, -1 for anything else.
func hanDigit(c rune) int {
	if c == '○' || c == '◯' || c == '零' {
		return 0
	}
	return slices.Index(hanDigits, c)
}

var hanDigits, hanTens = []rune("〇一二三四五六七八九"), []rune("十廿卅")
