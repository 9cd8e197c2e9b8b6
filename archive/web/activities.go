package web

import (
	"context"
	"database/sql"
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
	if err := s.read(r.Context(), func(tx *sql.Tx) error { return s.fillActivities(r.Context(), tx, &body) }); err != nil {
		return err
	}
	if wantsJSON(r) {
		return s.activitiesJSON(w, r, body)
	}
	w.Header().Add("Vary", "Accept")
	body.Data = f.values()
	return s.page(w, r, http.StatusOK, "activities.html", page{ZH: "活动", EN: "Activities", Body: &body})
}

// fillActivities counts what a filter leaves and reads one page of it.
func (s *Server) fillActivities(ctx context.Context, tx *sql.Tx, body *activitiesPage) (err error) {
	f := body.Filter
	if body.Answer, err = s.counted(ctx, tx, f); err != nil {
		return err
	}
	body.OverTime = body.Answer.picture(f, maxRows)
	if body.paging, err = pagingOf(body.Answer.Total, perPage, f.Page); err != nil {
		return err
	}
	ids, err := body.Answer.idsOf(ctx, tx, f, perPage)
	if err != nil {
		return err
	}
	if body.Activities, err = activitiesByID(ctx, tx, ids); err != nil || f.Official == "" {
		return err
	}
	body.Name, err = officialName(ctx, tx, f.Official)
	if errors.As(err, new(problem)) { // nobody of that name: the list is empty, and says so
		body.Name, err = f.Official, nil
	}
	return err
}

// wantsCSV reports whether the list is asked for as the table.
func wantsCSV(r *http.Request) bool {
	f, accept := r.URL.Query().Get("format"), r.Header.Get("Accept")
	return f == "csv" || f == "" && strings.Contains(accept, "text/csv") && !strings.Contains(accept, "text/html") && !strings.HasSuffix(r.URL.Path, ".json")
}

// activitiesJSON gives one page of the list; next leads to the one after.
func (s *Server) activitiesJSON(w http.ResponseWriter, r *http.Request, body activitiesPage) error {
	out := struct {
		Total      int        `json:"total"`
		Page       int        `json:"page"`
		Pages      int        `json:"pages"`
		PerPage    int        `json:"per_page"`
		Next       string     `json:"next,omitempty"`
		Activities []activity `json:"activities"`
	}{body.Answer.Total, body.Page, body.Pages, perPage, "", append([]activity{}, body.Activities...)}
	if body.Page < body.Pages {
		out.Next = s.absolute(r) + withQuery("/activities.json", with(body.Filter.values(), "page", strconv.Itoa(body.Page+1)))
	}
	w.Header().Add("Vary", "Accept")
	return s.json(w, r, out)
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
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	return s.send(w, r, http.StatusOK, append(body, '\n'))
}

// read runs queries in one read transaction, so that a page is of one moment.
func (s *Server) read(ctx context.Context, f func(*sql.Tx) error) error {
	return s.cfg.Archive.ReadTx(ctx, f)
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
	ctx := r.Context()
	err := s.read(ctx, func(tx *sql.Tx) error {
		found, err := activitiesByID(ctx, tx, []string{id})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return notFound("没有这项活动："+clip(id), "there is no activity "+clip(id))
		}
		body.Activity = found[0]
		if body.Column, err = columnByID(ctx, tx, body.Activity.S("column_id")); err != nil {
			return err
		}
		if body.MayRead {
			text, err := recordOf(ctx, tx, "full/texts", oneActivity(id))
			if err != nil {
				return err
			}
			body.Paragraphs = strings.Split(text.S("text"), "\n")
		}
		return body.fillNeighbours(ctx, tx)
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

// fillNeighbours finds the activities printed before and after.
func (a *activityPage) fillNeighbours(ctx context.Context, tx *sql.Tx) error {
	return tx.QueryRowContext(ctx, `SELECT
		coalesce((SELECT activity_id FROM activities WHERE column_id = ?1 AND position < ?2 ORDER BY position DESC LIMIT 1), ''),
		coalesce((SELECT activity_id FROM activities WHERE column_id = ?1 AND position > ?2 ORDER BY position LIMIT 1), '')`,
		a.Activity.S("column_id"), a.Activity.N("position")).Scan(&a.Previous, &a.Next)
}

// privateIfText keeps shared caches from holding what only some may read.
func (s *Server) privateIfText(w http.ResponseWriter, holdsText bool) {
	w.Header().Add("Vary", "Authorization, Cookie")
	if holdsText && !s.cfg.Demo && s.cfg.TextAccess == TextToken {
		w.Header().Set("Cache-Control", "private, no-store")
	}
}
