package web

import (
	"context"
	"database/sql"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// officialPage is one official as the column printed him or her.
type officialPage struct {
	ID, Name, Pinyin string
	Postings         []record
	Companions       []companionView
	Attended         []attendedView // at most shownActivities, newest first
	Total            int
	Year             calendar
	Years            []int
	weeks            []week
	Citation         *citation
}

// shownActivities bounds the timeline on the page; the whole is a link away.
const shownActivities = 200

// official answers one official; ?year= chooses the year of the picture. A
// name instead of an id leads to the page.
func (s *Server) official(w http.ResponseWriter, r *http.Request) error {
	body := officialPage{ID: r.PathValue("id")}
	ctx := r.Context()
	if named := !strings.HasPrefix(body.ID, "off_"); named {
		id := parser.OfficialID(body.ID)
		if _, _, err := officialName(ctx, s.cfg.Archive.Reader(), id); err != nil {
			return err
		}
		return s.redirect(w, r, "/officials/"+id, http.StatusFound)
	}
	if err := s.read(ctx, func(tx *sql.Tx) error { return s.fillOfficial(ctx, tx, &body) }); err != nil {
		return err
	}
	body.Citation = s.cite(r, cited{key: body.ID, zh: datasetZH + "：" + body.Name, en: datasetEN + ": " + body.Pinyin, kind: "DB/OL", day: lastWeek(body.weeks), path: "/officials/" + body.ID})
	if wantsJSON(r) {
		return s.entity(w, r, body.Citation, officialParts(body.ID))
	}
	year, err := body.yearAsked(r.URL.Query().Get("year"))
	if err != nil {
		return err
	}
	body.Year = yearOf(year, body.Attended, body.weeks)
	body.Total = len(body.Attended)
	body.Attended = body.Attended[:min(len(body.Attended), shownActivities)]
	return s.page(w, r, http.StatusOK, "official.html", page{ZH: body.Name, EN: body.Name, Body: &body})
}

func (s *Server) fillOfficial(ctx context.Context, tx *sql.Tx, o *officialPage) (err error) {
	if o.Name, o.Pinyin, err = officialName(ctx, tx, o.ID); err != nil {
		return err
	}
	if o.Postings, err = recordsOf(ctx, tx, part{"tenures", snapshot.Filter{Official: o.ID}}); err != nil {
		return err
	}
	if o.Companions, err = companionsOf(ctx, tx, o.ID); err != nil {
		return err
	}
	if o.weeks, err = s.weeksHeld(ctx, tx); err != nil {
		return err
	}
	o.Attended, err = attendedBy(ctx, tx, o.ID)
	return err
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

// yearIn is the year of an activity's date or, without one, of its week.
func yearIn(a attendedView) int {
	date := a.DateStart
	if date == "" {
		date = a.Week
	}
	if len(date) < 4 {
		return 0
	}
	y, err := strconv.Atoi(date[:4])
	if err != nil {
		return 0
	}
	return y
}

// officials answers the table of officials, the most active first.
func (s *Server) officials(w http.ResponseWriter, r *http.Request) error {
	if wantsCSV(r) {
		return s.redirect(w, r, "/officials.csv", http.StatusFound)
	}
	r.SetPathValue("table", "officials")
	if q := r.URL.Query(); !q.Has("sort") {
		r.URL.RawQuery = with(q, "sort", "-activities").Encode()
	}
	return s.tableView(w, r)
}
