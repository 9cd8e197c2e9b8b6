package archive

import (
	"cmp"
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
}

func newDiff(each func(Difference) error) *Diff {
	return &Diff{each: each, index: map[[3]string]int{}}
}

func (d *Diff) add(x Difference) error {
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
	if d.each == nil {
		return nil
	}
	return d.each(x)
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
func (d *Diff) note(columnID string, c rowChange) error {
	t := c.table
	switch {
	case c.old == nil:
		return d.add(Difference{columnID, t.name, t.rowID(c.now), "added", "", "", summary(t, c.now)})
	case c.now == nil:
		return d.add(Difference{columnID, t.name, t.rowID(c.old), "removed", "", summary(t, c.old), ""})
	}
	for i, f := range c.now {
		o, n := c.old[i].text(), f.text()
		if o == n || uncompared[f.column] {
			continue
		}
		if err := d.add(Difference{columnID, t.name, t.rowID(c.now), "changed", f.column, o, n}); err != nil {
			return err
		}
	}
	return nil
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
