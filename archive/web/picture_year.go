package web

import (
	"fmt"
	"time"
)

// calendar is one year of an official at a glance: a column for each week, a
// square for each day, a last row for what the paper gave no day for.
type calendar struct {
	Year          int
	Width, Height int
	Days          []square
	Months        []label
	Numbers       []monthCount // the same numbers for the table beside it
	Dated         int          // activities with a date
	Undated       int
}

// square is one day, or one week's undated activities.
type square struct {
	X, Y, N int
	Date    string
	Level   int // 0 to 4
}

type label struct {
	X, Y int
	Text string
}

// monthCount is the number of activities that begin in a month.
type monthCount struct {
	Month string // 2024-04
	Dated int
}

const (
	cell      = 14 // of a square, gap included
	calendarX = 28 // room for the names of days
	calendarY = 18
)

// yearOf lays out the activities of one year. A range fills all of its days.
func yearOf(year int, attended []attendedView) calendar {
	c := calendar{Year: year}
	if year == 0 {
		return c
	}
	first := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	monday := first.AddDate(0, 0, -(int(first.Weekday())+6)%7)
	days, undated, months := map[string]int{}, map[string]int{}, map[string]int{}
	for _, a := range attended {
		if yearIn(a) != year && !endsIn(a, year) {
			continue
		}
		if a.DateStart == "" {
			undated[a.Week]++
			c.Undated++
			continue
		}
		c.Dated++
		months[a.DateStart[:7]]++
		eachDay(a.DateStart, a.DateEnd, func(d string) { days[d]++ })
	}
	for d := first; d.Year() == year; d = d.AddDate(0, 0, 1) {
		c.addDay(d, monday, days[d.Format(time.DateOnly)])
	}
	for week := monday; week.Year() <= year; week = week.AddDate(0, 0, 7) {
		if n := undated[week.Format(time.DateOnly)]; n > 0 {
			c.Days = append(c.Days, square{calendarX + cell*weeksBetween(monday, week), calendarY + 7*cell + 4, n, week.Format(time.DateOnly), level(n)})
		}
	}
	for m := 1; m <= 12; m++ {
		key := fmt.Sprintf("%d-%02d", year, m)
		c.Numbers = append(c.Numbers, monthCount{key, months[key]})
	}
	c.Width, c.Height = calendarX+54*cell, calendarY+8*cell+6
	return c
}

func (c *calendar) addDay(d, monday time.Time, n int) {
	x := calendarX + cell*weeksBetween(monday, d)
	y := calendarY + cell*((int(d.Weekday())+6)%7)
	c.Days = append(c.Days, square{x, y, n, d.Format(time.DateOnly), level(n)})
	if d.Day() == 1 {
		c.Months = append(c.Months, label{x, calendarY - 6, fmt.Sprint(int(d.Month()))})
	}
}

func weeksBetween(monday, d time.Time) int { return int(d.Sub(monday).Hours()) / (7 * 24) }

func endsIn(a attendedView, year int) bool {
	return len(a.DateEnd) >= 4 && a.DateEnd[:4] == fmt.Sprint(year)
}

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

// level shades a count: none, one, two, three, more.
func level(n int) int { return min(n, 4) }
