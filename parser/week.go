package parser

import "shenzheng/parser/date"

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
		c.Week = l.withoutMisprint(body)
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

// weekReference is a day near the publication, for a week without a year. Of
// several stamps it is the first that makes the days Monday to Sunday.
func (l *layout) weekReference() Week {
	days := l.datedStamps()
	for _, day := range days {
		if w, ok := l.printedWeek(Week{Start: day, End: day}); ok && w.Regular() {
			return Week{Start: day, End: day}
		}
	}
	if len(days) == 0 {
		days = append(days, l.likelyYear(l.captured()))
	}
	return Week{Start: days[0], End: days[0]}
}

// printedWeek is the week of the body, else that of the title.
func (l *layout) printedWeek(ref Week) (Week, bool) {
	if w, line := l.bodyWeek(ref); line >= 0 {
		return w, true
	}
	return findWeek(l.title.Fold, ref)
}

// withoutMisprint gives the week in the year nearest to the publication where
// the printed one lies far from it, as last year's number does in January. A
// stamp that is years away is another article's; the days of the week tell
// which of the two is wrong.
func (l *layout) withoutMisprint(w Week) Week {
	days := l.datedStamps()
	for _, day := range days {
		if daysFrom(w, day) <= nearWeek {
			return w
		}
	}
	for _, day := range days {
		meant, ok := weekInYearNear(w, day)
		if !ok || meant == w || daysFrom(meant, day) > nearWeek {
			continue
		}
		years := max(w.Start.Year()-meant.Start.Year(), meant.Start.Year()-w.Start.Year())
		if meant.Regular() && !w.Regular() || years == 1 && meant.Regular() == w.Regular() {
			return l.misprinted(w, meant)
		}
	}
	if captured := l.captured(); !captured.IsZero() && w.Start.Sub(captured) > 1 && !w.Regular() { // no week is reported before it begins
		if meant, ok := weekInYearNear(w, captured); ok && meant.Regular() && captured.Sub(meant.Start) >= 0 {
			return l.misprinted(w, meant)
		}
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

// settleRound decides whether the body is read as sections: the week is known
// and the column says it is a round-up. A range of days in another column's
// title is no week.
func (l *layout) settleRound() {
	v := &l.found
	l.round = !l.col.Week.Start.IsZero() &&
		(v.week >= 0 || v.clearing >= 0 || l.title.title)
	if l.round {
		return
	}
	l.col.Week = Week{}
	if !l.announced() {
		l.col.Problems = nil
	}
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

// likelyYear is a day to find the year from where only the capture tells one.
// A page is mostly captured within days; one captured years later is of the
// latest year in which the week runs from Monday to Sunday, as those of the
// column do.
func (l *layout) likelyYear(captured Date) Date {
	for years := range maxYearsBehind {
		if captured.IsZero() {
			break
		}
		day := captured.AddDays(-years*365 - years/4)
		w, ok := l.printedWeek(Week{Start: day, End: day})
		if behind := captured.Sub(w.Start); ok && behind >= 0 && (w.Regular() || behind < maxDaysBehind) {
			return day
		}
	}
	return captured
}

const (
	// maxDaysBehind is up to how many days behind its week a capture shows it
	// even if the week is an odd one.
	maxDaysBehind = 60
	// maxYearsBehind bounds how old a page may be when it is captured. The
	// weekday of a date comes again after 5, 6 or 11 years.
	maxYearsBehind = 11
)
