package web

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"shenzheng/archive/snapshot"
)

// record is one row of a table or a query: the values of its columns as text,
// empty where missing.
type record struct {
	columns []snapshot.Column
	Values  []string
}

// S is the value of a column; nothing of the zero record.
func (r record) S(column string) string {
	for i, c := range r.columns {
		if c.Name == column {
			return r.Values[i]
		}
	}
	if r.columns != nil {
		panic("no column " + column)
	}
	return ""
}

// N is the value of a column of whole numbers, 0 where missing.
func (r record) N(column string) int {
	n, err := strconv.Atoi(r.S(column))
	if err != nil {
		return 0
	}
	return n
}

// MarshalJSON writes the values under the names of the columns, numbers as
// numbers and what is missing as null.
func (r record) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, c := range r.columns {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(strconv.AppendQuote(out, c.Name), ':')
		switch {
		case r.Values[i] == "":
			out = append(out, "null"...)
		case c.Type == snapshot.Integer || c.Type == snapshot.Number:
			out = append(out, r.Values[i]...)
		default:
			value, err := json.Marshal(r.Values[i])
			if err != nil {
				return nil, err
			}
			out = append(out, value...)
		}
	}
	return append(out, '}'), nil
}

// moment reads the archive as it is at one moment, in one transaction. After
// its first error it finds nothing.
type moment struct {
	ctx context.Context
	tx  *sql.Tx
	err error
}

// read runs queries of one moment, so that a page is of one, and gives what went wrong.
func (s *Server) read(ctx context.Context, look func(*moment)) error {
	return s.cfg.Archive.ReadTx(ctx, func(tx *sql.Tx) error {
		m := &moment{ctx: ctx, tx: tx}
		look(m)
		return m.err
	})
}

// fail takes note of the first error, and of what was being done.
func (m *moment) fail(doing string, err error) {
	if m.err == nil && err != nil {
		m.err = fmt.Errorf("%s: %w", doing, err)
	}
}

// records reads the rows of a table that a filter leaves, in its order.
func (m *moment) records(table string, f snapshot.Filter) []record {
	t, ok := snapshot.TableNamed(table)
	found := []record{}
	if m.err != nil || !ok {
		return found
	}
	m.fail("read table "+table, snapshot.Rows(m.ctx, m.tx, t, f, func(row []string) error {
		found = append(found, record{t.Columns, slices.Clone(row)})
		return nil
	}))
	return found
}

// record reads the one row of a table that a filter leaves; the zero record
// where it leaves none.
func (m *moment) record(table string, f snapshot.Filter) record {
	for _, r := range m.records(table, f) {
		return r
	}
	return record{}
}

// query reads the rows of a query under the names it gives its columns; doing
// says for errors what it is for.
func (m *moment) query(doing, query string, args ...any) (found []record) {
	if m.err != nil {
		return nil
	}
	var columns []snapshot.Column
	m.fail(doing, snapshot.Each(m.ctx, m.tx, query, args, func(names, row []string) error {
		for _, name := range names[len(columns):] {
			columns = append(columns, snapshot.Column{Name: name})
		}
		found = append(found, record{columns, slices.Clone(row)})
		return nil
	}))
	return found
}

// scan reads the one row of a query.
func (m *moment) scan(doing, query string, args []any, dest ...any) {
	if m.err == nil {
		m.fail(doing, m.tx.QueryRowContext(m.ctx, query, args...).Scan(dest...))
	}
}

// these is the filter that leaves the rows with one of the values in a column.
func these(column string, values []string) snapshot.Filter {
	list, err := json.Marshal(values)
	if err != nil {
		panic(err) // texts can be written as JSON
	}
	return snapshot.Filter{Where: column + " IN (SELECT value FROM json_each(?))", Args: []any{string(list)}}
}

// valuesOf are the values of a column of some rows.
func valuesOf(rows []record, column string) []string {
	values := make([]string, len(rows))
	for i, r := range rows {
		values[i] = r.S(column)
	}
	return values
}

// activity is a row of activities, the headline of its section, and who
// appears in it, each a row of appearances.
type activity struct {
	record
	Headline    string
	Appearances []record
}

// Plain is the activity without the headline, for where that stands above
// already.
func (a activity) Plain() activity {
	a.Headline = ""
	return a
}

// MarshalJSON writes the appearances after the activity's own columns.
func (a activity) MarshalJSON() ([]byte, error) {
	own, err := a.record.MarshalJSON()
	if err != nil {
		return nil, err
	}
	people, err := json.Marshal(a.Appearances)
	if err != nil {
		return nil, err
	}
	return slices.Concat(own[:len(own)-1], []byte(`,"appearances":`), people, []byte("}")), nil
}

// activities reads the activities that a filter leaves, in printed order.
func (m *moment) activities(f snapshot.Filter) []activity {
	rows := m.records("activities", f)
	people := m.records("appearances", f)
	sections := m.records("sections", these("sections.section_id", slices.Compact(valuesOf(rows, "section_id"))))
	headlines, found, place := map[string]string{}, make([]activity, len(rows)), map[string]int{}
	if m.err != nil {
		return nil
	}
	for _, s := range sections {
		headlines[s.S("section_id")] = s.S("headline")
	}
	for i, r := range rows {
		found[i], place[r.S("activity_id")] = activity{r, headlines[r.S("section_id")], []record{}}, i
	}
	for _, p := range people {
		of := &found[place[p.S("activity_id")]]
		of.Appearances = append(of.Appearances, p)
	}
	return found
}

// activitiesByID reads activities in the order of their ids as given.
func (m *moment) activitiesByID(ids []string) []activity {
	if len(ids) == 0 {
		return nil
	}
	found := m.activities(these("activities.activity_id", ids))
	slices.SortFunc(found, func(a, b activity) int {
		return slices.Index(ids, a.S("activity_id")) - slices.Index(ids, b.S("activity_id"))
	})
	return found
}
