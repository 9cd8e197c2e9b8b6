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

// districtsOverTime counts what matches a filter by district and period.
func (l *listing) districtsOverTime(f filter) strips {
	var names []string
	for _, d := range parser.Districts() {
		if f.District == "" || f.District == d.Slug {
			names = append(names, d.Slug)
		}
	}
	all := parser.Districts()
	return l.overTime(f, names, func(e *entry) string { return all[e.district].Slug })
}

// kindsOverTime counts what matches a filter by kind and period.
func (l *listing) kindsOverTime(f filter) strips {
	return l.overTime(f, activityKinds[:], func(e *entry) string { return activityKinds[e.kind] })
}

// overTime counts by the week of the column, which every activity has.
func (l *listing) overTime(f filter, names []string, of func(*entry) string) strips {
	q := l.ask(f)
	weeks := map[int32]map[string]int{}
	lo, hi := int32(1<<30), int32(-1<<30)
	for i := range l.entries {
		e := &l.entries[i]
		if e.week == noDay || !q.holds(e) {
			continue
		}
		lo, hi = min(lo, e.week), max(hi, e.week)
		if weeks[e.week] == nil {
			weeks[e.week] = map[string]int{}
		}
		weeks[e.week][of(e)]++
	}
	if len(weeks) == 0 {
		return strips{}
	}
	p := periodsBetween(dayTime(lo), dayTime(hi))
	return p.draw(names, weeks)
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

func (p periods) draw(names []string, weeks map[int32]map[string]int) strips {
	s := strips{Unit: p.unit, Periods: p.labels, Width: stripX + stripWidth + stripRight, Height: len(names)*stripHeight + 26}
	for i, name := range names {
		s.Rows = append(s.Rows, stripRow{Value: name, Counts: make([]int, len(p.labels)), Y: (i + 1) * stripHeight})
	}
	for week, counts := range weeks {
		at := slices.Index(p.labels, periodName(p.unit, dayTime(week)))
		for i := range s.Rows {
			s.Rows[i].Counts[at] += counts[s.Rows[i].Value]
		}
	}
	for _, row := range s.Rows {
		s.Max = max(s.Max, slices.Max(row.Counts))
	}
	for i := range s.Rows {
		s.Rows[i].addBars(p.labels, s.Max)
	}
	s.addTicks()
	return s
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
