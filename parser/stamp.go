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
// 十六时五十六分, Apr 28, 2024 4:56 PM.
const (
	hanNumber = `[〇○零一二三四五六七八九十]{1,3}`
	oneNumber = `(\d{1,2}|` + hanNumber + `)`
	weekday   = ` ?[(（]? ?(?:星期|周|礼拜)([一二三四五六日天]) ?[)）]?`
	clock     = `(?:[ ,T|-]{0,3}| at )(上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|晚|夜间|[AaPp]\.?[Mm]\.?)? ?` + oneNumber +
		` ?(?:: ?(\d{2})(?: ?: ?(\d{2})(?:\.\d{1,9})?)?|[时点](?: ?` + oneNumber + ` ?分?(?: ?` + oneNumber + ` ?秒)?|(半)|整)?)` +
		`(?: ?([AaPp])\.?[Mm]\b\.?)?(` + timeZone + `)?`
	timeZone = `(?: ?(?:UTC|GMT|Z\b))? ?([+-])(\d{1,2})(?:: ?(\d{2})|(\d{2}))?| ?(?:UTC|GMT|Z)`
)

// clockSigns are those without which no time is printed.
var clockSigns = text.NewSet(":时点")

var (
	weekdayForm = regexp.MustCompile(`^` + weekday)
	clockForm   = regexp.MustCompile(`^` + clock)
	clockAlone  = regexp.MustCompile(`(?:^|[ ,|])(\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\b)?)(?:$|[ ,|])`)
	dayForms    = [...]struct {
		form             *regexp.Regexp
		year, month, day int // the groups
	}{
		{regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})`), 3, 1, 2}, // as browsers print it in English
		{regexp.MustCompile(`^(?:(\d{4}|[〇○零一二三四五六七八九十]{4}) ?[-/.年] ?)?` + oneNumber + ` ?([-/.月]) ?` + oneNumber + `( ?[日号])?`), 1, 2, 4},
		{regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)\b`), 1, 2, 3},
		{regexp.MustCompile(`^([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})`), 3, 1, 2},
		{regexp.MustCompile(`^(\d{1,2}) ([A-Z][a-z]{2,8})\.?,? (\d{4})`), 3, 2, 1},
	}
	gluedClock = regexp.MustCompile(`^\d\d[:时点]`) // 2024-04-2816:56
	months     = text.NewWords("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
)

// findStamp looks for a stamp in a short line, of the publication rather than of a change.
// One without a time is the whole line but for a few words or a counter.
func findStamp(s []rune) (found *stamp) {
	if len(s) > 60 {
		return nil
	}
	beside, behind := len(s), false
	named, timed := text.Contains(s, "月"), slices.ContainsFunc(s, clockSigns.Has)
	for i := 0; i < len(s); i++ {
		if !opensStamp(s, i, named, timed) {
			continue
		}
		st, ok := scanStamp(s, i)
		if !ok {
			continue
		}
		rest, labelled := beside-(st.end-st.start), stampLabels.End(s[:labelEnd(s, i)])
		if st.timed && (rest <= 30 || labelled) || rest == 0 || st.year > 0 && rest <= 12 && !digitsOutside(s, st) {
			if found == nil {
				label := text.SkipSpaces(s, st.end)
				n := stampLabels.At(s, label)
				behind = !labelled && n > 0 && !strings.ContainsRune("于间", s[label+n-1]) && !text.HasPrefix(s, label+n, ":") // 更新于 is of the next
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

// opensStamp reports that a stamp can open at s[i:]: with a number before a sign of
// days, or with the name of a month. named and timed tell whether the line holds 月
// and a sign of time. Matching every number took a tenth of the reading of a page.
func opensStamp(s []rune, i int, named, timed bool) bool {
	digit := text.IsDigit(s[i])
	if !digit && !(named && hanNumerals.Has(s[i])) {
		return text.IsLetter(s[i]) && (i == 0 || !text.IsLetter(s[i-1])) && months.At(s, i) > 0
	}
	if i > 0 && (digit && text.IsDigit(s[i-1]) || !digit && hanNumerals.Has(s[i-1])) {
		return false
	}
	next := skip(s, i, isNumeral)
	return next < len(s) && (strings.ContainsRune("-/.年:", s[next]) || s[next] == '月' || months.At(s, next) > 0) && (timed || s[next] != '月')
}

// labelEnd gives the end of the label before s[i:].
func labelEnd(s []rune, i int) int {
	return trimmed(s[:i], func(c rune) bool { return c == ':' || isMark(c) })
}

// The labels of stamps, before them or behind them.
var (
	updates     = text.NewWords("更新 更新时间 更新于 修改 修改时间 修改于 编辑于 编辑时间 抓取时间 采集时间 收录时间 打印时间 保存时间 快照时间 创建时间 创建于 收藏时间 导出时间")
	stampLabels = text.Union(updates, text.NewWords("发布 发布时间 发布于 发布日期 发表 发表时间 发表于 时间 日期"))
)

// digitsOutside reports digits besides stamp and counters, as in a range of days.
func digitsOutside(s []rune, st stamp) bool {
	rest := string(s[:st.start]) + " " + string(s[st.end:])
	return strings.ContainsAny(counter.ReplaceAllString(rest, ""), "0123456789")
}

// counter is what a page prints of an article's readers: 阅读 1.2万.
var counter = regexp.MustCompile(`(?:阅读|浏览|点击|评论|点赞|播放|人气|分享|收藏|转发|跟帖|在看)(?:量|数|次数)?[:： ]{0,2}\d[\d.,]*[万亿kKwW]?\+?(?:次|人)?`)

var counterHere = regexp.MustCompile("^" + counter.String())

// scanStamp reads the stamp that the day at s[i:] belongs to. Its time may stand
// elsewhere in the line: 16:56 2024-04-28, 2024-04-28 来源:某某日报 16:56.
func scanStamp(s []rune, i int) (stamp, bool) {
	rest := string(s[i:])
	for _, f := range dayForms {
		m := f.form.FindStringSubmatch(rest)
		if m == nil {
			continue
		}
		st := stamp{year: number(m[f.year]), month: number(m[f.month]), day: number(m[f.day]), start: i}
		if st.month > 12 && f.year == 3 { // 28/4/2024
			st.month, st.day = st.day, st.month
		}
		n := len(m[0])
		behind := rest[n:]
		n += len(weekdayForm.FindString(behind))
		n += st.clock(clockForm.FindStringSubmatch(rest[n:]))
		st.end = i + utf8.RuneCountInString(rest[:n])
		byMonth := strings.Contains(m[0], "月")
		byDay := strings.ContainsAny(m[0], "日号")
		if alone := clockAlone.FindStringSubmatch(string(s[:i]) + " " + rest[n:]); alone != nil && !st.timed && (st.year > 0 || byMonth) {
			st.clock(clockForm.FindStringSubmatch(alone[1])) // 1.2万 2024-04-28 16:56 names one day
		}
		switch {
		case !byDay && behind != "" && behind[0] >= '0' && behind[0] <= '9' && !(len(m[f.day]) == 2 && gluedClock.MatchString(behind)), m[f.month][0] > 'z' && !byMonth:
			return stamp{}, false
		case (byMonth || byDay) && st.year == 0 && !st.timed:
			return stamp{}, false // 8月13日 alone stands in lists, not below titles
		}
		_, real := NewDate(2024, time.Month(st.month), st.day)
		return st, real && (st.year == 0 || st.year >= 1990 && st.year <= 2200)
	}
	return stamp{}, false
}

// clock reads the time of day in the groups of a clock, and gives its length in bytes or 0.
func (st *stamp) clock(m []string) int {
	if m == nil {
		return 0
	}
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

// below gives the stamp too where the line below is its time and no more, nil for
// any other line.
func (st *stamp) below(s []rune) *stamp {
	if len(s) > 12 {
		return nil
	}
	timed, m := *st, clockForm.FindStringSubmatch(string(s))
	if m == nil || timed.clock(m) != len(m[0]) || text.Len(m[0]) != len(s) {
		return nil
	}
	*st = timed
	return st
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

// offset reads the zone in the groups of timeZone, and gives its length in bytes or 0.
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

// number gives the value of a number, or the number of a month; 0 of none.
func number(printed string) int {
	s := []rune(printed)
	if w := months.Find(s, 0); w != nil {
		return w.Place + 1
	}
	return date.Number(s)
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

// timeOf gives the time in Shanghai that metadata mean: a stamp with its year, seconds or
// milliseconds since 1970, or as HTTP prints times; the zero time for none.
func timeOf(printed string) time.Time {
	printed = strings.TrimSpace(printed)
	if t, err := time.ParseInLocation("20060102150405", printed, shanghai()); err == nil {
		return t
	}
	if n, err := strconv.ParseInt(printed, 10, 64); err == nil && n > 99999999 {
		if n > 1e11 {
			n /= 1000
		}
		if t := time.Unix(n, 0).In(shanghai()); t.Year() >= 1995 && t.Year() <= 2200 { // articles are published online
			return t
		}
		return time.Time{}
	}
	s := text.Folded(printed)
	for i := range s {
		if st, ok := scanStamp(s, i); ok && st.year > 0 && (st.timed || st.end == len(s)) {
			return st.at(Date{})
		}
	}
	return time.Time{}
}
