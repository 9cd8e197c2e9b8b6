package archive

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Difference is one field of one row that would be another, or one row that
// would be added or removed (Field is "" then, and Old or New sums it up).
type Difference struct {
	ColumnID string
	Table    string
	RowID    string // values of the key, joined with '/'
	Change   string // added | removed | changed
	Field    string
	Old, New string
}

// DiffGroup is the pattern that a maintainer looks at first.
type DiffGroup struct {
	Table, Change, Field string
	Count                int
	Examples             []Difference // the first three
}

// Loss is a change for the worse.
type Loss struct {
	ColumnID string
	Code     string // fewer_activities | fewer_officials | new_problem | column_lost | parse_failed
	Detail   string
}

// Diff sums up the differences of a dry run.
type Diff struct {
	Count  int
	Groups []DiffGroup // most frequent first
	Losses []Loss

	each func(Difference) error // may be nil
	err  error                  // of each, which is not called after it
}

func (d *Diff) add(x Difference) {
	d.Count++
	i := slices.IndexFunc(d.Groups, func(g DiffGroup) bool { return g.Table == x.Table && g.Change == x.Change && g.Field == x.Field })
	if i < 0 {
		i = len(d.Groups)
		d.Groups = append(d.Groups, DiffGroup{Table: x.Table, Change: x.Change, Field: x.Field})
	}
	g := &d.Groups[i]
	if g.Count++; g.Count <= 3 {
		g.Examples = append(g.Examples, x)
	}
	if d.each != nil && d.err == nil {
		d.err = d.each(x)
	}
}

func (d *Diff) lose(columnID, code, format string, args ...any) {
	d.Losses = append(d.Losses, Loss{columnID, code, fmt.Sprintf(format, args...)})
}

// sort puts the most frequent groups first, and losses by column.
func (d *Diff) sort() {
	slices.SortStableFunc(d.Groups, func(a, b DiffGroup) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Table+a.Change+a.Field, b.Table+b.Change+b.Field))
	})
	slices.SortStableFunc(d.Losses, func(a, b Loss) int { return cmp.Compare(a.ColumnID, b.ColumnID) })
}

// note adds what differs between the rows of a table as they stand and as they
// would be. Of a column's own row it leaves out what is no reading of the page.
func (d *Diff) note(columnID string, t *table, stand, now []row) {
	for old, now := range t.pairs(stand, now) {
		switch {
		case old == nil:
			d.add(Difference{columnID, t.name, t.rowID(now), "added", "", "", summary(t, now)})
			continue
		case now == nil:
			d.add(Difference{columnID, t.name, t.rowID(old), "removed", "", summary(t, old), ""})
			continue
		}
		for i, f := range now {
			if old[i] != f && !uncompared[f.column] {
				d.add(Difference{columnID, t.name, t.rowID(now), "changed", f.column, old[i].text(), f.text()})
			}
		}
	}
}

// uncompared are the columns that differ for no reason of the grammar's, or
// because the rows below do.
var uncompared = map[string]bool{"rows_sha256": true, "rows_below": true, "parser_version": true}

// summary is a row in one short line.
func summary(t *table, r row) string {
	parts := []string{}
	for _, f := range r[t.keys:] {
		if s := f.text(); s != "" && f.column != "column_id" && !uncompared[f.column] {
			parts = append(parts, f.column+"="+s)
		}
	}
	return oneLine(strings.Join(parts, " "))
}

// DiffCSV gives what writes differences to w as CSV, and what has to be called
// at the end; the first fits ReparseOptions.Difference.
func DiffCSV(w io.Writer) (write func(Difference) error, end func() error) {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	err := c.Write([]string{"column_id", "table", "row_id", "change", "field", "old", "new"})
	write = func(x Difference) error {
		return c.Write([]string{x.ColumnID, x.Table, x.RowID, x.Change, x.Field, x.Old, x.New})
	}
	end = func() error {
		c.Flush()
		if err = errors.Join(err, c.Error()); err != nil {
			return fmt.Errorf("write differences: %w", err)
		}
		return nil
	}
	return write, end
}

// compare notes what differs between a plan and the rows that stand where it
// would change them, in the first n tables, and the pages that cannot be read.
func (a *Archive) compare(ctx context.Context, d *Diff, p *plan, n int) error {
	id, stands := p.columnID, p.before.get("column_id")
	switch {
	case id != "" && p.column != nil:
	case id == "" && stands != "" && len(p.failures)+len(p.broken) == 0:
		id = stands
	default: // its rows, if there are any, would stay, with a problem more
		for _, f := range p.failures {
			d.lose(cmp.Or(stands, p.article.String()), parseFailed, "%s", f.Detail)
		}
		return nil
	}
	var old, now rowSet
	if p.rows != nil {
		now = *p.rows
	}
	for i := range tables[:n] {
		if stands != "" {
			var err error
			if old[i], err = tables[i].read(ctx, a.stmts, stands); err != nil {
				return err
			}
		}
		d.note(id, &tables[i], old[i], now[i])
	}
	if stands != "" {
		d.losses(p, &old)
	}
	return d.err
}

// losses notes where the new rows are worse than those that stand.
func (d *Diff) losses(p *plan, old *rowSet) {
	id := p.before.get("column_id")
	switch p.columnID {
	case "":
		d.lose(id, "column_lost", "the page is read as no column any more")
		return
	case id:
	default: // a page without a number is named by its text
		d.lose(id, "column_lost", "the page is read as %s", p.columnID)
		return
	}
	if is, was := len(p.column.Activities), len(old[activitiesTable]); is < was { // whatever the column's own row says
		d.lose(id, "fewer_activities", "%d instead of %d", is, was)
	}
	if is, was := officials(p.column), p.before.num("officials"); is < was {
		d.lose(id, "fewer_officials", "%d instead of %d", is, was)
	}
	known := map[string]int{}
	for _, r := range old[problemsTable] {
		known[r.get("code")]++
	}
	for _, problem := range p.column.Problems {
		if known[problem.Code]--; known[problem.Code] < 0 {
			d.lose(id, "new_problem", "%s: %s", problem.Code, problem.Detail)
		}
	}
}
