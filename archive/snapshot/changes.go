package snapshot

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
)

// rowDiff is one row that differs between two snapshots.
type rowDiff struct {
	Table  string
	RowID  string
	Change Change
	Cause  Cause
	Fields []fieldDiff // what changed in an updated row, in the table's order
}

// fieldDiff is one value that differs.
type fieldDiff struct{ Name, Before, After string }

// compareWith writes the changes table, every row of every public table that
// differs from the snapshot in before, and reports what was lost on the way.
// Where before is empty there are none.
func (e *edition) compareWith(ctx context.Context, before string) (lost losses, err error) {
	lost = losses{}
	return lost, e.write(changesTable.File(), func(w io.Writer) error {
		out := newRecords(w)
		if err := out.write(changesTable.Header()); err != nil {
			return err
		}
		if before == "" {
			return out.flush()
		}
		e.previous = filepath.Base(before)
		err := differences(ctx, before, e.dir, func(p rowPair, d *rowDiff) { lost.count(p, d.Cause) }, func(rows []rowDiff) error {
			e.rows[changesTable.Name] += len(rows)
			for _, d := range rows {
				if err := out.write([]string{d.Table, d.RowID, string(d.Change), string(d.Cause), e.previous}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		return out.flush()
	})
}

// differences calls see for every public table with the rows that differ from
// the snapshot in before to the one in after: tables by name, rows by id.
// Before that, look sees each row with its values, in no order.
func differences(ctx context.Context, before, after string, look func(rowPair, *rowDiff), see func([]rowDiff) error) error {
	why, err := findCauses(ctx, before, after)
	if err != nil {
		return fmt.Errorf("find causes: %w", err)
	}
	compared := slices.DeleteFunc(PublicTables(), func(t Table) bool { return t.Name == changesTable.Name })
	slices.SortFunc(compared, func(a, b Table) int { return cmp.Compare(a.Name, b.Name) })
	for _, t := range compared {
		var rows []rowDiff
		err := compareTable(ctx, before, after, t, func(p rowPair) {
			d := rowDiff{Table: t.Name, RowID: p.id, Change: p.change, Cause: why.of(p)}
			look(p, &d)
			rows = append(rows, d)
		})
		if err == nil {
			slices.SortFunc(rows, func(a, b rowDiff) int { return cmp.Compare(a.RowID, b.RowID) })
			err = see(rows)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return nil
}
