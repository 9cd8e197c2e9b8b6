package archive

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"shenzheng/parser/source"
)

// rowChange is a row that a plan adds, takes away or has otherwise than it stands.
type rowChange struct {
	table    *table
	old, now row // nil where there is none
}

// changes gives what has to change for rows to become those of a set, which
// may be nil, in the first n tables; columnID is that of the rows that stand, ""
// for none. The column's own row comes first, whether it changes or not.
func changes(ctx context.Context, db querier, n int, columnID string, set *rowSet) (out []rowChange, err error) {
	for i := range n {
		t := &tables[i]
		var old, now []row
		if columnID != "" {
			if old, err = t.read(ctx, db, columnID); err != nil {
				return nil, err
			}
		}
		if set != nil {
			now = set[i]
		}
		out = append(out, rowChanges(t, old, now)...)
	}
	return out, nil
}

func rowChanges(t *table, old, now []row) (out []rowChange) {
	before := make(map[string]row, len(old))
	for _, r := range old {
		before[t.rowID(r)] = r
	}
	for _, r := range now {
		id := t.rowID(r)
		was := before[id]
		delete(before, id)
		if c := (rowChange{t, was, r}); t == &tables[columnsTable] || !c.same() {
			out = append(out, c)
		}
	}
	for _, r := range old {
		if before[t.rowID(r)] != nil {
			out = append(out, rowChange{t, r, nil})
		}
	}
	return out
}

// late are the columns that follow from the rest and are written last.
var late = map[string]bool{"rows_sha256": true, "parser_version": true, "row_sum": true}

// same tells that nothing changes, but for what is written last.
func (c rowChange) same() bool {
	return slices.EqualFunc(c.old, c.now, func(o, n field) bool {
		return o.value == n.value || late[o.column]
	})
}

// compare notes what differs between a plan and the rows that stand where it
// would change them, in the first n tables, and the pages that cannot be read.
func (a *Archive) compare(ctx context.Context, d *Diff, p *plan, n int) error {
	id, stands := p.columnID, ""
	if p.before != nil {
		stands = p.before.columnID
	}
	switch {
	case id != "" && p.column != nil:
	case id == "" && stands != "" && len(p.failures)+len(p.broken) == 0:
		id = stands
	default: // its rows, if there are any, would stay, with a problem more
		for _, f := range p.failures {
			d.lose(cmp.Or(stands, p.article.String()), parseFailed, "%s", f.Detail)
		}
		return nil
	}
	list, err := changes(ctx, a.stmts, n, stands, p.rows)
	for i := 0; err == nil && i < len(list); i++ {
		err = d.note(id, list[i])
	}
	if err == nil && stands != "" {
		d.losses(p, list)
	}
	return err
}

// losses notes where the new rows are worse than the old.
func (d *Diff) losses(p *plan, list []rowChange) {
	id := p.before.columnID
	if p.column == nil {
		d.lose(id, "column_lost", "the page is read as no column any more")
		return
	}
	is := len(p.column.Activities)
	was, codes := is, map[string]int{} // activities that stand, whatever the column's own row says; problems gone
	for _, c := range list {
		switch {
		case c.table == &tables[activitiesTable] && c.now == nil:
			was++
		case c.table == &tables[activitiesTable] && c.old == nil:
			was--
		case c.table == &tables[problemsTable] && c.old != nil:
			codes[c.old.get("code")]++
		}
	}
	if is < was {
		d.lose(id, "fewer_activities", "%d instead of %d", is, was)
	}
	if is, was := officials(p.column), p.before.officials; is < was {
		d.lose(id, "fewer_officials", "%d instead of %d", is, was)
	}
	for _, c := range list {
		if c.table == &tables[problemsTable] && c.now != nil {
			code := c.now.get("code")
			if codes[code]--; codes[code] < 0 {
				d.lose(id, "new_problem", "%s: %s", code, c.now.get("detail"))
			}
		}
	}
}

// compareRead notes what differs between a plan and the readings and revisions
// that stand.
func (a *Archive) compareRead(ctx context.Context, d *Diff, p *plan) error {
	for i := range p.captures {
		h := &p.captures[i]
		was, now := h.was, h.now
		was.version, now.version = 0, 0
		if h.verdict == source.Good && h.broken == nil && was != now {
			err := d.add(Difference{p.columnID, "readings", fmt.Sprint("of capture ", h.id), "changed", "reading", fmt.Sprint(was), fmt.Sprint(now)})
			if err != nil {
				return err
			}
		}
	}
	if p.columnID == "" {
		return nil
	}
	list, err := p.revisionChanges(ctx, a.stmts)
	for i := 0; err == nil && i < len(list); i++ {
		err = d.note(p.columnID, list[i])
	}
	return err
}

// revisionChanges gives what has to change in the column's list of revisions.
func (p *plan) revisionChanges(ctx context.Context, db querier) ([]rowChange, error) {
	old, err := revisionsTable.read(ctx, db, p.columnID)
	var now []row
	for i := range p.revisions {
		now = append(now, revisionRow(p.columnID, i+1, &p.revisions[i]))
	}
	return rowChanges(&revisionsTable, old, now), err
}
