package archive

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// compare gives a sink that writes nothing and finds what would change.
func (a *Archive) compare(t *tally) func(context.Context, <-chan planned) error {
	return func(ctx context.Context, in <-chan planned) error {
		d := t.report.Diff
		for next := range in {
			if next.err != nil {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				d.lose(next.article.String(), parseFailed, "%s", oneLine(next.err.Error()))
				t.failed(next.article, next.err)
				continue
			}
			for _, p := range next.plans {
				change, err := a.comparePlan(ctx, d, p)
				if err != nil {
					return err
				}
				t.count(p, change)
			}
		}
		return nil
	}
}

func (a *Archive) comparePlan(ctx context.Context, d *Diff, p *plan) (Change, error) {
	if p.same && p.columnID != "" {
		return ChangeUnchanged, nil
	}
	if p.columnID == "" && p.before == nil || p.columnID != "" && p.column == nil {
		for _, f := range p.failures {
			d.lose(p.article.String(), parseFailed, "%s", f.Detail)
		}
		return ChangeUnchanged, nil
	}
	if p.columnID == "" && len(p.failures) > 0 { // the rows would stay, with a problem more
		for _, f := range p.failures {
			d.lose(p.before.columnID, parseFailed, "%s", f.Detail)
		}
		return ChangeUnchanged, nil
	}
	was := d.Count
	old, oldColumn, err := a.storedRows(ctx, p)
	if err != nil {
		return "", err
	}
	set := &rowSet{}
	var column []row
	id := p.columnID
	if p.column != nil {
		set, column = p.rows, []row{append(slices.Clone(p.columnRow), text(""), text(""), text(""))}
	} else {
		id = p.before.columnID
	}
	if err := d.compareRows(id, columnsTable, comparable(oldColumn), comparable(column)); err != nil {
		return "", err
	}
	for i, t := range tables {
		if err := d.compareRows(id, t, old.rows[i], set.rows[i]); err != nil {
			return "", err
		}
	}
	d.losses(p, old, set)
	if d.Count == was {
		return ChangeUnchanged, nil
	}
	return ChangeReread, nil
}

// comparable blanks what differs for no reason of the grammar's, or because
// the rows below do: digest, number of rows and version, the last three fields
// of a row of columns.
func comparable(rows []row) []row {
	for _, r := range rows {
		for i := 1; i <= 3; i++ {
			r[len(r)-i] = text("")
		}
	}
	return rows
}

// losses notes where the new rows are worse than the old.
func (d *Diff) losses(p *plan, old, set *rowSet) {
	if p.before == nil {
		return
	}
	id := p.before.columnID
	if p.column == nil {
		d.lose(id, "column_lost", "the page is read as no column any more")
		return
	}
	if was, is := len(old.rows[activitiesTable]), len(set.rows[activitiesTable]); is < was {
		d.lose(id, "fewer_activities", "%d instead of %d", is, was)
	}
	if was, is := p.before.people, p.after.officials; is < was {
		d.lose(id, "fewer_officials", "%d instead of %d", is, was)
	}
	codes := map[string]int{}
	for _, r := range old.rows[problemsTable] {
		codes[r[2].text]++
	}
	for _, r := range set.rows[problemsTable] {
		code := r[2].text
		if codes[code]--; codes[code] < 0 {
			d.lose(id, "new_problem", "%s: %s", code, r[len(r)-1])
		}
	}
}

// storedRows reads the rows of the column as they stand.
func (a *Archive) storedRows(ctx context.Context, p *plan) (*rowSet, []row, error) {
	var set rowSet
	if p.before == nil {
		return &set, nil, nil
	}
	for i, t := range tables {
		rows, err := a.readRows(ctx, t, p.before.columnID)
		if err != nil {
			return nil, nil, err
		}
		set.rows[i] = rows
	}
	column, err := a.readRows(ctx, columnsTable, p.before.columnID)
	return &set, column, err
}

func (a *Archive) readRows(ctx context.Context, t table, columnID string) ([]row, error) {
	rows, err := a.reader.QueryContext(ctx, `SELECT `+strings.Join(t.columns, ", ")+` FROM `+t.name+` WHERE `+t.where+
		` ORDER BY `+strings.Join(t.columns[:t.keys], ", "), columnID)
	if err != nil {
		return nil, fmt.Errorf("read %s of %s: %w", t.name, columnID, err)
	}
	return collect(rows, func(r *row) []any {
		*r = make(row, len(t.columns))
		dest := make([]any, len(t.columns))
		for i := range dest {
			dest[i] = &(*r)[i]
		}
		return dest
	})
}
