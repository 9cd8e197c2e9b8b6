package snapshot

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
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

// diff calls see for every row of the public tables that differs from the
// snapshot in before to the one in after: tables by name, rows by id.
func diff(ctx context.Context, before, after string, see func(rowDiff) error) error {
	for _, dir := range []string{before, after} {
		if err := complete(dir); err != nil {
			return fmt.Errorf("compare snapshots: %w", err)
		}
	}
	err := differences(ctx, before, after, func(p rowPair, d *rowDiff) {
		if p.change == Updated {
			d.Fields = fieldDiffs(p)
		}
	}, see)
	if err != nil {
		return fmt.Errorf("compare snapshots: %w", err)
	}
	return nil
}

func fieldDiffs(p rowPair) []fieldDiff {
	var fields []fieldDiff
	for i, name := range p.after.header {
		if was := p.before.value(name); was != p.after.values[i] && !slices.Contains(unlike, name) {
			fields = append(fields, fieldDiff{name, was, p.after.values[i]})
		}
	}
	for i, name := range p.before.header {
		if p.before.values[i] != "" && !slices.Contains(p.after.header, name) {
			fields = append(fields, fieldDiff{name, p.before.values[i], ""})
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
	err := diff(ctx, before, after, func(d rowDiff) error {
		fields := d.Fields
		if d.Change != Updated {
			fields = []fieldDiff{{}}
		}
		for _, f := range fields {
			if err := out.write([]string{d.Table, d.RowID, string(d.Change), string(d.Cause), f.Name, f.Before, f.After}); err != nil {
				return err
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
	var tables []*tableDiff
	err := diff(ctx, before, after, func(d rowDiff) error {
		if len(tables) == 0 || tables[len(tables)-1].name != d.Table {
			tables = append(tables, &tableDiff{name: d.Table, counts: map[string]int{}})
		}
		tables[len(tables)-1].add(d)
		return nil
	})
	if err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s -> %s\n", filepath.Base(filepath.Clean(before)), filepath.Base(filepath.Clean(after)))
	if len(tables) == 0 {
		b.WriteString("no difference\n")
	}
	for _, t := range tables {
		t.write(&b)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write difference: %w", err)
	}
	return nil
}

// tableDiff gathers what WriteDiff tells of one table.
type tableDiff struct {
	name   string
	counts map[string]int // by change and cause
	rows   []rowDiff      // the first few
	more   int
}

func (t *tableDiff) add(d rowDiff) {
	t.counts[string(d.Change)+" ("+string(d.Cause)+")"]++
	if len(t.rows) == shown {
		t.more++
		return
	}
	t.rows = append(t.rows, d)
}

func (t *tableDiff) write(b *strings.Builder) {
	var counts []string
	for _, change := range []Change{Added, Updated, Removed} {
		for _, cause := range []Cause{NewColumn, SourceEdit, Parser} {
			name := string(change) + " (" + string(cause) + ")"
			if n := t.counts[name]; n > 0 {
				counts = append(counts, fmt.Sprintf("%d %s", n, name))
			}
		}
	}
	fmt.Fprintf(b, "%s: %s\n", t.name, strings.Join(counts, ", "))
	signs := map[Change]string{Added: "+", Removed: "-", Updated: "~"}
	for _, d := range t.rows {
		fmt.Fprintf(b, "  %s %s\n", signs[d.Change], d.RowID)
		for _, f := range d.Fields {
			fmt.Fprintf(b, "      %s: %q -> %q\n", f.Name, f.Before, f.After)
		}
	}
	if t.more > 0 {
		fmt.Fprintf(b, "  and %d more\n", t.more)
	}
}
