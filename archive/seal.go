package archive

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// sealedTable is a table whose rows follow from no page, or change apart from
// it, and carry a checksum each, row_sum. A statement that changes a row
// empties it; every transaction fills in what is empty before it ends. So a
// row that something else changed is noticed.
type sealedTable struct {
	name string
	key  string // the leading columns that name a row
	mend string // what writes a damaged row anew, "" for nothing
}

const (
	byReparse = "; shenzheng reparse --all writes it anew"
	byCrawl   = "; a crawl that asks for it writes it anew"
	byWeek    = "; shenzheng week list shows the weeks, week skip and week unskip set them right"
)

var sealedTables = [...]sealedTable{
	{"requests", "request_id", ""}, {"hosts", "host", byCrawl}, {"articles", "source, number", byCrawl}, {"unread", "capture_id", byReparse},
	{"readings", "capture_id", byReparse}, {"revisions", "column_id, revision", byReparse}, {"parse_runs", "parse_run_id", ""},
	{"job_runs", "run_id", ""}, {"alerts", "alert_id", ""}, {"messages", "message_id", ""}, {"settings", "key", ""}, skippedTable, {"edition", "n", ""},
}

var skippedTable = sealedTable{"skipped_weeks", "week_start", byWeek}

// unsealedSQL names the tables that hold rows without a checksum.
var unsealedSQL = func() string {
	var parts []string
	for _, t := range sealedTables {
		parts = append(parts, `SELECT '`+t.name+`' WHERE EXISTS (SELECT 1 FROM `+t.name+` WHERE row_sum = '')`)
	}
	return strings.Join(parts, ` UNION ALL `)
}()

// sealed is a row as its checksum sees it.
type sealed struct {
	key     []any
	sum, is string // as stored, and as it should be
}

func (s sealed) String() string { return strings.Trim(fmt.Sprint(s.key), "[]") }

// each gives the rows that a condition picks, one after the other.
func (t sealedTable) each(ctx context.Context, q querier, where string, see func(sealed)) error {
	rows, err := q.QueryContext(ctx, `SELECT row_sum, * FROM `+t.name+` `+where)
	if err != nil {
		return fmt.Errorf("read rows of %s: %w", t.name, err)
	}
	names, err := rows.Columns()
	if err != nil {
		return fmt.Errorf("read rows of %s: %w", t.name, err)
	}
	keys := 1 + strings.Count(t.key, ",")
	err = scan(rows, func(values *[]any) []any {
		*values = make([]any, len(names))
		dest := make([]any, len(names))
		for i := range dest {
			dest[i] = &(*values)[i]
		}
		return dest
	}, func(values []any) {
		sum := sha256.New()
		for i, v := range values {
			if names[i] != "row_sum" {
				fmt.Fprintf(sum, "%T %q\n", v, fmt.Sprint(v))
			}
		}
		see(sealed{key: values[1 : 1+keys], sum: fmt.Sprint(values[0]), is: hex.EncodeToString(sum.Sum(nil)[:8])})
	})
	if err != nil {
		return fmt.Errorf("read rows of %s: %w", t.name, err)
	}
	return nil
}

// sealBatch bounds how many rows are held while they get their checksums.
const sealBatch = 10_000

// sealRows gives every row that was written without a checksum one.
func sealRows(ctx context.Context, tx *sql.Tx) error {
	names, err := texts(ctx, tx, "look for rows without a checksum", unsealedSQL)
	if err != nil {
		return err
	}
	for _, t := range sealedTables {
		for again := slices.Contains(names, t.name); again; {
			var batch []sealed
			if err := t.each(ctx, tx, fmt.Sprint(`WHERE row_sum = '' LIMIT `, sealBatch), func(s sealed) { batch = append(batch, s) }); err != nil {
				return err
			}
			if err := t.seal(ctx, tx, batch); err != nil {
				return err
			}
			again = len(batch) == sealBatch
		}
	}
	return nil
}

// seal writes the checksums that rows should have.
func (t sealedTable) seal(ctx context.Context, tx *sql.Tx, batch []sealed) error {
	stmt, err := tx.PrepareContext(ctx, `UPDATE `+t.name+` SET row_sum = ? WHERE (`+t.key+`) = (?`+strings.Repeat(", ?", strings.Count(t.key, ","))+`)`)
	if err != nil {
		return fmt.Errorf("write checksums of %s: %w", t.name, err)
	}
	for _, s := range batch { // the end of the transaction closes the statement
		if _, err := stmt.ExecContext(ctx, append([]any{s.is}, s.key...)...); err != nil {
			return fmt.Errorf("write checksum of %s %s: %w", t.name, s, err)
		}
	}
	return nil
}

// broken gives the rows whose checksum is not theirs.
func (t sealedTable) broken(ctx context.Context, q querier) (found []sealed, err error) {
	err = t.each(ctx, q, ``, func(s sealed) {
		counted := t.name == "edition" && s.sum == "" // by a trigger, and not by a transaction of ours
		if s.sum != s.is && !counted {
			found = append(found, s)
		}
	})
	return found, err
}

const acceptWords = "; shenzheng check --accept takes it as it is now"

func (t sealedTable) findings(ctx context.Context, q querier) (found []Finding, err error) {
	rows, err := t.broken(ctx, q)
	for _, s := range rows {
		found = append(found, Finding{Code: "row", Object: t.name + " " + s.String(),
			Detail: "is not the row that was written" + t.mend + acceptWords})
	}
	return found, err
}

// sealed compares the rows that follow from no page with their checksums.
func (c *checker) sealed(ctx context.Context) error {
	for _, t := range sealedTables {
		found, err := t.findings(ctx, c.archive.reader)
		c.findings = append(c.findings, found...)
		if err != nil {
			return err
		}
	}
	return nil
}

// AcceptRows takes the rows that are not those that were written as they are
// now, where no page tells what they were, and names them: captures' own rows,
// and those with a checksum.
func (a *Archive) AcceptRows(ctx context.Context) (accepted []string, err error) {
	err = a.write(ctx, func(tx *sql.Tx) error {
		for _, t := range sealedTables {
			rows, err := t.broken(ctx, tx)
			if err == nil {
				err = t.seal(ctx, tx, rows)
			}
			if err != nil {
				return err
			}
			for _, s := range rows {
				accepted = append(accepted, t.name+" "+s.String())
			}
		}
		ids, err := sumCaptures(ctx, tx, `TRUE`)
		for _, id := range ids {
			accepted = append(accepted, fmt.Sprint("capture ", id))
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("accept rows: %w", err)
	}
	return accepted, nil
}
