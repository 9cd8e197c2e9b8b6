package archive

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"unicode/utf8"

	"shenzheng/parser"
)

// value is one field of a row: a text or a number. It is no interface, so
// that the thousands of fields of a column cost no allocation each.
type value struct {
	text     string
	number   int
	isNumber bool
}

func text(s string) value { return value{text: s} }

func number(n int) value { return value{number: n, isNumber: true} }

// String is the value as CSV shows it.
func (v value) String() string {
	if v.isNumber {
		return strconv.Itoa(v.number)
	}
	return v.text
}

// Value implements driver.Valuer.
func (v value) Value() (driver.Value, error) {
	if v.isNumber {
		return int64(v.number), nil
	}
	return v.text, nil
}

// Scan implements sql.Scanner.
func (v *value) Scan(from any) error {
	switch from := from.(type) {
	case string:
		*v = text(from)
	case int64:
		*v = number(int(from))
	default:
		return fmt.Errorf("read field: %T is neither text nor number", from)
	}
	return nil
}

// row holds the values of one row of a table.
type row []value

// rowSet holds the rows of one column, a list per table. All values lie in
// one piece of memory.
type rowSet struct {
	rows   [len(tables)][]row
	values []value
}

// rowsOf turns what the parser gave into rows.
func rowsOf(c *parser.Column) *rowSet {
	set := newRowSet(c)
	sink := &rowSink{set: set}
	sink.column(c)
	return set
}

// newRowSet makes room for the rows of the column.
func newRowSet(c *parser.Column) *rowSet {
	n := [len(tables)]int{sectionsTable: len(c.Sections), activitiesTable: len(c.Activities), creditsTable: len(c.Credits),
		blocksTable: len(c.Blocks), problemsTable: len(c.Problems)}
	for _, a := range c.Activities {
		n[appearancesTable] += len(a.Officials)
		for _, o := range a.Officials {
			n[postsTable] += len(o.Posts)
		}
	}
	set, size := &rowSet{}, 0
	for t := range n {
		set.rows[t] = make([]row, 0, n[t])
		size += n[t] * len(tables[t].columns)
	}
	set.values = make([]value, 0, size)
	return set
}

func (set *rowSet) add(table int, values []value) {
	at := len(set.values)
	set.values = append(set.values, values...)
	set.rows[table] = append(set.rows[table], set.values[at:len(set.values):len(set.values)])
}

// count is the number of rows in all tables.
func (set *rowSet) count() int {
	n := 0
	for _, rows := range set.rows {
		n += len(rows)
	}
	return n
}

// columnRow is the row of columns for a revision of a column, up to the
// digest, which covers it, the number of rows below it, and the parser
// version, which is written last.
func columnRow(c *parser.Column, p *plan) row {
	current := p.revisions[len(p.revisions)-1]
	first := current.first
	return row{text(c.ID), text(first.source), text(first.number), text(c.SourceURL), text(c.Title), text(string(c.Kind)),
		text(published(c.Published)), text(c.Week.Start.String()), text(c.Week.End.String()), text(c.Author), text(c.Outlet),
		text(c.Topic), text(c.Summary), number(len(c.Sections)), number(len(c.Activities)), number(p.after.officials),
		number(c.Characters), number(unclassified(c)), number(len(c.Problems)), number(len(p.revisions)),
		text(current.articleSHA), number(int(first.id)), text(stamp(current.firstSeen)), text(first.sha), text(p.state)}
}

// officials counts the people of a column, each once.
func officials(c *parser.Column) int {
	seen := map[string]bool{}
	for _, a := range c.Activities {
		for _, o := range a.Officials {
			seen[o.OfficialID] = true
		}
	}
	return len(seen)
}

func unclassified(c *parser.Column) int {
	n := 0
	for _, b := range c.Blocks {
		if b.Class == parser.ClassUnclassified {
			n += utf8.RuneCountInString(b.Text)
		}
	}
	return n
}
