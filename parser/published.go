package parser

import (
	"slices"
	"time"
)

// When a column was published: as printed, else as the page's metadata say, else counted
// back from the capture. A frame around the article prints the stamps of other articles:
// one far from the week gives way to any that is near it.

// nearWeek bounds, in days, how far from its week a column is published.
const nearWeek = 60

// publication is when a column may have been published.
type publication struct {
	time.Time
	timed bool
	by    *ProblemCode // what is to be said of it, nil for nothing
	rank  int          // the less, the surer; 10 more far from the week
}

// settlePublished gives the surest time of publication, of those near the week if any is.
func (l *layout) settlePublished() {
	c := l.col
	all := l.publications()
	if len(all) == 0 {
		c.problem(problemPublishedMissing, Span{}, "no stamp above the text")
		return
	}
	p := slices.MinFunc(all, func(a, b publication) int { return a.rank - b.rank })
	if c.Published = p.Time; p.by != nil {
		c.problem(*p.by, Span{}, p.Format(time.RFC3339))
	}
	if !p.timed {
		c.problem(problemPublishedNoTime, Span{}, p.Format(time.DateOnly))
	}
	if !l.isNear(p.Time) {
		c.problem(problemPublishedFar, Span{}, p.Format(time.DateOnly))
	}
}

// publications gives them: stamps between title and text, above the title, the page's
// metadata, stamps of a change, one with a label below the article, one that counts back
// from the capture. Without a year they are of the one nearest to the end of the week.
func (l *layout) publications() (all []publication) {
	near := l.col.Week.End
	if near.IsZero() {
		near = append(l.datedStamps(), l.captured())[0] // as near as can be told
	}
	add := func(t time.Time, timed bool, by *ProblemCode, rank int) {
		if !l.isNear(t) {
			rank += 10
		}
		all = append(all, publication{t, timed, by, rank})
	}
	for _, ln := range l.doc.lines {
		st, isMeta := ln.stamp, ln.block != nil && ln.block.Class == ClassMeta
		switch stamped := st != nil && !st.at(near).IsZero(); {
		case stamped && isMeta && st.updated:
			add(st.at(near), st.timed, nil, 3)
		case stamped && isMeta && ln.at < l.found.title:
			add(st.at(near), st.timed, nil, 1)
		case stamped && isMeta:
			add(st.at(near), st.timed, nil, 0)
		case stamped && st.timed && !st.updated && stampLabels.At(ln.Fold, ln.words.Start) > 0 && l.isNear(st.at(near)):
			add(st.at(near), true, nil, 4)
		case isMeta && ln.relative != nil && !l.page.CapturedAt.IsZero():
			t, timed := ln.relative.at(l.page.CapturedAt)
			add(t, timed, &problemPublishedRelative, 5)
		}
	}
	for _, t := range l.doc.published {
		add(t.In(shanghai()), true, &problemPublishedMeta, 2)
	}
	return all
}

// isNear reports a time that is near the week, or any where no week is known.
func (l *layout) isNear(t time.Time) bool {
	return l.col.Week.Start.IsZero() || daysFrom(l.col.Week, DateOf(t.In(shanghai()))) <= nearWeek
}

// daysFrom gives how many days lie between a day and a week, 0 inside it.
func daysFrom(w Week, day Date) int { return max(w.Start.Sub(day), day.Sub(w.End), 0) }

// datedStamps are the days of publication that are printed with a year or stand in the
// metadata, the surest first: those below the title, above it, the metadata.
func (l *layout) datedStamps() []Date {
	title, end := max(l.found.title, 0), len(l.lines)
	var days []Date
	for _, ln := range slices.Concat(l.lines[min(title, end):min(title+maxAboveText, end)], l.lines[:min(title, maxAboveText, end)]) {
		if st := ln.stamp; st != nil && st.year > 0 && ln.at != l.found.week {
			days = append(days, DateOf(st.at(Date{})))
		}
	}
	for _, t := range l.doc.published {
		days = append(days, DateOf(t.In(shanghai())))
	}
	return days
}

// maxAboveText bounds the lines that are looked through for stamps.
const maxAboveText = 40

// captured is the day of the capture, the missing one where it is not known.
func (l *layout) captured() Date {
	if l.page.CapturedAt.IsZero() {
		return Date{}
	}
	return DateOf(l.page.CapturedAt.In(shanghai()))
}
