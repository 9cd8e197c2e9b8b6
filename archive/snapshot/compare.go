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

// rowPair is one row that differs between two snapshots: before is nil for an
// added row, after for a removed one.
type rowPair struct {
	table         Table
	id            string
	change        Change
	before, after *line
}

// row gives the row as it is now, or as it last was.
func (p rowPair) row() *line {
	if p.after != nil {
		return p.after
	}
	return p.before
}

// compareTable calls differ for every row of a table that is not the same in
// the snapshots before and after, in no order; the lines of a pair last as
// long as the call. Of the rows that are the same only a sum is held.
func compareTable(ctx context.Context, before, after string, t Table, differ func(rowPair)) error {
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
			differ(rowPair{table: t, id: id, change: Added, after: &l})
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
			differ(rowPair{table: t, id: id, change: Updated, before: &l, after: &now})
		} else if _, removed := held[id]; removed {
			differ(rowPair{table: t, id: id, change: Removed, before: &l})
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
