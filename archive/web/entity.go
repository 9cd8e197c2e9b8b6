package web

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"shenzheng/archive/snapshot"
)

// record is one row of a table: the values of its columns as text, empty
// where missing.
type record struct {
	columns []snapshot.Column
	Values  []string
}

// S is the value of a column.
func (r record) S(column string) string {
	for i, c := range r.columns {
		if c.Name == column {
			return r.Values[i]
		}
	}
	return ""
}

// MarshalJSON writes the values under the names of the columns, numbers as
// numbers and what is missing as null.
func (r record) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, c := range r.columns {
		var value any = r.Values[i]
		switch {
		case r.Values[i] == "":
			value = nil
		case c.Type == snapshot.Integer || c.Type == snapshot.Number:
			value = json.Number(r.Values[i])
		}
		pair, err := json.Marshal(value)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Quote(c.Name) + ":" + string(pair))
	}
	return []byte(b.String() + "}"), nil
}

// part is what an entity has in one table.
type part struct {
	table string
	what  snapshot.Filter
}

// entity gives everything public that the tables hold of one thing, table by
// table, under the tables' own names.
func (s *Server) entity(w http.ResponseWriter, r *http.Request, c *citation, parts []part) error {
	out := map[string]any{}
	if c != nil {
		out["cite_as"] = c.GBT
	}
	err := s.read(r.Context(), func(tx *sql.Tx) error {
		for _, p := range parts {
			rows, err := recordsOf(r.Context(), tx, p)
			if err != nil {
				return err
			}
			out[p.table] = rows
		}
		return nil
	})
	if err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	return s.json(w, r, out)
}

func recordsOf(ctx context.Context, tx *sql.Tx, p part) ([]record, error) {
	found := []record{}
	t, ok := snapshot.TableNamed(p.table)
	if !ok {
		return found, nil
	}
	return found, snapshot.Rows(ctx, tx, t, p.what, func(row []string) error {
		found = append(found, record{t.Columns, append([]string(nil), row...)})
		return nil
	})
}

// activityRecord is an activity with who appears in it, both as the tables
// have them.
type activityRecord struct {
	record
	appearances []record
}

// MarshalJSON writes the appearances after the activity's own columns.
func (a activityRecord) MarshalJSON() ([]byte, error) {
	own, err := a.record.MarshalJSON()
	if err != nil {
		return nil, err
	}
	people, err := json.Marshal(a.appearances)
	if err != nil {
		return nil, err
	}
	return slices.Concat(own[:len(own)-1], []byte(`,"appearances":`), people, []byte("}")), nil
}

// activityRecords reads the rows of a page of activities, in its order.
func activityRecords(ctx context.Context, tx *sql.Tx, page []activityView) ([]activityRecord, error) {
	found, place, ids := make([]activityRecord, len(page)), map[string]int{}, make([]any, len(page))
	for i, a := range page {
		found[i].appearances, place[a.ID], ids[i] = []record{}, i, a.ID
	}
	these := snapshot.Filter{Where: "activities.activity_id IN (?" + strings.Repeat(", ?", max(0, len(ids)-1)) + ")", Args: ids}
	if len(ids) == 0 {
		return found, nil
	}
	activities, err := recordsOf(ctx, tx, part{"activities", these})
	if err != nil {
		return nil, err
	}
	appearances, err := recordsOf(ctx, tx, part{"appearances", these})
	if err != nil {
		return nil, err
	}
	for _, a := range activities {
		found[place[a.S("activity_id")]].record = a
	}
	for _, p := range appearances {
		of := &found[place[p.S("activity_id")]]
		of.appearances = append(of.appearances, p)
	}
	return found, nil
}

// columnParts, districtParts, officialParts and activityParts say what is told
// of each.
func columnParts(id string) []part {
	of := snapshot.Filter{Column: id}
	return []part{{"columns", of}, {"sections", of}, {"activities", of}, {"appearances", of}, {"posts", of}, {"credits", of}, {"ledger", of}, {"problems", of}}
}

func districtParts(slug string) []part {
	of := snapshot.Filter{District: slug}
	return []part{{"districts", of}, {"officeholders", of}, {"tenures", of}, {"coverage", of}}
}

func officialParts(id string) []part {
	of := snapshot.Filter{Official: id}
	return []part{{"officials", of}, {"tenures", of}, {"appearances", of}}
}

func activityParts(id string) []part {
	of := snapshot.Filter{Where: "activities.activity_id = ?", Args: []any{id}}
	return []part{{"activities", of}, {"appearances", of}, {"posts", of}}
}
