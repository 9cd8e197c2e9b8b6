package snapshot

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// diff is differences of two snapshots that are complete.
func diff(ctx context.Context, before, after string, see func(rowDiff) error) error {
	for _, dir := range []string{before, after} {
		if err := complete(dir); err != nil {
			return err
		}
	}
	return differences(ctx, before, after, func(rowDiff) {}, see)
}

// WriteDiffCSV writes the whole difference: one line for an added or removed
// row, one for every field of an updated row.
func WriteDiffCSV(ctx context.Context, w io.Writer, before, after string) (err error) {
	defer wrap(&err, "compare snapshots")
	header := []string{"table", "row_id", "change", "cause", "field", "before", "after"}
	return writeCSV(w, header, func(put func([]string) error) error {
		return diff(ctx, before, after, func(d rowDiff) error {
			if d.change != Updated {
				d.fields = []fieldDiff{{}}
			}
			for _, f := range d.fields {
				if err := put([]string{d.table, d.id, string(d.change), string(d.cause), f.name, f.before, f.after}); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// shown bounds the rows of one table that WriteDiff tells.
const shown = 20

// WriteDiff writes the difference for a person: for every table how many rows
// changed and why, with the first of them; WriteDiffCSV has them all.
func WriteDiff(ctx context.Context, w io.Writer, before, after string) (err error) {
	defer wrap(&err, "compare snapshots")
	told := []string{"no difference\n"}
	var rows []rowDiff // of one table
	err = diff(ctx, before, after, func(d rowDiff) error {
		if len(rows) > 0 && rows[0].table != d.table {
			told, rows = append(told, tell(rows)), nil
		}
		rows = append(rows, d)
		return nil
	})
	if err != nil {
		return err
	}
	if len(rows) > 0 {
		told = append(told, tell(rows))[1:]
	}
	_, err = fmt.Fprintf(w, "%s -> %s\n%s", filepath.Base(filepath.Clean(before)), filepath.Base(filepath.Clean(after)), strings.Join(told, ""))
	return err
}

// tell says what WriteDiff tells of the rows of one table.
func tell(rows []rowDiff) string {
	var b strings.Builder
	var counts []string
	for _, change := range []Change{Added, Updated, Removed} {
		for _, cause := range []Cause{NewColumn, SourceEdit, Parser} {
			n := 0
			for _, d := range rows {
				if d.change == change && d.cause == cause {
					n++
				}
			}
			if n > 0 {
				counts = append(counts, fmt.Sprintf("%d %s (%s)", n, change, cause))
			}
		}
	}
	fmt.Fprintf(&b, "%s: %s\n", rows[0].table, strings.Join(counts, ", "))
	signs := map[Change]string{Added: "+", Removed: "-", Updated: "~"}
	for _, d := range rows[:min(shown, len(rows))] {
		fmt.Fprintf(&b, "  %s %s\n", signs[d.change], d.id)
		for _, f := range d.fields {
			fmt.Fprintf(&b, "      %s: %q -> %q\n", f.name, f.before, f.after)
		}
	}
	if len(rows) > shown {
		fmt.Fprintf(&b, "  and %d more\n", len(rows)-shown)
	}
	return b.String()
}
