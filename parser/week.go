package parser

// settleWeek finds the week of the column: from its own line, else from the
// title with the year nearest to the publication. The title is a cross-check.
func (l *layout) settleWeek() {
	c, v := l.col, &l.found
	ref, dated := l.reference()
	if !dated {
		ref = l.likelyYear(ref)
	}
	var title Week
	titled := false
	at := Span{}
	if v.title >= 0 {
		at = c.Blocks[v.title].Span
	}
	title, titled = findWeek(l.title.Fold, ref)
	body, ok := l.bodyWeek(ref)
	switch {
	case ok:
		c.Week = body
		if titled {
			if title, titled = findWeek(l.title.Fold, body); titled && title != body {
				c.problem(problemWeekDisagrees, at, title.Start.String()+"/"+title.End.String())
			}
		}
	case titled && !title.Start.IsZero():
		c.Week = title
		c.problem(problemWeekFromTitle, at, title.Start.String()+"/"+title.End.String())
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

// bodyWeek reads the week line, or the days a paragraph above the sections
// opens with when they run from Monday to Sunday.
func (l *layout) bodyWeek(ref Week) (Week, bool) {
	v := &l.found
	if v.week >= 0 {
		w, ok := weekLine(l.lines[v.week].Fold, l.lines[v.week].words, ref)
		return w, ok && !w.Start.IsZero()
	}
	stop := v.end
	if v.heading >= 0 {
		stop = v.heading
	}
	for i := max(v.title+1, 0); i < stop && i < len(l.lines); i++ {
		fold := l.lines[i].Fold
		if w, n, ok := scanWeek(fold[skipMarks(fold, 0):], Week{}); ok && n > 8 && w.Regular() {
			return w, true
		}
	}
	return Week{}, false
}

// likelyYear is a day to find the year from where only the capture tells one.
// A page is mostly captured within days; one captured years later is of the
// latest year in which the week runs from Monday to Sunday, as those of the
// column do.
func (l *layout) likelyYear(captured Week) Week {
	if captured.Start.IsZero() {
		return captured
	}
	for years := range maxYearsBehind {
		day := captured.Start.AddDays(-years*365 - years/4)
		ref := Week{Start: day, End: day}
		w, ok := l.bodyWeek(ref)
		if !ok {
			w, ok = findWeek(l.title.Fold, ref)
		}
		behind := captured.Start.Sub(w.Start)
		if ok && behind >= 0 && (w.Regular() || behind < maxDaysBehind) {
			return ref
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
