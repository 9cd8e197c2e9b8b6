package web

import (
	"database/sql"
	"net/http"

	"shenzheng/archive/snapshot"
)

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
			rows, err := recordsOf(r.Context(), tx, p.table, p.what)
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
