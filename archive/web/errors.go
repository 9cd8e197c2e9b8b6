package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"path"
	"strings"
)

// handler answers a request or says why not. A returned error becomes a short
// page or JSON, unless the answer has already begun: then the transfer is broken
// off, so that nobody takes the part for the whole.
type handler func(w http.ResponseWriter, r *http.Request) error

// problem is an error that may be shown to the visitor.
type problem struct {
	status int
	zh, en string
}

func (p problem) Error() string { return p.en }

func notFound(zh, en string) error   { return problem{http.StatusNotFound, zh, en} }
func badRequest(zh, en string) error { return problem{http.StatusBadRequest, zh, en} }

// fail answers with the error, or aborts the transfer if it has begun.
func (s *Server) fail(w *response, r *http.Request, err error) {
	var p problem
	if !errors.As(err, &p) {
		if r.Context().Err() != nil && w.status == 0 {
			return // nobody is waiting for the answer
		}
		s.cfg.Log.Error("request failed", "route", w.route, "path", r.URL.Path, "err", err)
		p = problem{http.StatusInternalServerError, "服务器出错，已记录", "internal error; it has been logged"}
	}
	if w.status != 0 {
		panic(http.ErrAbortHandler)
	}
	s.sayError(w, r, p)
}

func (s *Server) sayError(w *response, r *http.Request, p problem) {
	h := w.Header()
	for _, name := range []string{"ETag", "Content-Disposition", "Content-Length", "Last-Modified", "Content-Encoding"} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
	if p == busyProblem {
		h.Set("Retry-After", "5")
	}
	if wantsJSON(r) {
		open(w) // or a page of another origin could not read what was wrong
		h.Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(p.status)
		if err := json.NewEncoder(w).Encode(map[string]string{"error": p.en}); err != nil {
			s.cfg.Log.Debug("error not delivered", "err", err)
		}
		return
	}
	if err := s.page(w, r, p.status, "error.html", page{ZH: p.zh, EN: strings.ToUpper(p.en[:1]) + p.en[1:], Body: p}); err != nil {
		s.cfg.Log.Error("error page failed", "err", err)
	}
}

// wantsJSON reports whether data were asked for: by the address's ending, by
// format=, or by an Accept header that prefers data to HTML.
func wantsJSON(r *http.Request) bool {
	ext, format, accept := path.Ext(r.URL.Path), r.URL.Query().Get("format"), r.Header.Get("Accept")
	return ext == ".json" || ext == ".csv" || format == "json" || format == "csv" ||
		!strings.Contains(accept, "text/html") && (strings.Contains(accept, "application/json") || strings.Contains(accept, "text/csv"))
}
