package parser

import (
	"regexp"
	"time"

	"shenzheng/parser/text"
)

// relative is a stamp that counts from the time at which the page was made:
// 3小时前, 昨天 18:30.
type relative struct {
	back  time.Duration // before the capture
	days  int           // days before the capture's, where clock counts
	daily bool          // the day is what is printed
	clock stamp         // the time of that day
}

var (
	relativeAgo  = regexp.MustCompile(`(?:(\d{1,3})|(半)|([一二两三四五六七八九十])) ?个?(秒钟?|分钟?|小时|钟头|天|日|周|星期)(?:之|以)?前`)
	justNow      = text.NewWords("刚刚 发布于刚刚")
	relativeDays = text.NewWords("今天 今日 昨天 昨日 前天 前日") // two words for each of 0, 1 and 2 days before
)

// findRelative looks for a relative stamp in a short line.
func findRelative(s []rune) *relative {
	if len(s) > 40 {
		return nil
	}
	if text.Contains(s, "前") {
		if m := relativeAgo.FindStringSubmatch(string(s)); m != nil && len(s)-text.Len(m[0]) <= maxBesideRelative {
			return agoOf(m)
		}
	}
	for i := range s {
		if !relativeDays.Begin(s[i]) {
			continue
		}
		day := relativeDays.Find(s, i)
		if day == nil {
			continue
		}
		r := relative{daily: true, days: day.Place / 2}
		behind := string(s[i+day.Len():])
		n := r.clock.clock(behind)
		if r.clock.timed && len(s)-day.Len()-text.Len(behind[:n]) <= maxBesideRelative {
			return &r
		}
		break
	}
	if justNow.Has(s) {
		return &relative{}
	}
	return nil
}

// maxBesideRelative bounds, in code points, what else may stand in the line.
const maxBesideRelative = 16

// agoOf reads the parts of relativeAgo.
func agoOf(m []string) *relative {
	n := number(m[1]) + valueOf([]rune(m[3]))
	if m[3] == "两" {
		n = 2
	}
	switch m[4] {
	case "天", "日":
		return &relative{daily: true, days: n}
	case "周", "星期":
		return &relative{daily: true, days: 7 * n}
	}
	unit := time.Hour
	switch m[4] {
	case "秒", "秒钟":
		unit = time.Second
	case "分", "分钟":
		unit = time.Minute
	}
	if m[2] != "" {
		return &relative{back: unit / 2}
	}
	return &relative{back: time.Duration(n) * unit}
}

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
