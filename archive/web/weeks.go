package web

import (
	"fmt"
	"strconv"
	"time"

	"shenzheng/archive/snapshot"
)

// weeks lists the weeks of the calendar, remembered.
func (s *Server) weeks(m *moment) []snapshot.Week {
	return remembered(m, &s.memo, "weeks", func() []snapshot.Week {
		weeks, err := snapshot.Weeks(m.ctx, m.tx)
		m.fail("list weeks", err)
		return weeks
	})
}

// withStatus counts the weeks with a status of coverage, or those that are held.
func withStatus(weeks []snapshot.Week, status string) int {
	n := 0
	for _, w := range weeks {
		if w.Status == status {
			n++
		}
	}
	return n
}

// lastWeek is the Sunday of the last week held.
func lastWeek(weeks []snapshot.Week) string {
	if len(weeks) == 0 {
		return ""
	}
	return weeks[len(weeks)-1].Monday.AddDate(0, 0, 6).Format(time.DateOnly)
}

// mondayOf is the Monday of a date's week; the zero time for no date.
func mondayOf(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return time.Time{}
	}
	return t.AddDate(0, 0, -sinceMonday(t))
}

// sinceMonday counts the days from the Monday of its week to a day.
func sinceMonday(t time.Time) int { return (int(t.Weekday()) + 6) % 7 }

// axis divides a time into at most maxPeriods of the smallest unit.
type axis struct {
	Unit    string // week | month | quarter | year
	Periods []period
	at      map[string]int // which of them a week is in, by its Monday
}

// period is one step of an axis: so many weeks, of which so many have no
// column, because none is held or none was published.
type period struct {
	Name           string
	Weeks, Missing int
}

// None reports that nothing can be known of the period.
func (p period) None() bool { return p.Missing == p.Weeks }

const maxPeriods = 60

// units divide a time, the finest first.
var units = [...]string{"week", "month", "quarter", "year"}

// axisOf lays out the weeks between two dates, an empty one being no bound, by
// a unit or, where none is given, by the finest that makes few periods.
func axisOf(weeks []snapshot.Week, from, to, by string) axis {
	var a axis
	for _, unit := range units {
		if by != "" && unit != by {
			continue
		}
		a = axis{Unit: unit, at: map[string]int{}}
		for _, w := range weeks {
			if from != "" && w.Monday.AddDate(0, 0, 6).Format(time.DateOnly) < from || to != "" && w.Monday.Format(time.DateOnly) > to {
				continue
			}
			a.add(w)
		}
		if len(a.Periods) <= maxPeriods {
			break
		}
	}
	return a
}

func (a *axis) add(w snapshot.Week) {
	name := periodName(a.Unit, w.Monday)
	if n := len(a.Periods); n == 0 || a.Periods[n-1].Name != name {
		a.Periods = append(a.Periods, period{Name: name})
	}
	p := &a.Periods[len(a.Periods)-1]
	a.at[w.Monday.Format(time.DateOnly)] = len(a.Periods) - 1
	p.Weeks++
	if w.Status != "" {
		p.Missing++
	}
}

// Missing is the number of weeks without a column.
func (a axis) Missing() int {
	n := 0
	for _, p := range a.Periods {
		n += p.Missing
	}
	return n
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
