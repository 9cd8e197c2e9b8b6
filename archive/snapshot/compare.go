package snapshot

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// What became of a row from one snapshot to the next.
const (
	added   = "added"
	updated = "updated"
	removed = "removed"
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
	change, cause string
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
			differ(rowDiff{table: t.Name, id: id, change: added, after: &l})
			return nil
		}
		was := line{header, strings.Split(values, "\x00")}
		if fields := was.differences(l); len(fields) > 0 {
			differ(rowDiff{table: t.Name, id: id, change: updated, before: &was, after: &l, fields: fields})
		}
		return nil
	})
	for id, values := range held {
		if err == nil {
			differ(rowDiff{table: t.Name, id: id, change: removed, before: &line{header, strings.Split(values, "\x00")}})
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

// Why a row changed, the weakest cause first: where several columns changed a
// row that is counted over all of them, the strongest is named.
const (
	byParser   = "parser"      // the same capture, read or coded otherwise
	sourceEdit = "source_edit" // another revision or capture of it, or its state moved on
	newColumn  = "new_column"  // a column that was not held before
)

// stronger gives the stronger of two causes; the absence of one is the weakest.
func stronger(a, b string) string {
	by := []string{byParser, sourceEdit, newColumn}
	if slices.Index(by, a) < slices.Index(by, b) {
		return b
	}
	return a
}

// causes knows why the rows of two snapshots differ.
type causes struct {
	columns   map[string]string // what changed the rows read from a column; absent where nothing did
	officials map[string]string // the strongest of the columns that name an official
	strongest string
	beside    []string // columns that changed through another one alone
}

// findCauses compares the columns of two snapshots, and the appearances that
// carry a column's cause to the rows counted over several columns.
func findCauses(ctx context.Context, before, after string) (*causes, error) {
	c := &causes{columns: map[string]string{}, officials: map[string]string{}, strongest: byParser}
	if err := compareTable(ctx, before, after, columnsTable, c.judge); err != nil {
		return nil, err
	}
	for _, column := range c.beside {
		c.columns[column] = c.strongest
	}
	if len(c.columns) == 0 {
		return c, nil
	}
	for _, dir := range []string{before, after} {
		if err := c.spread(ctx, dir); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// judge finds the cause of a column's changed row. Time alone settles a column:
// that explains its own row and no other. What makes a column the copy of
// another, or another of its week, has changed that other one.
func (c *causes) judge(d rowDiff) {
	column, cause := strings.Clone(d.row().value("column_id")), byParser
	switch {
	case d.change == added:
		cause = newColumn
	case d.changed("revision", "captured_at", "capture_sha256"), d.changed("state") && d.after.value("state") == "withdrawn":
		cause = sourceEdit
	case d.changed("duplicate_of"), d.changed("problems") && d.before.value("parser_version") == d.after.value("parser_version") &&
		!d.changed("sections", "activities", "officials"):
		c.beside = append(c.beside, column)
	}
	c.columns[column] = cause
	c.strongest = stronger(c.strongest, cause)
}

// spread gives every official named in a changed column that column's cause.
func (c *causes) spread(ctx context.Context, dir string) error {
	return eachLine(ctx, dir, appearancesTable, func(_ int, l line) error {
		cause := c.columns[columnOf(l.value("activity_id"))]
		official := l.value("official_id")
		if held := c.officials[official]; stronger(held, cause) != held {
			c.officials[strings.Clone(official)] = cause
		}
		return nil
	})
}

// columnOf gives the id of the column that an activity belongs to, which its
// own id holds: act_8137676_1f2e3d4c is of col_8137676.
func columnOf(activityID string) string {
	rest, _ := strings.CutPrefix(activityID, "act_")
	if i := strings.LastIndexByte(rest, '_'); i >= 0 {
		rest = rest[:i]
	}
	return "col_" + rest
}

// of gives the cause of a row that differs: that of the column it was read
// from, or of the columns that name its official. A cell of coverage has the
// columns it was and is judged by; where there is none, the calendar itself
// grew or shrank with the strongest change there is. Districts and codes have
// neither, since they are part of the program.
func (c *causes) of(d rowDiff) (found string) {
	row, column := d.row(), d.row().value("column_id")
	switch {
	case d.table == columnsTable.Name && d.changed("state"):
		found = sourceEdit
	case d.table == "coverage" && d.change == updated:
		column += d.before.value("column_id")
		found = stronger(c.columns[d.before.value("column_id")], c.columns[row.value("column_id")])
	case column != "":
		found = c.columns[column]
	case row.value("activity_id") != "":
		found = c.columns[columnOf(row.value("activity_id"))]
	default:
		found = c.officials[row.value("official_id")]
	}
	if d.table == "coverage" && column == "" {
		found = c.strongest
	}
	return cmp.Or(found, byParser)
}
