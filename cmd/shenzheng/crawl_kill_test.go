package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/crawler"
)

// killChildVariable makes TestCrawlChild crawl the address it holds.
const killChildVariable = "SHENZHENG_TEST_CRAWL"

// TestCrawlChild is the process that TestKilledCrawl kills.
func TestCrawlChild(t *testing.T) {
	start := os.Getenv(killChildVariable)
	if start == "" {
		t.Skip("run by TestKilledCrawl only")
	}
	quickCrawl(t, os.Getenv(killChildVariable+"_DIR"), start)
}

// quickCrawl makes one crawl into a folder, without waits and at a fixed time.
func quickCrawl(t *testing.T, dir, start string) *archiveRig {
	t.Helper()
	now := func() time.Time { return crawlDay }
	rig := &archiveRig{t: t, archive: openTestArchive(t, dir, now)}
	rig.cfg = crawler.Config{
		Store: rig.archive, Log: slog.New(slog.DiscardHandler), Now: now, Timeout: 20 * time.Second,
		Sleep:   func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		Sources: []crawler.Source{{Name: "dutenews", Start: []string{start}, Hosts: []string{"127.0.0.1"}, MaxRequests: 200}},
	}
	if report := rig.crawl(crawler.Request{RunID: "run"}); report.Class() != crawler.ClassDone {
		t.Errorf("class %s, items %v", report.Class(), report.Items)
	}
	return rig
}

// derivedTables lists what has to be the same after a crawl that was killed
// and one that was not, whatever ids the captures got.
var derivedTables = []string{
	`SELECT column_id || title || kind || published_at || sections || activities || officials || problems || revision
		|| article_sha256 || capture_sha256 || captured_at || state || parser_version FROM columns ORDER BY 1`,
	`SELECT column_id || revision || article_sha256 || first_seen || last_seen FROM revisions ORDER BY 1`,
	`SELECT section_id || position || district || heading || headline || activities FROM sections ORDER BY 1`,
	`SELECT activity_id || position || date_start || date_end || kind || text_sha256 || span_start FROM activities ORDER BY 1`,
	`SELECT activity_id || official_id || post || verbs || statements || span_start FROM appearances ORDER BY 1`,
	`SELECT activity_id || official_id || position || org || title FROM posts ORDER BY 1`,
	`SELECT official_id || name || name_pinyin FROM officials ORDER BY 1`,
	`SELECT column_id || position || role || name FROM credits ORDER BY 1`,
	`SELECT column_id || position || code || detail FROM problems ORDER BY 1`,
	`SELECT column_id || block || class || text FROM blocks ORDER BY 1`,
	`SELECT number || title FROM articles ORDER BY 1`,
	`SELECT value FROM settings WHERE key LIKE 'crawl.%'`,
	`SELECT sha256 || verdict FROM captures WHERE number <> '' GROUP BY 1 ORDER BY 1`,
}

func (rig *archiveRig) derived() map[string][]string {
	tables := map[string][]string{}
	for _, query := range derivedTables {
		tables[query] = rig.strings(query)
	}
	return tables
}

// TestKilledCrawl kills a crawl at random moments, lets the next one finish,
// and expects what an undisturbed crawl gives.
func TestKilledCrawl(t *testing.T) {
	if testing.Short() {
		t.Skip("starts 50 processes")
	}
	t.Parallel()
	site := newFaultySite(t, 6)
	start := site.server.URL + site.Start()
	want := quickCrawl(t, t.TempDir(), start).derived()
	requests := len(site.requests())
	// The seed is in every failure's name, so that its moment can be had again.
	for seed := range uint64(50) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 7))
			dir := t.TempDir()
			killChild(t, site, dir, start, 1+rng.Int64N(int64(requests)), time.Duration(rng.IntN(12_000))*time.Microsecond)
			rig := quickCrawl(t, dir, start)
			if diff := cmp.Diff(want, rig.derived()); diff != "" {
				t.Errorf("tables differ from those of an undisturbed crawl (-want +got):\n%s", diff)
			}
			if s, err := rig.archive.Status(t.Context()); err != nil || s.Unread > 0 {
				t.Errorf("captures left unread: %d, %v", s.Unread, err)
			}
			if found := rig.strings(`PRAGMA integrity_check`); len(found) != 1 || found[0] != "ok" {
				t.Errorf("integrity check: %v", found)
			}
		})
	}
}

// killChild starts a crawl in a process of its own and kills it some time
// after its n-th request came in.
func killChild(t *testing.T, site *faultySite, dir, start string, n int64, after time.Duration) {
	t.Helper()
	layDatabase(t, dir)
	reached := make(chan struct{})
	var asked atomic.Int64
	site.fail("*", func(_ int, _ http.ResponseWriter, _ *http.Request) bool {
		if asked.Add(1) == n {
			close(reached)
		}
		return false
	})
	child := exec.Command(os.Args[0], "-test.run=^TestCrawlChild$")
	child.Env = append(os.Environ(), killChildVariable+"="+start, killChildVariable+"_DIR="+dir)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- child.Wait() }()
	select {
	case <-reached:
		// A random moment within the work that follows the request.
		select {
		case <-time.After(after):
		case err := <-ended:
			ended <- err
		}
		if err := child.Process.Kill(); err != nil && err != os.ErrProcessDone {
			t.Fatal(err)
		}
	case err := <-ended:
		t.Fatalf("the crawl ended by itself: %v", err)
	}
	<-ended
	site.fail("*", nil)
}
