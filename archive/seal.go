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
// it, and carry a checksum each. A statement that changes a row empties it;
// every transaction fills in what is empty before it ends. So a row that
// something else changed is noticed.
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
	{"captures", "capture_id", ""},
	{"requests", "request_id", ""}, {"hosts", "host", byCrawl}, {"articles", "source, number", byCrawl}, {"unread", "capture_id", byReparse},
	{"readings", "capture_id", byReparse}, {"revisions", "column_id, revision", byReparse},
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

// sumColumn is the column that holds the checksums.
func (t sealedTable) sumColumn() string {
	if t.name == "captures" {
		return "row_sha256"
	}
	return "row_sum"
}

// unsealedSQL names the tables that hold rows without a checksum. Captures have
// no index of these; none is without one where the last is not.
var unsealedSQL = func() string {
	parts := []string{`SELECT 'captures' FROM captures WHERE capture_id = (SELECT max(capture_id) FROM captures) AND row_sha256 = ''`}
	for _, t := range sealedTables[1:] {
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
		if _, err := tx.ExecContext(ctx, `UPDATE `+t.name+` SET `+t.sumColumn()+` = `+sum+` WHERE `+t.sumColumn()+` = ''`); err != nil {
			return fmt.Errorf("write checksums of %s: %w", t.name, err)
		}
	}
	return nil
}

// sum is the expression for the checksum that a row should have.
func (t sealedTable) sum(ctx context.Context, q querier) (expression string, err error) {
	function, without := "row_sum", ""
	if t.name == "captures" { // their numbers are not the same in every database
		function, without = "capture_sum", t.key
	}
	_, err = get(ctx, q, "look up columns of "+t.name, `SELECT ?2 || '(' || group_concat(name, ', ' ORDER BY cid) || ')'
		FROM pragma_table_info(?1) WHERE name NOT IN (?3, ?4)`, []any{t.name, function, t.sumColumn(), without}, &expression)
	return expression, err
}

const acceptWords = "; shenzheng check --accept takes it as it is now"

// broken is the condition of the rows whose checksum is not theirs, and accept
// the assignment that makes it theirs.
func (t sealedTable) broken(ctx context.Context, q querier) (condition, accept string, err error) {
	sum, err := t.sum(ctx, q)
	condition, accept = t.sumColumn()+` <> `+sum, t.sumColumn()+` = `+sum
	// One without waits for the next transaction: it is of an older version, or
	// was counted by a trigger.
	if t.name == "edition" || t.name == "captures" {
		condition += ` AND ` + t.sumColumn() + ` <> ''`
	}
	return condition, accept, err
}

// named is the expression by which messages call a row.
func (t sealedTable) named() string { return `concat_ws(' ', ` + t.key + `)` }

// sealedFindings compares the rows of tables with their checksums.
func sealedFindings(ctx context.Context, q querier, sealed ...sealedTable) (found []Finding, err error) {
	for _, t := range sealed {
		broken, _, err := t.broken(ctx, q)
		if err != nil {
			return found, err
		}
		keys, err := texts(ctx, q, "read rows of "+t.name, `SELECT `+t.named()+` FROM `+t.name+` WHERE `+broken)
		if err != nil {
			return found, err
		}
		for _, key := range keys {
			f := Finding{Code: "row", Object: t.name + " " + key, Detail: "is not the row that was written" + t.mend + acceptWords}
			if t.name == "captures" {
				f.Code, f.Object, f.Restore = "capture", "capture "+key, true
			}
			found = append(found, f)
		}
	}
	return found, nil
}

// AcceptRows takes the rows that are not those that were written as they are
// now, where no page tells what they were, and names them.
func (a *Archive) AcceptRows(ctx context.Context) (accepted []string, err error) {
	defer wrap(&err, "accept rows")
	err = a.write(ctx, func(tx *sql.Tx) error {
		accepted = nil
		for _, t := range sealedTables {
			broken, accept, err := t.broken(ctx, tx)
			if err != nil {
				return err
			}
			keys, err := texts(ctx, tx, "accept rows of "+t.name, `UPDATE `+t.name+` SET `+accept+` WHERE `+broken+` RETURNING `+t.named())
			if err != nil {
				return err
			}
			for _, key := range keys {
				accepted = append(accepted, t.name+" "+key)
			}
		}
		return nil
	})
	return accepted, err
}
