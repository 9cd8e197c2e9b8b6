package web

import (
	"database/sql"
	"net/http"
	"slices"
	"strconv"

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
	ctx := r.Context()
	var body coveragePage
	err := s.read(ctx, func(tx *sql.Tx) error {
		years, err := collect(ctx, tx, func(r *sql.Rows, y *int) error { return r.Scan(y) }, `
			SELECT DISTINCT CAST(substr(week_start, 1, 4) AS INTEGER) FROM columns WHERE kind = 'weekly' AND week_start <> '' ORDER BY 1`)
		if err != nil || len(years) == 0 {
			return err
		}
		for y := years[0]; y <= years[len(years)-1]; y++ {
			body.Years = append(body.Years, y)
		}
		if body.Year, err = yearParam(r.URL.Query().Get("year"), body.Years); err != nil {
			return err
		}
		return body.fill(r, tx)
	})
	if err != nil {
		return err
	}
	return s.page(w, r, http.StatusOK, "coverage.html", page{ZH: "覆盖", EN: "Coverage", Body: &body})
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

func (c *coveragePage) fill(r *http.Request, tx *sql.Tx) error {
	t, _ := snapshot.TableNamed("coverage")
	year := strconv.Itoa(c.Year)
	query, args := t.Query(snapshot.Filter{From: year + "-01-01", To: year + "-12-31"})
	rows, err := collect(r.Context(), tx, func(r *sql.Rows, v *coverageRow) error {
		var column sql.NullString
		err := r.Scan(&v.start, &v.end, &column, &v.district, &v.office, &v.status, &v.activities)
		v.column = column.String
		return err
	}, query, args...)
	if err != nil {
		return err
	}
	c.Totals = map[string]int{}
	places := districtPlaces()
	for _, v := range rows {
		c.add(v, int(places[v.district]))
	}
	slices.Reverse(c.Weeks)
	return nil
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
