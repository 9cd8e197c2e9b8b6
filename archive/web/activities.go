package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"shenzheng/archive/snapshot"
)

// activitiesPage is a filtered list of activities and what is counted in it.
type activitiesPage struct {
	Filter     filter
	Answer     answer
	Activities []activity
	OverTime   strips
	paging
	Data url.Values // the filters, for addresses of the same as data
	Name string     // of the official asked for
}

// maxRows bounds the officials in a picture; its CSV has all.
const maxRows = 24

// activities answers the filtered list, as a page, as JSON, or (format=csv) by
// leading to the table.
func (s *Server) activities(w http.ResponseWriter, r *http.Request) error {
	if wantsCSV(r) {
		q := r.URL.Query()
		q.Del("format")
		q.Del("page")
		return s.redirect(w, r, withQuery("/activities.csv", q), http.StatusFound)
	}
	f, err := parseFilter(r.URL.Query())
	if err != nil {
		return err
	}
	body := activitiesPage{Filter: f}
	if err := s.read(r.Context(), func(m *moment) { s.fillActivities(m, &body) }); err != nil {
		return err
	}
	body.Data = f.values()
	return s.answer(w, r, "activities.html", page{ZH: "活动", EN: "Activities", Body: &body}, body.json(s.absolute(r)))
}

// answer answers a page, or the same as data where JSON is asked for.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, name string, p page, data any) error {
	w.Header().Add("Vary", "Accept")
	if wantsJSON(r) {
		return s.json(w, r, data)
	}
	return s.page(w, r, http.StatusOK, name, p)
}

// fillActivities counts what a filter leaves and reads one page of it.
func (s *Server) fillActivities(m *moment, body *activitiesPage) {
	f := body.Filter
	body.Answer = s.counted(m, f)
	body.OverTime = body.Answer.picture(f, maxRows)
	paging, err := pagingOf(body.Answer.Total, perPage, f.Page)
	m.fail("divide the list", err)
	body.paging, body.Activities = paging, m.activitiesByID(m.ids(body.Answer, f, perPage))
	if f.Official == "" || m.err != nil {
		return
	}
	if body.Name = m.officialName(f.Official); errors.As(m.err, new(problem)) { // nobody of that name: the list is empty, and says so
		body.Name, m.err = f.Official, nil
	}
}

// wantsCSV reports whether the list is asked for as the table.
func wantsCSV(r *http.Request) bool {
	f, accept := r.URL.Query().Get("format"), r.Header.Get("Accept")
	return f == "csv" || f == "" && strings.Contains(accept, "text/csv") && !strings.Contains(accept, "text/html") && !strings.HasSuffix(r.URL.Path, ".json")
}

// json is one page of the list; next leads to the one after.
func (body activitiesPage) json(base string) any {
	out := struct {
		Total      int        `json:"total"`
		Page       int        `json:"page"`
		Pages      int        `json:"pages"`
		PerPage    int        `json:"per_page"`
		Next       string     `json:"next,omitempty"`
		Activities []activity `json:"activities"`
	}{body.Answer.Total, body.Page, body.Pages, perPage, "", append([]activity{}, body.Activities...)}
	if body.Page < body.Pages {
		out.Next = base + withQuery("/activities.json", with(body.Filter.values(), "page", strconv.Itoa(body.Page+1)))
	}
	return out
}

// json answers with a value, open to pages of any origin.
func (s *Server) json(w http.ResponseWriter, r *http.Request, value any) error {
	body, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return s.sendJSON(w, r, body)
}

func (s *Server) sendJSON(w http.ResponseWriter, r *http.Request, body []byte) error {
	open(w)
	return s.send(w, r, http.StatusOK, "application/json; charset=utf-8", append(body, '\n'))
}

func withQuery(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// activityPage is one activity in its column.
type activityPage struct {
	Column     record
	Activity   activity
	Paragraphs []string // the text, where the visitor may read it
	MayRead    bool
	Previous   string
	Next       string
	Citation   *citation
}

// activity answers one activity.
func (s *Server) activity(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	body := activityPage{MayRead: s.mayReadText(r)}
	err := s.read(r.Context(), func(m *moment) {
		found := m.activitiesByID([]string{id})
		if len(found) == 0 {
			m.fail("look up activity", notFound("没有这项活动："+clip(id), "there is no activity "+clip(id)))
			return
		}
		body.Activity = found[0]
		body.fill(m)
	})
	if err != nil {
		return err
	}
	zh, en := lang("zh").Say(body.Activity), lang("en").Say(body.Activity)
	body.Citation = s.citeColumn(r, body.Column, cited{key: id, zh: zh, en: en, path: "/activities/" + id})
	if wantsJSON(r) {
		return s.entity(w, r, body.Citation, oneActivity(id), "activities", "appearances", "posts")
	}
	s.privateIfText(w, body.MayRead)
	return s.page(w, r, http.StatusOK, "activity.html", page{ZH: zh, EN: en, Body: &body})
}

func oneActivity(id string) snapshot.Filter {
	return snapshot.Filter{Where: "activities.activity_id = ?", Args: []any{id}}
}

// fill reads what stands around the activity, and its text.
func (a *activityPage) fill(m *moment) {
	a.Column = m.column(a.Activity.S("column_id"))
	if a.MayRead {
		a.Paragraphs = strings.Split(m.record("full/texts", oneActivity(a.Activity.S("activity_id"))).S("text"), "\n")
	}
	m.scan("find the activities printed before and after", `SELECT
		coalesce((SELECT activity_id FROM activities WHERE column_id = ?1 AND position < ?2 ORDER BY position DESC LIMIT 1), ''),
		coalesce((SELECT activity_id FROM activities WHERE column_id = ?1 AND position > ?2 ORDER BY position LIMIT 1), '')`,
		[]any{a.Activity.S("column_id"), a.Activity.N("position")}, &a.Previous, &a.Next)
}

// privateIfText keeps shared caches from holding what only some may read.
func (s *Server) privateIfText(w http.ResponseWriter, holdsText bool) {
	w.Header().Add("Vary", "Authorization, Cookie")
	if holdsText && !s.cfg.Demo && s.cfg.TextAccess == TextToken {
		w.Header().Set("Cache-Control", "private, no-store")
	}
}
