package archive

import (
	"context"
	"database/sql"
	"fmt"
)

// dropOrder lists all derived tables, children first.
var dropOrder = [...]string{"posts", "appearances", "activities", "sections", "credits", "blocks", "problems", "revisions",
	"officials", "columns", "readings"}

// DropDerived deletes everything that was read from captures. DerivePending
// or Rebuild make it again, the same to the last field.
func (a *Archive) DropDerived(ctx context.Context) error {
	a.deriving.Lock()
	defer a.deriving.Unlock()
	err := a.write(ctx, func(tx *sql.Tx) error {
		for _, t := range dropOrder {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+t); err != nil {
				return fmt.Errorf("empty %s: %w", t, err)
			}
		}
		return markUnread(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("drop derived rows: %w", err)
	}
	return nil
}

// markUnread lists all captures that say something about a column as unread.
func markUnread(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO unread (capture_id) SELECT capture_id FROM captures
		WHERE verdict = 'good' OR number <> '' AND verdict IN ('gone', 'unchanged')`)
	if err != nil {
		return fmt.Errorf("mark captures as unread: %w", err)
	}
	return nil
}

// unreadSQL lists the articles with unread captures. Pages without a number
// are read one by one after them, since nothing is known of them yet.
const unreadSQL = `SELECT c.source, c.number, '' FROM unread JOIN captures c USING (capture_id) WHERE c.number <> '' GROUP BY 1, 2`

// Rebuild reads all unread captures, on all cores, an article at a time.
func (a *Archive) Rebuild(ctx context.Context) (ReparseReport, error) {
	a.deriving.Lock()
	defer a.deriving.Unlock()
	rep := ReparseReport{ParseRun: ParseRun{StartedAt: a.cfg.Now(), ParserVersion: a.cfg.ParserVersion, Scope: "unread"}}
	targets, err := a.articleKeys(ctx, unreadSQL)
	if err != nil {
		return rep, fmt.Errorf("rebuild: %w", err)
	}
	t := &tally{report: &rep, total: len(targets)}
	if err := a.pipeline(ctx, ReparseOptions{}, targets, t, a.replace(t)); err != nil {
		return rep, fmt.Errorf("rebuild: %w", err)
	}
	loose, err := a.Unread(ctx)
	if err != nil {
		return rep, fmt.Errorf("rebuild: %w", err)
	}
	for _, id := range loose {
		if _, err := a.derive(ctx, id); err != nil {
			return rep, fmt.Errorf("rebuild: capture %d: %w", id, err)
		}
	}
	rep.EndedAt = a.cfg.Now()
	return rep, nil
}
