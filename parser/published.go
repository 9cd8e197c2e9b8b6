package parser

import "time"

// settleWeek finds the week of the column: from its own line, else from the
// title with the year nearest to the publication. The title is a cross-check.
func (l *layout) settleWeek() {
	c, v := l.col, &l.found
	ref := l.reference()
	var title Week
	titled := false
	at := Span{}
	if v.title >= 0 {
		at = c.Blocks[v.title].Span
	}
	title, titled = findWeek(l.title.fold, ref)
	body, ok := l.bodyWeek(ref)
	switch {
	case ok:
		c.Week = body
		if titled {
			if title, titled = findWeek(l.title.fold, body); titled && title != body {
				c.problem(problemWeekDisagrees, at, title.Start.String()+"/"+title.End.String())
			}
		}
	case titled && !title.Start.IsZero():
		c.Week = title
		c.problem(problemWeekFromTitle, at, title.Start.String()+"/"+title.End.String())
	case titled || isRoundupTitle(&l.title):
		c.problem(problemWeekMissing, at, "neither the text nor the title gives the days of the week")
		return
	default:
		return
	}
	if !c.Week.regular() {
		c.problem(problemWeekIrregular, at, c.Week.Start.String()+"/"+c.Week.End.String())
	}
}

// settleRound decides whether the body is read as sections: the week is known
// and the column says it is a round-up. A range of days in another column's
// title is no week.
func (l *layout) settleRound() {
	v := &l.found
	l.round = !l.col.Week.Start.IsZero() &&
		(v.week >= 0 || v.clearing >= 0 || isRoundupTitle(&l.title))
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
		w, ok := weekLine(&l.lines[v.week], ref)
		return w, ok && !w.Start.IsZero()
	}
	stop := v.end
	if v.heading >= 0 {
		stop = v.heading
	}
	for i := max(v.title+1, 0); i < stop && i < len(l.lines); i++ {
		fold := l.lines[i].fold
		if w, n, ok := scanWeek(fold[skipMarks(fold, 0):], Week{}); ok && n > 8 && w.regular() {
			return w, true
		}
	}
	return Week{}, false
}

// reference is a day near the publication, for years that are not printed:
// that of a stamp with a year, of the page's metadata, or of the capture.
func (l *layout) reference() Week {
	for i := max(l.found.title, 0); i < len(l.lines) && i < l.found.title+40; i++ {
		if st, ok := findStamp(l.lines[i].fold); ok && st.year > 0 && i != l.found.week {
			d := DateOf(st.at(Date{}))
			return Week{d, d}
		}
		if i > l.found.text && l.found.text >= 0 {
			break
		}
	}
	if t, ok := l.metaPublished(); ok {
		return Week{DateOf(t), DateOf(t)}
	}
	if !l.page.CapturedAt.IsZero() {
		d := DateOf(l.page.CapturedAt.In(shanghai()))
		return Week{d, d}
	}
	return Week{}
}

// metaPublished reads the stamp of the page's metadata.
func (l *layout) metaPublished() (time.Time, bool) {
	if l.doc.published == "" {
		return time.Time{}, false
	}
	if t, err := time.Parse(time.RFC3339, l.doc.published); err == nil {
		return t.In(shanghai()), true
	}
	st, ok := findStamp([]rune(l.doc.published))
	if !ok || st.year == 0 {
		return time.Time{}, false
	}
	return st.at(Date{}), true
}

// settlePublished gives the time of publication; a stamp without a year takes
// the one that puts it nearest to the end of the week.
func (l *layout) settlePublished() {
	c := l.col
	if l.stamped {
		near := c.Week.End
		if near.IsZero() {
			near = l.reference().End
		}
		c.Published = l.stamp.at(near)
		if !c.Published.IsZero() && !l.stamp.timed {
			c.problem(problemPublishedNoTime, Span{}, c.Published.Format(time.DateOnly))
		}
	}
	if c.Published.IsZero() {
		if t, ok := l.metaPublished(); ok {
			c.Published = t
			c.problem(problemPublishedMeta, Span{}, t.Format(time.RFC3339))
		}
	}
	if c.Published.IsZero() {
		c.problem(problemPublishedMissing, Span{}, "no stamp above the text")
	}
}
