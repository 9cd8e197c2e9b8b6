package main

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shenzheng/archive"
	"shenzheng/crawler"
	"shenzheng/crawler/demosite"
)

// crawlDay is a Sunday evening, when the latest demo edition is out.
var crawlDay = time.Date(2025, time.March, 9, 12, 0, 0, 0, time.UTC)

// faultySite is the demo site with faults: an entry of faults answers instead
// of the site, for the requests of its path, as long as it wants to.
type faultySite struct {
	*demosite.Site
	server *httptest.Server

	mu     sync.Mutex
	now    time.Time
	faults map[string]fault
	counts map[string]int
	asked  []string
}

// fault answers the n-th request (from 1) of a path, or says false to leave
// it to the site.
type fault func(n int, w http.ResponseWriter, r *http.Request) bool

func newFaultySite(t *testing.T, weeks int) *faultySite {
	t.Helper()
	s := &faultySite{now: crawlDay, faults: map[string]fault{}, counts: map[string]int{}}
	s.Site = demosite.New(demosite.Options{Now: s.clock, Weeks: weeks})
	s.server = httptest.NewServer(s)
	t.Cleanup(s.server.Close)
	return s
}

func (s *faultySite) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *faultySite) later(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

func (s *faultySite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.URL.RequestURI())
	s.counts[r.URL.RequestURI()]++
	n := s.counts[r.URL.RequestURI()]
	f := s.faults[r.URL.RequestURI()]
	if f == nil {
		f = s.faults["*"]
	}
	s.mu.Unlock()
	if f != nil && f(n, w, r) {
		return
	}
	s.Site.ServeHTTP(w, r)
}

// fail sets a fault, which counts requests from now on; nil removes it.
func (s *faultySite) fail(path string, f fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[path] = f
	s.counts[path] = 0
}

// requests gives the paths asked for since the last call.
func (s *faultySite) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := s.asked
	s.asked = nil
	return asked
}

func (s *faultySite) host() string { return strings.TrimPrefix(s.server.URL, "http://") }

// archiveRig is a crawler on a real archive in a temporary folder. Its waits
// take no time and are written down.
type archiveRig struct {
	t       *testing.T
	archive *archive.Archive
	cfg     crawler.Config
	waits   []time.Duration
}

func newRig(t *testing.T, site *faultySite, change ...func(*crawler.Config)) *archiveRig {
	t.Helper()
	rig := &archiveRig{t: t, archive: openTestArchive(t, t.TempDir(), site.clock)}
	rig.cfg = crawler.Config{
		Store: rig.archive, Version: "1.2.3", Contact: "mailto:test@example.org",
		Log: slog.New(slog.DiscardHandler), Now: site.clock, Timeout: 20 * time.Second,
		Sleep: func(ctx context.Context, d time.Duration) error {
			rig.waits = append(rig.waits, d)
			site.later(d)
			return ctx.Err()
		},
		Sources: []crawler.Source{{
			Name: "dutenews", Start: []string{site.server.URL + site.Start()}, Hosts: []string{"127.0.0.1"},
			Delay: 5 * time.Second, MaxRequests: 200, MaxWait: 10 * time.Minute,
		}},
	}
	for _, c := range change {
		c(&rig.cfg)
	}
	return rig
}

// emptyDatabase is a database in which nothing was kept yet, its token neither.
// To make one takes longer than many a test.
var emptyDatabase = sync.OnceValues(func() (text []byte, err error) {
	dir, err := os.MkdirTemp("", "shenzheng-test-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	arc, err := archive.Open(context.Background(), archive.Config{Dir: dir, Now: time.Now})
	if err != nil {
		return nil, err
	}
	if err := arc.Close(); err != nil {
		return nil, err
	}
	file := filepath.Join(dir, archive.DatabaseName)
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return nil, err
	}
	_, err = db.Exec(`DELETE FROM settings`)
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

// layDatabase lays an empty database into a folder that has none.
func layDatabase(t *testing.T, dir string) {
	t.Helper()
	file := filepath.Join(dir, archive.DatabaseName)
	if _, err := os.Stat(file); err == nil {
		return
	}
	text, err := emptyDatabase()
	if err = errors.Join(err, os.MkdirAll(dir, 0o755)); err != nil {
		t.Fatal(err)
	}
	write(t, file, text)
}

func openTestArchive(t *testing.T, dir string, now func() time.Time) *archive.Archive {
	t.Helper()
	layDatabase(t, dir)
	arc, err := archive.Open(context.Background(), archive.Config{
		Dir: dir, Now: now, Sources: []archive.Source{{Name: "dutenews", Hosts: []string{"127.0.0.1"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := arc.Close(); err != nil {
			t.Error(err)
		}
	})
	return arc
}

func (rig *archiveRig) crawl(request crawler.Request) crawler.Report {
	rig.t.Helper()
	if _, err := rig.archive.DerivePending(context.Background()); err != nil {
		rig.t.Fatal(err)
	}
	report, err := crawler.Crawl(context.Background(), rig.cfg, request)
	if err != nil {
		rig.t.Fatal(err)
	}
	return report
}

// strings runs a query that gives one text column.
func (rig *archiveRig) strings(query string, args ...any) []string {
	rig.t.Helper()
	rows, err := rig.archive.Reader().Query(query, args...)
	if err != nil {
		rig.t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			rig.t.Fatal(err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		rig.t.Fatal(err)
	}
	return out
}

// columns gives the article numbers of the columns held.
func (rig *archiveRig) columns() []string {
	return rig.strings(`SELECT number FROM columns ORDER BY number`)
}

// verdicts gives what became of an article's captures, in order.
func (rig *archiveRig) verdicts(number string) []string {
	return rig.strings(`SELECT verdict || CASE reason WHEN '' THEN '' ELSE ': ' || reason END FROM captures
		WHERE number = ? ORDER BY capture_id`, number)
}

func sorted(list ...string) []string {
	slices.Sort(list)
	return list
}
