package parser

import (
	"cmp"
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
	updated              bool           // of a change, not of the publication
}

// shanghai is the zone of every stamp of the source.
func shanghai() *time.Location { return time.FixedZone("", 8*60*60) }

// The forms of a stamp in folded text: a day, perhaps its weekday, and a time:
// 2024年4月28日 星期日 16:56, 04-28 16时56分, 2024-04-28T08:56:00Z, 四月二十八日
// 十六时五十六分.
const (
	hanNumber = `[〇○零一二三四五六七八九十]{1,3}`
	oneNumber = `(\d{1,2}|` + hanNumber + `)`
	stampDay  = `(?:(\d{4}|[〇○零一二三四五六七八九十]{4}) ?[-/.年] ?)?` + oneNumber + ` ?([-/.月]) ?` + oneNumber + `( ?[日号])?`
	weekday   = ` ?[(（]? ?(?:星期|周|礼拜)[一二三四五六日天] ?[)）]?`
	clock     = `[ ,T|]{0,3}(上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|晚|夜间|[AaPp]\.?[Mm]\.?)? ?` + oneNumber +
		` ?(?:: ?(\d{2})(?: ?: ?(\d{2})(?:\.\d{1,9})?)?|[时点](?: ?` + oneNumber + ` ?分?(?: ?` + oneNumber + ` ?秒)?|(半)|整)?)` +
		`(?: ?([AaPp])\.?[Mm]\b\.?)?(` + timeZone + `)?`
	timeZone = `(?: ?(?:UTC|GMT|Z\b))? ?([+-])(\d{1,2})(?:: ?(\d{2})|(\d{2}))?| ?(?:UTC|GMT|Z)`
)

// clockSigns are those without which no time is printed.
var clockSigns = text.NewSet(":时点")

var stampForm = regexp.MustCompile(`^` + stampDay + `(` + weekday + `)?(` + clock + `)?`)

// findStamp looks for a stamp in a short line, of the publication rather than of
// a change. A stamp without a time counts only when it is the whole line but for
// a few words or a counter.
func findStamp(s []rune) (found *stamp) {
	if len(s) > longestStampLine {
		return nil
	}
	named, timed := text.Contains(s, "月"), slices.ContainsFunc(s, clockSigns.Has)
	beside, behind := len(s), false
	for i := 0; i < len(s); i++ {
		digit := text.IsDigit(s[i])
		if !digit && !(named && hanNumerals.Has(s[i])) || i > 0 && (digit && text.IsDigit(s[i-1]) || !digit && hanNumerals.Has(s[i-1])) {
			continue
		}
		if next := skip(s, i, isNumeral); next == len(s) || !strings.ContainsRune("-/.年月", s[next]) || s[next] == '月' && !timed {
			continue // no day, or one as lists and texts have it: matching each of them took a tenth of the reading of a page
		}
		st, ok := scanStamp(string(s[i:]), i)
		if !ok {
			continue
		}
		rest, labelled := beside-(st.end-st.start), stampLabels.End(s[:labelEnd(s, i)])
		if st.timed && (rest <= 30 || labelled) || rest == 0 || st.year > 0 && rest <= 12 && !digitsOutside(s, st) {
			if found == nil {
				behind = !labelled && stampLabels.At(s, text.SkipSpaces(s, st.end)) > 0
			}
			if st.updated = updates.End(s[:labelEnd(s, i)]); behind {
				st.updated = updates.At(s, text.SkipSpaces(s, st.end)) > 0
			}
			if !st.updated {
				return &st
			}
			if beside, i = rest, max(st.end, i+1)-1; found == nil {
				found = &st
			}
		}
	}
	return found
}

// longestLabel bounds a label that stands in the line above.
const longestLabel = 8

// labelEnd gives the end of the label before s[i:].
func labelEnd(s []rune, i int) int {
	return trimmed(s[:i], func(c rune) bool { return c == ':' || isMark(c) })
}

// The labels of stamps, before them or behind them.
var (
	updates     = text.NewWords("更新 更新时间 更新于 修改 修改时间 修改于 编辑于 编辑时间 抓取时间 采集时间 收录时间 打印时间 保存时间 快照时间")
	stampLabels = text.Union(updates, text.NewWords("发布 发布时间 发布于 发布日期 发表 发表时间 发表于 时间 日期"))
)

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

// counter is what a page prints of an article's readers: 阅读 1.2万.
var counter = regexp.MustCompile(`^(?:阅读|浏览|点击|评论|点赞|播放|人气|分享|收藏|转发|跟帖|在看)(?:量|数|次数)?[:： ]{0,2}\d[\d.,]*[万亿kKwW]?\+?(?:次|人)?`)

// counterAt gives the length of the counter at s[i:], 0 for none.
func counterAt(s []rune, i int) int {
	return text.Len(counter.FindString(string(s[i:])))
}

// scanStamp reads the stamp that the rest of a line from i on opens with.
func scanStamp(rest string, i int) (stamp, bool) {
	m := stampForm.FindStringSubmatch(rest)
	if m == nil {
		return stamp{}, false
	}
	st := stamp{year: number(m[1]), month: number(m[2]), day: number(m[4]), start: i}
	n := len(m[0]) - len(m[7])
	n += st.clock(m[7:])
	st.end = i + utf8.RuneCountInString(rest[:n])
	named := m[3] == "月" || m[5] != ""
	behind := m[6] + rest[len(m[0])-len(m[7]):] // the day
	switch {
	case m[5] == "" && behind != "" && behind[0] >= '0' && behind[0] <= '9', m[2][0] > '9' && m[3] != "月":
		return stamp{}, false
	case named && st.year == 0 && !st.timed:
		return stamp{}, false // 8月13日 alone stands in lists, not below titles
	}
	_, real := NewDate(2024, time.Month(st.month), st.day)
	return st, real && (st.year == 0 || st.year >= 1990 && st.year <= 2200)
}

// clock reads the time of day in the group of a clock and those in it, and gives its length
// in bytes, 0 for none.
func (st *stamp) clock(m []string) int {
	hour, minute, second := number(m[2]), number(m[3]+m[5]), number(m[4]+m[6])
	if m[7] != "" {
		minute = 30
	}
	hour = hourOf(hour, strings.ToLower(cmp.Or(m[1], m[8])))
	if m[0] == "" || hour > 23 || minute > 59 || second > 59 {
		return 0
	}
	st.hour, st.minute, st.second, st.timed = hour, minute, second, true
	return len(m[0]) - len(m[9]) + st.offset(m[9:])
}

// hourOf gives the hour of the day of an hour of a part of the day.
func hourOf(hour int, part string) int {
	switch {
	case slices.Contains([]string{"下午", "傍晚", "晚上", "晚", "夜间"}, part), strings.HasPrefix(part, "p"):
		return hour%12 + 12
	case strings.HasPrefix(part, "a"), part == "凌晨" && hour == 12:
		return hour % 12
	case part == "中午" && hour < 3:
		return hour + 12
	}
	return hour
}

// offset reads the zone in the groups of timeZone and gives its length in bytes,
// 0 for none.
func (st *stamp) offset(m []string) int {
	hours, minutes := number(m[2]), number(m[3]+m[4])
	bare := m[1] != "" && m[3]+m[4] == "" && !strings.ContainsRune(" UG", rune(m[0][0]))
	if m[0] == "" || hours > 14 || minutes > 59 || bare || m[1] == "-" && st.year == 0 {
		return 0 // 16:56-18:00 are hours of something
	}
	seconds := hours*3600 + minutes*60
	if m[1] == "-" {
		seconds = -seconds
	}
	st.zone = time.FixedZone("", seconds)
	return len(m[0])
}

// number gives the value of digits, or of Chinese numerals by tens or digit by
// digit; 0 of none.
func number(digits string) int {
	if n, err := strconv.Atoi(digits); err == nil {
		return n
	}
	n, tens := 0, false
	for i, c := range digits {
		switch d := max(strings.Index("零一二三四五六七八九", string(c))/3, 0); {
		case c == '十':
			n, tens = 10*max(n, 1-min(i, 1)), true
		case tens:
			n += d
		default:
			n = n*10 + d
		}
	}
	return n
}

// at gives the time of the stamp in Shanghai; one without a year takes the
// year that puts it nearest to day.
func (st stamp) at(day Date) time.Time {
	year := st.year
	if year == 0 {
		nearest := date.Nearest(day, time.Month(st.month), st.day)
		if day.IsZero() || nearest.IsZero() {
			return time.Time{}
		}
		year = nearest.Year()
	}
	zone := st.zone
	if zone == nil {
		zone = shanghai()
	}
	return time.Date(year, time.Month(st.month), st.day, st.hour, st.minute, st.second, 0, zone).In(shanghai())
}

// timeOf gives the time in Shanghai that metadata mean by a stamp with its year,
// by seconds or milliseconds since 1970, or as HTTP prints times; the zero time
// where there is none.
func timeOf(printed string) time.Time {
	printed = strings.TrimSpace(printed)
	if n, err := strconv.ParseInt(printed, 10, 64); err == nil {
		if n > 1e11 {
			n /= 1000
		}
		if t := time.Unix(n, 0).In(shanghai()); t.Year() >= 1995 && t.Year() <= 2200 { // articles are published online
			return t
		}
		return time.Time{}
	}
	for _, form := range [...]string{time.RFC1123, time.RFC1123Z} {
		if t, err := time.Parse(form, printed); err == nil {
			return t.In(shanghai())
		}
	}
	s := text.Folded(printed)
	for i := range s {
		if st, ok := scanStamp(string(s[i:]), i); ok && st.year > 0 && (st.timed || st.end == len(s)) {
			return st.at(Date{})
		}
	}
	return time.Time{}
}

// relative is a stamp that counts from the time at which the page was made:
// 3小时前, 昨天 18:30. The empty one is 刚刚.
type relative struct {
	back  time.Duration // before the capture
	daily bool          // the day is what is printed
	days  int           // before the capture's
	clock stamp         // the time of that day
}

var (
	relativeForm = regexp.MustCompile(`(?:(\d{1,3})|(半)|([一二两三四五六七八九十])) ?个?(秒钟?|分钟?|小时|钟头|天|日|周|星期)(?:之|以)?前|([今昨前])[天日](` + clock + `)|刚刚`)
	// relativeSigns are those without which no stamp is relative.
	relativeSigns = text.NewSet("前昨今刚")
	justNow       = text.NewWords("刚刚 发布于刚刚")
	units         = map[string]time.Duration{"秒": time.Second, "分": time.Minute, "小": time.Hour, "钟": time.Hour, "天": oneDay, "日": oneDay, "周": 7 * oneDay, "星": 7 * oneDay}
)

const oneDay = 24 * time.Hour

// findRelative looks for a relative stamp in a short line.
func findRelative(s []rune) *relative {
	if len(s) > 40 || !slices.ContainsFunc(s, relativeSigns.Has) {
		return nil
	}
	if r, at := readRelative(string(s)); r != nil && (len(s)-at.End+at.Start <= maxBesideRelative && *r != relative{} || justNow.Has(s)) {
		return r
	}
	return nil
}

// readRelative gives the first relative stamp of a text, nil for none, and its
// place.
func readRelative(s string) (*relative, Span) {
	m := relativeForm.FindStringSubmatch(s)
	if m == nil {
		return nil, Span{}
	}
	start := text.Len(s[:strings.Index(s, m[0])])
	at := Span{Start: start, End: start + text.Len(m[0])}
	if m[4] == "" {
		r := relative{daily: m[5] != "", days: max(strings.Index("今昨前", m[5]), 0) / len("今")}
		if r.daily && r.clock.clock(m[6:]) == 0 {
			return nil, Span{}
		}
		return &r, at
	}
	n, unit := number(strings.Replace(m[1]+m[3], "两", "二", 1)), units[m[4][:len("秒")]]
	switch {
	case unit >= oneDay:
		return &relative{daily: true, days: n * int(unit/oneDay)}, at
	case m[2] != "":
		return &relative{back: unit / 2}, at
	}
	return &relative{back: time.Duration(n) * unit}, at
}

// maxBesideRelative bounds, in code points, what else may stand in the line.
const maxBesideRelative = 16

// at gives the time that a relative stamp means on a page captured then, to
// the minute, and whether a time of day is printed or follows.
func (r *relative) at(captured time.Time) (t time.Time, timed bool) {
	captured = captured.In(shanghai())
	if !r.daily {
		return captured.Add(-r.back).Truncate(time.Minute), true
	}
	y, m, d := captured.AddDate(0, 0, -r.days).Date()
	return time.Date(y, m, d, r.clock.hour, r.clock.minute, r.clock.second, 0, shanghai()), r.clock.timed
}
