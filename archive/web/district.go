package web

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"time"

	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// districtPage is one district as the column reported it.
type districtPage struct {
	District  parser.District
	Holders   []record // rows of officeholders
	Recent    []activity
	Total     int
	Officials []tally
	OverTime  strips
	Sections  []sectionLine
	Last      string // Sunday of the last week held
	Citation  *citation
}

// sectionLine is a week's section of a district, or why it has none.
type sectionLine struct {
	record
	Week, Status string // Monday and status of coverage, where there is no section
}

// district answers one district.
func (s *Server) district(w http.ResponseWriter, r *http.Request) error {
	asked := r.PathValue("district")
	slug, known := districtSlug(asked)
	switch {
	case !known:
		return notFound("没有这个区："+clip(asked), "there is no district "+clip(asked))
	case slug != asked:
		return s.redirect(w, r, "/districts/"+slug, http.StatusFound)
	}
	body := districtPage{District: parser.Districts()[slices.Index(districtSlugs(), slug)]}
	err := s.read(r.Context(), func(m *moment) {
		f := filter{Filter: snapshot.Filter{District: slug}, Page: 1}
		found := s.counted(m, f)
		body.Total, body.Officials, body.OverTime = found.Total, found.Officials, found.picture(f, maxRows)
		body.Recent = m.activitiesByID(m.ids(found, f, 10))
		body.Holders = remembered(m, &s.memo, "holders", m.holders)[slug]
		weeks := s.weeks(m)
		body.Last, body.Sections = lastWeek(weeks), m.headlines(slug, weeks[max(0, len(weeks)-26):])
	})
	if err != nil {
		return err
	}
	body.Citation = s.cite(r, cited{key: slug, zh: body.District.NameZH, en: body.District.NameEN, day: body.Last, path: "/districts/" + slug})
	if wantsJSON(r) {
		return s.districtJSON(w, r, body)
	}
	return s.page(w, r, http.StatusOK, "district.html", page{ZH: body.District.NameZH, EN: body.District.NameEN, Body: &body})
}

// districtJSON gives everything public that the tables hold of a district. Who
// acted when is found out from all columns, which takes seconds at fifty years,
// and so the text, of 4 MB, is kept as the tables are.
func (s *Server) districtJSON(w http.ResponseWriter, r *http.Request, d districtPage) error {
	ctx, slug := r.Context(), d.District.Slug
	kept, err := s.written(ctx, "rows of "+slug, func(ctx context.Context, out io.Writer) error {
		rows := map[string]any{"officeholders": append([]record{}, d.Holders...)}
		err := s.read(ctx, func(m *moment) { m.addRows(rows, snapshot.Filter{District: slug}, "districts", "tenures", "coverage") })
		if err != nil {
			return err
		}
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(rows)
	})
	if err != nil {
		return err
	}
	rows := make([]byte, kept.size)
	if _, err := kept.file.ReadAt(rows, 0); err != nil {
		return fmt.Errorf("read rows of %s: %w", slug, err)
	}
	runtime.KeepAlive(kept)
	cite, err := json.Marshal(d.Citation.GBT)
	if err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	w.Header().Add("Vary", "Accept")
	return s.sendJSON(w, r, slices.Concat([]byte("{\n  \"cite_as\": "), cite, []byte(",\n"), rows[2:len(rows)-1]))
}

// headlines reads the sections of a district in some weeks, newest first, with
// a line for each week that has none.
func (m *moment) headlines(district string, weeks []snapshot.Week) (out []sectionLine) {
	if len(weeks) == 0 {
		return nil
	}
	found := m.query("read headlines of "+district, `SELECT s.column_id, s.section_id, c.week_start, c.week_end, s.headline, s.activities
		FROM columns AS c CROSS JOIN sections AS s ON s.column_id = c.column_id WHERE c.week_start >= ? AND s.district = ?
		ORDER BY c.week_start DESC, c.column_id, s.position`, weeks[0].Monday.Format(time.DateOnly), district)
	for _, w := range slices.Backward(weeks) {
		n, monday := len(out), w.Monday.Format(time.DateOnly)
		for len(found) > 0 && !mondayOf(found[0].S("week_start")).Before(w.Monday) {
			out, found = append(out, sectionLine{record: found[0]}), found[1:]
		}
		if len(out) > n || slices.ContainsFunc(found, func(s record) bool { return s.S("week_end") > monday }) {
			continue // a section of that week, or of a combined edition that spans it
		}
		out = append(out, sectionLine{Week: monday, Status: cmp.Or(w.Status, "not_mentioned")})
	}
	return out
}

// holders reads who held the offices of each district, one after the other.
func (m *moment) holders() map[string][]record {
	out := map[string][]record{}
	for _, r := range m.records("officeholders", snapshot.Filter{}) {
		out[r.S("district")] = append(out[r.S("district")], r)
	}
	return out
}
