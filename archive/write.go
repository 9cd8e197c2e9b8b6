package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

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
	moves   int64 // of the archive, as planners know it
}

// planned is one article, its plans and, once they are written, what they
// changed; or why that could not be done.
type planned struct {
	article article
	plans   []*plan
	changes []source.Change
	err     error
}

// replace writes the plans of a batch of articles in one transaction, those of
// an article all or none. A row that the database refuses counts against the
// article; any other error against the batch.
func (a *Archive) replace(ctx context.Context, batch []planned) (moved bool, err error) {
	err = a.write(ctx, func(tx *sql.Tx) error {
		// A cancelled context rolls the transaction back as a whole; watching it
		// at every row would cost a goroutine a row.
		w := &writer{ctx: context.WithoutCancel(ctx), stmts: statements{db: tx}, version: a.cfg.ParserVersion, moves: a.moves.Load()}
		if err := w.exec(`PRAGMA defer_foreign_keys = 1`); err != nil {
			return err
		}
		for i := range batch {
			if batch[i].err == nil {
				if err := w.article(&batch[i]); err != nil {
					return fmt.Errorf("write %s: %w", batch[i].article, err)
				}
			}
		}
		moved = w.moved
		if !w.left {
			return nil
		}
		return w.exec(`DELETE FROM officials WHERE NOT EXISTS (SELECT 1 FROM appearances p WHERE p.official_id = officials.official_id)`)
	})
	if moved {
		a.moves.Add(1) // what was looked up before is out of date
	}
	return moved, err
}

func (w *writer) article(next *planned) error {
	if err := w.exec(`SAVEPOINT one`); err != nil {
		return err
	}
	next.changes = make([]source.Change, len(next.plans))
	moved := w.moved
	for i, p := range next.plans {
		var err error
		if next.changes[i], err = w.plan(p); err == nil {
			continue
		}
		if !refused(err) {
			return err
		}
		next.err = err
		w.moved = moved
		if err := w.exec(`ROLLBACK TO one`); err != nil {
			return err
		}
		break
	}
	return w.exec(`RELEASE one`)
}

// refused tells whether the database refused a row, rather than failed.
func refused(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT
}

func (w *writer) exec(query string, args ...any) error {
	stmt, err := w.stmts.prepared(w.ctx, query)
	if err != nil {
		return err
	}
	res, err := stmt.ExecContext(w.ctx, args...)
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	w.written += n
	return err
}

// plan writes one plan and says what it changed.
func (w *writer) plan(p *plan) (source.Change, error) {
	for i := range p.captures {
		h := &p.captures[i]
		if h.broken != nil {
			continue // stays unread
		}
		if err := w.reading(h); err != nil {
			return "", fmt.Errorf("store reading of capture %d: %w", h.id, err)
		}
		if !h.unread {
			continue
		}
		if err := w.exec(`DELETE FROM unread WHERE capture_id = ?`, h.id); err != nil {
			return "", fmt.Errorf("mark capture %d as read: %w", h.id, err)
		}
	}
	change, err := w.column(p)
	if err != nil {
		return "", fmt.Errorf("write column %s: %w", p.article, err)
	}
	return change, nil
}

func (w *writer) reading(h *held) error {
	if h.now == h.was || h.verdict != source.Good {
		return nil
	}
	r := h.now
	return w.exec(`INSERT OR REPLACE INTO readings (capture_id, column_id, page_kind, reason, article_sha256, parser_version)
		VALUES (?, ?, ?, ?, ?, ?)`, h.id, r.columnID, r.kind, r.reason, r.articleSHA, r.version)
}

// column writes the rows of the plan's column, where they are not what they
// should be, and the parser version last.
func (w *writer) column(p *plan) (source.Change, error) {
	b := p.before
	switch {
	case p.columnID == "" && b == nil:
		return source.ChangeNone, nil
	case p.columnID == "" && len(p.failures) > 0:
		return source.ChangeUnchanged, w.noteFailures(p)
	case p.columnID == "" && len(p.broken) > 0:
		return source.ChangeUnchanged, nil // one of these may show the column
	case p.columnID == "":
		return source.ChangeRemoved, w.remove(b)
	}
	if b != nil && b.columnID != p.columnID {
		if err := w.remove(b); err != nil {
			return "", err
		}
		b = nil
	}
	if b == nil {
		if taken, err := w.taken(p); err != nil || taken {
			return source.ChangeFailed, err
		}
	}
	if err := w.related(p); err != nil {
		return "", err
	}
	if b == nil || p.column != nil && (p.look || b.rowsSHA != p.digest) {
		if change, err := w.rows(p, b); err != nil || change != source.ChangeUnchanged {
			return change, err
		}
	}
	if err := w.revisions(p); err != nil {
		return "", err
	}
	change := source.ChangeUnchanged
	if b.state != p.state {
		change = source.ChangeState
	}
	first := p.revisions[len(p.revisions)-1].first.id
	return change, w.exec(`UPDATE columns SET state = ?2, capture_id = ?3, rows_sha256 = CASE ?4 WHEN '' THEN rows_sha256 ELSE ?4 END,
		parser_version = ?5 WHERE column_id = ?1 AND ((state, capture_id, parser_version) <> (?2, ?3, ?5)
		OR ?4 NOT IN ('', rows_sha256))`, p.columnID, p.state, first, p.digest, w.version)
}

// related looks once more at what other columns say of the plan's, where one
// of them has changed since it was planned.
func (w *writer) related(p *plan) error {
	is := p.identity()
	if w.moved || w.moves != p.moves {
		now, err := relate(w.ctx, &w.stmts, is)
		if err != nil {
			return err
		}
		switch {
		case now == p.related:
		case p.read != nil:
			p.relate(now)
		default: // its page has to be read first
			w.moved = true
			if err := w.exec(`INSERT OR IGNORE INTO unread (capture_id) VALUES (?)`, p.before.captureID); err != nil {
				return fmt.Errorf("mark column as unread: %w", err)
			}
		}
	}
	if p.related.duplicateOf != "" {
		is.kind = "" // no other column is of the same week as a duplicate
	}
	was := p.before.identity()
	if p.before != nil && p.before.duplicateOf != "" {
		was.kind = ""
	}
	return w.again(was, is)
}

// rows writes those of the column's rows that are not what they should be. b
// is nil where none stand.
func (w *writer) rows(p *plan, b *stored) (source.Change, error) {
	change, stand := source.ChangeNew, ""
	if b != nil {
		change, stand = source.ChangeReread, p.columnID
		if b.revision != len(p.revisions) {
			change = source.ChangeEdited
		}
	}
	list, err := changes(w.ctx, &w.stmts, tableCount, stand, p.rows)
	if stand != "" && (err != nil || b.weekStart != p.rows[columnsTable][0].get("week_start")) { // they cannot be read, or all have another place in the lists
		if err := w.deleteRows(p.columnID); err != nil {
			return "", err
		}
		list, err = changes(w.ctx, &w.stmts, tableCount, "", p.rows)
	}
	if err != nil {
		return "", err
	}
	if before := w.written; len(list) == 1 && list[0].same() {
		if err := w.exec(officialsSQL, p.columnID); err != nil || w.written == before {
			return source.ChangeUnchanged, err
		}
	}
	if err := w.apply(list); err != nil {
		return "", err
	}
	if err := w.exec(officialsSQL, p.columnID); err != nil {
		return "", fmt.Errorf("write officials: %w", err)
	}
	if err := w.revisions(p); err != nil {
		return "", err
	}
	return change, w.exec(`UPDATE columns SET parser_version = ? WHERE column_id = ?`, w.version, p.columnID)
}

// taken tells whether another article has got the column's id since the plan
// was made, and stores that this one gave way.
func (w *writer) taken(p *plan) (bool, error) {
	by, err := ownerOf(w.ctx, &w.stmts, p.columnID)
	if err != nil || by == (article{}) {
		return false, err
	}
	p.giveWay(by, w.version)
	for i := range p.captures {
		h := &p.captures[i]
		h.was = reading{} // it was just stored otherwise
		if err := w.reading(h); err != nil {
			return false, fmt.Errorf("store reading of capture %d: %w", h.id, err)
		}
	}
	return true, nil
}
