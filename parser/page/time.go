package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// timeForm is a day with or without a time and a zone, in the forms of ISO
// 8601 and of Chinese pages.
var timeForm = regexp.MustCompile(`(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[\sTt]*(\d{1,2})[:：时](\d{2})(?:[:：分](\d{2})秒?)?(?:\.\d+)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?`)

// readTime reads a time of metadata. A time without a zone is that of
// Shanghai; a number counts seconds or milliseconds since 1970.
func readTime(text string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return sinceEpoch(n)
	}
	for _, form := range [...]string{time.RFC1123, time.RFC1123Z} {
		if t, err := time.Parse(form, text); err == nil {
			return t, true
		}
	}
	m := timeForm.FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, false
	}
	var n [6]int // missing ones are zero
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1])
	}
	t := time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, zoneOf(m[7]))
	if t.Month() != time.Month(n[1]) || t.Day() != n[2] || n[4] > 59 || n[5] > 59 {
		return time.Time{}, false // 2024-02-30, 25:00
	}
	return t, plausible(t)
}

// sinceEpoch reads seconds or milliseconds since 1970.
func sinceEpoch(n int64) (time.Time, bool) {
	if n > 1e11 {
		n /= 1000
	}
	t := time.Unix(n, 0).In(zoneOf(""))
	return t, plausible(t)
}

// plausible reports a time in which articles are published online.
func plausible(t time.Time) bool { return t.Year() >= 1995 && t.Year() <= 2200 }

// zoneOf reads Z, +08:00 or +0800; without any it is that of Shanghai.
func zoneOf(s string) *time.Location {
	const shanghai = 8 * 60 * 60
	switch {
	case s == "":
		return time.FixedZone("", shanghai)
	case len(s) == 1:
		return time.UTC
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	hours, _ := strconv.Atoi(digits[:2])
	minutes, _ := strconv.Atoi(digits[2:])
	seconds := (hours*60 + minutes) * 60
	if s[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone("", seconds)
}
