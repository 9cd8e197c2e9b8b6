package parser

import "time"

// reference is a day near the publication, for years that are not printed:
// that of a stamp with a year or of the page's metadata. Where neither is,
// it is the day of the capture, and false.
func (l *layout) reference() (Week, bool) {
	for i := max(l.found.title, 0); i < len(l.lines) && i < l.found.title+40; i++ {
		if st := l.lines[i].stamp; st != nil && st.year > 0 && i != l.found.week {
			d := DateOf(st.at(Date{}))
			return Week{Start: d, End: d}, true
		}
		if i > l.found.text && l.found.text >= 0 {
			break
		}
	}
	if t, ok := l.metaPublished(); ok {
		return Week{Start: DateOf(t), End: DateOf(t)}, true
	}
	if !l.page.CapturedAt.IsZero() {
		d := DateOf(l.page.CapturedAt.In(shanghai()))
		return Week{Start: d, End: d}, false
	}
	return Week{}, false
}

// metaPublished gives the time of publication of the page's metadata.
func (l *layout) metaPublished() (time.Time, bool) {
	if len(l.doc.published) == 0 {
		return time.Time{}, false
	}
	return l.doc.published[0].In(shanghai()), true
}

// settlePublished gives the time of publication; a stamp without a year takes
// the one that puts it nearest to the end of the week.
func (l *layout) settlePublished() {
	c := l.col
	if l.stamp != nil {
		near := c.Week
		if near.End.IsZero() {
			near, _ = l.reference()
		}
		c.Published = l.stamp.at(near.End)
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
