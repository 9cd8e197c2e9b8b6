package snapshot

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// diff is differences with the fields of updated rows, of two snapshots that
// are complete.
func diff(ctx context.Context, before, after string, see func([]rowDiff) error) error {
	for _, dir := range []string{before, after} {
		if err := complete(dir); err != nil {
			return fmt.Errorf("compare snapshots: %w", err)
		}
	}
	err := differences(ctx, before, after, func(d *rowDiff) { d.fields = fieldDiffs(d) }, see)
	if err != nil {
		return fmt.Errorf("compare snapshots: %w", err)
	}
	return nil
}

// fieldDiffs gives what changed in an updated row.
func fieldDiffs(d *rowDiff) (fields []fieldDiff) {
	if d.change != Updated {
		return nil
	}
	for i, name := range d.after.header {
		if was := d.before.value(name); was != d.after.values[i] && !slices.Contains(unlike, name) {
			fields = append(fields, fieldDiff{name, was, d.after.values[i]})
		}
	}
	for i, name := range d.before.header {
		if d.before.values[i] != "" && !slices.Contains(d.after.header, name) {
			fields = append(fields, fieldDiff{name, d.before.values[i], ""})
		}
	}
	return fields
}

// WriteDiffCSV writes the whole difference: one line for an added or removed
// row, one for every field of an updated row.
func WriteDiffCSV(ctx context.Context, w io.Writer, before, after string) error {
	out := newRecords(w)
	if err := out.write([]string{"table", "row_id", "change", "cause", "field", "before", "after"}); err != nil {
		return fmt.Errorf("write difference: %w", err)
	}
	err := diff(ctx, before, after, func(rows []rowDiff) error {
		for _, d := range rows {
			if d.change != Updated {
				d.fields = []fieldDiff{{}}
			}
			for _, f := range d.fields {
				if err := out.write([]string{d.table, d.id, string(d.change), string(d.cause), f.name, f.before, f.after}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := out.flush(); err != nil {
		return fmt.Errorf("write difference: %w", err)
	}
	return nil
}

// shown bounds the rows of one table that WriteDiff tells.
const shown = 20

// WriteDiff writes the difference for a person: for every table how many rows
// changed and why, with the first of them; WriteDiffCSV has them all.
func WriteDiff(ctx context.Context, w io.Writer, before, after string) error {
	var b strings.Builder
	err := diff(ctx, before, after, func(rows []rowDiff) error {
		tell(&b, rows)
		return nil
	})
	if err != nil {
		return err
	}
	if b.Len() == 0 {
		b.WriteString("no difference\n")
	}
	if _, err := fmt.Fprintf(w, "%s -> %s\n%s", filepath.Base(filepath.Clean(before)), filepath.Base(filepath.Clean(after)), &b); err != nil {
		return fmt.Errorf("write difference: %w", err)
	}
	return nil
}

// tell writes what WriteDiff tells of the rows of one table.
func tell(b *strings.Builder, rows []rowDiff) {
	if len(rows) == 0 {
		return
	}
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
	fmt.Fprintf(b, "%s: %s\n", rows[0].table, strings.Join(counts, ", "))
	signs := map[Change]string{Added: "+", Removed: "-", Updated: "~"}
	for _, d := range rows[:min(shown, len(rows))] {
		fmt.Fprintf(b, "  %s %s\n", signs[d.change], d.id)
		for _, f := range d.fields {
			fmt.Fprintf(b, "      %s: %q -> %q\n", f.name, f.before, f.after)
		}
	}
	if len(rows) > shown {
		fmt.Fprintf(b, "  and %d more\n", len(rows)-shown)
	}
}
