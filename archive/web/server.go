package web

import (
	"cmp"
	"context"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"runtime/debug"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"shenzheng/parser"
)

// Server answers every address of the archive. It is safe for concurrent use.
type Server struct {
	cfg     Config
	base    *url.URL
	mux     *http.ServeMux
	pages   *template.Template
	assets  map[string]asset
	answers http.Handler // the mux, its answers packed
	turns   *semaphore.Weighted
	wait    time.Duration // for a turn
	memo    memo
	proofs  proofs
	// releases are kept by their ids: to read the list of files for each download
	// of a small one took a third of its time.
	releases sync.Map
}

// New puts a Server together.
func New(cfg Config) (*Server, error) {
	base, err := ParseBase(cfg.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("read base_url: %w", err)
	}
	pages, err := parsePages()
	if err != nil {
		return nil, fmt.Errorf("read page templates: %w", err)
	}
	assets, err := readAssets()
	if err != nil {
		return nil, fmt.Errorf("read assets: %w", err)
	}
	s := &Server{
		cfg: cfg, base: base, mux: http.NewServeMux(), pages: pages, assets: assets,
		turns: semaphore.NewWeighted(heavyRequests), wait: waitForTurn,
	}
	s.routes()
	s.answers, err = s.packing(s.mux)
	return s, err
}

// KeepWarm reads ahead, now and whenever the rows have changed, the pages that
// visitors see first and that cost most, so that none of them waits for a
// count over a large archive: at fifty years each of these takes from a tenth
// of a second to some seconds when it is first asked for. It ends with ctx.
func (s *Server) KeepWarm(ctx context.Context) {
	look := time.NewTicker(10 * time.Minute) // seldom enough for the pool to let its connections go
	defer look.Stop()
	for warmed := int64(1); ; { // of an archive to which nothing was ever written there is nothing to read ahead
		edition, err := s.edition(ctx)
		if err == nil && edition != warmed {
			warmed, err = edition, s.warm(ctx)
			debug.FreeOSMemory() // rows may not change for days; what counting took goes back to the machine
		}
		if err != nil && ctx.Err() == nil {
			s.cfg.Log.Warn("pages could not be read ahead; trying again", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

// warm asks for pages as a visitor would, one after the other.
func (s *Server) warm(ctx context.Context) error {
	paths := []string{"/", "/activities", "/officials", "/coverage"}
	for _, d := range districtSlugs() {
		paths = append(paths, "/districts/"+d, "/districts/"+d+"?format=json")
	}
	for _, k := range parser.Values(parser.Kinds()) {
		paths = append(paths, "/activities?kind="+k)
	}
	for _, o := range parser.Values(parser.Offices()) {
		paths = append(paths, "/activities?office="+o)
	}
	for _, t := range liveTables() {
		paths = append(paths, "/tables/"+t.Name)
	}
	for _, path := range paths {
		r, err := http.NewRequestWithContext(ctx, http.MethodHead, path, nil)
		if err != nil {
			return err
		}
		s.mux.ServeHTTP(nobody{}, r)
		if ctx.Err() != nil {
			return nil
		}
	}
	return nil
}

// nobody reads an answer.
type nobody struct{}

func (nobody) Header() http.Header         { return http.Header{} }
func (nobody) Write(b []byte) (int, error) { return len(b), nil }
func (nobody) WriteHeader(int)             {}

const (
	maxQueryBytes  = 2048             // of a raw query string
	maxHeaderBytes = 64 << 10         // of all request headers
	heavyRequests  = 8                // filtered lists and tables worked out at once
	waitForTurn    = 20 * time.Second // before a heavy request is sent away
	tableTime      = 2 * time.Minute  // for a table to be written, waiting included
	pageTime       = 30 * time.Second // for a page, queries included
	slowestReader  = 8 << 10          // bytes per second a download must keep up with
)

// turn waits for one of the turns that bound the heavy work done at once; give
// it back with s.turns.Release(1).
func (s *Server) turn(ctx context.Context) error {
	waiting, cancel := context.WithTimeout(ctx, s.wait)
	defer cancel()
	if s.turns.Acquire(waiting, 1) != nil {
		return cmp.Or(ctx.Err(), error(busyProblem)) // who left is not told
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
