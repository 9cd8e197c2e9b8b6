package web

import (
	"fmt"
	"strconv"
	"time"

	"shenzheng/archive/snapshot"
)

// calendar is one year of an official at a glance: a column for each week, a
// square for each day, a last row for what the paper gave no day for.
type calendar struct {
	Year          int
	Width, Height int
	Days          []square
	Months        []label
	Numbers       []monthCount // the same numbers for the table beside it
	Missing       int          // weeks of the year without a column
	Dated         int          // activities with a date
	Undated       int
}

// square is one day, or one week's undated activities.
type square struct {
	X, Y, N int
	Date    string
	Level   int  // 0 to 4
	Gap     bool // no column of its week is held
}

// monthCount is a month, with the weeks that begin in it, and the number of
// activities that do.
type monthCount struct {
	period
	Dated int
}

// None reports that nothing can be known of the month.
func (m monthCount) None() bool { return m.Dated == 0 && m.period.None() }

const (
	daySide   = 14 // of a square, gap included
	calendarY = 18
	monthRoom = 28 // of a month's name
)

// calendarOf lays out the activities of one year. A range fills all of its days.
func calendarOf(year int, attended []record, weeks []snapshot.Week) calendar {
	c := calendar{Year: year}
	if year == 0 {
		return c
	}
	first := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	monday := first.AddDate(0, 0, -sinceMonday(first))
	days, undated, months := map[string]int{}, map[string]int{}, map[string]int{}
	for _, a := range attended {
		if yearIn(a) != year && yearOf(a.S("date_end")) != year {
			continue
		}
		start := a.S("date_start")
		if start == "" {
			undated[a.S("week_start")]++
			c.Undated++
			continue
		}
		c.Dated++
		months[start[:7]]++
		eachDay(start, a.S("date_end"), func(d string) { days[d]++ })
	}
	held := map[time.Time]bool{} // of the weeks from the first to the last of the archive
	for _, w := range weeks {
		held[w.Monday] = w.Status == ""
	}
	for d := first; d.Year() == year; d = d.AddDate(0, 0, 1) {
		n := days[d.Format(time.DateOnly)]
		isHeld, inside := held[d.AddDate(0, 0, -sinceMonday(d))]
		if inside || n > 0 { // before the first week held and after the last nothing is missing
			c.addDay(d, monday, n, !isHeld)
		}
	}
	for week := monday; week.Year() <= year; week = week.AddDate(0, 0, 7) {
		if n := undated[week.Format(time.DateOnly)]; n > 0 {
			x := daySide * weeksBetween(monday, week)
			c.Days = append(c.Days, square{x, calendarY + 7*daySide + 4, n, week.Format(time.DateOnly), min(n, 4), false})
		}
	}
	c.addMonths(months, axisOf(weeks, first.Format(time.DateOnly), first.AddDate(1, 0, -1).Format(time.DateOnly), "month"))
	for _, d := range c.Days {
		c.Width = max(c.Width, d.X+daySide)
	}
	c.Height = calendarY + 8*daySide + 6
	return c
}

// addMonths adds the numbers of the activities that begin in each month, and of
// the weeks that do.
func (c *calendar) addMonths(dated map[string]int, held axis) {
	for m := 1; m <= 12; m++ {
		month := monthCount{period{Name: fmt.Sprintf("%d-%02d", c.Year, m)}, 0}
		for _, p := range held.Periods {
			if p.Name == month.Name {
				month.period = p
			}
		}
		month.Dated = dated[month.Name]
		c.Missing += month.Missing
		c.Numbers = append(c.Numbers, month)
	}
}

func (c *calendar) addDay(d, monday time.Time, n int, gap bool) {
	x := daySide * weeksBetween(monday, d)
	y := calendarY + daySide*sinceMonday(d)
	c.Days = append(c.Days, square{x, y, n, d.Format(time.DateOnly), min(n, 4), gap && n == 0})
	month := fmt.Sprint(int(d.Month()))
	named := len(c.Months)
	if named > 0 && c.Months[named-1].Text == month {
		return
	}
	if named > 0 && x-c.Months[named-1].X < monthRoom { // what is shown of it is less than its name
		c.Months = c.Months[:named-1]
	}
	c.Months = append(c.Months, label{x, calendarY - 6, month})
}

func weeksBetween(monday, d time.Time) int { return int(d.Sub(monday).Hours()) / (7 * 24) }

// eachDay calls f for every day of a range, at most a year of them.
func eachDay(start, end string, f func(string)) {
	from, err := time.Parse(time.DateOnly, start)
	if err != nil {
		return
	}
	to, err := time.Parse(time.DateOnly, end)
	if err != nil || to.Before(from) {
		to = from
	}
	for i := 0; i < 366 && !from.After(to); i++ {
		f(from.Format(time.DateOnly))
		from = from.AddDate(0, 0, 1)
	}
}

// Records are the picture's numbers as rows of CSV: the days of the year, each
// empty where no column of its week is held, and the undated of each week.
func (c calendar) Records() [][]string {
	out := [][]string{{"date", "activities", "undated_in_week"}}
	for _, d := range c.Days {
		if d.Y > calendarY+7*daySide {
			out = append(out, []string{d.Date, "", strconv.Itoa(d.N)})
		} else {
			out = append(out, []string{d.Date, numberOrEmpty(d.N, d.Gap), ""})
		}
	}
	return out
}
