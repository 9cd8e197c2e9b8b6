package web

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"shenzheng/parser"
)

// strips is a picture of counts over time: one row of bars for each district
// or kind, all to one scale.
type strips struct {
	Unit          string // week | month | quarter | year
	Periods       []string
	Rows          []stripRow
	Width, Height int
	Ticks         []label
	Max           int
}

type stripRow struct {
	Value  string // slug or kind
	Counts []int
	Total  int
	Y      int // of its base line
	Bars   []bar
}

type bar struct {
	X, Y, Width, Height, N int
	Period                 string
}

const (
	maxPeriods  = 60
	stripHeight = 30
	stripX      = 132 // room for names
	stripWidth  = 660 // of all bars
	stripRight  = 56  // room for totals
)

// weekly counts activities by the week of their column, which every one has,
// and by a second place. The listing goes back in time, so the weeks do too.
type weekly struct {
	width  int
	weeks  []int32
	counts []int // width for each week
}

func newWeekly(width int) *weekly { return &weekly{width: width} }

func (w *weekly) add(week int32, place uint8) {
	if week == noDay {
		return
	}
	if n := len(w.weeks); n == 0 || w.weeks[n-1] != week {
		w.weeks = append(w.weeks, week)
		w.counts = append(w.counts, make([]int, w.width)...)
	}
	w.counts[len(w.counts)-w.width+int(place)]++
}

// named is a row of a picture: the place counted and the value it stands for.
type named struct {
	place int
	value string
}

func districtNames(only string) []named {
	var out []named
	for i, d := range parser.Districts() {
		if only == "" || only == d.Slug {
			out = append(out, named{i, d.Slug})
		}
	}
	return out
}

// districtsOverTime counts what matches a filter by district and period.
func (l *listing) districtsOverTime(f filter) strips {
	q, w := l.ask(f), newWeekly(len(parser.Districts()))
	for i := range l.entries {
		if e := &l.entries[i]; q.holds(e) {
			w.add(e.week, e.district)
		}
	}
	return w.strips(districtNames(f.District))
}

// kindsOverTime counts what matches a filter by kind and period.
func (l *listing) kindsOverTime(f filter) strips {
	q, w := l.ask(f), newWeekly(len(activityKinds))
	for i := range l.entries {
		if e := &l.entries[i]; q.holds(e) {
			w.add(e.week, e.kind)
		}
	}
	var rows []named
	for i, k := range activityKinds {
		rows = append(rows, named{i, k})
	}
	return w.strips(rows)
}

// strips draws the rows asked for.
func (w *weekly) strips(rows []named) strips {
	if len(w.weeks) == 0 {
		return strips{}
	}
	p := periodsBetween(dayTime(w.weeks[len(w.weeks)-1]), dayTime(w.weeks[0]))
	s := strips{Unit: p.unit, Periods: p.labels, Width: stripX + stripWidth + stripRight, Height: len(rows)*stripHeight + 26}
	place := make([]int, len(w.weeks))
	for i, week := range w.weeks {
		place[i] = slices.Index(p.labels, periodName(p.unit, dayTime(week)))
	}
	for i, row := range rows {
		r := stripRow{Value: row.value, Counts: make([]int, len(p.labels)), Y: (i + 1) * stripHeight}
		for j := range w.weeks {
			r.Counts[place[j]] += w.counts[j*w.width+row.place]
		}
		s.Rows, s.Max = append(s.Rows, r), max(s.Max, slices.Max(r.Counts))
	}
	for i := range s.Rows {
		s.Rows[i].addBars(p.labels, s.Max)
	}
	s.addTicks()
	return s
}

// periods divides a time into at most maxPeriods of the smallest unit.
type periods struct {
	unit   string
	labels []string
}

func periodsBetween(from, to time.Time) periods {
	for _, unit := range []string{"week", "month", "quarter", "year"} {
		p := periods{unit: unit}
		for t := from; !t.After(to); t = t.AddDate(0, 0, 7) {
			if name := periodName(unit, t); len(p.labels) == 0 || p.labels[len(p.labels)-1] != name {
				p.labels = append(p.labels, name)
			}
			if len(p.labels) > maxPeriods && unit != "year" {
				break
			}
		}
		if len(p.labels) <= maxPeriods || unit == "year" {
			return p
		}
	}
	return periods{}
}

func periodName(unit string, t time.Time) string {
	switch unit {
	case "week":
		return t.Format(time.DateOnly)
	case "month":
		return t.Format("2006-01")
	case "quarter":
		return fmt.Sprintf("%d Q%d", t.Year(), (int(t.Month())+2)/3)
	default:
		return strconv.Itoa(t.Year())
	}
}

func (r *stripRow) addBars(labels []string, most int) {
	for i, n := range r.Counts {
		r.Total += n
		if n == 0 {
			continue
		}
		x, next := stripX+i*stripWidth/len(labels), stripX+(i+1)*stripWidth/len(labels)
		h := max(2, n*(stripHeight-6)/most)
		r.Bars = append(r.Bars, bar{x, r.Y - h, max(1, min(next-x-2, 18)), h, n, labels[i]})
	}
}

// addTicks names about six periods under the bars.
func (s *strips) addTicks() {
	n := len(s.Periods)
	step := max(1, (n+5)/6)
	for i := 0; i < n; i += step {
		s.Ticks = append(s.Ticks, label{stripX + i*stripWidth/n, s.Height - 8, s.Periods[i]})
	}
}

func dayTime(day int32) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }
