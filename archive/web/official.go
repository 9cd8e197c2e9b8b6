package web

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// officialPage is one official as the column printed him or her.
type officialPage struct {
	ID, Name   string
	Postings   []record
	Companions []record // who appeared in the same activities, and in how many
	Attended   []record // at most shownActivities, newest first
	Total      int
	Year       calendar
	Years      []int
	weeks      []snapshot.Week
	Citation   *citation
}

// shownActivities bounds the timeline on the page; the whole is a link away.
const shownActivities = 200

// official answers one official; ?year= chooses the year of the picture. A
// name instead of an id leads to the page.
func (s *Server) official(w http.ResponseWriter, r *http.Request) error {
	body := officialPage{ID: r.PathValue("id")}
	if named := !strings.HasPrefix(body.ID, "off_"); named {
		id := parser.OfficialID(body.ID)
		err := s.read(r.Context(), func(m *moment) { m.officialName(id) })
		if errors.As(err, new(problem)) {
			return noOfficial(body.ID)
		}
		if err != nil {
			return err
		}
		return s.redirect(w, r, "/officials/"+id, http.StatusFound)
	}
	if err := s.read(r.Context(), func(m *moment) { s.fillOfficial(m, &body) }); err != nil {
		return err
	}
	body.Citation = s.cite(r, cited{key: body.ID, zh: body.Name, en: archive.Pinyin(body.Name), day: lastWeek(body.weeks), path: "/officials/" + body.ID})
	if wantsJSON(r) {
		return s.entity(w, r, body.Citation, snapshot.Filter{Official: body.ID}, "officials", "tenures", "appearances")
	}
	year, err := body.yearAsked(r.URL.Query().Get("year"))
	if err != nil {
		return err
	}
	body.Year = calendarOf(year, body.Attended, body.weeks)
	body.Total = len(body.Attended)
	body.Attended = body.Attended[:min(len(body.Attended), shownActivities)]
	return s.page(w, r, http.StatusOK, "official.html", page{ZH: body.Name, EN: body.Name, Body: &body})
}

func (s *Server) fillOfficial(m *moment, o *officialPage) {
	o.Name, o.Postings, o.weeks = m.officialName(o.ID), m.records("tenures", snapshot.Filter{Official: o.ID}), s.weeks(m)
	o.Companions = m.query("count who appeared with "+o.ID, `SELECT o.official_id, o.name, count(*) AS activities FROM appearances AS mine
		CROSS JOIN appearances AS theirs ON theirs.activity_id = mine.activity_id AND theirs.official_id <> mine.official_id
		JOIN officials AS o ON o.official_id = theirs.official_id
		WHERE mine.official_id = ? GROUP BY 1 ORDER BY 3 DESC, 2 LIMIT 30`, o.ID)
	o.Attended = m.query("read activities of "+o.ID, `SELECT a.activity_id, a.district, a.date_start, a.date_end, a.date_text, a.week_start, a.kind,
			p.post, p.role, p.verbs, p.statements FROM appearances AS p JOIN activities AS a USING (activity_id)
		WHERE p.official_id = ? ORDER BY a.week_start DESC, a.column_id DESC, a.position`, o.ID)
}

// officialName reads a name; an unknown id is a 404.
func (m *moment) officialName(id string) string {
	for _, r := range m.query("read official "+id, `SELECT name FROM officials WHERE official_id = ?`, id) {
		return r.S("name")
	}
	m.fail("look up official", noOfficial(id))
	return ""
}

func noOfficial(asked string) error {
	return notFound("没有这位官员："+clip(asked), "there is no official "+clip(asked))
}

// yearAsked is the year given, or the newest with an activity.
func (o *officialPage) yearAsked(v string) (int, error) {
	for _, a := range o.Attended {
		if y := yearIn(a); y != 0 && !slices.Contains(o.Years, y) {
			o.Years = append(o.Years, y)
		}
	}
	slices.Sort(o.Years)
	if v != "" {
		y, err := strconv.Atoi(v)
		if err != nil || y < 1900 || y > 2999 {
			return 0, badRequest("年份无效", "year must be a year like 2024")
		}
		return y, nil
	}
	if len(o.Years) == 0 {
		return 0, nil
	}
	return o.Years[len(o.Years)-1], nil
}

// yearIn is the year of an activity's date or, without one, of its week; 0
// where there is neither.
func yearIn(a record) int { return yearOf(cmp.Or(a.S("date_start"), a.S("week_start"))) }

// officials answers the table of officials, the most active first.
func (s *Server) officials(w http.ResponseWriter, r *http.Request) error {
	if wantsCSV(r) && r.URL.RawQuery == "" {
		return s.redirect(w, r, "/officials.csv", http.StatusFound)
	}
	r.SetPathValue("table", "officials")
	if q := r.URL.Query(); !q.Has("sort") {
		r.URL.RawQuery = with(q, "sort", "-activities").Encode()
	}
	return s.tableView(w, r)
}
