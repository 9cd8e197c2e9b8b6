package parser

import (
	"slices"
	"strconv"
	"strings"

	"shenzheng/parser/date"
)

// settleWeek finds the week of the column: from its own line, else from the
// title with the year nearest to the publication. The title is a cross-check.
func (l *layout) settleWeek() {
	c := l.col
	at := Span{}
	if l.found.title >= 0 {
		at = c.Blocks[l.found.title].Span
	}
	ref := l.weekReference()
	title, titled := findWeek(l.title.Fold, ref)
	body, line := l.bodyWeek(ref)
	switch {
	case line >= 0:
		if l.found.title >= 0 && l.title.title {
			l.found.named = line
		}
		if c.Week = l.withoutMisprint(body); body.Start.Year() < body.End.Year() && strings.Count(string(l.lines[line].Fold), strconv.Itoa(body.Start.Year())) > 1 {
			c.problem(problemWeekFar, at, l.lines[line].block.Text) // its end is of the next year
		}
		if titled {
			if title, titled = findWeek(l.title.Fold, c.Week); titled && title != c.Week {
				c.problem(problemWeekDisagrees, at, title.Start.String()+"/"+title.End.String())
			}
		}
	case titled && !title.Start.IsZero():
		c.Week = l.withoutMisprint(title)
		c.problem(problemWeekFromTitle, at, c.Week.Start.String()+"/"+c.Week.End.String())
	case titled || l.title.title:
		c.problem(problemWeekMissing, at, "neither the text nor the title gives the days of the week")
		return
	default:
		return
	}
	if !c.Week.Regular() {
		c.problem(problemWeekIrregular, at, c.Week.Start.String()+"/"+c.Week.End.String())
	}
}

// weekReference is a day near the publication, for a week without a year. Of several stamps
// it is the first that makes the days Monday to Sunday. Where only the capture tells one, the
// page was captured within days, or is of the latest year in which the week runs so.
func (l *layout) weekReference() Week {
	days, captured := l.datedStamps(), l.captured()
	stamped := len(days) > 0
	for years := 0; !stamped && years < maxYearsBehind && !captured.IsZero(); years++ {
		days = append(days, captured.AddDays(-years*365-years/4))
	}
	for _, day := range days {
		w, line := l.bodyWeek(Week{Start: day, End: day})
		ok := line >= 0
		if !ok {
			w, ok = findWeek(l.title.Fold, Week{Start: day, End: day})
		}
		behind := captured.Sub(w.Start)
		if ok && (stamped && w.Regular() || !stamped && behind >= 0 && (w.Regular() || behind < maxDaysBehind)) {
			return Week{Start: day, End: day}
		}
	}
	first := append(days, captured)[0]
	return Week{Start: first, End: first}
}

const (
	// maxDaysBehind is up to how many days behind it a capture shows even an odd week.
	maxDaysBehind = 60
	// maxYearsBehind bounds how old a page may be when it is captured. The
	// weekday of a date comes again after 5, 6 or 11 years.
	maxYearsBehind = 11
)

// withoutMisprint gives the week in the year nearest to the publication where the printed one
// lies far from it, as last year's number does in January. Of a stamp that is years away the
// days of the week tell whether it is another article's.
func (l *layout) withoutMisprint(w Week) Week {
	days := l.datedStamps()
	if slices.ContainsFunc(days, func(day Date) bool { return daysFrom(w, day) <= nearWeek }) {
		return w
	}
	for _, day := range days {
		meant, ok := weekInYearNear(w, day)
		years := max(w.Start.Year()-meant.Start.Year(), meant.Start.Year()-w.Start.Year())
		if ok && daysFrom(meant, day) <= nearWeek && (meant.Regular() && !w.Regular() || years == 1 && meant.Regular() == w.Regular()) {
			return l.misprinted(w, meant)
		}
	}
	captured := l.captured()
	meant, ok := weekInYearNear(w, captured)
	behind := captured.Sub(meant.Start) // no week is reported before it begins
	if ok && !w.Regular() && meant.Regular() && behind >= 0 && (w.Start.Sub(captured) > 1 || len(days) == 0 && behind < maxDaysBehind && meant.Start.Year() == w.Start.Year()+1) {
		return l.misprinted(w, meant)
	}
	return w
}

// misprinted reports that a week is read in another year than is printed.
func (l *layout) misprinted(w, meant Week) Week {
	l.col.problem(problemWeekFar, Span{}, w.Start.String()+"/"+w.End.String())
	return meant
}

// weekInYearNear moves a week to the year that puts it nearest to a day.
func weekInYearNear(w Week, day Date) (Week, bool) {
	start := date.Nearest(day, w.Start.Month(), w.Start.Day())
	if day.IsZero() || start.IsZero() {
		return w, false
	}
	end, ok := NewDate(start.Year()+w.End.Year()-w.Start.Year(), w.End.Month(), w.End.Day())
	return Week{Start: start, End: end}, ok
}

// bodyWeek reads the week line, or the days that a line above the sections
// names when they run from Monday to Sunday. It gives the line, -1 for none.
func (l *layout) bodyWeek(ref Week) (Week, int) {
	v := &l.found
	if v.week >= 0 {
		ln := l.lines[v.week]
		if w, ok := weekLine(ln.Fold, ln.words, ref); ok && !w.Start.IsZero() {
			return w, v.week
		}
		return Week{}, -1
	}
	stop := v.end
	if v.heading >= 0 {
		stop = v.heading
	}
	for i := v.title + 1; i < stop; i++ {
		if w, ok := findWeek(l.lines[i].Fold, ref); ok && w.Regular() {
			return w, i
		}
	}
	return Week{}, -1
}
