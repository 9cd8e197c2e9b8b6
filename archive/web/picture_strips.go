package web

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"shenzheng/parser"
)

// strips is a picture of counts over time: one row of bars for each district
// or kind, all to one scale. Times without a column are marked, never zero.
type strips struct {
	Axis          axis
	Rows          []stripRow
	Drawn         int // width of the bars; names stand before them and totals behind
	Width, Height int // of all but the names
	Gaps          []bar
	Ticks         []label
	Max           int // activities that the full height stands for
}

type stripRow struct {
	Value  string // slug, kind or official id
	Name   string // of an official
	Counts []int
	Total  int
	Y      int // of its base line
	Bars   []bar
}

// bar is a rectangle of so many activities, or of so many weeks missing.
type bar struct {
	X, Y, Width, Height, N int
	Period                 string
}

type label struct {
	X, Y int
	Text string
}

const (
	stripTop    = 22  // room for the scale
	stripHeight = 30  // of a row
	stripWidth  = 660 // of all bars, at most
	periodWidth = 44  // of a period, at most
	stripRight  = 52  // room for totals
	tickRoom    = 36  // half of a date
)

// districtSlugs are the districts in their order.
func districtSlugs() []string {
	var out []string
	for _, d := range parser.Districts() {
		out = append(out, d.Slug)
	}
	return out
}

// picture draws the rows that a filter asks for; of officials at most so many,
// those with the most activities.
func (a answer) picture(f filter, most int) strips {
	switch f.rows() {
	case "kind":
		return a.strips(parser.Values(parser.Kinds()))
	case "official":
		totals, busiest := map[string]int{}, []string{}
		for id, counts := range a.rows {
			totals[id] = sum(counts)
		}
		for _, o := range mostOften(totals, most) {
			busiest = append(busiest, o.ID)
		}
		return a.strips(busiest)
	}
	return a.strips(districtSlugs())
}

func (a answer) strips(values []string) strips {
	n := len(a.Axis.Periods)
	s := strips{Axis: a.Axis, Drawn: min(stripWidth, n*periodWidth), Height: stripTop + len(values)*stripHeight + 26}
	s.Width = s.Drawn + stripRight
	if n == 0 {
		return s
	}
	for i, v := range values {
		row := stripRow{Value: v, Name: a.names[v], Counts: a.rows[v], Y: stripTop + (i+1)*stripHeight}
		if row.Counts == nil {
			row.Counts = make([]int, n)
		}
		row.Total = sum(row.Counts)
		s.Max = max(s.Max, slices.Max(row.Counts))
		s.Rows = append(s.Rows, row)
	}
	for i := range s.Rows {
		s.addBars(&s.Rows[i])
	}
	s.addTimes()
	return s
}

func sum(counts []int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

// Beside is where the totals stand.
func (s strips) Beside() int { return s.Drawn + 8 }

// place is where a period begins, in pixels.
func (s *strips) place(i int) int { return i * s.Drawn / len(s.Axis.Periods) }

func (s *strips) addBars(r *stripRow) {
	for i, n := range r.Counts {
		if n == 0 {
			continue
		}
		x, next := s.place(i), s.place(i+1)
		h := max(2, n*(stripHeight-6)/s.Max)
		r.Bars = append(r.Bars, bar{x, r.Y - h, max(1, min(next-x-2, 18)), h, n, s.Axis.Periods[i].Name})
	}
}

// addTimes marks what is missing and names about six periods under the bars,
// the newest always.
func (s *strips) addTimes() {
	n := len(s.Axis.Periods)
	foot := stripTop + len(s.Rows)*stripHeight
	for i, p := range s.Axis.Periods {
		x, width := s.place(i), max(2, s.place(i+1)-s.place(i)-1)
		if p.None() {
			s.Gaps = append(s.Gaps, bar{x, stripTop, width, foot - stripTop, p.Missing, p.Name})
		} else if p.Missing > 0 {
			s.Gaps = append(s.Gaps, bar{x, foot, max(2, width*p.Missing/p.Weeks), 5, p.Missing, p.Name})
		}
	}
	step := max(1, (n+5)/6, (2*tickRoom*n+s.Drawn-1)/max(1, s.Drawn))
	for i := n - 1; i >= 0; i -= step {
		s.Ticks = append(s.Ticks, label{max(tickRoom, (s.place(i)+s.place(i+1))/2), s.Height - 6, s.Axis.Periods[i].Name})
	}
}

// Numbers are the cells of a period in the table beside the picture: a template
// takes ten times as long over those of fifty years.
func (s strips) Numbers(period int) template.HTML {
	var b strings.Builder
	for _, r := range s.Rows {
		b.WriteString("<td>" + cmp.Or(numberOrEmpty(r.Counts[period], s.Axis.Periods[period].None()), "×") + "</td>")
	}
	return template.HTML(b.String())
}

// Records are the picture's numbers as rows of CSV. What cannot be known is
// empty.
func (s strips) Records() [][]string {
	head := []string{"period", "weeks", "weeks_missing"}
	for _, r := range s.Rows {
		head = append(head, cmp.Or(r.Name, r.Value))
	}
	out := [][]string{head}
	for i, p := range s.Axis.Periods {
		row := []string{p.Name, strconv.Itoa(p.Weeks), strconv.Itoa(p.Missing)}
		for _, r := range s.Rows {
			row = append(row, numberOrEmpty(r.Counts[i], p.None()))
		}
		out = append(out, row)
	}
	return out
}

// numberOrEmpty is a number, or nothing where none can be known.
func numberOrEmpty(n int, unknown bool) string {
	if unknown && n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
