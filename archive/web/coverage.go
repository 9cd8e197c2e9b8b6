package web

import (
	"database/sql"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

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

// officeCell is what was reported of one office.
type officeCell struct {
	Status     string
	Activities string // empty where it cannot be known
}

// coverageRow is a row of the coverage table, of which the page is a view.
type coverageRow struct {
	start, end, column, district, office, status string
	activities                                   sql.NullString
}

// coverage answers the heat map of weeks by districts; ?year= chooses a year.
func (s *Server) coverage(w http.ResponseWriter, r *http.Request) error {
	if wantsCSV(r) {
		return s.redirect(w, r, "/coverage.csv", http.StatusFound)
	}
	w.Header().Add("Vary", "Accept")
	ctx := r.Context()
	l, err := s.catalog.now(ctx)
	if err != nil {
		return err
	}
	rows, err := s.covered.at(ctx, s.cfg.Archive.Reader(), l)
	if err != nil {
		return fmt.Errorf("read coverage: %w", err)
	}
	body := &coveragePage{Totals: map[string]int{}}
	if len(rows) > 0 {
		for y := yearAt(rows[0].start); y <= yearAt(rows[len(rows)-1].end); y++ {
			body.Years = append(body.Years, y)
		}
		if body.Year, err = yearParam(r.URL.Query().Get("year"), body.Years); err != nil {
			return err
		}
		body.fill(rows)
	}
	return s.page(w, r, http.StatusOK, "coverage.html", page{ZH: "覆盖", EN: "Coverage", Body: body})
}

// yearAt is the year of a date.
func yearAt(date string) int {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0
	}
	return t.Year()
}

// yearParam is the year asked for, or the last of those there are.
func yearParam(v string, years []int) (int, error) {
	if v == "" {
		return years[len(years)-1], nil
	}
	y, err := strconv.Atoi(v)
	if err != nil || !slices.Contains(years, y) {
		return 0, notFound("没有这一年的数据", "nothing is held of that year")
	}
	return y, nil
}

// fill takes the weeks that touch the year, newest first.
func (c *coveragePage) fill(rows []coverageRow) {
	places, year := districtPlaces(), strconv.Itoa(c.Year)
	for _, v := range rows {
		if strings.HasPrefix(v.start, year) || strings.HasPrefix(v.end, year) {
			c.add(v, int(places[v.district]))
		}
	}
	slices.Reverse(c.Weeks)
}

// add puts a row of the table into its cell; rows come by week.
func (c *coveragePage) add(v coverageRow, place int) {
	c.Totals[v.status]++
	if n := len(c.Weeks); n == 0 || c.Weeks[n-1].Start != v.start {
		week := coverageWeek{Start: v.start, End: v.end, Missing: true}
		for _, d := range parser.Districts() {
			week.Cells = append(week.Cells, coverageCell{District: d.Slug})
		}
		c.Weeks = append(c.Weeks, week)
	}
	week := &c.Weeks[len(c.Weeks)-1]
	if v.column != "" {
		week.ColumnID, week.Missing = v.column, false
	}
	cell := &week.Cells[place]
	cell.ColumnID = v.column
	office := officeCell{v.status, v.activities.String}
	if v.office == "secretary" {
		cell.Secretary = office
	} else {
		cell.Head = office
	}
}
