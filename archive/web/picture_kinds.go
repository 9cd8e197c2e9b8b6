package web

import (
	"strconv"

	"shenzheng/parser"
)

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
			n := a.Pairs[[2]string{d, k}]
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
