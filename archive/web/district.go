package web

import (
	"context"
	"database/sql"
	"net/http"

	"shenzheng/parser"
)

// districtPage is one district as the column reported it.
type districtPage struct {
	District   parser.District
	Incumbents []incumbent
	Recent     []activityView
	Total      int
	Officials  []tally
	OverTime   strips
	Sections   []sectionLine
}

// sectionLine is a week's headline of a district.
type sectionLine struct {
	ColumnID, SectionID, Week, WeekEnd, Headline string
	Activities                                   int
}

// district answers one district.
func (s *Server) district(w http.ResponseWriter, r *http.Request) error {
	slug := r.PathValue("district")
	var body districtPage
	for _, d := range parser.Districts() {
		if d.Slug == slug {
			body.District = d
		} else if d.NameZH == slug {
			return s.redirect(w, r, "/districts/"+d.Slug, http.StatusFound)
		}
	}
	if body.District.Slug == "" {
		return notFound("没有这个区", "there is no such district")
	}
	l, err := s.catalog.now(r.Context())
	if err != nil {
		return err
	}
	f := filter{District: slug, Page: 1}
	found := l.answer(f)
	body.Total, body.Officials, body.OverTime = found.Total, found.Officials, l.kindsOverTime(f)
	body.Incumbents = l.incumbents(slug)
	ctx := r.Context()
	err = s.read(ctx, func(tx *sql.Tx) error { return body.fill(ctx, tx, found.IDs[:min(len(found.IDs), 10)]) })
	if err != nil {
		return err
	}
	return s.page(w, r, http.StatusOK, "district.html", page{ZH: body.District.NameZH, EN: body.District.NameEN, Body: &body})
}

func (d *districtPage) fill(ctx context.Context, tx *sql.Tx, recent []string) (err error) {
	if d.Sections, err = collect(ctx, tx, func(r *sql.Rows, v *sectionLine) error {
		return r.Scan(&v.ColumnID, &v.SectionID, &v.Week, &v.WeekEnd, &v.Headline, &v.Activities)
	}, `SELECT s.column_id, s.section_id, c.week_start, c.week_end, s.headline, s.activities
		FROM columns AS c CROSS JOIN sections AS s ON s.column_id = c.column_id WHERE c.week_start > '' AND s.district = ? ORDER BY c.week_start DESC, c.column_id, s.position LIMIT 26`, d.District.Slug); err != nil {
		return err
	}
	d.Recent, err = activitiesByID(ctx, tx, recent)
	return err
}
