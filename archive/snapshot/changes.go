package snapshot

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
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
			return put([]string{d.table, d.id, d.change, d.cause, e.previous})
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
func differences(ctx context.Context, before, after string, look func(rowDiff), see func(rowDiff) error) error {
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
			look(d)
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

// losses weighs, by what is missing, the rows that a new snapshot no longer has
// against those it has new, since a row read better may come back under another
// id; what an edit or a withdrawal of the source explains is left out. A parser
// change is no excuse: what it reads otherwise may be more or as much, not less.
type losses map[string]balance

type balance struct {
	removed []string
	added   int
}

const (
	columnsMissing    = "columns missing"
	activitiesMissing = "activities missing of " // a column
	officialsMissing  = "officials missing"
)

// count takes note of one changed row.
func (l losses) count(d rowDiff) {
	if d.cause != byParser || d.change == updated {
		return
	}
	of, name := "", d.id
	switch d.table {
	case columnsTable.Name:
		of = columnsMissing
	case activitiesTable.Name:
		of = activitiesMissing + d.row().value("column_id")
	case officialsTable.Name:
		of, name = officialsMissing, name+" "+d.row().value("name")
	default:
		return
	}
	b := l[of]
	if d.change == added {
		b.added++
	} else {
		b.removed = append(b.removed, name)
	}
	l[of] = b
}

// refusal gives the error that names what is missing, nil where nothing is.
func (l losses) refusal(previous string) error {
	var missing []string
	for _, of := range slices.Sorted(maps.Keys(l)) {
		names, n := l[of].removed, len(l[of].removed)-l[of].added
		if n <= 0 || slices.Contains(l[columnsMissing].removed, strings.TrimPrefix(of, activitiesMissing)) {
			continue
		}
		if len(names) > 10 {
			names = append(names[:10:10], fmt.Sprintf("and %d more", len(names)-10))
		}
		missing = append(missing, fmt.Sprintf("%d %s: %s", n, of, strings.Join(names, ", ")))
	}
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("snapshot holds less than %s and no edit or withdrawal explains it: %s; where that is right, shenzheng snapshot create --force makes it all the same",
		previous, strings.Join(missing, "; "))
}

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
			if d.change != updated {
				d.fields = []fieldDiff{{}}
			}
			for _, f := range d.fields {
				if err := put([]string{d.table, d.id, d.change, d.cause, f.name, f.before, f.after}); err != nil {
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
	for _, change := range []string{added, updated, removed} {
		for _, cause := range []string{newColumn, sourceEdit, byParser} {
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
	signs := map[string]string{added: "+", removed: "-", updated: "~"}
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
