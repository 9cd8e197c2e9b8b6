package snapshot

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
)

// compareWith writes the changes table, every row of every public table that
// differs from the snapshot in before, and reports what was lost on the way.
// Where before is empty there are none.
func (e *edition) compareWith(ctx context.Context, before string) (lost losses, err error) {
	lost = losses{}
	err = e.table(changesTable, func(put func([]string) error) error {
		if before == "" {
			return nil
		}
		e.previous = filepath.Base(before)
		return differences(ctx, before, e.dir, lost.count, func(d rowDiff) error {
			return put([]string{d.table, d.id, string(d.change), string(d.cause), e.previous})
		})
	})
	if err != nil {
		return nil, fmt.Errorf("compare with %s: %w", e.previous, err)
	}
	return lost, nil
}

// differences calls see for every row of the public tables that differs from
// the snapshot in before to the one in after: tables by name, rows by id.
// Before that, look sees the rows of a table with their values, in no order.
func differences(ctx context.Context, before, after string, look func(*rowDiff), see func(rowDiff) error) error {
	why, err := findCauses(ctx, before, after)
	if err != nil {
		return fmt.Errorf("find causes: %w", err)
	}
	compared := slices.DeleteFunc(PublicTables(), func(t Table) bool { return t.Name == changesTable.Name })
	slices.SortFunc(compared, func(a, b Table) int { return cmp.Compare(a.Name, b.Name) })
	for _, t := range compared {
		var rows []rowDiff
		err := compareTable(ctx, before, after, t, func(d rowDiff) {
			d.cause = why.of(d)
			look(&d)
			d.before, d.after = nil, nil
			rows = append(rows, d)
		})
		if err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
		slices.SortFunc(rows, func(a, b rowDiff) int { return cmp.Compare(a.id, b.id) })
		for _, d := range rows {
			if err := see(d); err != nil {
				return err
			}
		}
	}
	return nil
}
