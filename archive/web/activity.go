package web

import (
	"context"
	"database/sql"
	"net/http"
	"strings"

	"shenzheng/archive/snapshot"
)

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
			text, err := recordOf(ctx, tx, "full/texts", snapshot.Filter{Where: "activities.activity_id = ?", Args: []any{id}})
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
	zh, en := say("zh", body.Activity), say("en", body.Activity)
	body.Citation = s.citeColumn(r, body.Column, id, zh, en, "/activities/"+id)
	if wantsJSON(r) {
		return s.entity(w, r, body.Citation, activityParts(id))
	}
	s.privateIfText(w, body.MayRead)
	return s.page(w, r, http.StatusOK, "activity.html", page{ZH: zh, EN: en, Body: &body})
}

// fillNeighbours finds the activities printed before and after.
func (a *activityPage) fillNeighbours(ctx context.Context, tx *sql.Tx) error {
	return tx.QueryRowContext(ctx, `SELECT
		coalesce((SELECT activity_id FROM activities WHERE column_id = ?1 AND position < ?2 ORDER BY position DESC LIMIT 1), ''),
		coalesce((SELECT activity_id FROM activities WHERE column_id = ?1 AND position > ?2 ORDER BY position LIMIT 1), '')`,
		a.Activity.S("column_id"), a.Activity.N("position")).Scan(&a.Previous, &a.Next)
}

// privateIfText keeps shared caches from holding what only some may read.
func (s *Server) privateIfText(w http.ResponseWriter, mayRead bool) {
	w.Header().Add("Vary", "Authorization, Cookie")
	if mayRead && !s.cfg.Demo && s.cfg.TextAccess == TextToken {
		w.Header().Set("Cache-Control", "private, no-store")
	}
}
