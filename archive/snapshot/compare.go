package snapshot

import (
	"context"
	"slices"
	"strings"
)

// Change says what became of a row from one snapshot to the next.
type Change string

// The changes.
const (
	Added   Change = "added"
	Updated Change = "updated"
	Removed Change = "removed"
)

// CountChanges counts the rows of changes.csv of the snapshot in dir by table,
// change and cause.
func CountChanges(ctx context.Context, dir string) (map[[3]string]int, error) {
	counts := map[[3]string]int{}
	return counts, eachLine(ctx, dir, changesTable, func(_ int, l line) error {
		counts[[3]string(l.all([]string{"table", "change", "cause"}))]++
		return nil
	})
}

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

// changed reports whether one of the named values of an updated row differs.
func (d rowDiff) changed(names ...string) bool {
	return slices.ContainsFunc(d.fields, func(f fieldDiff) bool { return slices.Contains(names, f.name) })
}

// compareTable calls differ for every row of a table that is not the same in
// the snapshots before and after, in no order.
func compareTable(ctx context.Context, before, after string, t Table, differ func(rowDiff)) error {
	var header []string         // of the rows before
	held := map[string]string{} // their values, joined, by id
	err := eachLine(ctx, before, t, func(_ int, l line) error {
		header, held[l.id(t)] = l.header, strings.Join(l.values, "\x00")
		return nil
	})
	if err != nil {
		return err
	}
	err = eachLine(ctx, after, t, func(_ int, l line) error {
		id := l.id(t)
		values, there := held[id]
		delete(held, id)
		if !there {
			differ(rowDiff{table: t.Name, id: id, change: Added, after: &l})
			return nil
		}
		was := line{header, strings.Split(values, "\x00")}
		if fields := was.differences(l); len(fields) > 0 {
			differ(rowDiff{table: t.Name, id: id, change: Updated, before: &was, after: &l, fields: fields})
		}
		return nil
	})
	for id, values := range held {
		if err == nil {
			differ(rowDiff{table: t.Name, id: id, change: Removed, before: &line{header, strings.Split(values, "\x00")}})
		}
	}
	return err
}

// differences gives what is not the same in two rows, by the names of their
// columns; a column that one side does not have counts as empty there.
func (l line) differences(now line) (fields []fieldDiff) {
	for i, name := range now.header {
		if was := l.value(name); was != now.values[i] && !slices.Contains(unlike, name) {
			fields = append(fields, fieldDiff{name, was, now.values[i]})
		}
	}
	for i, name := range l.header {
		if l.values[i] != "" && !slices.Contains(now.header, name) && !slices.Contains(unlike, name) {
			fields = append(fields, fieldDiff{name, l.values[i], ""})
		}
	}
	return fields
}
