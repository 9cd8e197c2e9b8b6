package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"

	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// Each picture has its numbers beside it as CSV, made from the same layout.

const (
	overTimeCSV = "/pictures/over-time.csv" // activities by period; filters of the list
	kindsCSV    = "/pictures/kinds.csv"     // activities by district and kind; filters of the list
	calendarCSV = "/pictures/calendar.csv"  // official=, year=
)

// picturesData answers the numbers of a picture.
func (s *Server) picturesData(w http.ResponseWriter, r *http.Request) error {
	name := "/pictures/" + r.PathValue("name")
	q := r.URL.Query()
	year := q.Get("year")
	if name == calendarCSV {
		q.Del("year")
	}
	f, err := parseFilter(q)
	if err != nil {
		return err
	}
	var records [][]string
	err = s.read(r.Context(), func(m *moment) { records = s.records(m, name, f, year) })
	if err != nil {
		return err
	}
	var out bytes.Buffer
	rows := csv.NewWriter(&out)
	rows.UseCRLF = true
	if err := rows.WriteAll(records); err != nil {
		return fmt.Errorf("write numbers of a picture: %w", err)
	}
	open(w)
	w.Header().Set("Content-Disposition", "attachment; filename=\"shenzheng-"+strings.TrimPrefix(name, "/pictures/")+"\"")
	return s.send(w, r, http.StatusOK, snapshot.ContentType(name), out.Bytes())
}

func (s *Server) records(m *moment, name string, f filter, year string) [][]string {
	switch name {
	case calendarCSV:
		o := officialPage{ID: f.Official}
		s.fillOfficial(m, &o)
		y, err := o.yearAsked(year)
		m.fail("choose a year", err)
		return calendarOf(y, o.Attended, o.weeks).Records()
	case overTimeCSV:
		return s.counted(m, f).picture(f, math.MaxInt).Records()
	case kindsCSV:
		return s.counted(m, f).kindsByDistrict().Records()
	}
	m.fail("find a picture", notFound("没有这个表", "there is no such table"))
	return nil
}

// grid is a picture of kinds by district: a cell for each pair, the darker
// the greater its share of the district's activities. Districts without any
// activity keep their row, since that is an answer too.
type grid struct {
	Kinds []string
	Rows  []gridRow
	Axis  axis
}

type gridRow struct {
	District string
	Total    int
	Cells    []gridCell
}

type gridCell struct{ N, Percent, Level int }

func (a answer) kindsByDistrict() grid {
	g := grid{Kinds: parser.Values(parser.Kinds()), Axis: a.Axis}
	for _, d := range districtSlugs() {
		row := gridRow{District: d, Total: a.Districts[d]}
		for _, k := range g.Kinds {
			n := a.Pairs[d+"|"+k]
			percent := 100 * n / max(1, row.Total)
			row.Cells = append(row.Cells, gridCell{n, percent, shade(n, percent)})
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// shade turns a share into one of five shades; only nothing is blank.
func shade(n, percent int) int {
	switch {
	case n == 0:
		return 0
	case percent < 10:
		return 1
	case percent < 25:
		return 2
	case percent < 45:
		return 3
	default:
		return 4
	}
}

// Records are the picture's numbers as rows of CSV.
func (g grid) Records() [][]string {
	out := [][]string{append(append([]string{"district"}, g.Kinds...), "total")}
	for _, r := range g.Rows {
		row := []string{r.District}
		for _, c := range r.Cells {
			row = append(row, strconv.Itoa(c.N))
		}
		out = append(out, append(row, strconv.Itoa(r.Total)))
	}
	return out
}
