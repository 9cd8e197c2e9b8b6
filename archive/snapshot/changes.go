package snapshot

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
)

// changedRow is one row of the changes table.
type changedRow struct {
	id     string
	change Change
	cause  Cause
}

// writeChanges writes the changes table of the snapshot in after: every row of
// every public table that differs from the snapshot in before, whose id is
// previous. It reports what was lost on the way.
func writeChanges(ctx context.Context, w io.Writer, before, after, previous string) (rows int, lost losses, err error) {
	why, err := findCauses(ctx, before, after)
	if err != nil {
		return 0, lost, fmt.Errorf("find causes of changes: %w", err)
	}
	out := bufio.NewWriter(w)
	line := appendRecord(nil, changesTable.Header())
	if _, err := out.Write(line); err != nil {
		return 0, lost, fmt.Errorf("write changes: %w", err)
	}
	for _, t := range comparedTables() {
		changed, err := changedRows(ctx, before, after, t, why, &lost)
		if err != nil {
			return rows, lost, fmt.Errorf("compare %s: %w", t.Name, err)
		}
		for _, c := range changed {
			line = appendRecord(line[:0], []string{t.Name, c.id, string(c.change), string(c.cause), previous})
			if _, err := out.Write(line); err != nil {
				return rows, lost, fmt.Errorf("write changes: %w", err)
			}
			rows++
		}
	}
	if err := out.Flush(); err != nil {
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

func changedRows(ctx context.Context, before, after string, t Table, why *causes, lost *losses) ([]changedRow, error) {
	var changed []changedRow
	err := compareTable(ctx, before, after, t, func(p rowPair) error {
		c := changedRow{strings.Clone(p.row().rowID()), p.change, why.of(p)}
		changed = append(changed, c)
		lost.count(t.Name, p, c)
		return nil
	})
	slices.SortFunc(changed, func(a, b changedRow) int { return strings.Compare(a.id, b.id) })
	return changed, err
}
