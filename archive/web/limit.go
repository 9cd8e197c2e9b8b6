package web

import (
	"context"
	"net/http"
	"time"
)

const (
	maxQueryBytes  = 2048             // of a raw query string
	maxHeaderBytes = 64 << 10         // of all request headers
	waitForTurn    = 20 * time.Second // before a heavy request is sent away
	tableTime      = 2 * time.Minute  // for a table to be written, waiting included
	pageTime       = 30 * time.Second // for a page, queries included
	slowestReader  = 8 << 10          // bytes per second a download must keep up with
)

// turn waits for one of the turns that bound the heavy work done at once; give
// it back with s.turns.Release(1).
func (s *Server) turn(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, s.wait)
	defer cancel()
	if s.turns.Acquire(ctx, 1) != nil {
		return busyProblem
	}
	return nil
}

// bounded lets h run only when a turn is free, and sends the visitor away
// otherwise.
func (s *Server) bounded(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if err := s.turn(r.Context()); err != nil {
			return err
		}
		defer s.turns.Release(1)
		return h(w, r)
	}
}

// busyProblem is answered with Retry-After.
var busyProblem = problem{http.StatusServiceUnavailable, "请求太多，请稍后再试", "too many requests at once; try again in a few seconds"}

// HTTPServer is an http.Server with the limits a public address needs; the
// write deadline is set by each answer, because a slow download is no fault.
func (s *Server) HTTPServer() *http.Server {
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    maxHeaderBytes,
	}
}

// allow gives an answer of so many bytes the time a slow reader needs. The
// deadline is the machine's own time, whatever clock the server was given.
func allow(w http.ResponseWriter, bytes int64) {
	limit := pageTime + time.Duration(bytes/slowestReader)*time.Second
	// A connection without deadlines (a test's recorder) is no error.
	if err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(limit)); err != nil {
		return
	}
}
