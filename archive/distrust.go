package archive

import (
	"context"
	"database/sql"
	"fmt"
)

// distrust prepares rows that somebody else changed for being written anew:
// captures that lost their reading count as unread, rows that lost what they
// hang on go, and columns whose rows are not what their digest says lose it.
// Of columns named one by one these are all that differ, of the rest those
// with a row too many or too few.
func (a *Archive) distrust(ctx context.Context, o ReparseOptions) error {
	err := a.write(ctx, func(tx *sql.Tx) error {
		var whole bool
		if err := tx.QueryRowContext(ctx, wholeSQL).Scan(&whole); err != nil || whole {
			return err
		}
		for _, query := range repairSQL {
			if _, err := tx.ExecContext(ctx, query); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("prepare damaged rows: %w", err)
	}
	if len(o.Columns) == 0 {
		return nil
	}
	found, err := a.differing(ctx, ReparseOptions{Columns: o.Columns})
	if err != nil {
		return err
	}
	return a.write(ctx, func(tx *sql.Tx) error {
		for _, id := range columnsOf(found) {
			if _, err := tx.ExecContext(ctx, `UPDATE columns SET rows_sha256 = '' WHERE column_id = ?`, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// wholeSQL tells that no row was lost or left over, by totals alone: it takes a
// hundredth of the time that reading all rows takes, and nearly always says so.
const wholeSQL = `SELECT NOT EXISTS (SELECT 1 FROM captures c WHERE verdict = 'good'
		AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.capture_id = c.capture_id)
		AND NOT EXISTS (SELECT 1 FROM unread u WHERE u.capture_id = c.capture_id))
	AND (SELECT coalesce(sum(rows_below), 0) FROM columns) = (SELECT count(*) FROM sections) + (SELECT count(*) FROM activities)
		+ (SELECT count(*) FROM appearances) + (SELECT count(*) FROM posts) + (SELECT count(*) FROM credits)
		+ (SELECT count(*) FROM blocks) + (SELECT count(*) FROM problems)
	AND (SELECT coalesce(sum(revision), 0) FROM columns) = (SELECT count(*) FROM revisions)
	AND (SELECT count(DISTINCT official_id) FROM appearances) = (SELECT count(*) FROM officials)`

var repairSQL = [...]string{
	`INSERT INTO unread (capture_id) SELECT capture_id FROM captures c WHERE verdict = 'good'
		AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.capture_id = c.capture_id)
		AND NOT EXISTS (SELECT 1 FROM unread u WHERE u.capture_id = c.capture_id)`,
	`DELETE FROM activities WHERE column_id NOT IN (SELECT column_id FROM columns) OR section_id NOT IN (SELECT section_id FROM sections)`,
	`DELETE FROM appearances WHERE activity_id NOT IN (SELECT activity_id FROM activities)
		OR official_id NOT IN (SELECT official_id FROM officials)`,
	`DELETE FROM posts WHERE NOT EXISTS (SELECT 1 FROM appearances p
		WHERE p.activity_id = posts.activity_id AND p.official_id = posts.official_id)`,
	`DELETE FROM sections WHERE column_id NOT IN (SELECT column_id FROM columns)`,
	`DELETE FROM credits WHERE column_id NOT IN (SELECT column_id FROM columns)`,
	`DELETE FROM blocks WHERE column_id NOT IN (SELECT column_id FROM columns)`,
	`DELETE FROM problems WHERE column_id NOT IN (SELECT column_id FROM columns)`,
	`DELETE FROM revisions WHERE column_id NOT IN (SELECT column_id FROM columns)`,
	`DELETE FROM officials WHERE official_id NOT IN (SELECT official_id FROM appearances)`,
	`UPDATE columns SET rows_sha256 = '' WHERE column_id IN (` + miscountedSQL + `)`,
}

// miscountedSQL finds the columns with a row too many or too few below them.
const miscountedSQL = `SELECT column_id FROM columns k WHERE revision <> (SELECT count(*) FROM revisions r WHERE r.column_id = k.column_id)
		OR rows_below <> (SELECT count(*) FROM sections s WHERE s.column_id = k.column_id)
			+ (SELECT count(*) FROM activities a WHERE a.column_id = k.column_id)
			+ (SELECT count(*) FROM activities a JOIN appearances USING (activity_id) WHERE a.column_id = k.column_id)
			+ (SELECT count(*) FROM activities a JOIN posts USING (activity_id) WHERE a.column_id = k.column_id)
			+ (SELECT count(*) FROM credits c WHERE c.column_id = k.column_id)
			+ (SELECT count(*) FROM blocks b WHERE b.column_id = k.column_id)
			+ (SELECT count(*) FROM problems p WHERE p.column_id = k.column_id)
	UNION SELECT a.column_id FROM activities a JOIN appearances p USING (activity_id)
		WHERE NOT EXISTS (SELECT 1 FROM officials f WHERE f.official_id = p.official_id)`
