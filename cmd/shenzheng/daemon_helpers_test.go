package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"shenzheng/archive"
	"shenzheng/crawler"
	"shenzheng/crawler/demosite"
)

// bubbleStart is when the clock of a synctest bubble begins.
var bubbleStart = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// world is what lies outside the daemon and is shared by its processes: the
// source, the webhook, the disk and the wall clock.
type world struct {
	site   *demosite.Site
	source *httptest.Server
	hook   *httptest.Server

	now  atomic.Int64 // unix nanoseconds of the wall clock, for the site
	lag  atomic.Int64 // nanoseconds by which the site publishes late
	free atomic.Int64 // bytes on the disk

	storeEvery time.Duration // how often a daemon looks at its database; 0 for as released

	mu       sync.Mutex
	fault    http.HandlerFunc               // answers instead of the source, if set
	edit     func(path, page string) string // changes what the source prints, if set
	refuse   http.HandlerFunc               // answers instead of the webhook, if set
	messages []map[string]string
	pings    []string
}

// newWorld makes a world in which no connection is used twice: a goroutine
// that waits for the network keeps the fake clock of a bubble from going on.
func newWorld(t *testing.T, weeks int, now time.Time) *world {
	t.Helper()
	w := &world{storeEvery: 6 * time.Hour} // more looks at a sound database would show nothing more
	w.now.Store(now.UnixNano())
	w.free.Store(100 << 30)
	w.site = demosite.New(demosite.Options{Weeks: weeks, Now: func() time.Time { return time.Unix(0, w.now.Load()-w.lag.Load()) }})
	w.source = w.serve(t, w.serveSource)
	w.hook = w.serve(t, w.serveHook)
	return w
}

func (w *world) serve(t *testing.T, f http.HandlerFunc) *httptest.Server {
	s := httptest.NewUnstartedServer(f)
	s.Config.SetKeepAlivesEnabled(false)
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func (w *world) serveSource(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	fault, edit := w.fault, w.edit
	w.mu.Unlock()
	if fault != nil {
		fault(rw, r)
		return
	}
	if edit == nil {
		w.site.ServeHTTP(rw, r)
		return
	}
	plain := r.Clone(r.Context())
	for _, name := range []string{"If-None-Match", "If-Modified-Since", "Accept-Encoding"} {
		plain.Header.Del(name)
	}
	page := httptest.NewRecorder()
	w.site.ServeHTTP(page, plain)
	text := edit(r.URL.Path, page.Body.String())
	if text == "" {
		http.NotFound(rw, r)
		return
	}
	if text == page.Body.String() {
		w.site.ServeHTTP(rw, r)
		return
	}
	rw.Header().Set("Content-Type", page.Header().Get("Content-Type"))
	rw.WriteHeader(page.Code)
	if _, err := io.WriteString(rw, text); err != nil {
		return // the client went away
	}
}

func (w *world) serveHook(rw http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusInternalServerError)
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if strings.HasPrefix(r.URL.Path, "/ping") {
		w.pings = append(w.pings, strings.TrimPrefix(r.URL.Path, "/ping/verysecretping"))
		return
	}
	if w.refuse != nil {
		w.refuse(rw, r)
		return
	}
	m := map[string]string{}
	if err := json.Unmarshal(body, &m); err != nil {
		http.Error(rw, err.Error(), http.StatusBadRequest)
		return
	}
	w.messages = append(w.messages, m)
}

// set changes the world.
func (w *world) set(change func(*world)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change(w)
}

// told gives what the webhook took so far, as "code state", and forgets it.
func (w *world) told() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []string
	for _, m := range w.messages {
		list = append(list, m["code"]+" "+m["state"])
	}
	w.messages = nil
	return list
}

// process is one life of the daemon in a bubble, without its listener.
type process struct {
	t      *testing.T
	world  *world
	dir    string
	log    *lockedBuffer
	daemon *daemon
	arc    *archive.Archive
	cancel context.CancelFunc
	// skew is by how much its clock is wrong.
	skew atomic.Int64
	// broken makes the look at the disk panic.
	broken atomic.Bool
}

// lockedBuffer is written by a process's output while a test reads it. The
// buffer is a field of its own: embedded, its other methods would go past the
// lock.
type lockedBuffer struct {
	mu      sync.Mutex
	written bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.written.Write(p)
}

func (b *lockedBuffer) text() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.written.String()
}

// begin starts the daemon in a folder. epoch is the wall clock's time at the
// start of the bubble.
func begin(t *testing.T, w *world, dir string, epoch time.Time, change func(*Config)) *process {
	t.Helper()
	p := &process{t: t, world: w, dir: dir, log: &lockedBuffer{}}
	a := &app{Streams: Streams{Out: p.log, Err: p.log}, env: os.Environ(), data: dir, configFile: filepath.Join(dir, "config.yaml")}
	a.now = func() time.Time {
		now := epoch.Add(time.Since(bubbleStart) + time.Duration(p.skew.Load()))
		w.now.Store(epoch.Add(time.Since(bubbleStart)).UnixNano())
		return now
	}
	a.free = func(string) (int64, error) {
		if p.broken.Load() {
			panic("no such luck")
		}
		return w.free.Load(), nil
	}
	a.log = slog.New(slog.NewJSONHandler(p.log, &slog.HandlerOptions{Level: slog.LevelInfo}))
	a.cfg = defaultConfig()
	a.cfg.Sources = []crawler.Source{{Name: "demo", Start: []string{w.source.URL + w.site.Start()},
		Hosts: []string{strings.TrimPrefix(w.source.URL, "http://")}, MaxRequests: 500, Robots: "obey"}}
	a.cfg.Alerts = AlertConfig{Webhook: w.hook.URL + "/hook/verysecret", Kind: "json", Ping: w.hook.URL + "/ping/verysecretping"}
	if change != nil {
		change(&a.cfg)
	}
	layDatabase(t, dir)
	var err error
	if p.arc, err = archive.Open(t.Context(), a.archiveConfig()); err != nil {
		t.Fatal(err)
	}
	work, cancel := context.WithCancel(t.Context())
	p.cancel = cancel
	if p.daemon, err = newDaemon(work, a, p.arc, true); err != nil {
		t.Fatal(err)
	}
	p.daemon.readAhead = false // most of these lives have no visitor
	if w.storeEvery > 0 {
		p.daemon.store.every = w.storeEvery
		p.arc.Reader().SetConnMaxIdleTime(0) // in hours that pass at once each look would open the database anew
	}
	if _, err := p.arc.AbandonRuns(work); err != nil {
		t.Fatal(err)
	}
	if _, err := p.daemon.expect(work); err != nil {
		t.Fatal(err)
	}
	if err := p.daemon.start(work); err != nil {
		t.Fatal(err)
	}
	return p
}

// end stops the process in good order, as SIGTERM does.
func (p *process) end() {
	p.t.Helper()
	p.cancel()
	p.daemon.course.Wait()
	p.daemon.scheduler.Stop()
	if err := p.arc.Close(); err != nil {
		p.t.Error(err)
	}
}

func (p *process) now() time.Time { return p.daemon.now() }

// until lets the clock run to a time, and all that is begun by then end.
func (p *process) until(at time.Time) {
	time.Sleep(at.Sub(p.now()))
	synctest.Wait()
}

// alerts gives every alert as "key open" or "key resolved" in the order of their opening.
func (p *process) alerts() []string {
	p.t.Helper()
	var text string
	err := p.arc.Reader().QueryRow(`SELECT coalesce(group_concat(key || iif(resolved_at = '', ' open', ' resolved'), char(10)
		ORDER BY opened_at, alert_id), '') FROM alerts`).Scan(&text)
	if err != nil {
		p.t.Fatal(err)
	}
	return slices.DeleteFunc(strings.Split(text, "\n"), func(s string) bool { return s == "" })
}

// recorded is a response as it came.
type recorded struct {
	head   http.Header
	status int
	body   bytes.Buffer
}

func (r *recorded) Header() http.Header {
	if r.head == nil {
		r.head = http.Header{}
	}
	return r.head
}

func (r *recorded) WriteHeader(status int) { r.status = status }

func (r *recorded) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.body.Write(p)
}

func get(t *testing.T, path string) *http.Request {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	r.RemoteAddr = "127.0.0.1:1"
	return r
}

// requests counts the requests made to sources so far.
func (p *process) requests() int {
	p.t.Helper()
	counts, err := p.arc.RequestCounts(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	n := 0
	for _, c := range counts {
		n += c.Count
	}
	return n
}

// outcomes gives how the runs of a job ended, latest first, with an archive
// opened beside the daemon.
func (p *process) outcomes(t *testing.T, job string) []string {
	t.Helper()
	arc, err := archive.OpenReader(t.Context(), archive.Config{Dir: p.dir})
	if err != nil {
		t.Fatal(err)
	}
	defer arc.Close()
	runs, err := arc.Runs(t.Context(), job, 10)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, r := range runs {
		list = append(list, r.Outcome)
	}
	return list
}

// exec changes the database behind the daemon's back.
func (p *process) exec(query string) {
	p.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(p.dir, archive.DatabaseName)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		p.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(p.t.Context(), query); err != nil {
		p.t.Fatal(err)
	}
}
