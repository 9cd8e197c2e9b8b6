package archive

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"
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
			set, err := readRows(ctx, stmts, c[0])
			if err != nil {
				return err
			}
			if digest(&set) != c[1] {
				found = append(found, Finding{Code: "row", Object: c[0],
					Detail: "its rows are not those that were written; shenzheng check names them, and reparse --column " + c[0] + " writes them anew"})
			}
		}
		if err != nil {
			return err
		}
		people, err := findings(ctx, tx, peopleSQL)
		found = append(found, people...)
		return err
	})
	return found, err
}

// ReadChecked is ReadTx for what is published: it fails, and names what it
// found, where rows are not those that were written, or indexes not theirs.
func (a *Archive) ReadChecked(ctx context.Context, read func(*sql.Tx) error) error {
	var found []Finding
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() (err error) {
		if found, err = a.CheckRows(ctx); err == nil && len(found) == 0 {
			found, err = sealedFindings(ctx, a.reader, skippedTable) // they stand in coverage
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
	if len(found) == 0 {
		return nil
	}
	var first []string
	for _, f := range found[:min(len(found), 10)] {
		first = append(first, f.Object+" ("+f.Detail+")")
	}
	return fmt.Errorf("%d columns, officials or indexes are damaged and nothing is published of them: %s", len(found), strings.Join(first, " "))
}

// checkIndexes looks for rows that an index of a derived table does not lead
// to, as a damaged one hides them.
func (a *Archive) checkIndexes(ctx context.Context) (found []Finding, err error) {
	names := []string{"officials", skippedTable.name}
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

// distrust looks by totals alone whether somebody else took rows away or left
// some over: reading all rows takes a hundred times as long, and nearly always
// says that nothing is amiss. Where something is, captures that lost their
// reading count as unread again, and rows that lost what they hang on go. What
// lists are filtered by is written anew where it is not what the rows say.
func (a *Archive) distrust(ctx context.Context) (damaged bool, err error) {
	defer wrap(&err, "look for damaged rows")
	err = a.write(ctx, func(tx *sql.Tx) error {
		var relist bool
		_, err := get(ctx, tx, "add up", `SELECT EXISTS (`+listingSQL+`), EXISTS (`+totalsSQL+`) OR EXISTS (`+peopleSQL+`)`, nil, &relist, &damaged)
		if err == nil && relist {
			_, err = tx.ExecContext(ctx, `DELETE FROM listing; INSERT INTO listing SELECT * FROM listed`)
		}
		if err == nil && damaged {
			_, err = tx.ExecContext(ctx, queryIn("orphans"))
		}
		return err
	})
	return damaged, err
}
