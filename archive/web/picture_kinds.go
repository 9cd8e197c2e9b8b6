package web

import "shenzheng/parser"

// grid is a picture of kinds by district: a cell for each pair, the darker
// the greater its share of the district's activities.
type grid struct {
	Kinds         []label
	Rows          []gridRow
	Width, Height int
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
	gridX      = 132
	gridCellW  = 76
	gridCellH  = 26
	gridHeader = 24
)

// kindsByDistrict counts what matches a filter; districts without any are
// left out.
func (l *listing) kindsByDistrict(f filter) grid {
	q := l.ask(f)
	districts := parser.Districts()
	counts := make([][len(activityKinds)]int, len(districts))
	for i := range l.entries {
		if e := &l.entries[i]; q.holds(e) {
			counts[e.district][e.kind]++
		}
	}
	g := grid{Width: gridX + gridCellW*len(activityKinds)}
	for i, k := range activityKinds {
		g.Kinds = append(g.Kinds, label{gridX + i*gridCellW + gridCellW/2, gridHeader - 8, k})
	}
	for i, d := range districts {
		row := gridRow{District: d.Slug, Y: gridHeader + len(g.Rows)*gridCellH}
		for _, n := range counts[i] {
			row.Total += n
		}
		if row.Total == 0 {
			continue
		}
		for k, n := range counts[i] {
			percent := 100 * n / row.Total
			row.Cells = append(row.Cells, gridCell{gridX + k*gridCellW, n, percent, shade(n, percent), activityKinds[k]})
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
