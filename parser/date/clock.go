package date

import "shenzheng/parser/text"

// partWords are the parts of day, longer ones before those they begin with.
var partWords = text.NewWords(
	"上午 下午 中午 午间 午后 凌晨 清晨 早晨 早上 早间 傍晚 晚上 晚间 深夜 夜间 夜里",
	"当晚 当日上午 当日下午 晚 早",
)

// scanPart gives the length of the part of day at s[i:], 0 if there is none.
func scanPart(s []rune, i int) int {
	word := partWords.Match(s, i)
	if (word == "晚" || word == "早") && notPart(s, i+1) {
		return 0
	}
	return text.Len(word)
}

// notPart reports that 早 or 晚 is the beginning of another word: 晚会, 早已.
// 晚会见 is 晚 and 会见.
func notPart(s []rune, i int) bool {
	if i >= len(s) {
		return false
	}
	switch s[i] {
	case '会':
		return i+1 >= len(s) || s[i+1] != '见' && s[i+1] != '谈' && s[i+1] != '晤'
	case '宴', '报', '餐', '茶', '已', '在', '日', '于', '高', '稻', '市', '操', '期':
		return true
	}
	return false
}

// scanSecondPart reads 、下午 behind 上午.
func scanSecondPart(s []rune, i int) (int, bool) {
	join, comma, j := scanJoin(s, i)
	if join == joinNone || comma {
		return i, false
	}
	n := scanPart(s, j)
	return j + n, n > 0
}

// scanClock reads a time of day and a range of them: 9时30分, 9:30-11:30, 3点.
// What is no time consumes nothing.
func scanClock(s []rune, i int) int {
	end, ok := scanHour(s, i)
	if !ok {
		return i
	}
	if join, comma, j := scanJoin(s, end); join == joinRange && !comma {
		if second, ok := scanHour(s, j+scanPart(s, j)); ok {
			return second
		}
	}
	return end + roughly.At(s, end)
}

var roughly = text.NewWords("左右 许")

func scanHour(s []rune, i int) (int, bool) {
	n, ok := scanNumeral(s, text.SkipSpaces(s, i))
	if !ok || n.digits > 3 || n.value > 24 || n.next >= len(s) {
		return i, false
	}
	switch c := s[n.next]; {
	case c == '时' || c == '点':
		end := n.next + 1
		if end < len(s) && (s[end] == '钟' || s[end] == '半' || s[end] == '整') {
			return end + 1, true
		}
		if m, ok := scanNumeral(s, end); ok && m.value < 60 {
			end = m.next
			if end < len(s) && s[end] == '分' {
				end++
			}
		}
		return end, true
	case c == ':' && n.arabic:
		m, ok := scanNumeral(s, n.next+1)
		return m.next, ok && m.arabic && m.digits == 2 && m.value < 60
	}
	return i, false
}
