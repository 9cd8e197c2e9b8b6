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

	each  func(Difference) error
	index map[[3]string]int
	err   error // of each, which is not called after it
}

func newDiff(each func(Difference) error) *Diff {
	return &Diff{each: each, index: map[[3]string]int{}}
}

func (d *Diff) add(x Difference) {
	d.Count++
	key := [3]string{x.Table, x.Change, x.Field}
	i, ok := d.index[key]
	if !ok {
		i = len(d.Groups)
		d.index[key] = i
		d.Groups = append(d.Groups, DiffGroup{Table: x.Table, Change: x.Change, Field: x.Field})
	}
	g := &d.Groups[i]
	g.Count++
	if len(g.Examples) < 3 {
		g.Examples = append(g.Examples, x)
	}
	if d.each != nil && d.err == nil {
		d.err = d.each(x)
	}
}

func (d *Diff) lose(columnID, code, format string, args ...any) {
	d.Losses = append(d.Losses, Loss{columnID, code, fmt.Sprintf(format, args...)})
}

// sort puts groups and losses in an order that does not depend on which core
// was faster.
func (d *Diff) sort() {
	slices.SortStableFunc(d.Groups, func(a, b DiffGroup) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Table+a.Change+a.Field, b.Table+b.Change+b.Field))
	})
	slices.SortStableFunc(d.Losses, func(a, b Loss) int { return cmp.Compare(a.ColumnID, b.ColumnID) })
	d.index = nil
}

// note adds what a change of a row comes to. Of a column's own row it leaves
// out what is no reading of the page.
func (d *Diff) note(columnID string, c rowChange) {
	t := c.table
	switch {
	case c.old == nil:
		d.add(Difference{columnID, t.name, t.rowID(c.now), "added", "", "", summary(t, c.now)})
		return
	case c.now == nil:
		d.add(Difference{columnID, t.name, t.rowID(c.old), "removed", "", summary(t, c.old), ""})
		return
	}
	for i, f := range c.now {
		if o, n := c.old[i].text(), f.text(); o != n && !uncompared[f.column] {
			d.add(Difference{columnID, t.name, t.rowID(c.now), "changed", f.column, o, n})
		}
	}
}

// uncompared are the columns that differ for no reason of the grammar's, or
// because the rows below do.
var uncompared = map[string]bool{"rows_sha256": true, "rows_below": true, "parser_version": true, "row_sum": true}

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

// rowChange is a row that a plan adds, takes away or has otherwise than it stands.
type rowChange struct {
	table    *table
	old, now row // nil where there is none
}

// changes gives what has to change for rows to become those of a set, which
// may be nil, in the first n tables; columnID is that of the rows that stand, ""
// for none. The column's own row comes first, whether it changes or not.
func changes(ctx context.Context, db querier, n int, columnID string, set *rowSet) (out []rowChange, err error) {
	for i := range n {
		t := &tables[i]
		var old, now []row
		if columnID != "" {
			if old, err = t.read(ctx, db, columnID); err != nil {
				return nil, err
			}
		}
		if set != nil {
			now = set[i]
		}
		out = append(out, rowChanges(t, old, now)...)
	}
	return out, nil
}

func rowChanges(t *table, old, now []row) (out []rowChange) {
	before := make(map[string]row, len(old))
	for _, r := range old {
		before[t.rowID(r)] = r
	}
	for _, r := range now {
		id := t.rowID(r)
		was := before[id]
		delete(before, id)
		if c := (rowChange{t, was, r}); t == &tables[columnsTable] || !c.same() {
			out = append(out, c)
		}
	}
	for _, r := range old {
		if before[t.rowID(r)] != nil {
			out = append(out, rowChange{t, r, nil})
		}
	}
	return out
}

// late are the columns that follow from the rest and are written last.
var late = map[string]bool{"rows_sha256": true, "parser_version": true, "row_sum": true}

// same tells that nothing changes, but for what is written last.
func (c rowChange) same() bool {
	return slices.EqualFunc(c.old, c.now, func(o, n field) bool {
		return o.value == n.value || late[o.column]
	})
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
	list, err := changes(ctx, a.stmts, n, stands, p.rows)
	if err != nil {
		return err
	}
	for _, c := range list {
		d.note(id, c)
	}
	if stands != "" {
		d.losses(p, list)
	}
	return d.err
}

// losses notes where the new rows are worse than the old.
func (d *Diff) losses(p *plan, list []rowChange) {
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
	is := len(p.column.Activities)
	was, codes := is, map[string]int{} // activities that stand, whatever the column's own row says; problems gone
	for _, c := range list {
		switch {
		case c.table == &tables[activitiesTable] && c.now == nil:
			was++
		case c.table == &tables[activitiesTable] && c.old == nil:
			was--
		case c.table == &tables[problemsTable] && c.old != nil:
			codes[c.old.get("code")]++
		}
	}
	if is < was {
		d.lose(id, "fewer_activities", "%d instead of %d", is, was)
	}
	if is, was := officials(p.column), p.before.num("officials"); is < was {
		d.lose(id, "fewer_officials", "%d instead of %d", is, was)
	}
	for _, c := range list {
		if c.table == &tables[problemsTable] && c.now != nil {
			code := c.now.get("code")
			if codes[code]--; codes[code] < 0 {
				d.lose(id, "new_problem", "%s: %s", code, c.now.get("detail"))
			}
		}
	}
}
