package parser

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"shenzheng/parser/text"
)

// relative is a stamp that counts from the time at which the page was made:
// 3小时前, 昨天 18:30, 星期日 16:56. The empty one is 刚刚.
type relative struct {
	back    time.Duration // before the capture
	daily   bool          // the day is what is printed
	days    int           // before the capture's
	weekday string        // the last such day
	clock   stamp         // the time of that day
}

// Stamps that count back, and days with a time.
var (
	agoForm = regexp.MustCompile(`(?:(\d{1,2}) ?小时 ?)?(?:(\d{1,3})|(半)|([一二两三四五六七八九十])) ?个?(?:(秒|分|小时|钟头|天|日|周|星期)钟?(?:之|以)?前|(second|min|hour|day|week)[a-z]* ago)|刚刚`)
	dayForm = regexp.MustCompile(`(?:([今昨前])[天日]|` + weekday + `)(` + clock + `)`)
	// relativeSigns are those without which no stamp is relative.
	relativeSigns = text.NewSet("前昨今刚周期拜g")
	justNow       = text.NewWords("刚刚 发布于刚刚")
	units         = map[string]time.Duration{
		"秒": time.Second, "分": time.Minute, "小时": time.Hour, "钟头": time.Hour, "天": oneDay, "日": oneDay, "周": 7 * oneDay, "星期": 7 * oneDay,
		"second": time.Second, "min": time.Minute, "hour": time.Hour, "day": oneDay, "week": 7 * oneDay,
	}
)

const oneDay = 24 * time.Hour

// findRelative looks for a relative stamp in a short line.
func findRelative(s []rune) *relative {
	if len(s) > 40 || !slices.ContainsFunc(s, relativeSigns.Has) {
		return nil
	}
	if r, at := readRelative(string(s)); r != nil && (len(s)-at.End+at.Start <= 16 && *r != relative{} || justNow.Has(s)) {
		return r
	}
	return nil
}

// readRelative gives the first relative stamp of a text and its place, nil for none.
func readRelative(s string) (*relative, Span) {
	place := func(printed string) Span {
		start := text.Len(s[:strings.Index(s, printed)])
		return Span{Start: start, End: start + text.Len(printed)}
	}
	if m := dayForm.FindStringSubmatch(s); m != nil {
		r := relative{daily: true, days: max(strings.Index("今昨前", m[1]), 0) / len("今"), weekday: m[2]}
		if r.clock.clock(m[3:]) > 0 {
			return &r, place(m[0])
		}
	}
	m := agoForm.FindStringSubmatch(s)
	if m == nil {
		return nil, Span{}
	}
	n, unit := number(strings.Replace(m[2]+m[4], "两", "二", 1)), units[m[5]+m[6]]
	r := relative{back: time.Duration(number(m[1]))*time.Hour + time.Duration(n)*unit}
	switch {
	case unit >= oneDay:
		r = relative{daily: true, days: n * int(unit/oneDay)}
	case m[3] != "":
		r.back = unit / 2
	}
	return &r, place(m[0])
}

// at gives the time that a relative stamp means on a page captured then, to
// the minute, and whether a time of day is printed or follows.
func (r *relative) at(captured time.Time) (t time.Time, timed bool) {
	captured = captured.In(shanghai())
	if !r.daily {
		return captured.Add(-r.back).Truncate(time.Minute), true
	}
	days := r.days
	if r.weekday != "" {
		day := strings.Index("日一二三四五六", strings.Replace(r.weekday, "天", "日", 1)) / len("日")
		days = (int(captured.Weekday()) - day + 7) % 7
	}
	y, m, d := captured.AddDate(0, 0, -days).Date()
	return time.Date(y, m, d, r.clock.hour, r.clock.minute, r.clock.second, 0, shanghai()), r.clock.timed
}
