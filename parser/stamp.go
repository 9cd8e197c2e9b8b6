package parser

import (
	"time"

	"shenzheng/parser/date"
	"shenzheng/parser/text"
)

// stamp is a publication stamp as printed.
type stamp struct {
	year, month, day     int // year 0 where not printed
	hour, minute, second int
	timed                bool
	start, end           int // in the line
}

// shanghai is the zone of every stamp of the source.
func shanghai() *time.Location { return time.FixedZone("", 8*60*60) }

// findStamp looks for a stamp in a short line. A stamp without a time counts
// only when it is the whole line.
func findStamp(s []rune) (stamp, bool) {
	if len(s) > 60 {
		return stamp{}, false
	}
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
			return st, true
		}
	}
	return stamp{}, false
}

// digitsOutside reports digits besides the stamp: the line is a range of days
// or a count, and no stamp.
func digitsOutside(s []rune, st stamp) bool {
	for i, c := range s {
		if text.IsDigit(c) && (i < st.start || i >= st.end) {
			return true
		}
	}
	return false
}

// scanStamp reads [year] month day [time] at s[i:].
func scanStamp(s []rune, i int) (stamp, bool) {
	st := stamp{start: i}
	n, j, sep, ok := stampNumber(s, i)
	if !ok {
		return st, false
	}
	if n > 31 {
		st.year = n
		if sep != '年' && !isStampSep(sep) || i+4 != j-1 {
			return st, false
		}
		if n, j, sep, ok = stampNumber(s, text.SkipSpaces(s, j)); !ok {
			return st, false
		}
	}
	st.month = n
	if sep != '月' && !isStampSep(sep) {
		return st, false
	}
	j = text.SkipSpaces(s, j)
	if st.day, j, sep, ok = stampNumber(s, j); !ok {
		return st, false
	}
	st.end = j
	if sep != '日' {
		st.end = j - 1
	}
	if st.end > len(s) {
		st.end = len(s)
	}
	st.clock(s)
	if st.year == 0 && !st.timed && (sep == '日' || sep == '月') {
		return st, false // 8月13日 alone stands in lists, not below titles
	}
	_, real := NewDate(2024, time.Month(st.month), st.day)
	return st, real && (st.year == 0 || st.year >= 1990 && st.year <= 2200)
}

func isStampSep(c rune) bool { return c == '/' || c == '.' || text.IsDash(c) }

// stampNumber reads a number and the sign behind it; next is behind the sign,
// one beyond the text where the number ends it.
func stampNumber(s []rune, i int) (value, next int, sign rune, ok bool) {
	start := i
	for i < len(s) && text.IsDigit(s[i]) && i-start < 4 {
		value = value*10 + int(s[i]-'0')
		i++
	}
	if i == start {
		return 0, i, 0, false
	}
	if i < len(s) {
		sign = s[i]
	}
	return value, i + 1, sign, true
}

// clock reads the time behind the date, if there is one.
func (st *stamp) clock(s []rune) {
	i := st.end
	if i < len(s) && (s[i] == 'T' || s[i] == 't') {
		i++
	}
	i = text.SkipSpaces(s, i)
	h, j, sep, ok := stampNumber(s, i)
	if !ok || sep != ':' && sep != '：' || h > 23 {
		return
	}
	m, k, sep, ok := stampNumber(s, j)
	if !ok || m > 59 || k-1-j != 2 {
		return
	}
	st.hour, st.minute, st.timed, st.end = h, m, true, k-1
	if sep != ':' && sep != '：' {
		return
	}
	if sec, end, _, ok := stampNumber(s, k); ok && sec < 60 && end-1-k == 2 {
		st.second, st.end = sec, end-1
	}
}

// at gives the time of the stamp; one without a year takes the year that puts
// it nearest to day.
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
	return time.Date(year, time.Month(st.month), st.day, st.hour, st.minute, st.second, 0, shanghai())
}

func isStampLine(l *layout, i int) bool { return l.lines[i].stamp != nil }

func takeStamp(l *layout, i int) {
	ln := &l.lines[i]
	if l.stamp != nil && l.stampZone >= l.zone {
		return
	}
	l.stamp, l.stampZone = ln.stamp, l.zone
	if text.Contains(ln.Fold, columnName) {
		l.col.Author = columnName
	}
	if at := outletBeside(ln.Fold, ln.stamp); at != nil && l.col.Outlet == "" {
		l.col.Outlet = ln.printed(*at)
	}
}
