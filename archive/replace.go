package archive

import (
	"fmt"
)

// replaceRows puts the rows below a column in place of what was there.
func (w *rowWriter) replaceRows(columnID string, set *rowSet) error {
	old, err := w.deleteRows(columnID)
	if err != nil {
		return err
	}
	// Officials first: appearances point at them.
	for _, r := range set.rows[appearancesTable] {
		id, name := r[1].text, r[2].text
		delete(old, id)
		if w.people[id] {
			continue
		}
		err := w.exec(`INSERT INTO officials (official_id, name, name_pinyin) VALUES (?, ?, ?) ON CONFLICT (official_id)
			DO UPDATE SET name = excluded.name, name_pinyin = excluded.name_pinyin
			WHERE name <> excluded.name OR name_pinyin <> excluded.name_pinyin`, id, name, Pinyin(name))
		if err != nil {
			return fmt.Errorf("write official %s: %w", id, err)
		}
		w.people[id] = true
	}
	for t, rows := range set.rows {
		query := insertRow[t]
		for _, r := range rows {
			if err := w.insert(query, r); err != nil {
				return fmt.Errorf("write %s %v: %w", tables[t].name, r[:tables[t].keys], err)
			}
		}
	}
	return w.dropOrphans(old)
}

var insertRow = func() (out [len(tables)]string) {
	for i, t := range tables {
		out[i] = insertSQL(t)
	}
	return out
}()

// deleteRows deletes the rows below a column, children first, and gives the
// officials that appeared in them.
func (w *rowWriter) deleteRows(columnID string) (map[string]bool, error) {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT DISTINCT official_id FROM appearances WHERE `+ofActivity, columnID)
	if err != nil {
		return nil, fmt.Errorf("list officials: %w", err)
	}
	ids, err := collect(rows, func(s *string) []any { return []any{s} })
	if err != nil {
		return nil, err
	}
	old := map[string]bool{}
	for _, id := range ids {
		old[id] = true
	}
	for _, t := range [...]int{postsTable, appearancesTable, activitiesTable, sectionsTable, creditsTable, blocksTable, problemsTable} {
		if err := w.exec(`DELETE FROM `+tables[t].name+` WHERE `+tables[t].where, columnID); err != nil {
			return nil, fmt.Errorf("delete %s: %w", tables[t].name, err)
		}
	}
	return old, nil
}

// dropOrphans deletes the officials who appear nowhere any more.
func (w *rowWriter) dropOrphans(ids map[string]bool) error {
	for id := range ids {
		err := w.exec(`DELETE FROM officials WHERE official_id = ?1
			AND NOT EXISTS (SELECT 1 FROM appearances WHERE official_id = ?1)`, id)
		if err != nil {
			return fmt.Errorf("delete official %s: %w", id, err)
		}
		delete(w.people, id)
	}
	return nil
}

// remove deletes a column and all that hangs on it.
func (w *rowWriter) remove(columnID string) error {
	old, err := w.deleteRows(columnID)
	if err != nil {
		return err
	}
	if err := w.exec(`DELETE FROM revisions WHERE column_id = ?`, columnID); err != nil {
		return fmt.Errorf("delete revisions: %w", err)
	}
	if err := w.exec(`DELETE FROM columns WHERE column_id = ?`, columnID); err != nil {
		return fmt.Errorf("delete column: %w", err)
	}
	return w.dropOrphans(old)
}

// writeRevisions brings the column's list of revisions up to date.
func (w *rowWriter) writeRevisions(p *plan) error {
	for i, r := range p.revisions {
		err := w.exec(`INSERT INTO revisions (column_id, revision, article_sha256, capture_id, first_seen, last_seen)
			VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (column_id, revision) DO UPDATE SET article_sha256 = excluded.article_sha256,
			capture_id = excluded.capture_id, first_seen = excluded.first_seen, last_seen = excluded.last_seen
			WHERE (article_sha256, capture_id, first_seen, last_seen) <>
			(excluded.article_sha256, excluded.capture_id, excluded.first_seen, excluded.last_seen)`,
			p.columnID, i+1, r.articleSHA, r.first.id, stamp(r.firstSeen), stamp(r.lastSeen))
		if err != nil {
			return fmt.Errorf("write revision %d: %w", i+1, err)
		}
	}
	if err := w.exec(`DELETE FROM revisions WHERE column_id = ? AND revision > ?`, p.columnID, len(p.revisions)); err != nil {
		return fmt.Errorf("delete revisions: %w", err)
	}
	return nil
}
