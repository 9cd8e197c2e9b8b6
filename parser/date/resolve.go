package date

import (
	"slices"
	"time"
)

// These bound, in days, how far an end may lie behind its start when its
// month or year must be supplied: 31日至1日 goes on into the next month,
// 27日至24日 runs backwards and is no range.
const (
	maxBareRange = 20
	maxRange     = 200
)

// resolve finds the calendar days of the expression in or nearest to the
// week. A range or list moves as a whole.
func (r *row) resolve(w Week) Moment {
	m := Moment{Precision: r.precision(), Rule: "days"}
	var best []Date
	var bestScore [3]int
	r.starts(w, func(start Date) {
		days, ok := r.place(start, w)
		if score := r.score(days, w); ok && (best == nil || slices.Compare(score[:], bestScore[:]) < 0) {
			best, bestScore = days, score
		}
	})
	if best != nil {
		r.fill(&m, best)
		return m
	}
	impossible := slices.ContainsFunc(r.marks, func(m mark) bool {
		_, ok := New(2024, time.Month(m.month), m.day)
		return m.month > 0 && !ok
	})
	if !w.Start.IsZero() || r.marks[0].year > 0 || impossible {
		m.Precision = Invalid
	}
	return m
}

func (r *row) precision() Precision {
	switch {
	case len(r.marks) == 1:
		return Day
	case slices.ContainsFunc(r.marks, func(m mark) bool { return m.join == joinList }):
		return List
	}
	return Range
}

// starts calls try with every day the first mark can mean near the week.
func (r *row) starts(w Week, try func(Date)) {
	m := &r.marks[0]
	switch {
	case m.month > 12, w.Start.IsZero() && (m.year <= 0 || m.month <= 0):
		return
	case m.weekday > 0:
		try(w.Start.AddDays(7*m.shift + m.weekday - 1))
		return
	}
	first, last, step := monthIndex(w.Start)-2, monthIndex(w.End)+2, 1
	if m.month < 0 {
		first, last = first+2+m.month-thisMonth, last-2+m.month-thisMonth
	}
	if m.month > 0 {
		from, to := w.Start.Year()-1, w.End.Year()+1
		switch {
		case m.year > 0:
			from, to = m.year, m.year
		case m.year < 0:
			from = w.End.Year() + m.year - thisYear
			to = from
		case m.month == 2 && m.day == 29:
			from, to = from-7, to+7
		}
		first, last, step = 12*from+m.month-1, 12*to+m.month-1, 12
	}
	for k := first; k <= last; k += step {
		if d, ok := monthDate(k, m.day); ok {
			try(d)
		}
	}
}

// place gives every day of the expression once the first is known, false if
// one of them does not exist or the range runs backwards.
func (r *row) place(start Date, w Week) ([]Date, bool) {
	days := append(make([]Date, 0, len(r.marks)), start)
	for i := 1; i < len(r.marks); i++ {
		m, prev := &r.marks[i], days[i-1]
		d, ok := m.after(prev, w)
		if !ok || m.join == joinRange && (d.Before(prev) || m.year == 0 && d.Sub(prev) > maxRange) {
			return days, false
		}
		days = append(days, d)
	}
	return days, true
}

// after gives the day of a mark that follows prev in the expression.
func (m *mark) after(prev Date, w Week) (Date, bool) {
	switch {
	case m.weekday > 0:
		d := w.Start.AddDays(7*m.shift + m.weekday - 1)
		for m.join == joinRange && d.Before(prev) {
			d = d.AddDays(7)
		}
		return d, true
	case m.year > 0:
		return New(m.year, time.Month(m.month), m.day)
	case m.month > 0: // in the year that puts it behind prev, or in a list, which need not be in order, nearest
		d, ok := New(prev.Year(), time.Month(m.month), m.day)
		if ok && (!d.Before(prev) || m.join == joinList && prev.Sub(d) <= maxRange) {
			return d, true
		}
		return New(prev.Year()+1, time.Month(m.month), m.day)
	}
	d, ok := monthDate(monthIndex(prev), m.day)
	if next, fits := monthDate(monthIndex(prev)+1, m.day); ok && d.Before(prev) && fits && next.Sub(prev) <= maxBareRange {
		return next, true
	}
	return d, ok
}

// score orders the candidates: nearest to the week, then shortest, then nearest at the
// start. Where a later day prints the month the first lacks, the shortest goes first:
// 30日、5月1日 is two days, not a month and two days around the week.
func (r *row) score(days []Date, w Week) [3]int {
	first, last := bounds(days)
	away := max(w.Start.Sub(last), first.Sub(w.End), 0)
	lead, length := first.Sub(w.Start), last.Sub(first)
	lead = max(lead, -lead)
	if m := r.marks[0]; m.month == 0 && slices.ContainsFunc(r.marks, func(m mark) bool { return m.month > 0 }) {
		return [3]int{length, away, lead}
	}
	return [3]int{away, length, lead}
}

func bounds(days []Date) (first, last Date) {
	return slices.MinFunc(days, Date.Sub), slices.MaxFunc(days, Date.Sub)
}

// fill writes the days into the moment; a list with ranges inside is spelled
// out day by day. The days come in calendar order.
func (r *row) fill(m *Moment, days []Date) {
	m.Start, m.End = bounds(days)
	if m.Precision != List {
		return
	}
	for i, day := range days {
		if r.marks[i].join == joinRange {
			for d := days[i-1].AddDays(1); d.Before(day); d = d.AddDays(1) {
				m.List = append(m.List, d)
			}
		}
		m.List = append(m.List, day)
	}
	slices.SortFunc(m.List, Date.Sub)
	m.List = slices.Compact(m.List)
}

// monthIndex counts months from year 0, so that they can be added to.
func monthIndex(d Date) int {
	year, month, _ := d.midnight.Date()
	return year*12 + int(month) - 1
}

func monthDate(index, day int) (Date, bool) {
	return New(index/12, time.Month(index%12+1), day)
}
