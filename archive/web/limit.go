package web

import (
	"context"
	"net/http"
	"time"
)

const (
	maxQueryBytes  = 2048             // of a raw query string
	maxHeaderBytes = 64 << 10         // of all request headers
	waitForTurn    = 5 * time.Second  // before a heavy request is sent away
	pageTime       = 30 * time.Second // for a page, queries included
	slowestReader  = 8 << 10          // bytes per second a download must keep up with
)

// turns bounds the heavy work done at once.
type turns chan struct{}

// take waits for a turn; false means none came free in time.
func (t turns) take(ctx context.Context, wait time.Duration) bool {
	select {
	case t <- struct{}{}:
		return true
	default:
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case t <- struct{}{}:
		return true
	case <-timer.C:
		return false
	case <-ctx.Done():
		return false
	}
}

func (t turns) give() { <-t }

// bounded lets h run only when a turn is free, and answers 503 with
// Retry-After otherwise.
func (s *Server) bounded(t turns, h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if !t.take(r.Context(), s.wait) {
			return busy(w)
		}
		defer t.give()
		return h(w, r)
	}
}

func busy(w http.ResponseWriter) error {
	w.Header().Set("Retry-After", "5")
	return problem{http.StatusServiceUnavailable, "请求太多，请稍后再试", "too many requests at once; try again in a few seconds"}
}

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
