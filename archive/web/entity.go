package web

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/http"
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
