package web

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
)

// shanghai is the newspaper's time zone, which has no summer time.
var shanghai = time.FixedZone("+08:00", 8*3600)

func templateFuncs() template.FuncMap {
	return template.FuncMap{
		"number":   number,
		"bytes":    byteCount,
		"clock":    clock,
		"at":       at,
		"list":     func(s string) []string { return strings.FieldsFunc(s, func(r rune) bool { return r == ';' }) },
		"join":     strings.Join,
		"short":    func(s string) string { return s[:min(len(s), 12)] },
		"first":    func(n int, s string) string { r := []rune(s); return string(r[:min(n, len(r))]) },
		"add":      func(a, b int) int { return a + b },
		"anchor":   func(s string) string { return strings.ReplaceAll(s, "/", "-") },
		"nav":      navLink,
		"item":     itemOf,
		"card":     cardOf,
		"person":   personOf,
		"pinyin":   archive.Pinyin,
		"picture":  pictureOf,
		"copy":     copyOf,
		"tables":   snapshot.PublicTables,
		"examples": snapshot.Examples,
		"wording":  snapshot.Wording,
		"statuses": statuses,
		"mark":     signOf,
	}
}

// number groups digits by threes.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// byteCount gives a size in powers of 1000, as file managers do.
func byteCount(n int64) string {
	const units = "kMGT"
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	v, u := float64(n)/1000, 0
	for v >= 999.95 && u < len(units)-1 {
		v, u = v/1000, u+1
	}
	return fmt.Sprintf("%.1f %cB", v, units[u])
}

// clock shows an instant as stored in Shanghai's time, to the minute; what is
// no instant is shown as it is.
func clock(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return t.In(shanghai).Format("2006-01-02 15:04")
}

// at shows a time in Shanghai's, to the minute; none is a dash.
func at(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.In(shanghai).Format("2006-01-02 15:04")
}
