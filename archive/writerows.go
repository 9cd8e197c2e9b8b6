package archive

import (
	"fmt"
	"slices"
	"strings"
)

// officialsSQL writes the people of a column. Appearances point at them, but may
// for a while point at nothing.
const officialsSQL = `INSERT INTO officials (official_id, name, name_pinyin) SELECT official_id, name, pinyin(name)
	FROM (SELECT DISTINCT official_id, name FROM activities JOIN appearances USING (activity_id) WHERE column_id = ?) WHERE TRUE
	ON CONFLICT (official_id) DO UPDATE SET name = excluded.name, name_pinyin = excluded.name_pinyin
		WHERE name <> excluded.name OR name_pinyin <> excluded.name_pinyin`

// apply makes changes: what is new or other parents first, what goes children
// first.
func (w *writer) apply(list []rowChange) error {
	for _, c := range list {
		if c.now == nil {
			continue
		}
		t := c.table
		query, values := t.insert, c.now.values()
		if c.old != nil {
			query, values = t.update(c)
		}
		if err := w.exec(query, values...); err != nil {
			return fmt.Errorf("write %s %s: %w", t.name, t.rowID(c.now), err)
		}
	}
	for _, c := range slices.Backward(list) {
		if c.now != nil {
			continue
		}
		t := c.table
		w.left = true
		if err := w.exec(`DELETE FROM `+t.name+` WHERE `+t.keyed(), c.old[:t.keys].values()...); err != nil {
			return fmt.Errorf("delete %s %s: %w", t.name, t.rowID(c.old), err)
		}
	}
	return nil
}

// update is the statement that writes what is other in a row, so that indexes
// over the rest are left alone, and its values.
func (t table) update(c rowChange) (query string, values []any) {
	var set []string
	for i, f := range c.now {
		if f.value != c.old[i].value {
			set, values = append(set, f.column+" = ?"), append(values, f.value)
		}
	}
	return `UPDATE ` + t.name + ` SET ` + strings.Join(set, ", ") + ` WHERE ` + t.keyed(), append(values, c.now[:t.keys].values()...)
}

// deleteRows deletes the rows of a column, children first.
func (w *writer) deleteRows(columnID string) error {
	w.left = true
	for i := len(tables) - 1; i >= 0; i-- {
		if err := w.exec(`DELETE FROM `+tables[i].name+` WHERE `+tables[i].where, columnID); err != nil {
			return fmt.Errorf("delete %s: %w", tables[i].name, err)
		}
	}
	return nil
}

// remove deletes a column and all that hangs on it.
func (w *writer) remove(b *stored) error {
	columnID := b.columnID
	if err := w.deleteRows(columnID); err != nil {
		return err
	}
	if err := w.exec(`DELETE FROM revisions WHERE column_id = ?`, columnID); err != nil {
		return fmt.Errorf("delete revisions: %w", err)
	}
	return w.again(b.identity(), identity{})
}

// revisions brings the column's list of revisions up to date.
func (w *writer) revisions(p *plan) error {
	list, err := p.revisionChanges(w.ctx, &w.stmts)
	if err != nil {
		return err
	}
	return w.apply(list)
}

// noteFailures keeps the rows an older version read, and adds to them that
// the page could not be read again.
func (w *writer) noteFailures(p *plan) error {
	id := p.before.columnID
	if err := w.exec(`DELETE FROM problems WHERE column_id = ? AND code = ?`, id, parseFailed); err != nil {
		return err
	}
	for _, f := range p.failures {
		err := w.exec(`INSERT INTO problems (column_id, position, code, severity, span_start, span_end, detail)
			VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM problems WHERE column_id = ?1), ?, ?, 0, 0, ?)`,
			id, f.Code, f.Severity, f.Detail)
		if err != nil {
			return err
		}
	}
	// Without a digest the rows are looked at as soon as the page can be read.
	return w.exec(`UPDATE columns SET rows_sha256 = '', problems = n, rows_below = rows_below - problems + n
		FROM (SELECT count(*) AS n FROM problems WHERE column_id = ?1) WHERE column_id = ?1`, id)
}
