package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"shenzheng/parser"
)

// Tables that are summed over columns (coverage, officeholders, officials,
// tenures) are summed of what each column brings to them, which a trigger
// writes when a column's rows stand.

// brought are the tables that hold it, each with the view of what belongs into
// it, in the order they are filled in.
var brought = [...]struct{ table, view string }{{"acting", "acted"}, {"cells", "judged"}, {"seen", "sighted"}, {"served", "serving"}}

// broughtFindings compares what columns bring to sums with the rows that it
// follows from.
func broughtFindings(ctx context.Context, q querier) (found []Finding, err error) {
	for _, t := range brought {
		ids, err := texts(ctx, q, "compare "+t.table, `SELECT column_id FROM (SELECT * FROM `+t.view+` EXCEPT SELECT * FROM `+t.table+`)
			UNION SELECT column_id FROM (SELECT * FROM `+t.table+` EXCEPT SELECT * FROM `+t.view+`)`)
		if err != nil {
			return found, err
		}
		for _, id := range ids {
			found = append(found, Finding{Code: "row", Object: t.table + " of " + id, Detail: "is not what its rows say; shenzheng reparse --column " + id + " mends it"})
		}
	}
	return found, nil
}

// brought is the step of what the parser knows, and of what columns bring to
// sums.
func (c *checker) brought(ctx context.Context) error {
	for _, l := range knownLists() {
		if differs, err := l.differs(ctx, c.archive.reader); err != nil {
			return err
		} else if differs {
			c.find("row", l.table, false, "is not what the parser knows; any command that writes mends it")
		}
	}
	found, err := broughtFindings(ctx, c.archive.reader)
	c.findings = append(c.findings, found...)
	return err
}

// bringAnew writes what one column brings to sums anew.
func bringAnew(ctx context.Context, tx *sql.Tx, columnID string) error {
	_, err := tx.ExecContext(ctx, `UPDATE columns SET problems = -1 - problems WHERE column_id = ?1; UPDATE columns SET problems = -1 - problems WHERE column_id = ?1`, columnID)
	if err != nil {
		return fmt.Errorf("sum up %s: %w", columnID, err)
	}
	return nil
}

// knownList is a table of what the parser knows, and its rows as JSON.
type knownList struct{ table, columns, rows string }

// knownLists are the districts, and the posts that make an office.
func knownLists() []knownList {
	var districts, posts [][]any
	for i, d := range parser.Districts() {
		districts = append(districts, []any{i, d.Slug, d.NameZH, d.NameEN, d.GB2260, d.Kind})
	}
	for _, o := range parser.OfficePosts() {
		posts = append(posts, []any{o.Org, o.Title, o.District, o.Office})
	}
	lists := []knownList{{table: "division"}, {table: "holding"}}
	for i, rows := range [][][]any{districts, posts} {
		text, err := json.Marshal(rows)
		if err != nil {
			panic(err) // words and numbers
		}
		lists[i].rows = string(text)
		for n := range rows[0] {
			lists[i].columns += fmt.Sprintf(", value->>%d", n)
		}
		lists[i].columns = lists[i].columns[2:]
	}
	return lists
}

// differs tells whether the table holds other rows.
func (l knownList) differs(ctx context.Context, q querier) (differs bool, err error) {
	_, err = get(ctx, q, "compare "+l.table, `SELECT EXISTS (SELECT `+l.columns+` FROM json_each(?1) EXCEPT SELECT * FROM `+l.table+`)
		OR (SELECT count(*) FROM `+l.table+`) <> json_array_length(?1)`, []any{l.rows}, &differs)
	return differs, err
}

// writeLists writes what the parser knows into the database, where it is other
// than there, and all that follows from it.
func writeLists(ctx context.Context, db *sql.DB) (err error) {
	defer wrap(&err, "write the parser's lists")
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	changed := false
	for _, l := range knownLists() {
		differs, err := l.differs(ctx, tx)
		if err == nil && differs {
			changed = true
			_, err = tx.ExecContext(ctx, `DELETE FROM `+l.table+`; INSERT INTO `+l.table+` SELECT `+l.columns+` FROM json_each(?1)`, l.rows)
		}
		if err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	if changed {
		if err := bringAllAnew(ctx, tx); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}

// bringAllAnew writes what all columns bring to sums anew.
func bringAllAnew(ctx context.Context, tx *sql.Tx) error {
	for _, t := range slices.Backward(brought[:]) {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+t.table); err != nil {
			return err
		}
	}
	for _, t := range brought {
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO `+t.table+` SELECT * FROM `+t.view); err != nil {
			return err
		}
	}
	return nil
}
