package snapshot

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
)

// writeChanges writes the changes table of the snapshot in after: every row of
// every public table that differs from the snapshot in before, whose id is
// previous; none where there is none before. It reports what was lost on the way.
func writeChanges(ctx context.Context, w io.Writer, before, after, previous string) (rows int, lost losses, err error) {
	out := newRecords(w)
	if err := out.write(changesTable.Header()); err != nil {
		return 0, lost, fmt.Errorf("write changes: %w", err)
	}
	if before == "" {
		return 0, lost, out.flush()
	}
	err = differences(ctx, before, after, func(p rowPair, d *rowDiff) { lost.count(p, d.Cause) }, func(d rowDiff) error {
		rows++
		return out.write([]string{d.Table, d.RowID, string(d.Change), string(d.Cause), previous})
	})
	if err == nil {
		err = out.flush()
	}
	if err != nil {
		return rows, lost, fmt.Errorf("write changes: %w", err)
	}
	return rows, lost, nil
}

// differences calls see for every row of the public tables that differs from
// the snapshot in before to the one in after: tables by name, rows by id. Before
// that, look sees each with its values, in no order.
func differences(ctx context.Context, before, after string, look func(rowPair, *rowDiff), see func(rowDiff) error) error {
	why, err := findCauses(ctx, before, after)
	if err != nil {
		return fmt.Errorf("find causes: %w", err)
	}
	for _, t := range comparedTables() {
		var found []rowDiff
		err := compareTable(ctx, before, after, t, func(p rowPair) {
			d := rowDiff{Table: t.Name, RowID: p.id, Change: p.change, Cause: why.of(p)}
			look(p, &d)
			found = append(found, d)
		})
		slices.SortFunc(found, func(a, b rowDiff) int { return cmp.Compare(a.RowID, b.RowID) })
		for i := 0; err == nil && i < len(found); i++ {
			err = see(found[i])
		}
		if err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return nil
}

// comparedTables lists the tables that changes speaks of, by name.
func comparedTables() []Table {
	tables := slices.DeleteFunc(PublicTables(), func(t Table) bool { return t.Name == changesTable.Name })
	slices.SortFunc(tables, func(a, b Table) int { return cmp.Compare(a.Name, b.Name) })
	return tables
}
