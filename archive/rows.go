package archive

import (
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
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
	for i, s := range c.Sections {
		set.add(sectionsTable, text(s.ID), text(c.ID), number(sectionPosition(s, i)), text(s.District), text(s.Heading),
			text(s.HeadingSource), text(s.Headline), number(s.Activities))
	}
	for i := range c.Activities {
		set.addActivity(c, &c.Activities[i])
	}
	for i, credit := range c.Credits {
		set.add(creditsTable, text(c.ID), number(i+1), text(credit.Role), text(credit.Name))
	}
	for i, b := range c.Blocks {
		set.add(blocksTable, text(c.ID), number(i+1), text(string(b.Class)), text(b.Rule), number(b.Span.Start),
			number(b.Span.End), text(b.Text))
	}
	for i, p := range c.Problems {
		set.add(problemsTable, text(c.ID), number(i+1), text(p.Code), text(p.Severity), number(p.Span.Start),
			number(p.Span.End), text(p.Detail))
	}
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

func (set *rowSet) add(table int, values ...value) {
	at := len(set.values)
	set.values = append(set.values, values...)
	set.rows[table] = append(set.rows[table], set.values[at:len(set.values):len(set.values)])
}

func (set *rowSet) addActivity(c *parser.Column, a *parser.Activity) {
	section := &c.Sections[a.Section]
	set.add(activitiesTable, text(a.ID), text(c.ID), text(section.ID), number(a.Position), text(section.District),
		text(c.Week.Start.String()), text(c.Week.End.String()), text(a.Date.Start.String()), text(a.Date.End.String()),
		text(string(a.Date.Precision)), text(a.Date.Part), text(joinDates(a.Date.List)), text(a.Date.Text), text(a.Kind),
		number(len(a.Officials)), number(len(a.Paragraphs)), number(characters(a.Text)), number(a.Span.Start), number(a.Span.End),
		text(a.Text), text(hashOf([]byte(a.Text))), text(c.SourceURL))
	for _, o := range a.Officials {
		set.add(appearancesTable, text(a.ID), text(o.OfficialID), text(o.Name), number(o.Position), text(o.Post), text(o.Office),
			text(o.NamedAs), text(o.Role), text(strings.Join(o.Verbs, ";")), text(strings.Join(o.Statements, ";")),
			number(o.Span.Start), number(o.Span.End))
		for i, p := range o.Posts {
			set.add(postsTable, text(a.ID), text(o.OfficialID), number(i+1), text(p.Org), text(p.Title))
		}
	}
}

func sectionPosition(s parser.Section, i int) int {
	if s.Position > 0 {
		return s.Position
	}
	return i + 1
}

// digest is the hash of all rows and of the column's own, without its last
// field, the state, and without the number of its capture, which is not the
// same in every database.
func (set *rowSet) digest(column row) string {
	h := sha256.New()
	buf := make([]byte, 0, 48<<10)
	for i, v := range column[:len(column)-1] {
		if columnsTable.columns[i] != "capture_id" {
			buf = appendValue(buf, v)
		}
	}
	for t, rows := range set.rows {
		for _, r := range rows {
			buf = appendRow(buf, t, r)
			if len(buf) > 32<<10 {
				h.Write(buf)
				buf = buf[:0]
			}
		}
	}
	h.Write(buf)
	return hex.EncodeToString(h.Sum(nil))
}

// appendRow writes a row so that no two lists of values look alike.
func appendRow(buf []byte, table int, r row) []byte {
	buf = append(buf, byte(table))
	for _, v := range r {
		buf = appendValue(buf, v)
	}
	return buf
}

func appendValue(buf []byte, v value) []byte {
	if v.isNumber {
		return append(strconv.AppendInt(append(buf, 'i'), int64(v.number), 10), ';')
	}
	buf = strconv.AppendInt(append(buf, 's'), int64(len(v.text)), 10)
	return append(append(buf, ':'), v.text...)
}

// columnRow is the row of columns for a revision of a column, up to the
// digest, which covers it, and the parser version, which is written last.
func columnRow(c *parser.Column, p *plan) row {
	current := p.revisions[len(p.revisions)-1]
	first := current.first
	return row{text(c.ID), text(first.source), text(first.number), text(c.SourceURL), text(c.Title), text(string(c.Kind)),
		text(published(c.Published)), text(c.Week.Start.String()), text(c.Week.End.String()), text(c.Author), text(c.Outlet),
		text(c.Topic), text(c.Summary), number(len(c.Sections)), number(len(c.Activities)), number(officials(c)),
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

// characters counts code points without the line feeds between paragraphs.
func characters(text string) int {
	return utf8.RuneCountInString(text) - strings.Count(text, "\n")
}

func joinDates(ds []parser.Date) string {
	parts := make([]string, len(ds))
	for i, d := range ds {
		parts[i] = d.String()
	}
	return strings.Join(parts, ";")
}
