package archive

import (
	"context"
	"database/sql"
)

// distrust looks by totals alone whether somebody else took rows away or left
// some over: reading all rows takes a hundred times as long, and nearly always
// says that nothing is amiss. Where something is, captures that lost their
// reading count as unread again, and rows that lost what they hang on go.
func (a *Archive) distrust(ctx context.Context) (damaged bool, err error) {
	defer wrap(&err, "look for damaged rows")
	err = a.write(ctx, func(tx *sql.Tx) error {
		if err := relist(ctx, tx); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, `SELECT NOT (`+wholeSQL+`)`).Scan(&damaged); err != nil {
			return err
		}
		var found []Finding
		if err := checkOfficials(ctx, tx, &found); err != nil {
			return err
		}
		if damaged = damaged || len(found) > 0; !damaged {
			return nil
		}
		_, err := tx.ExecContext(ctx, orphansSQL)
		return err
	})
	return damaged, err
}

// relist writes anew what lists are filtered by, where it is not what the rows
// say.
func relist(ctx context.Context, tx *sql.Tx) error {
	var differs bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (`+unlistedSQL+`)`).Scan(&differs)
	if err != nil || !differs {
		return err
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM listing; INSERT INTO listing SELECT * FROM listed`)
	return err
}

const wholeSQL = `NOT EXISTS (SELECT 1 FROM captures c WHERE verdict = 'good'
		AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.capture_id = c.capture_id)
		AND NOT EXISTS (SELECT 1 FROM unread u WHERE u.capture_id = c.capture_id))
	AND (SELECT coalesce(sum(rows_below), 0) FROM columns) = (SELECT count(*) FROM sections) + (SELECT count(*) FROM activities)
		+ (SELECT count(*) FROM appearances) + (SELECT count(*) FROM posts) + (SELECT count(*) FROM credits)
		+ (SELECT count(*) FROM blocks) + (SELECT count(*) FROM problems)
	AND (SELECT coalesce(sum(revision), 0) FROM columns) = (SELECT count(*) FROM revisions)
	AND (SELECT count(DISTINCT official_id) FROM appearances) = (SELECT count(*) FROM officials)`

const orphansSQL = `INSERT INTO unread (capture_id) SELECT capture_id FROM captures c WHERE verdict = 'good'
		AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.capture_id = c.capture_id)
		AND NOT EXISTS (SELECT 1 FROM unread u WHERE u.capture_id = c.capture_id);
	DELETE FROM activities WHERE column_id NOT IN (SELECT column_id FROM columns) OR section_id NOT IN (SELECT section_id FROM sections);
	DELETE FROM appearances WHERE activity_id NOT IN (SELECT activity_id FROM activities)
		OR official_id NOT IN (SELECT official_id FROM officials);
	DELETE FROM posts WHERE NOT EXISTS (SELECT 1 FROM appearances p
		WHERE p.activity_id = posts.activity_id AND p.official_id = posts.official_id);
	DELETE FROM sections WHERE column_id NOT IN (SELECT column_id FROM columns);
	DELETE FROM credits WHERE column_id NOT IN (SELECT column_id FROM columns);
	DELETE FROM blocks WHERE column_id NOT IN (SELECT column_id FROM columns);
	DELETE FROM problems WHERE column_id NOT IN (SELECT column_id FROM columns);
	DELETE FROM revisions WHERE column_id NOT IN (SELECT column_id FROM columns);
	DELETE FROM officials WHERE official_id NOT IN (SELECT official_id FROM appearances)`
