package archive

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"modernc.org/sqlite"
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

// rowSum is the SQL function of this name: the checksum of the values of a row.
func rowSum(_ *sqlite.FunctionContext, values []driver.Value) (driver.Value, error) {
	sum := sha256.New()
	for _, v := range values {
		fmt.Fprintf(sum, "%T %q\n", v, fmt.Sprint(v))
	}
	return hex.EncodeToString(sum.Sum(nil)[:8]), nil
}

// captureSum is the SQL function of this name: the digest of a capture's row.
func captureSum(_ *sqlite.FunctionContext, values []driver.Value) (driver.Value, error) {
	r := make(row, len(values))
	for i, v := range values {
		if err := r[i].Scan(v); err != nil {
			return nil, err
		}
	}
	return digest(&rowSet{columnsTable: {r}}), nil
}

// unsealedSQL names the tables that hold rows without a checksum.
var unsealedSQL = func() string {
	var parts []string
	for _, t := range sealedTables {
		parts = append(parts, `SELECT '`+t.name+`' WHERE EXISTS (SELECT 1 FROM `+t.name+` WHERE row_sum = '')`)
	}
	return strings.Join(parts, ` UNION ALL `)
}()

// sealRows gives every row that was written without a checksum one.
func sealRows(ctx context.Context, tx *sql.Tx) error {
	names, err := texts(ctx, tx, "look for rows without a checksum", unsealedSQL)
	if err != nil {
		return err
	}
	for _, t := range sealedTables {
		if !slices.Contains(names, t.name) {
			continue
		}
		sum, err := t.sum(ctx, tx)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE `+t.name+` SET row_sum = `+sum+` WHERE row_sum = ''`); err != nil {
			return fmt.Errorf("write checksums of %s: %w", t.name, err)
		}
	}
	return nil
}

// sum is the expression for the checksum that a row should have.
func (t sealedTable) sum(ctx context.Context, q querier) (expression string, err error) {
	_, err = get(ctx, q, "look up columns of "+t.name, `SELECT 'row_sum(' || group_concat(name, ', ' ORDER BY cid) || ')'
		FROM pragma_table_info(?) WHERE name <> 'row_sum'`, []any{t.name}, &expression)
	return expression, err
}

const acceptWords = "; shenzheng check --accept takes it as it is now"

// broken names the rows whose checksum is not theirs, by their keys, and gives
// them the one that they should have where they are accepted.
func (t sealedTable) broken(ctx context.Context, q querier, accept bool) (keys []string, err error) {
	sum, err := t.sum(ctx, q)
	if err != nil {
		return nil, err
	}
	key, where := `concat_ws(' ', `+t.key+`)`, ` WHERE row_sum <> `+sum
	if t.name == "edition" { // one without is counted by a trigger, and not by a transaction of ours
		where += ` AND row_sum <> ''`
	}
	query := `SELECT ` + key + ` FROM ` + t.name + where
	if accept {
		query = `UPDATE ` + t.name + ` SET row_sum = ` + sum + where + ` RETURNING ` + key
	}
	return texts(ctx, q, "read rows of "+t.name, query)
}

func (t sealedTable) findings(ctx context.Context, q querier) (found []Finding, err error) {
	keys, err := t.broken(ctx, q, false)
	for _, key := range keys {
		found = append(found, Finding{Code: "row", Object: t.name + " " + key, Detail: "is not the row that was written" + t.mend + acceptWords})
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
	defer wrap(&err, "accept rows")
	err = a.write(ctx, func(tx *sql.Tx) error {
		accepted = nil
		for _, t := range sealedTables {
			keys, err := t.broken(ctx, tx, true)
			if err != nil {
				return err
			}
			for _, key := range keys {
				accepted = append(accepted, t.name+" "+key)
			}
		}
		captures, err := sumCaptures(ctx, tx, `row_sha256 <> `+captureSumSQL)
		accepted = append(accepted, captures...)
		return err
	})
	return accepted, err
}

// captureSumSQL is the digest that a capture's row should have.
var captureSumSQL = `capture_sum(` + capturesTable.columns() + `)`

// sumCaptures writes the digests of the captures that a condition picks, and
// names them.
func sumCaptures(ctx context.Context, tx *sql.Tx, where string) ([]string, error) {
	return texts(ctx, tx, "write digests of captures", `UPDATE captures SET row_sha256 = `+captureSumSQL+` WHERE `+where+`
		RETURNING 'capture ' || capture_id`)
}
