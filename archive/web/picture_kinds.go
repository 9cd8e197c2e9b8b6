package web

import (
	"strconv"

	"shenzheng/parser"
)

// grid is a picture of kinds by district: a cell for each pair, the darker
// the greater its share of the district's activities.
type grid struct {
	Kinds         []label
	Rows          []gridRow
	Width, Height int
	Axis          axis
}

type gridRow struct {
	District string
	Total, Y int
	Cells    []gridCell
}

type gridCell struct {
	X, N, Percent, Level int
	Kind                 string
}

const (
	gridCellW  = 76
	gridCellH  = 26
	gridHeader = 24
)

// kindsByDistrict lays out the counts; districts without any activity keep
// their row, since that is an answer too.
func (a answer) kindsByDistrict() grid {
	kinds := parser.Values(parser.Kinds())
	g := grid{Width: gridCellW * len(kinds), Axis: a.Axis}
	for i, k := range kinds {
		g.Kinds = append(g.Kinds, label{i*gridCellW + gridCellW/2, gridHeader - 8, k})
	}
	for _, d := range parser.Districts() {
		row := gridRow{District: d.Slug, Y: gridHeader + len(g.Rows)*gridCellH, Total: a.Districts[d.Slug]}
		for i, k := range kinds {
			n := a.Pairs[[2]string{d.Slug, k}]
			percent := 100 * n / max(1, row.Total)
			row.Cells = append(row.Cells, gridCell{i * gridCellW, n, percent, shade(n, percent), k})
		}
		g.Rows = append(g.Rows, row)
	}
	g.Height = gridHeader + len(g.Rows)*gridCellH
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
	head := []string{"district"}
	for _, k := range g.Kinds {
		head = append(head, k.Text)
	}
	out := [][]string{append(head, "total")}
	for _, r := range g.Rows {
		row := []string{r.District}
		for _, c := range r.Cells {
			row = append(row, strconv.Itoa(c.N))
		}
		out = append(out, append(row, strconv.Itoa(r.Total)))
	}
	return out
}
