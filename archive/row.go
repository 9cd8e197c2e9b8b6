package archive

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// field is one column of a row and what it holds: a string or an int.
type field struct {
	column string
	value  any
}

// row is one row of a derived table. Its list of fields is the only place
// that says which columns the table has: INSERT, SELECT, digest, comparison
// and the check of the schema all come from it.
type row []field

func (r row) columns() []string {
	names := make([]string, len(r))
	for i, f := range r {
		names[i] = f.column
	}
	return names
}

func (r row) values() []any {
	values := make([]any, len(r))
	for i, f := range r {
		values[i] = f.value
	}
	return values
}

// dest gives what Scan reads the row into.
func (r row) dest() []any {
	dest := make([]any, len(r))
	for i := range r {
		dest[i] = &r[i]
	}
	return dest
}

// set changes the value of a column.
func (r row) set(column string, value any) {
	for i := range r {
		if r[i].column == column {
			r[i].value = value
		}
	}
}

// get gives the value of a column as text.
func (r row) get(column string) string {
	for _, f := range r {
		if f.column == column {
			return f.text()
		}
	}
	return ""
}

// num gives the number in a column.
func (r row) num(column string) int {
	for _, f := range r {
		if n, is := f.value.(int); is && f.column == column {
			return n
		}
	}
	return 0
}

// text is the value as CSV shows it.
func (f field) text() string {
	if f.value == nil {
		return ""
	}
	return fmt.Sprint(f.value)
}

// Scan implements sql.Scanner.
func (f *field) Scan(from any) error {
	switch n := from.(type) {
	case nil, string:
		f.value = from
	case int64:
		f.value = int(n)
	default:
		return fmt.Errorf("read %s: %T is neither text nor number", f.column, from)
	}
	return nil
}

// table is one derived table.
type table struct {
	name  string
	keys  int    // how many of the leading columns name a row
	from  string // where its rows, as x, are read from
	order string // in which they are read and digested
	blank row    // its columns, without values

	selectRows, insert string // statements: the rows of one column, a new row
}

// The derived tables, parents first. The row of columns also says which
// revision it shows and where that came from; a row of one of the others
// depends on the reading of one page alone.
const (
	columnsTable = iota
	sectionsTable
	activitiesTable
	appearancesTable
	postsTable
	creditsTable
	blocksTable
	problemsTable
	tableCount
)

var tables = func() [tableCount]table {
	all := [tableCount]table{
		columnsTable:    {name: "columns", keys: 1, from: "columns x", order: "x.column_id"},
		sectionsTable:   {name: "sections", keys: 1, from: "sections x", order: "x.position"},
		activitiesTable: {name: "activities", keys: 1, from: "activities x", order: "x.position"},
		appearancesTable: {name: "appearances", keys: 2, order: "a.position, x.position",
			from: "activities a JOIN appearances x USING (activity_id)"},
		postsTable: {name: "posts", keys: 3, order: "a.position, p.position, x.position",
			from: "activities a JOIN appearances p USING (activity_id) JOIN posts x USING (activity_id, official_id)"},
		creditsTable:  {name: "credits", keys: 2, from: "credits x", order: "x.position"},
		blocksTable:   {name: "blocks", keys: 2, from: "blocks x", order: "x.block"},
		problemsTable: {name: "problems", keys: 2, from: "problems x", order: "x.position"},
	}
	for i, rows := range rowsOf(&plan{column: &blankColumn, revisions: []revision{{}}}) {
		t := &all[i]
		t.blank = rows[0]
		t.selectRows = `SELECT x.` + strings.Join(t.blank.columns(), `, x.`) + ` FROM ` + t.from + ` WHERE column_id = ? ORDER BY ` + t.order
		t.insert = insertInto(t.name, t.blank)
	}
	return all
}()

func (t table) columns() string { return strings.Join(t.blank.columns(), ", ") }

func insertInto(table string, r row) string {
	return `INSERT INTO ` + table + ` (` + strings.Join(r.columns(), ", ") + `) VALUES (?` + strings.Repeat(", ?", len(r)-1) + `)`
}

// keyed is the condition that finds the row of a key.
func (t table) keyed() string { return strings.Join(t.blank[:t.keys].columns(), " = ? AND ") + " = ?" }

// pairs gives each row that should be with the one of its key that stands, nil
// for none; and then those that stand and should not, without one.
func (t *table) pairs(stand, now []row) iter.Seq2[row, row] {
	return func(yield func(old, now row) bool) {
		left := make(map[string]row, len(stand))
		for _, r := range stand {
			left[t.rowID(r)] = r
		}
		for _, r := range now {
			id := t.rowID(r)
			old := left[id]
			if delete(left, id); !yield(old, r) {
				return
			}
		}
		for _, r := range stand {
			if left[t.rowID(r)] != nil && !yield(r, nil) {
				return
			}
		}
	}
}

// rowID is the key of a row in one word.
func (t table) rowID(r row) string {
	id := r[0].text()
	for _, f := range r[1:t.keys] {
		id += "/" + f.text()
	}
	return id
}

// read gives the rows of one column as they stand.
func (t table) read(ctx context.Context, db querier, columnID string) ([]row, error) {
	return list(ctx, db, "read "+t.name+" of "+columnID, func(r *row) []any {
		*r = slices.Clone(t.blank)
		return r.dest()
	}, t.selectRows, columnID)
}

// rowSet holds the rows of one column, a list a table.
type rowSet [tableCount][]row

// readRows gives all rows of a column as they stand.
func readRows(ctx context.Context, db querier, columnID string) (set rowSet, err error) {
	for i := 0; i < tableCount && err == nil; i++ {
		set[i], err = tables[i].read(ctx, db, columnID)
	}
	return set, err
}

// below is the number of rows below the column's own.
func (set *rowSet) below() int {
	n := 0
	for _, rows := range set[columnsTable+1:] {
		n += len(rows)
	}
	return n
}

// undigested are the columns of a column's own row that the digest leaves out:
// the number of a capture is not the same in every database, the state changes
// without a new reading, and the rest is written with the digest.
var undigested = map[string]bool{"capture_id": true, "state": true, "rows_sha256": true, "rows_below": true, "parser_version": true}

// digest is a hash of a column's own row and of all rows below it in reading
// order, by which rows that stand already are known without looking at
// them, and rows that somebody changed are found.
func digest(set *rowSet) string {
	h := sha256.New()
	buf := make([]byte, 0, 1<<13)
	for t, rows := range set {
		if t != columnsTable {
			buf = append(buf, byte(t-1))
		}
		for _, r := range rows {
			for _, f := range r {
				if t != columnsTable || !undigested[f.column] {
					buf = appendValue(buf, f.value)
				}
			}
			h.Write(buf)
			buf = buf[:0]
		}
	}
	h.Write(buf)
	return hex.EncodeToString(h.Sum(nil))
}

// appendValue writes a value so that no two lists of values look alike.
func appendValue(buf []byte, v any) []byte {
	if n, ok := v.(int); ok {
		return binary.AppendVarint(append(buf, 'i'), int64(n))
	}
	s, _ := v.(string)
	buf = binary.AppendUvarint(append(buf, 's'), uint64(len(s)))
	return append(buf, s...)
}
