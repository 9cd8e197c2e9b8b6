package parser

import (
	"slices"
	"time"
)

// When a column was published: as printed, else as the page's metadata say,
// else counted back from the capture. A frame around the article prints the
// stamps of other articles, so that one far from the week gives way to any that
// is near it.

// nearWeek bounds, in days, how far from its week a column is published.
const nearWeek = 60

// settlePublished gives the time of publication; a stamp without a year takes
// the one that puts it nearest to the end of the week.
func (l *layout) settlePublished() {
	c := l.col
	near := c.Week.End
	if near.IsZero() {
		near = append(l.datedStamps(), l.captured())[0] // as near as can be told
	}
	best := l.bestStamp(near)
	below := slices.IndexFunc(l.doc.lines, func(ln *line) bool { // 发布于 2024-04-28 16:56 below the article
		return ln.stamp != nil && ln.stamp.timed && !ln.stamp.updated && stampLabels.At(ln.Fold, ln.words.Start) > 0 && l.isNear(ln.stamp.at(near))
	})
	counted := slices.IndexFunc(l.lines, func(ln *line) bool { return ln.relative != nil && ln.block.Class == ClassMeta })
	meta, named := l.bestMeta()
	timed := true
	switch {
	case best != nil && (l.isNear(best.at(near)) && !best.updated || !named || !l.isNear(meta)):
		c.Published, timed = best.at(near), best.timed
	case named:
		c.Published = meta
		c.problem(problemPublishedMeta, Span{}, meta.Format(time.RFC3339))
	case below >= 0:
		c.Published = l.doc.lines[below].stamp.at(near)
	case counted >= 0 && !l.page.CapturedAt.IsZero():
		c.Published, timed = l.lines[counted].relative.at(l.page.CapturedAt)
		c.problem(problemPublishedRelative, Span{}, c.Published.Format(time.RFC3339))
	default:
		c.problem(problemPublishedMissing, Span{}, "no stamp above the text")
		return
	}
	if !timed {
		c.problem(problemPublishedNoTime, Span{}, c.Published.Format(time.DateOnly))
	}
	if !l.isNear(c.Published) {
		c.problem(problemPublishedFar, Span{}, c.Published.Format(time.DateOnly))
	}
}

// bestStamp gives the first stamp that is near the week, of the publication rather
// than of a change, and between title and text rather than above them; else the
// first of all.
func (l *layout) bestStamp(near Date) (best *stamp) {
	least := 1 << 3
	for _, ln := range l.lines {
		if ln.stamp == nil || ln.block.Class != ClassMeta || ln.stamp.at(near).IsZero() {
			continue
		}
		rank := 0
		for k, worse := range []bool{ln.at < l.found.title, ln.stamp.updated, !l.isNear(ln.stamp.at(near))} {
			if worse {
				rank |= 1 << k
			}
		}
		if rank < least {
			best, least = ln.stamp, rank
		}
	}
	return best
}

// bestMeta gives the first time of the page's metadata that is near the week,
// else the first of all.
func (l *layout) bestMeta() (time.Time, bool) {
	times := l.doc.published
	if len(times) == 0 {
		return time.Time{}, false
	}
	return times[max(slices.IndexFunc(times, l.isNear), 0)].In(shanghai()), true
}

// isNear reports a time that is near the week, or any where no week is known.
func (l *layout) isNear(t time.Time) bool {
	return l.col.Week.Start.IsZero() || daysFrom(l.col.Week, DateOf(t.In(shanghai()))) <= nearWeek
}

// daysFrom gives how many days lie between a day and a week, 0 inside it.
func daysFrom(w Week, day Date) int { return max(w.Start.Sub(day), day.Sub(w.End), 0) }

// datedStamps are the days of publication that are printed with a year or
// stand in the metadata, the surest first: those below the title, those above
// it, the metadata.
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
