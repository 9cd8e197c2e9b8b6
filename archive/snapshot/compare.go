package snapshot

import (
	"context"
	"slices"
)

// Change says what became of a row from one snapshot to the next.
type Change string

// The changes.
const (
	Added   Change = "added"
	Updated Change = "updated"
	Removed Change = "removed"
)

// unlike are columns that say with what a row was made and not what it says:
// a row that differs in them alone has not changed.
var unlike = []string{"parser_version"}

// rowDiff is one row that differs between two snapshots: before is nil for an
// added row, after for a removed one.
type rowDiff struct {
	table, id     string
	change        Change
	cause         Cause
	before, after *line       // as long as the call that it is given to
	fields        []fieldDiff // what changed in an updated row, in the table's order
}

// fieldDiff is one value that differs.
type fieldDiff struct{ name, before, after string }

// row gives the row as it is now, or as it last was.
func (d rowDiff) row() *line {
	if d.after != nil {
		return d.after
	}
	return d.before
}

// compareTable calls differ for every row of a table that is not the same in
// the snapshots before and after, in no order; the lines of a pair last as
// long as the call. Of the rows that are the same only a sum is held.
func compareTable(ctx context.Context, before, after string, t Table, differ func(rowDiff)) error {
	held := map[string]keyHash{}
	err := eachLine(ctx, before, t, func(_ int, l line) error {
		held[l.id(t)] = l.sum()
		return nil
	})
	if err != nil {
		return err
	}
	updated := map[string]line{}
	err = eachLine(ctx, after, t, func(_ int, l line) error {
		id := l.id(t)
		sum, there := held[id]
		delete(held, id)
		switch {
		case !there:
			differ(rowDiff{table: t.Name, id: id, change: Added, after: &l})
		case sum != l.sum():
			updated[id] = line{l.header, slices.Clone(l.values)}
		}
		return nil
	})
	if err != nil || len(held)+len(updated) == 0 {
		return err
	}
	return eachLine(ctx, before, t, func(_ int, l line) error {
		id := l.id(t)
		if now, ok := updated[id]; ok {
			differ(rowDiff{table: t.Name, id: id, change: Updated, before: &l, after: &now})
		} else if _, removed := held[id]; removed {
			differ(rowDiff{table: t.Name, id: id, change: Removed, before: &l})
		}
		return nil
	})
}

// sum stands for the values of a row by the names of their columns; a column
// that one side does not have counts as empty there.
func (l line) sum() keyHash {
	var said []string
	for i, name := range l.header {
		if l.values[i] != "" && !slices.Contains(unlike, name) {
			said = append(said, name, l.values[i])
		}
	}
	return hashKey(said)
}
