package date

import "shenzheng/parser/text"

// partWords are the parts of day, longer ones before those they begin with.
var partWords = text.NewWords(
	"上午 下午 中午 午间 午后 凌晨 清晨 早晨 早上 早间 傍晚 晚上 晚间 深夜 夜间 夜里",
	"当晚 当日上午 当日下午 晚 早",
)

// scanPart gives the length of the part of day at s[i:], 0 if there is none and
// where 早 or 晚 begins another word: 晚宴, 早已. 晚会见 is 晚 and 会见.
func scanPart(s []rune, i int) int {
	n := partWords.At(s, i)
	if n == 1 && i+1 < len(s) && notParts.Has(s[i+1]) && talks.At(s, i+1) == 0 {
		return 0
	}
	return n
}

var (
	notParts = text.NewSet("会宴报餐茶已在日于高稻市操期")
	talks    = text.NewWords("会见 会谈 会晤")
)

// scanClock reads a time of day or a range of them: 9时30分, 9:30-11:30, 3点.
func scanClock(s []rune, i int) int {
	end, ok := scanHour(s, i)
	if !ok {
		return i
	}
	if join, j := scanJoin(s, end); join == joinRange {
		if second, ok := scanHour(s, j+scanPart(s, j)); ok {
			return second
		}
	}
	return end + roughly.At(s, end)
}

var roughly = text.NewWords("左右 许")

func scanHour(s []rune, i int) (int, bool) {
	n, j, unit := scanNumber(s, text.SkipSpaces(s, i))
	if n.digits == 0 || n.digits > 3 || n.value > 24 || j > n.next {
		return i, false
	}
	m, ok := scanNumeral(s, j+1)
	switch {
	case unit == ':':
		return m.next, n.arabic && ok && m.arabic && m.digits == 2 && m.value < 60
	case unit != '时' && unit != '点':
		return i, false
	case ok && m.value < 60:
		return m.next + minute.At(s, m.next), true
	}
	return j + 1 + hourEnds.At(s, j+1), true
}

var (
	minute   = text.NewWords("分")
	hourEnds = text.NewWords("钟 半 整")
)
