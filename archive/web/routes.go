package web

import (
	"net/http"
	"strings"
)

// routes lists every address. The patterns are also the names under which
// requests are counted.
func (s *Server) routes() {
	light := map[string]handler{
		"/{$}":                          s.home,
		"/columns/{id}":                 s.column,
		"/districts/{district}":         s.district,
		"/officials/{id}":               s.official,
		"/activities/{id}":              s.activity,
		"/coverage":                     s.coverage,
		"/codebook":                     s.codebook,
		"/status":                       s.status,
		"/snapshots":                    s.snapshotsMoved,
		"/snapshots/{$}":                s.snapshots,
		"/snapshots/index.json":         s.snapshotIndex,
		"/snapshots/latest":             s.latest,
		"/snapshots/latest/{$}":         s.latest,
		"/snapshots/latest/{file}":      s.latest,
		"/snapshots/latest/full/{file}": s.latest,
		"/snapshots/{id}":               s.snapshotMoved,
		"/snapshots/{id}/{$}":           s.snapshot,
		"/snapshots/{id}/{file}":        s.file,
		"/snapshots/{id}/full/{file}":   s.fullFile,
		"/feed.atom":                    s.feed,
		"/robots.txt":                   s.robots,
		"/openapi.json":                 s.openapi,
		"/healthz":                      s.healthz,
		"/readyz":                       s.readyz,
		"/metrics":                      s.metrics,
		"/assets/{name}":                s.asset,
		"/favicon.ico":                  s.favicon,
		"/":                             s.nothing,
	}
	for pattern, h := range light {
		s.handle(pattern, h)
	}
	for pattern, h := range map[string]handler{"/activities": s.activities, "/activities.json": s.activities, "/officials": s.officials} {
		s.handle(pattern, s.bounded(s.turns, h))
	}
	s.handle("/{table}", s.bounded(s.streams, s.table))
}

func (s *Server) handle(pattern string, h handler) {
	s.mux.Handle("GET "+pattern, s.takeToken(s.run(pattern, h)))
}

// run names the route and turns a returned error into an answer.
func (s *Server) run(route string, h handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w, ok := rw.(*response)
		if !ok {
			w = &response{ResponseWriter: rw}
		}
		w.route = route
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

func (s *Server) nothing(http.ResponseWriter, *http.Request) error {
	return notFound("没有这个页面", "there is no such page")
}

func (s *Server) snapshotsMoved(w http.ResponseWriter, r *http.Request) error {
	return s.redirect(w, r, "/snapshots/", http.StatusMovedPermanently)
}

func (s *Server) snapshotMoved(w http.ResponseWriter, r *http.Request) error {
	rel, err := s.releaseNamed(r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.redirect(w, r, "/snapshots/"+rel.ID+"/", http.StatusMovedPermanently)
}

// redirect leads to an address of this site, query kept.
func (s *Server) redirect(w http.ResponseWriter, r *http.Request, path string, status int) error {
	to := s.base.EscapedPath() + path
	if q := r.URL.RawQuery; q != "" && !strings.Contains(path, "?") {
		to += "?" + q
	}
	http.Redirect(w, r, to, status)
	return nil
}
