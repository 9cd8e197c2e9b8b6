package archive

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// rowWriter writes plans inside one transaction. Statements are prepared once
// per transaction, so a batch of columns shares them.
type rowWriter struct {
	ctx     context.Context
	tx      *sql.Tx
	version int
	stmts   map[string]*sql.Stmt
	args    []any
	people  map[string]bool // officials known to be stored

	confirmed confirmed
}

func newRowWriter(ctx context.Context, tx *sql.Tx, version int) *rowWriter {
	// A cancelled context rolls the transaction back as a whole; watching it
	// at every row would cost a goroutine a row.
	return &rowWriter{ctx: context.WithoutCancel(ctx), tx: tx, version: version, stmts: map[string]*sql.Stmt{}, people: map[string]bool{}}
}

func (w *rowWriter) exec(query string, args ...any) error {
	stmt, ok := w.stmts[query]
	if !ok {
		var err error
		if stmt, err = w.tx.PrepareContext(w.ctx, query); err != nil {
			return fmt.Errorf("prepare: %w", err)
		}
		w.stmts[query] = stmt
	}
	_, err := stmt.ExecContext(w.ctx, args...)
	return err
}

// close is for a transaction that ends otherwise than by commit or rollback;
// these close its statements themselves, so an error here says nothing new.
func (w *rowWriter) close() {
	for _, s := range w.stmts {
		if err := s.Close(); err != nil {
			return
		}
	}
}

// apply writes one plan and says what it changed.
func (w *rowWriter) apply(p *plan) (Change, error) {
	for _, h := range p.readings {
		if err := w.storeReading(h); err != nil {
			return "", fmt.Errorf("store reading of capture %d: %w", h.id, err)
		}
	}
	for _, h := range p.captures {
		if !h.unread {
			continue
		}
		if err := w.exec(`DELETE FROM unread WHERE capture_id = ?`, h.id); err != nil {
			return "", fmt.Errorf("mark capture %d as read: %w", h.id, err)
		}
	}
	change, err := w.applyColumn(p)
	if err != nil {
		return "", fmt.Errorf("write column %s: %w", p.article, err)
	}
	return change, nil
}

func (w *rowWriter) storeReading(h held) error {
	r := h.reading
	if h.sameReading() {
		return w.exec(`UPDATE readings SET parser_version = ? WHERE capture_id = ?`, r.version, h.id)
	}
	return w.exec(`INSERT OR REPLACE INTO readings (capture_id, column_id, page_kind, reason, article_sha256, parser_version)
		VALUES (?, ?, ?, ?, ?, ?)`, h.id, r.columnID, r.kind, r.reason, r.articleSHA, r.version)
}

func (w *rowWriter) applyColumn(p *plan) (Change, error) {
	b := p.before
	switch {
	case p.columnID == "" && b == nil:
		return ChangeNone, nil
	case p.columnID == "" && len(p.failures) > 0:
		return ChangeUnchanged, w.noteFailures(p)
	case p.columnID == "":
		return ChangeRemoved, w.remove(b.columnID)
	}
	if b != nil && b.columnID != p.columnID {
		if err := w.remove(b.columnID); err != nil {
			return "", err
		}
		b = nil
	}
	if b == nil {
		rival, found, err := w.rival(p)
		if err != nil {
			return "", err
		}
		if found {
			if giveWay, err := w.settleRival(p, rival); err != nil || giveWay {
				return ChangeFailed, err
			}
		}
	}
	if p.same {
		return ChangeUnchanged, w.exec(`UPDATE columns SET parser_version = ? WHERE column_id = ?`, w.version, p.columnID)
	}
	if err := w.writeRevisions(p); err != nil {
		return "", err
	}
	if p.column == nil {
		if p.state == b.state {
			return ChangeUnchanged, nil
		}
		return ChangeState, w.exec(`UPDATE columns SET state = ? WHERE column_id = ?`, p.state, p.columnID)
	}
	rewritten, err := w.writeColumn(p, b)
	return changeOf(p, b, rewritten), err
}

func changeOf(p *plan, b *columnBefore, rewritten bool) Change {
	switch {
	case b == nil:
		return ChangeNew
	case b.revision != len(p.revisions):
		return ChangeEdited
	case rewritten:
		return ChangeReread
	case b.state != p.state:
		return ChangeState
	default:
		return ChangeUnchanged
	}
}

// writeColumn writes the column's row, replaces the rows below it where they
// differ, and sets the parser version last.
func (w *rowWriter) writeColumn(p *plan, b *columnBefore) (rewritten bool, err error) {
	rewritten = b == nil || b.rowsSHA != p.digest
	values := append(slices.Clone(p.columnRow), text(p.digest), number(p.rows.count()), number(0))
	if err := w.insert(upsertColumn, values); err != nil {
		return false, err
	}
	if rewritten {
		if err := w.replaceRows(p.columnID, p.rows); err != nil {
			return false, err
		}
	}
	return rewritten, w.exec(`UPDATE columns SET parser_version = ? WHERE column_id = ?`, w.version, p.columnID)
}

func (w *rowWriter) insert(query string, r row) error {
	args := w.args[:0]
	for _, v := range r {
		if v.isNumber {
			args = append(args, v.number)
		} else {
			args = append(args, v.text)
		}
	}
	w.args = args
	return w.exec(query, args...)
}

var upsertColumn = insertSQL(columnsTable) + ` ON CONFLICT (column_id) DO UPDATE SET ` + excluded(columnsTable)

func insertSQL(t table) string {
	return `INSERT INTO ` + t.name + ` (` + strings.Join(t.columns, ", ") + `) VALUES (?` +
		strings.Repeat(", ?", len(t.columns)-1) + `)`
}

func excluded(t table) string {
	parts := make([]string, 0, len(t.columns))
	for _, c := range t.columns[t.keys:] {
		parts = append(parts, c+" = excluded."+c)
	}
	return strings.Join(parts, ", ")
}

// noteFailures keeps the rows an older version read, and adds to them that
// the page could not be read again.
func (w *rowWriter) noteFailures(p *plan) error {
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
	// Without a digest the rows are written anew as soon as the page can be read.
	return w.exec(`UPDATE columns SET rows_sha256 = '', problems = n, rows_below = rows_below - problems + n
		FROM (SELECT count(*) AS n FROM problems WHERE column_id = ?1) WHERE column_id = ?1`, id)
}
