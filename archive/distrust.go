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

const miscountedSQL = `SELECT k.column_id FROM columns k
	LEFT JOIN (SELECT column_id, count(*) AS n FROM sections GROUP BY 1) s USING (column_id)
	LEFT JOIN (SELECT column_id, count(*) AS n FROM activities GROUP BY 1) a USING (column_id)
	LEFT JOIN (SELECT column_id, count(*) AS n FROM problems GROUP BY 1) p USING (column_id)
	LEFT JOIN (SELECT column_id, sum(length(text)) AS n FROM blocks GROUP BY 1) b USING (column_id)
	WHERE k.sections <> coalesce(s.n, 0) OR k.activities <> coalesce(a.n, 0) OR k.problems <> coalesce(p.n, 0)
		OR k.characters <> coalesce(b.n, 0)
	UNION SELECT a.column_id FROM activities a LEFT JOIN (SELECT activity_id, count(*) AS n FROM appearances GROUP BY 1) p
		USING (activity_id) WHERE a.officials <> coalesce(p.n, 0)
	UNION SELECT a.column_id FROM activities a JOIN appearances p USING (activity_id)
		WHERE p.post <> '' AND NOT EXISTS (SELECT 1 FROM posts o WHERE o.activity_id = p.activity_id AND o.official_id = p.official_id)
	UNION SELECT a.column_id FROM activities a JOIN appearances p USING (activity_id)
		WHERE NOT EXISTS (SELECT 1 FROM officials f WHERE f.official_id = p.official_id)
	UNION SELECT k.column_id FROM columns k WHERE k.revision <> (SELECT count(*) FROM revisions r WHERE r.column_id = k.column_id)
	UNION SELECT k.column_id FROM columns k WHERE NOT EXISTS (SELECT 1 FROM credits c WHERE c.column_id = k.column_id)
		AND EXISTS (SELECT 1 FROM blocks b WHERE b.column_id = k.column_id AND b.class = 'credit')`
