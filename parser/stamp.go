package parser

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"shenzheng/parser/date"
	"shenzheng/parser/text"
)

// stamp is a publication stamp as printed.
type stamp struct {
	year, month, day     int // year 0 where not printed
	hour, minute, second int
	timed                bool
	zone                 *time.Location // nil where none is printed: the newspaper's
	start, end           int            // in the line
}

// shanghai is the zone of every stamp of the source.
func shanghai() *time.Location { return time.FixedZone("", 8*60*60) }

// The forms of a stamp in folded text: a day, perhaps its weekday, and a time:
// 2024年4月28日 星期日 16:56, 04-28 16时56分, 2024-04-28T08:56:00Z.
var (
	stampWeekday = regexp.MustCompile(`^ ?[(（]? ?(?:星期|周|礼拜)[一二三四五六日天] ?[)）]?`)

	stampClock = regexp.MustCompile(`^[ ,T|]{0,3}(上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|晚|夜间|[AaPp]\.?[Mm]\.?)? ?(\d{1,2}) ?(?:: ?(\d{2})(?: ?: ?(\d{2})(?:\.\d{1,9})?)?|[时点](?: ?(\d{1,2}) ?分?(?: ?(\d{1,2}) ?秒)?|(半)|整)?)`)

	stampHalf = regexp.MustCompile(`^ ?([AaPp])\.?[Mm]\b\.?`)

	stampZone = regexp.MustCompile(`^(?: ?(?:UTC|GMT|Z\b))? ?([+-])(\d{1,2})(?:: ?(\d{2})|(\d{2}))?|^ ?(?:UTC|GMT|Z)`)
)

// findStamp looks for a stamp in a short line. A stamp without a time counts
// only when it is the whole line but for a few words or a counter.
func findStamp(s []rune) *stamp {
	if len(s) > longestStampLine {
		return nil
	}
	if !text.Contains(s, "月") && !slices.ContainsFunc(s, text.IsDigit) {
		return nil // no numeral of a day
	}
	s, at := inDigits(s)
	for i := range s {
		if !text.IsDigit(s[i]) || i > 0 && text.IsDigit(s[i-1]) {
			continue
		}
		st, ok := scanStamp(s, i)
		if !ok {
			continue
		}
		rest := len(s) - (st.end - st.start)
		if st.timed && rest <= 30 || rest == 0 || st.year > 0 && rest <= 12 && !digitsOutside(s, st) {
			found := st
			if at != nil {
				found.start, found.end = at[st.start], at[st.end]
			}
			return &found
		}
	}
	return nil
}

// longestStampLine bounds, in code points, a line that may hold a stamp.
const longestStampLine = 60

// digitsOutside reports digits besides the stamp that are no counter: the line
// is a range of days, and no stamp.
func digitsOutside(s []rune, st stamp) bool {
	for i := 0; i < len(s); i++ {
		if i == st.start {
			i = max(st.end, i+1) - 1
		} else if n := counterAt(s, i); n > 0 {
			i += n - 1
		} else if text.IsDigit(s[i]) {
			return true
		}
	}
	return false
}

// scanStamp reads the stamp at s[i:].
func scanStamp(s []rune, i int) (stamp, bool) {
	st, named := stampDay(s, i)
	if st.end == 0 {
		return stamp{}, false
	}
	rest := string(s[st.end:])
	n := len(stampWeekday.FindString(rest))
	n += st.clock(rest[n:])
	st.end += utf8.RuneCountInString(rest[:n])
	if st.year == 0 && !st.timed && named {
		return stamp{}, false // 8月13日 alone stands in lists, not below titles
	}
	_, real := NewDate(2024, time.Month(st.month), st.day)
	return st, real && (st.year == 0 || st.year >= 1990 && st.year <= 2200)
}

// stampDay reads the day at s[i]: 2024-04-28, 2024年4月28日, 4/28. named means
// that it is printed with 月 or 日. The end is 0 where there is none.
func stampDay(s []rune, i int) (st stamp, named bool) {
	year, at := digitsAt(s, i, 4)
	if mark, end := signAt(s, at, "-/.年"); at-i == 4 && mark != 0 {
		if st, named = monthDay(s, end); st.end > 0 {
			st.year, st.start = year, i
			return st, named
		}
	}
	return monthDay(s, i)
}

// monthDay reads 04-28 or 4月28日 at s[i].
func monthDay(s []rune, i int) (st stamp, named bool) {
	month, at := digitsAt(s, i, 2)
	mark, behind := signAt(s, at, "-/.月")
	day, end := digitsAt(s, behind, 2)
	if at == i || mark == 0 || end == behind {
		return stamp{}, false
	}
	unit, last := signAt(s, end, "日号")
	switch {
	case unit != 0 && text.IsSpace(s[last-1]): // a space behind it is of what follows
		end = last - 1
	case unit != 0:
		end = last
	case end < len(s) && text.IsDigit(s[end]):
		return stamp{}, false
	}
	return stamp{month: month, day: day, start: i, end: end}, mark == '月' || unit != 0
}

// digitsAt gives the number of at most so many digits at s[i], and its end.
func digitsAt(s []rune, i, most int) (number, end int) {
	for end = i; end < len(s) && end-i < most && text.IsDigit(s[end]); end++ {
		number = number*10 + int(s[end]-'0')
	}
	return number, end
}

// signAt passes one of signs at s[i] and a space before and behind it; 0 where
// there is none.
func signAt(s []rune, i int, signs string) (sign rune, end int) {
	k := i
	if k < len(s) && s[k] == ' ' {
		k++
	}
	if k >= len(s) || !strings.ContainsRune(signs, s[k]) {
		return 0, i
	}
	sign = s[k]
	if k++; k < len(s) && s[k] == ' ' {
		k++
	}
	return sign, k
}

// clock reads the time that a text opens with, if there is one, and gives its
// length in bytes.
func (st *stamp) clock(s string) int {
	m := stampClock.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	hour, minute, second := number(m[2]), number(m[3]+m[5]), number(m[4]+m[6])
	if m[7] != "" {
		minute = 30
	}
	n := len(m[0])
	half := m[1]
	if h := stampHalf.FindStringSubmatch(s[n:]); h != nil && half == "" {
		half = h[1]
		n += len(h[0])
	}
	hour = hourOf(hour, half)
	if hour > 23 || minute > 59 || second > 59 {
		return 0
	}
	st.hour, st.minute, st.second, st.timed = hour, minute, second, true
	return n + st.offset(s[n:])
}

// hourOf gives the hour of the day of an hour of a part of the day.
func hourOf(hour int, part string) int {
	switch part {
	case "下午", "傍晚", "晚上", "晚", "夜间":
		if hour < 12 {
			return hour + 12
		}
	case "中午":
		if hour < 3 {
			return hour + 12
		}
	case "":
	default:
		switch part[0] {
		case 'p', 'P':
			return hour%12 + 12
		case 'a', 'A':
			return hour % 12
		}
		if part == "凌晨" && hour == 12 {
			return 0
		}
	}
	return hour
}

// offset reads the zone that a text opens with, if there is one, and gives its
// length in bytes.
func (st *stamp) offset(s string) int {
	m := stampZone.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	hours, minutes := number(m[2]), number(m[3]+m[4])
	bare := m[1] != "" && m[3]+m[4] == "" && m[0][0] != ' ' && s[0] != 'U' && s[0] != 'G'
	if hours > 14 || minutes > 59 || bare || m[1] == "-" && st.year == 0 {
		return 0 // 16:56-18:00 are hours of something
	}
	seconds := hours*3600 + minutes*60
	if m[1] == "-" {
		seconds = -seconds
	}
	st.zone = time.FixedZone("", seconds)
	return len(m[0])
}

// number gives the value of digits, 0 of none.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// at gives the time of the stamp in Shanghai; one without a year takes the
// year that puts it nearest to day.
func (st stamp) at(day Date) time.Time {
	year := st.year
	if year == 0 {
		if day.IsZero() {
			return time.Time{}
		}
		d := date.Nearest(day, time.Month(st.month), st.day)
		if d.IsZero() {
			return time.Time{}
		}
		year = d.Year()
	}
	zone := st.zone
	if zone == nil {
		zone = shanghai()
	}
	return time.Date(year, time.Month(st.month), st.day, st.hour, st.minute, st.second, 0, zone).In(shanghai())
}
