package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"shenzheng/parser/source"
)

// writer writes plans inside one transaction.
type writer struct {
	ctx     context.Context
	stmts   statements
	version int
	written int64 // rows, so far
	left    bool  // rows went, and officials may be left over
	moved   bool  // a column came, went, or changed its text or week
	err     error // the first; nothing is written after it
}

// replace writes plans in one transaction, each as a whole or not at all. A row
// that the database refuses counts against its article; any other error against
// the batch.
func (a *Archive) replace(ctx context.Context, batch []*plan) (moved bool, err error) {
	err = a.write(ctx, func(tx *sql.Tx) error {
		// A cancelled context rolls the transaction back as a whole; watching it
		// at every row would cost a goroutine a row.
		w := &writer{ctx: context.WithoutCancel(ctx), stmts: statements{db: tx}, version: a.cfg.ParserVersion}
		w.exec("begin", `PRAGMA defer_foreign_keys = 1`)
		for _, p := range batch {
			if p.err == nil && w.err == nil {
				w.article(p)
			}
		}
		if moved = w.moved; w.left {
			w.exec("delete officials", `DELETE FROM officials WHERE NOT EXISTS (SELECT 1 FROM appearances p WHERE p.official_id = officials.official_id)`)
		}
		return w.err
	})
	return moved, err
}

func (w *writer) article(p *plan) {
	w.exec("begin", `SAVEPOINT one`)
	moved := w.moved
	p.change = w.plan(p)
	if w.err != nil {
		w.err = fmt.Errorf("write %s: %w", p.article, w.err)
	}
	// The database refused a row, rather than failed.
	if e := (*sqlite.Error)(nil); errors.As(w.err, &e) && e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT {
		p.err, w.err, w.moved = w.err, nil, moved
		w.exec("undo", `ROLLBACK TO one`)
	}
	w.exec("end", `RELEASE one`)
}

// exec runs a statement; doing says for errors what it is for.
func (w *writer) exec(doing, query string, args ...any) {
	if w.err != nil {
		return
	}
	var res sql.Result
	var n int64
	stmt, err := w.stmts.prepared(w.ctx, query)
	if err == nil {
		res, err = stmt.ExecContext(w.ctx, args...)
	}
	if err == nil {
		n, err = res.RowsAffected()
	}
	w.written += n
	w.fail(doing, err)
}

func (w *writer) fail(doing string, err error) {
	if w.err == nil && err != nil {
		w.err = fmt.Errorf("%s: %w", doing, err)
	}
}

// plan writes what captures were read as, and their column, and says what that
// changed.
func (w *writer) plan(p *plan) source.Change {
	for i := range p.captures {
		h := &p.captures[i]
		if h.broken != nil {
			continue // stays unread
		}
		if r := h.now; r != h.was && h.Verdict == source.Good {
			w.exec("store reading of capture", `INSERT OR REPLACE INTO readings (capture_id, column_id, page_kind, reason, article_sha256, parser_version)
				VALUES (?, ?, ?, ?, ?, ?)`, h.ID, r.columnID, r.kind, r.reason, r.articleSHA, r.version)
			if h.Number == "" && h.was.columnID != "" && h.was.columnID != r.columnID { // it is another column's now
				w.leave(h.was.columnID)
			}
		}
		if h.unread {
			w.exec("mark capture as read", `DELETE FROM unread WHERE capture_id = ?`, h.ID)
		}
	}
	return w.column(p)
}

// leave takes away a column that a capture without a number is no longer of, or
// has it read again where another capture is.
func (w *writer) leave(columnID string) {
	w.moved = true
	before := w.written
	w.exec("look at the column that was", `INSERT OR REPLACE INTO unread (capture_id) SELECT capture_id FROM readings WHERE column_id = ? LIMIT 1`, columnID)
	stand, err := tables[columnsTable].read(w.ctx, &w.stmts, columnID)
	if w.fail("look at the column that was", err); w.written == before && len(stand) > 0 {
		w.remove(stand[0])
	}
}

// column writes the rows of the plan's column, where they are not what they
// should be, and the parser version last.
func (w *writer) column(p *plan) source.Change {
	b := p.before
	switch {
	case p.columnID == "" && b == nil:
		return source.ChangeNone
	case p.columnID == "" && len(p.failures) > 0:
		w.noteFailures(p)
		return source.ChangeUnchanged
	case p.columnID == "" && len(p.broken) > 0:
		return source.ChangeUnchanged // one of these may show the column
	case p.columnID == "":
		w.remove(b)
		return source.ChangeRemoved
	case b != nil && b.get("column_id") != p.columnID:
		w.remove(b)
		b = nil
	}
	before := w.written
	if p.thorough {
		w.exec("write officials", officialsSQL, p.columnID)
	}
	change, is := source.ChangeUnchanged, b
	if b == nil || p.column != nil && (b.get("rows_sha256") != p.digest || w.written > before) { // lists hold names too
		change, is = w.rows(p, b), p.rows[columnsTable][0]
	}
	w.revisions(p)
	below := b.num("rows_below")
	if p.rows != nil {
		below = p.rows.below()
	}
	first := p.revisions[len(p.revisions)-1].first.ID
	w.exec("write column", `UPDATE columns SET state = ?2, capture_id = ?3, rows_sha256 = CASE ?4 WHEN '' THEN rows_sha256 ELSE ?4 END,
		rows_below = ?5, parser_version = ?6 WHERE column_id = ?1 AND ((state, capture_id, rows_below, parser_version) <> (?2, ?3, ?5, ?6)
		OR ?4 NOT IN ('', rows_sha256))`, p.columnID, p.state, first, p.digest, below, w.version)
	if slices.ContainsFunc([]string{"column_id", "article_sha256", "kind", "week_start", "week_end", "duplicate_of"},
		func(column string) bool { return b.get(column) != is.get(column) }) {
		w.again(b, is)
	}
	if change == source.ChangeUnchanged && b.get("state") != p.state {
		return source.ChangeState
	}
	return change
}

// rows writes those of the column's rows that are not what they should be. b is
// its own row as it stands, nil where there is none. Writing all of them anew takes
// 4.6 ms a column whose activities differ, and this 3.4.
func (w *writer) rows(p *plan, b row) source.Change {
	change, stand, err := source.ChangeNew, rowSet{}, error(nil)
	if b != nil {
		change = source.ChangeReread
		if b.num("revision") != len(p.revisions) {
			change = source.ChangeEdited
		}
		stand, err = readRows(w.ctx, &w.stmts, p.columnID)
		if err != nil || b.get("week_start") != p.rows[columnsTable][0].get("week_start") { // all have another place in the lists
			w.deleteRows(p.columnID)
			stand = rowSet{}
		}
	}
	var gone []func()
	for i := range tables {
		t := &tables[i]
		for old, now := range t.pairs(stand[i], p.rows[i]) {
			switch {
			case now == nil:
				gone = append(gone, func() {
					w.exec("delete "+t.name+" "+t.rowID(old), `DELETE FROM `+t.name+` WHERE `+t.keyed(), old[:t.keys].values()...)
				})
			case old == nil:
				w.exec("write "+t.name+" "+t.rowID(now), t.insert, now.values()...)
			default:
				w.update(t, old, now)
			}
		}
	}
	for _, remove := range slices.Backward(gone) { // children first
		w.left = true
		remove()
	}
	w.exec("write officials", officialsSQL, p.columnID)
	return change
}

// update writes what of a row is other, so that indexes over the rest are left
// alone.
func (w *writer) update(t *table, old, now row) {
	var set []string
	var values []any
	for i, f := range now {
		if f.value != old[i].value {
			set, values = append(set, f.column+" = ?"), append(values, f.value)
		}
	}
	if len(set) > 0 {
		w.exec("write "+t.name+" "+t.rowID(now), `UPDATE `+t.name+` SET `+strings.Join(set, ", ")+` WHERE `+t.keyed(), append(values, now[:t.keys].values()...)...)
	}
}

// officialsSQL writes the people of a column. Appearances point at them, but may
// for a while point at nothing.
const officialsSQL = `INSERT INTO officials (official_id, name, name_pinyin) SELECT official_id, name, pinyin(name)
	FROM (SELECT DISTINCT official_id, name FROM activities JOIN appearances USING (activity_id) WHERE column_id = ?) WHERE TRUE
	ON CONFLICT (official_id) DO UPDATE SET name = excluded.name, name_pinyin = excluded.name_pinyin
		WHERE name <> excluded.name OR name_pinyin <> excluded.name_pinyin`

// deleteRows deletes a column's own row, which takes all below it along.
func (w *writer) deleteRows(columnID string) {
	w.left = true
	w.exec("delete column", `DELETE FROM columns WHERE column_id = ?`, columnID)
}

// remove deletes a column and all that hangs on it.
func (w *writer) remove(b row) {
	id := b.get("column_id")
	w.deleteRows(id)
	w.exec("delete revisions", deleteRevisionsSQL, id)
	w.again(b)
}

// revisions brings the column's list of revisions up to date, which follow from
// all its captures together.
func (w *writer) revisions(p *plan) {
	type line struct {
		sha                 string
		capture             int64
		firstSeen, lastSeen string
	}
	old, err := list(w.ctx, &w.stmts, "read revisions", func(l *line) []any { return []any{&l.sha, &l.capture, &l.firstSeen, &l.lastSeen} },
		`SELECT article_sha256, capture_id, first_seen, last_seen FROM revisions WHERE column_id = ? ORDER BY revision`, p.columnID)
	w.fail("compare revisions", err)
	now := []line{}
	for _, r := range p.revisions {
		now = append(now, line{r.first.now.articleSHA, r.first.ID, stamp(r.first.CapturedAt), stamp(r.lastSeen)})
	}
	if slices.Equal(old, now) {
		return
	}
	w.exec("delete revisions", deleteRevisionsSQL, p.columnID)
	for i, l := range now {
		w.exec("write revision", `INSERT INTO revisions (column_id, revision, article_sha256, capture_id, first_seen, last_seen)
			VALUES (?, ?, ?, ?, ?, ?)`, p.columnID, i+1, l.sha, l.capture, l.firstSeen, l.lastSeen)
	}
	if p.before != nil { // it may have been first seen by another capture
		w.again(p.before)
	}
}

const deleteRevisionsSQL = `DELETE FROM revisions WHERE column_id = ?`

// noteFailures keeps the rows an older version read, and adds to them that
// the page could not be read again.
func (w *writer) noteFailures(p *plan) {
	id := p.before.get("column_id")
	w.exec("write problems", `DELETE FROM problems WHERE column_id = ? AND code = ?`, id, parseFailed)
	for _, f := range p.failures {
		w.exec("write problems", `INSERT INTO problems (column_id, position, code, severity, span_start, span_end, detail)
			VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM problems WHERE column_id = ?1), ?, ?, 0, 0, ?)`,
			id, f.Code, f.Severity, f.Detail)
	}
	// Without a digest the rows are looked at as soon as the page can be read.
	w.exec("write column", `UPDATE columns SET rows_sha256 = '', problems = n, rows_below = rows_below - problems + n
		FROM (SELECT count(*) AS n FROM problems WHERE column_id = ?1) WHERE column_id = ?1`, id)
}
