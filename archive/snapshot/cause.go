package snapshot

import (
	"context"
	"slices"
	"strings"
)

// Cause says why a row changed.
type Cause string

// The causes, weakest first: where several columns changed a row that is
// counted over all of them, the strongest is named.
const (
	Parser     Cause = "parser"      // the same capture, read or coded otherwise
	SourceEdit Cause = "source_edit" // another revision or capture of it, or its state moved on
	NewColumn  Cause = "new_column"  // a column that was not held before
)

// stronger gives the stronger of two causes; the absence of one is the weakest.
func stronger(a, b Cause) Cause {
	by := []Cause{Parser, SourceEdit, NewColumn}
	if slices.Index(by, a) < slices.Index(by, b) {
		return b
	}
	return a
}

// causes knows why the rows of two snapshots differ.
type causes struct {
	columns   map[string]Cause // what changed the rows read from a column; absent where nothing did
	officials map[string]Cause // the strongest of the columns that name an official
	strongest Cause
	beside    []string // columns that changed through another one alone
}

// findCauses compares the columns of two snapshots, and the appearances that
// carry a column's cause to the rows counted over several columns.
func findCauses(ctx context.Context, before, after string) (*causes, error) {
	c := &causes{columns: map[string]Cause{}, officials: map[string]Cause{}, strongest: Parser}
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
	column, cause := strings.Clone(d.row().value("column_id")), Parser
	switch {
	case d.change == Added:
		cause = NewColumn
	case d.changed("revision", "captured_at", "capture_sha256"), d.changed("state") && d.after.value("state") == "withdrawn":
		cause = SourceEdit
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
func (c *causes) of(d rowDiff) (found Cause) {
	row, column := d.row(), d.row().value("column_id")
	switch {
	case d.table == columnsTable.Name && d.changed("state"):
		found = SourceEdit
	case d.table == "coverage" && d.change == Updated:
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
	if found == "" {
		return Parser
	}
	return found
}
