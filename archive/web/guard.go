package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"runtime/debug"
	"strings"
)

// contentPolicy allows this origin's own style sheet, script and pictures and
// nothing else; nothing inline.
const contentPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// ServeHTTP is what every request passes: headers, the path prefix, limits,
// and the net under a panic.
func (s *Server) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w := &response{ResponseWriter: rw}
	start := s.cfg.Now()
	defer func() {
		fault := recover()
		if fault != nil && fault != http.ErrAbortHandler {
			s.cfg.Log.Error("panic in a request", "route", w.route, "path", r.URL.Path, "panic", fmt.Sprint(fault), "stack", string(debug.Stack()))
			if w.status == 0 {
				fault = s.afterPanic(w, r)
			} else {
				fault = http.ErrAbortHandler
			}
		}
		if w.status == 0 && fault == nil && r.Context().Err() == nil {
			w.status = http.StatusOK // what net/http says for who says nothing
		}
		s.cfg.Observe(w.route, w.status, s.cfg.Now().Sub(start))
		if fault != nil {
			panic(http.ErrAbortHandler)
		}
	}()
	s.guard(w, r)
}

// afterPanic says 500, in a frame of its own because the error page might be
// what panicked.
func (s *Server) afterPanic(w *response, r *http.Request) (fault any) {
	defer func() { fault = recover() }()
	s.sayError(w, r, problem{http.StatusInternalServerError, "服务器出错，已记录", "internal error; it has been logged"})
	return nil
}

func (s *Server) guard(w *response, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", contentPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY") // frame-ancestors, for browsers that do not know it
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()")
	if s.base.Scheme == "https" {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	allow(w, 0)
	if len(r.URL.RawQuery) > maxQueryBytes {
		s.fail(w, r, problem{http.StatusRequestURITooLong, "查询过长", "the query is too long"})
		return
	}
	// Go passes over what it cannot read of a query (a;b), which might be a filter.
	if _, err := url.ParseQuery(r.URL.RawQuery); err != nil {
		s.fail(w, r, problem{http.StatusBadRequest, "查询无法识别", "the query cannot be read"})
		return
	}
	if r.Method == http.MethodOptions {
		preflight(w)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD, OPTIONS")
		s.fail(w, r, problem{http.StatusMethodNotAllowed, "只支持 GET 与 HEAD", "only GET and HEAD are answered"})
		return
	}
	r = s.withoutPrefix(r)
	defer func() { _, w.route, _ = strings.Cut(r.Pattern, " ") }()
	s.answers.ServeHTTP(w, r)
}

func preflight(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Allow", "GET, HEAD, OPTIONS")
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
	h.Set("Access-Control-Allow-Headers", "Authorization, If-None-Match, If-Range, Range")
	h.Set("Access-Control-Max-Age", "86400")
	w.WriteHeader(http.StatusNoContent)
}

// withoutPrefix cuts base_url's path from the request's, so that it does not
// matter whether the proxy in front has cut it already.
func (s *Server) withoutPrefix(r *http.Request) *http.Request {
	prefix := s.base.Path
	if prefix == "" || r.URL.Path != prefix && !strings.HasPrefix(r.URL.Path, prefix+"/") {
		return r
	}
	u := *r.URL
	if u.Path = strings.TrimPrefix(u.Path, prefix); u.Path == "" {
		u.Path = "/"
	}
	u.RawPath = strings.TrimPrefix(u.RawPath, s.base.EscapedPath())
	r = r.WithContext(r.Context())
	r.URL = &u
	return r
}

// open lets pages of any origin read the answer: everything sent so is public
// or asked for with the token itself, never with a cookie.
func open(w http.ResponseWriter) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Access-Control-Expose-Headers", "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag")
}

// response remembers what was answered. It keeps io.ReaderFrom, through which
// the kernel sends a file without the bytes passing through the program.
type response struct {
	http.ResponseWriter
	status int // 0 until the header is written
	route  string
}

func (w *response) WriteHeader(status int) {
	// 1xx are not the answer yet.
	if w.status == 0 && status >= 200 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *response) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(p)
}

// ReadFrom hands a file to the kernel where the connection allows it.
func (w *response) ReadFrom(r io.Reader) (int64, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return io.Copy(w.ResponseWriter, r)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *response) Unwrap() http.ResponseWriter { return w.ResponseWriter }

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
