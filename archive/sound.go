package archive

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"

	"shenzheng/parser"
)

// CheckRows digests the rows of every column again and compares with the
// digest they were written with, so that nothing is published that a damaged
// disk or another hand has changed. It gives one finding for each column that
// differs. Pages are not read: see Check.
func (a *Archive) CheckRows(ctx context.Context) (found []Finding, err error) {
	defer wrap(&err, "check rows")
	err = a.ReadTx(ctx, func(tx *sql.Tx) error {
		// One without a digest waits for its page to be read anew.
		columns, err := pairs(ctx, tx, "list columns", `SELECT column_id, rows_sha256 FROM columns WHERE rows_sha256 <> '' ORDER BY column_id`)
		stmts := &statements{db: tx}
		for _, c := range columns {
			var set rowSet
			for i := range tables {
				if set[i], err = tables[i].read(ctx, stmts, c[0]); err != nil {
					return err
				}
			}
			if digest(&set) != c[1] {
				found = append(found, Finding{Code: "row", Object: c[0],
					Detail: "its rows are not those that were written; shenzheng check names them, and reparse --column " + c[0] + " writes them anew"})
			}
		}
		if err == nil {
			err = checkOfficials(ctx, tx, &found)
		}
		return err
	})
	return found, err
}

// checkOfficials looks at rows of no column: each follows from the name, which
// its id is made of.
func checkOfficials(ctx context.Context, tx *sql.Tx, found *[]Finding) error {
	return each(ctx, tx, "read officials", func(o *[3]string) []any { return []any{&o[0], &o[1], &o[2]} }, func(o [3]string) {
		id, name, latin := o[0], o[1], o[2]
		if parser.OfficialID(name) != id || Pinyin(name) != latin {
			*found = append(*found, Finding{Code: "row", Object: "officials " + id,
				Detail: fmt.Sprintf("its name %.40q and pinyin %.40q do not belong to it; shenzheng reparse --all writes them anew", name, latin)})
		}
	}, "SELECT official_id, name, name_pinyin FROM officials ORDER BY official_id")
}

// ReadChecked is ReadTx for what is published: it fails, and names what it
// found, where rows are not those that were written, or indexes not theirs.
func (a *Archive) ReadChecked(ctx context.Context, read func(*sql.Tx) error) error {
	var found []Finding
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() (err error) {
		if found, err = a.CheckRows(ctx); err == nil && len(found) == 0 {
			found, err = skippedTable.findings(ctx, a.reader) // they stand in coverage
		}
		if err == nil && len(found) == 0 {
			found, err = broughtFindings(ctx, a.reader)
		}
		if err == nil && len(found) == 0 {
			found, err = a.checkIndexes(ctx)
		}
		return err
	})
	work.Go(func() error { return a.ReadTx(ctx, read) })
	if err := work.Wait(); err != nil {
		return err
	}
	if len(found) > 0 {
		return &DamageError{found}
	}
	return nil
}

// checkIndexes looks for rows that an index of a derived table does not lead
// to, as a damaged one hides them.
func (a *Archive) checkIndexes(ctx context.Context) (found []Finding, err error) {
	names := []string{"officials", skippedTable.name, "acting", "cells", "seen", "served"}
	for _, t := range tables {
		names = append(names, t.name)
	}
	for _, name := range names {
		faults, err := integrity(ctx, a.reader, name)
		if err != nil {
			return nil, fmt.Errorf("check indexes of %s: %w", name, err)
		}
		for _, fault := range faults {
			found = append(found, Finding{Code: "integrity", Object: name, Detail: fault + "; shenzheng check tells how to restore", Restore: true})
		}
	}
	return found, nil
}

// DamageError refuses to publish damaged rows.
type DamageError struct{ Findings []Finding }

func (e *DamageError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d columns, officials or indexes are damaged and nothing is published of them:", len(e.Findings))
	for i, f := range e.Findings {
		if i == 10 {
			fmt.Fprintf(&b, " and %d more", len(e.Findings)-i)
			break
		}
		b.WriteString(" " + f.Object + " (" + f.Detail + ")")
	}
	return b.String()
}

// distrust looks by totals alone whether somebody else took rows away or left
// some over: reading all rows takes a hundred times as long, and nearly always
// says that nothing is amiss. Where something is, captures that lost their
// reading count as unread again, and rows that lost what they hang on go. What
// the given columns bring to sums is written anew.
func (a *Archive) distrust(ctx context.Context, columns []string) (damaged bool, err error) {
	defer wrap(&err, "look for damaged rows")
	err = a.write(ctx, func(tx *sql.Tx) error {
		if err := relist(ctx, tx); err != nil {
			return err
		}
		for _, id := range columns {
			if err := bringAnew(ctx, tx, id); err != nil {
				return err
			}
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
