package archive

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
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

// text is the value as CSV shows it.
func (f field) text() string {
	switch v := f.value.(type) {
	case nil:
		return ""
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	default:
		return fmt.Sprint(v)
	}
}

// Scan implements sql.Scanner.
func (f *field) Scan(from any) error {
	switch from := from.(type) {
	case nil:
		f.value = nil
	case string:
		f.value = from
	case int64:
		f.value = int(from)
	default:
		return fmt.Errorf("read %s: %T is neither text nor number", f.column, from)
	}
	return nil
}

// table is one derived table.
type table struct {
	name  string
	keys  int    // how many of the leading columns name a row
	where string // finds the rows of one column by its id
	blank row    // its columns, without values
}

// The derived tables below columns, parents first. A row of one of these
// depends on the reading of one page alone.
const (
	sectionsTable = iota
	activitiesTable
	appearancesTable
	postsTable
	creditsTable
	blocksTable
	problemsTable
	tableCount
)

const (
	ofColumn   = `column_id = ?`
	ofActivity = `activity_id IN (SELECT activity_id FROM activities WHERE column_id = ?)`
)

var tables = func() [tableCount]table {
	all := [tableCount]table{
		sectionsTable:    {name: "sections", keys: 1, where: ofColumn},
		activitiesTable:  {name: "activities", keys: 1, where: ofColumn},
		appearancesTable: {name: "appearances", keys: 2, where: ofActivity},
		postsTable:       {name: "posts", keys: 3, where: ofActivity},
		creditsTable:     {name: "credits", keys: 2, where: ofColumn},
		blocksTable:      {name: "blocks", keys: 2, where: ofColumn},
		problemsTable:    {name: "problems", keys: 2, where: ofColumn},
	}
	for i, rows := range rowsOf(&blankColumn) {
		all[i].blank = rows[0]
	}
	return all
}()

// columnsTable is the table of columns itself. Its row also says which
// revision it shows and where that came from.
var columnsTable = table{name: "columns", keys: 1, where: ofColumn, blank: columnRow(&blankColumn, &plan{revisions: []revision{{}}})}

func (t table) columns() string { return strings.Join(t.blank.columns(), ", ") }

func (t table) insert() string {
	return `INSERT INTO ` + t.name + ` (` + t.columns() + `) VALUES (?` + strings.Repeat(", ?", len(t.blank)-1) + `)`
}

// upsert is an INSERT that overwrites the row of the same key.
func (t table) upsert() string {
	parts := make([]string, 0, len(t.blank))
	for _, f := range t.blank[t.keys:] {
		parts = append(parts, f.column+" = excluded."+f.column)
	}
	return t.insert() + ` ON CONFLICT (` + strings.Join(t.blank[:t.keys].columns(), ", ") + `) DO UPDATE SET ` + strings.Join(parts, ", ")
}

// selectRows gives the rows of one column in the order of their keys.
func (t table) selectRows() string {
	return `SELECT ` + t.columns() + ` FROM ` + t.name + ` WHERE ` + t.where + ` ORDER BY ` +
		strings.Join(t.blank[:t.keys].columns(), ", ")
}

// rowSet holds the rows below one column, a list a table.
type rowSet [tableCount][]row

// count is the number of rows in all tables.
func (set *rowSet) count() int {
	n := 0
	for _, rows := range set {
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
func digest(own row, below *rowSet) string {
	h := sha256.New()
	buf := make([]byte, 0, 1<<16)
	for _, f := range own {
		if !undigested[f.column] {
			buf = appendValue(buf, f.value)
		}
	}
	for t, rows := range below {
		buf = append(buf, byte(t))
		for _, r := range rows {
			for _, f := range r {
				buf = appendValue(buf, f.value)
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
