package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// routes lists every address. The patterns are also the names under which
// requests are counted.
func (s *Server) routes() {
	light := map[string]handler{
		"/{$}":                          s.home,
		"/columns/{id}":                 s.column,
		"/officials/{id}":               s.official,
		"/officials":                    s.officials,
		"/activities/{id}":              s.activity,
		"/coverage":                     s.coverage,
		"/coverage.json":                s.coverage,
		"/tables":                       s.tables,
		"/tables/{$}":                   s.tables,
		"/tables/{table}":               s.tableView,
		"/codebook":                     s.codebook,
		"/status":                       s.status,
		"/snapshots":                    s.leads("/snapshots/", http.StatusMovedPermanently),
		"/snapshots/{$}":                s.snapshots,
		"/snapshots/index.json":         s.snapshotIndex,
		"/snapshots/latest":             s.latest,
		"/snapshots/latest/{$}":         s.latest,
		"/snapshots/latest/{file}":      s.latest,
		"/snapshots/latest/full/{file}": s.latest,
		"/snapshots/{id}":               s.snapshotMoved,
		"/snapshots/{id}/{$}":           s.snapshot,
		"/snapshots/{id}/{file}":        s.file,
		"/snapshots/{id}/full/{file}":   s.file,
		"/pictures/{name}":              s.picturesData,
		"/feed.atom":                    s.feed,
		"/robots.txt":                   s.robots,
		"/healthz":                      s.healthz,
		"/readyz":                       s.readyz,
		"/metrics":                      s.metrics,
		"/assets/{name}":                s.asset,
		"/favicon.ico":                  s.asset,
		"/":                             s.nothing,
	}
	for pattern, h := range light {
		s.handle(pattern, h)
	}
	heavy := map[string]handler{
		"/districts/{district}": s.district,
		"/activities":           s.activities,
		"/activities.json":      s.activities,
	}
	for pattern, h := range heavy {
		s.handle(pattern, s.bounded(h))
	}
	for _, page := range []string{"activities", "officials", "coverage", "codebook", "status"} {
		s.handle("/"+page+"/{$}", s.leads("/"+page, http.StatusMovedPermanently))
	}
	for _, pattern := range []string{"/districts", "/districts/{$}", "/columns", "/columns/{$}"} {
		s.handle(pattern, s.leads("/coverage", http.StatusFound)) // which links every week and every district
	}
	s.handle("/{table}", s.table)
}

func (s *Server) handle(pattern string, h handler) {
	s.mux.Handle("GET "+pattern, s.takeToken(s.run(pattern, h)))
}

// run turns a returned error into an answer.
func (s *Server) run(route string, h handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w := &response{ResponseWriter: rw, route: route}
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

func (s *Server) nothing(http.ResponseWriter, *http.Request) error {
	return notFound("没有这个页面", "there is no such page")
}

// Addresses that lead to others: those people type, and those that moved.

// leads leads from one page to another.
func (s *Server) leads(to string, status int) handler {
	return func(w http.ResponseWriter, r *http.Request) error { return s.redirect(w, r, to, status) }
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

// plainHost is a Host header fit to be repeated in an address.
var plainHost = regexp.MustCompile(`^[A-Za-z0-9.\-]+(:[0-9]{1,5})?$|^\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?$`)

// absolute is scheme, host and prefix for addresses that leave this site: those
// of base_url, or of the request where none is configured.
func (s *Server) absolute(r *http.Request) string {
	if s.base.Host != "" {
		return s.base.String()
	}
	u := url.URL{Scheme: "http", Host: "localhost"}
	if plainHost.MatchString(r.Host) {
		u.Host = r.Host
	}
	if r.TLS != nil {
		u.Scheme = "https"
	}
	return u.String()
}
