package snapshot

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
)

// changedRow is one row of the changes table.
type changedRow struct {
	id     string
	change Change
	cause  Cause
}

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
	why, err := findCauses(ctx, before, after)
	if err != nil {
		return 0, lost, fmt.Errorf("find causes of changes: %w", err)
	}
	for _, t := range comparedTables() {
		var changed []changedRow
		err := compareTable(ctx, before, after, t, func(p rowPair) {
			c := changedRow{p.id, p.change, why.of(p)}
			changed = append(changed, c)
			lost.count(p, c.cause)
		})
		if err != nil {
			return rows, lost, fmt.Errorf("compare %s: %w", t.Name, err)
		}
		slices.SortFunc(changed, func(a, b changedRow) int { return cmp.Compare(a.id, b.id) })
		for _, c := range changed {
			if err := out.write([]string{t.Name, c.id, string(c.change), string(c.cause), previous}); err != nil {
				return rows, lost, fmt.Errorf("write changes: %w", err)
			}
			rows++
		}
	}
	if err := out.flush(); err != nil {
		return rows, lost, fmt.Errorf("write changes: %w", err)
	}
	return rows, lost, nil
}

// comparedTables lists the tables that changes speaks of, by name.
func comparedTables() []Table {
	tables := slices.DeleteFunc(PublicTables(), func(t Table) bool { return t.Name == changesTable.Name })
	slices.SortFunc(tables, func(a, b Table) int { return cmp.Compare(a.Name, b.Name) })
	return tables
}
