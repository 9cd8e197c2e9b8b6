package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// coveragePage is one year of weeks by district.
type coveragePage struct {
	Year   int
	Years  []int
	Weeks  []coverageWeek // newest first
	Totals map[string]int // cells by status
	rows   []record
}

// coverageWeek is a row: a cell for each district, in the order of the codebook.
type coverageWeek struct {
	Start, ColumnID string
	Cells           [][]record // secretary, head
}

// coverage answers the heat map of weeks by districts, or its rows as JSON;
// ?year= chooses a year. All years are in the table's CSV.
func (s *Server) coverage(w http.ResponseWriter, r *http.Request) error {
	if wantsCSV(r) {
		return s.redirect(w, r, coverageCSV(r.URL.Query()), http.StatusFound)
	}
	if err := onlyYear(r); err != nil {
		return err
	}
	var body *coveragePage
	err := s.read(r.Context(), func(m *moment) {
		year := r.URL.Query().Get("year")
		body = remembered(m, &s.memo, "coverage\x00"+year, func() *coveragePage { return m.coverage(s.weeks(m), year) })
	})
	if err != nil {
		return fmt.Errorf("read coverage: %w", err)
	}
	return s.answer(w, r, "coverage.html", page{ZH: "覆盖", EN: "Coverage", Body: body}, struct {
		Year     int            `json:"year,omitempty"`
		Years    []int          `json:"years"`
		Totals   map[string]int `json:"totals"` // rows by status
		Coverage []record       `json:"coverage"`
	}{body.Year, body.Years, body.Totals, body.rows})
}

// onlyYear refuses data by another filter than the year, which must not pass
// for filtered. A page shows what it is of.
func onlyYear(r *http.Request) error {
	for name := range r.URL.Query() {
		if wantsJSON(r) && name != "year" && !slices.Contains(frameParams[:], name) {
			return badRequest("覆盖只能按年份取；其他筛选请用 /coverage.csv", "coverage.json takes only year, not "+clip(name)+"; coverage.csv has filters")
		}
	}
	return nil
}

// coverageCSV is the address of the same rows in the table, where a year is
// two dates. Whatever else was asked for is left to the table to judge.
func coverageCSV(q url.Values) string {
	if year, err := strconv.Atoi(q.Get("year")); err == nil && year > 0 && year < 10000 {
		q.Del("year")
		q.Set("from", fmt.Sprintf("%04d-01-01", year))
		q.Set("to", fmt.Sprintf("%04d-12-31", year))
	}
	return withQuery("/coverage.csv", q)
}

// coverage reads the rows of the year asked for and counts them. Only that
// year's columns are looked at.
func (m *moment) coverage(weeks []snapshot.Week, year string) *coveragePage {
	c := &coveragePage{Totals: map[string]int{}, Years: []int{}, rows: []record{}}
	if len(weeks) > 0 {
		for y := weeks[0].Monday.Year(); y <= yearOf(lastWeek(weeks)); y++ {
			c.Years = append(c.Years, y)
		}
	}
	var err error
	c.Year, err = yearParam(year, c.Years)
	if m.fail("choose a year", err); c.Year == 0 {
		return c
	}
	c.rows = m.records("coverage", snapshot.Filter{From: fmt.Sprintf("%04d-01-01", c.Year), To: fmt.Sprintf("%04d-12-31", c.Year)})
	// The table is in the order of weeks, districts and offices.
	for rows := range slices.Chunk(c.rows, 2*len(parser.Districts())) {
		week := coverageWeek{Start: rows[0].S("week_start"), Cells: slices.Collect(slices.Chunk(rows, 2))}
		for _, r := range rows {
			c.Totals[r.S("status")]++
			week.ColumnID = cmp.Or(r.S("column_id"), week.ColumnID)
		}
		c.Weeks = append(c.Weeks, week)
	}
	slices.Reverse(c.Weeks)
	return c
}

// yearOf is the year of a date, 0 for none.
func yearOf(date string) int {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0
	}
	return t.Year()
}

// yearParam is the year asked for, or the last of those there are; 0 where
// there are none.
func yearParam(v string, years []int) (int, error) {
	if len(years) == 0 {
		return 0, nil
	}
	if v == "" {
		return years[len(years)-1], nil
	}
	y, err := strconv.Atoi(v)
	if err != nil || !slices.Contains(years, y) {
		return 0, notFound("没有这一年的数据", "nothing is held of that year")
	}
	return y, nil
}
