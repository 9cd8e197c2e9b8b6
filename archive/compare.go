package archive

import (
	"context"
	"fmt"
)

// compare notes what differs between a plan and the rows that stand.
func (a *Archive) compare(ctx context.Context, d *Diff, p *plan) error {
	var old [tableCount + 1][]row // the last is the column's own
	var now [tableCount + 1][]row
	id := p.columnID
	if p.before != nil {
		id = p.before.columnID
		for i := range old {
			var err error
			if old[i], err = a.readRows(ctx, tableOf(i), id); err != nil {
				return err
			}
		}
	}
	if p.column != nil {
		id = p.columnID
		copy(now[:], p.below[:])
		now[tableCount] = []row{p.own}
	}
	for i := range old {
		t := tableOf((i + tableCount) % (tableCount + 1)) // the column's own first
		if err := d.compareRows(id, t, old[(i+tableCount)%(tableCount+1)], now[(i+tableCount)%(tableCount+1)]); err != nil {
			return err
		}
	}
	if p.before != nil {
		d.losses(p, old, now)
	}
	return nil
}

func tableOf(i int) table {
	if i == tableCount {
		return columnsTable
	}
	return tables[i]
}

// losses notes where the new rows are worse than the old.
func (d *Diff) losses(p *plan, old, now [tableCount + 1][]row) {
	id := p.before.columnID
	if p.column == nil {
		d.lose(id, "column_lost", "the page is read as no column any more")
		return
	}
	if was, is := len(old[activitiesTable]), len(now[activitiesTable]); is < was {
		d.lose(id, "fewer_activities", "%d instead of %d", is, was)
	}
	if was, is := p.before.officials, officials(p.column); is < was {
		d.lose(id, "fewer_officials", "%d instead of %d", is, was)
	}
	codes := map[string]int{}
	for _, r := range old[problemsTable] {
		codes[r.get("code")]++
	}
	for _, r := range now[problemsTable] {
		code := r.get("code")
		if codes[code]--; codes[code] < 0 {
			d.lose(id, "new_problem", "%s: %s", code, r.get("detail"))
		}
	}
}

// readRows reads the rows of one column as they stand.
func (a *Archive) readRows(ctx context.Context, t table, columnID string) ([]row, error) {
	rows, err := a.query(ctx, t.selectRows(), columnID)
	if err != nil {
		return nil, fmt.Errorf("read %s of %s: %w", t.name, columnID, err)
	}
	return collect(rows, func(r *row) []any {
		*r = append(row(nil), t.blank...)
		dest := make([]any, len(*r))
		for i := range dest {
			dest[i] = &(*r)[i]
		}
		return dest
	})
}
