package web

import (
	"context"
	"database/sql"
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
}

// coverageWeek is a row: a cell for each district, in the order of the codebook.
type coverageWeek struct {
	Start, End, ColumnID string
	Missing              bool
	Cells                []coverageCell
}

// coverageCell is a district in a week, both offices.
type coverageCell struct {
	District        string
	ColumnID        string
	Secretary, Head officeCell
}

// officeOf is an office of a cell with what its link needs.
type officeOf struct {
	officeCell
	District, ColumnID, Office string
}

// Cell gives one of the two offices.
func (c coverageCell) Cell(office string) officeOf {
	cell := c.Head
	if office == "secretary" {
		cell = c.Secretary
	}
	return officeOf{cell, c.District, c.ColumnID, office}
}

// officeCell is what was reported of one office.
type officeCell struct {
	Status     string
	Activities int // where reported
}

// coverageRow is a row of the coverage table, of which the page is a view.
type coverageRow struct {
	Start      string `json:"week_start"`
	End        string `json:"week_end"`
	ColumnID   string `json:"column_id"`
	District   string `json:"district"`
	Office     string `json:"office"`
	Status     string `json:"status"`
	Activities *int   `json:"activities"` // nil where it cannot be known
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
	body := &coveragePage{Totals: map[string]int{}}
	var rows []coverageRow
	err := s.read(r.Context(), func(tx *sql.Tx) (err error) {
		rows, err = body.read(r.Context(), tx, r.URL.Query().Get("year"))
		return err
	})
	if err != nil {
		return fmt.Errorf("read coverage: %w", err)
	}
	w.Header().Add("Vary", "Accept")
	if wantsJSON(r) {
		return s.json(w, r, body.data(rows))
	}
	return s.page(w, r, http.StatusOK, "coverage.html", page{ZH: "覆盖", EN: "Coverage", Body: body})
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

// read reads the rows of the year asked for and counts them. Only that year's
// columns are looked at.
func (c *coveragePage) read(ctx context.Context, tx *sql.Tx, year string) ([]coverageRow, error) {
	first, last, err := snapshot.CoverageWeeks(ctx, tx)
	if err != nil {
		return nil, err
	}
	for y := yearAt(first, 0); y <= yearAt(last, 6) && first != ""; y++ {
		c.Years = append(c.Years, y)
	}
	if c.Year, err = yearParam(year, c.Years); err != nil || c.Year == 0 {
		return nil, err
	}
	t, _ := snapshot.TableNamed("coverage")
	query, args := t.Query(snapshot.Filter{From: fmt.Sprintf("%04d-01-01", c.Year), To: fmt.Sprintf("%04d-12-31", c.Year)})
	rows, err := collect(ctx, tx, func(r *sql.Rows, v *coverageRow) error {
		var column sql.NullString
		err := r.Scan(&v.Start, &v.End, &column, &v.District, &v.Office, &v.Status, &v.Activities)
		v.ColumnID = column.String
		return err
	}, "SELECT week_start, week_end, column_id, district, office, status, activities FROM ("+query+")", args...)
	if err == nil {
		c.fill(rows)
	}
	return rows, err
}

// yearAt is the year of the day so many days after a date.
func yearAt(date string, days int) int {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0
	}
	return t.AddDate(0, 0, days).Year()
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

// fill lays the rows out by week, newest first.
func (c *coveragePage) fill(rows []coverageRow) {
	places := districtSlugs()
	for _, v := range rows {
		c.add(v, slices.Index(places, v.District))
	}
	slices.Reverse(c.Weeks)
}

// add puts a row of the table into its cell; rows come by week.
func (c *coveragePage) add(v coverageRow, place int) {
	c.Totals[v.Status]++
	if n := len(c.Weeks); n == 0 || c.Weeks[n-1].Start != v.Start {
		week := coverageWeek{Start: v.Start, End: v.End, Missing: true}
		for _, d := range parser.Districts() {
			week.Cells = append(week.Cells, coverageCell{District: d.Slug})
		}
		c.Weeks = append(c.Weeks, week)
	}
	week := &c.Weeks[len(c.Weeks)-1]
	if v.ColumnID != "" {
		week.ColumnID, week.Missing = v.ColumnID, false
	}
	cell := &week.Cells[place]
	cell.ColumnID = v.ColumnID
	office := officeCell{Status: v.Status}
	if v.Activities != nil {
		office.Activities = *v.Activities
	}
	if v.Office == "secretary" {
		cell.Secretary = office
	} else {
		cell.Head = office
	}
}

// coverageData is the page as JSON: the rows of one year.
type coverageData struct {
	Year   int            `json:"year,omitempty"`
	Years  []int          `json:"years"`
	Totals map[string]int `json:"totals"` // rows by status
	Rows   []coverageRow  `json:"coverage"`
}

func (c *coveragePage) data(rows []coverageRow) coverageData {
	d := coverageData{c.Year, c.Years, c.Totals, rows}
	if rows == nil {
		d.Years, d.Rows = []int{}, []coverageRow{}
	}
	return d
}
