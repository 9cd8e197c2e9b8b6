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

// recordsOf reads the rows of a table that a filter leaves, in its order.
func recordsOf(ctx context.Context, tx *sql.Tx, table string, f snapshot.Filter) ([]record, error) {
	t, ok := snapshot.TableNamed(table)
	if !ok {
		return nil, fmt.Errorf("read table %s: there is none", table)
	}
	found := []record{}
	err := snapshot.Rows(ctx, tx, t, f, func(row []string) error {
		found = append(found, record{t.Columns, slices.Clone(row)})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read table %s: %w", table, err)
	}
	return found, nil
}

// recordOf reads the one row of a table that a filter leaves; the zero record
// where it leaves none.
func recordOf(ctx context.Context, tx *sql.Tx, table string, f snapshot.Filter) (record, error) {
	found, err := recordsOf(ctx, tx, table, f)
	if err != nil || len(found) == 0 {
		return record{}, err
	}
	return found[0], nil
}

// query reads the rows of a query under the names it gives its columns.
func query(ctx context.Context, db snapshot.Querier, query string, args ...any) (found []record, err error) {
	var columns []snapshot.Column
	err = snapshot.Each(ctx, db, query, args, func(names, row []string) error {
		for _, name := range names[len(columns):] {
			columns = append(columns, snapshot.Column{Name: name})
		}
		found = append(found, record{columns, slices.Clone(row)})
		return nil
	})
	return found, err
}

// these is the filter that leaves the rows with one of the values in a column.
func these(column string, values []string) (snapshot.Filter, error) {
	list, err := json.Marshal(values)
	return snapshot.Filter{Where: column + " IN (SELECT value FROM json_each(?))", Args: []any{string(list)}}, err
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

// activitiesOf reads the activities that a filter leaves, in printed order.
func activitiesOf(ctx context.Context, tx *sql.Tx, f snapshot.Filter) ([]activity, error) {
	rows, err := recordsOf(ctx, tx, "activities", f)
	if err != nil {
		return nil, err
	}
	people, err := recordsOf(ctx, tx, "appearances", f)
	if err != nil {
		return nil, err
	}
	their, err := these("sections.section_id", slices.Compact(valuesOf(rows, "section_id")))
	if err != nil {
		return nil, err
	}
	sections, err := recordsOf(ctx, tx, "sections", their)
	if err != nil {
		return nil, err
	}
	headlines, found, place := map[string]string{}, make([]activity, len(rows)), map[string]int{}
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
	return found, nil
}

// activitiesByID reads activities in the order of their ids as given.
func activitiesByID(ctx context.Context, tx *sql.Tx, ids []string) ([]activity, error) {
	f, err := these("activities.activity_id", ids)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	found, err := activitiesOf(ctx, tx, f)
	slices.SortFunc(found, func(a, b activity) int {
		return slices.Index(ids, a.S("activity_id")) - slices.Index(ids, b.S("activity_id"))
	})
	return found, err
}
