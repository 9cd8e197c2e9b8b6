package archive

import (
	"context"
	"fmt"
	"slices"
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

// compareOwn notes what differs in the column's own row alone.
func (a *Archive) compareOwn(ctx context.Context, d *Diff, p *plan) error {
	old, err := a.readRows(ctx, columnsTable, p.columnID)
	if err != nil {
		return err
	}
	return d.compareRows(p.columnID, columnsTable, old, []row{p.own})
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
		return r.dest()
	})
}

// compareRead notes what differs between a plan and the readings and revisions
// that stand.
func (a *Archive) compareRead(ctx context.Context, d *Diff, p *plan) error {
	for i := range p.captures {
		h := &p.captures[i]
		was, now := h.was, h.now
		was.version, now.version = 0, 0
		if h.verdict == Good && h.broken == nil && was != now {
			err := d.add(Difference{p.columnID, "readings", fmt.Sprint("of capture ", h.id), "changed", "reading", fmt.Sprint(was), fmt.Sprint(now)})
			if err != nil {
				return err
			}
		}
	}
	if p.columnID == "" {
		return nil
	}
	rows, err := a.query(ctx, `SELECT revision || ' ' || article_sha256 || ' ' || capture_id || ' ' || first_seen || ' ' || last_seen
		FROM revisions WHERE column_id = ? ORDER BY revision`, p.columnID)
	if err != nil {
		return fmt.Errorf("read revisions of %s: %w", p.columnID, err)
	}
	stored, err := collect(rows, func(s *string) []any { return []any{s} })
	if err != nil {
		return fmt.Errorf("read revisions of %s: %w", p.columnID, err)
	}
	var planned []string
	for i, r := range p.revisions {
		planned = append(planned, fmt.Sprint(i+1, " ", r.articleSHA, " ", r.first.id, " ", stamp(r.firstSeen), " ", stamp(r.lastSeen)))
	}
	if slices.Equal(stored, planned) {
		return nil
	}
	return d.add(Difference{p.columnID, "revisions", "of " + p.columnID, "changed", "revisions", fmt.Sprint(stored), fmt.Sprint(planned)})
}
