package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shenzheng/archive"
)

// soakVariable says how long the soak test runs, such as 60s.
const soakVariable = "SHENZHENG_TEST_SOAK"

// TestSoak crawls, makes snapshots and downloads at once, and expects memory
// and goroutines at the end to be what they were after the first third.
func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	length, _ := soakLength(t)
	w := newWorld(t, 8, friday)
	p := begin(t, w, t.TempDir(), friday.Add(-time.Since(bubbleStart)), func(c *Config) {
		c.Schedules = ScheduleConfig{}
		c.Keep = 2
	})
	defer p.end()
	g := p.daemon
	if err := g.crawlAndLook(t.Context(), "crawl", noTime); err != nil {
		t.Fatal(err)
	}
	server := w.serve(t, p.daemon.pages.ServeHTTP)
	round := func() {
		var load sync.WaitGroup
		load.Go(func() {
			if err := g.crawlAndLook(t.Context(), "crawl", noTime); err != nil {
				t.Error(err)
			}
			if _, err := g.runJob(t.Context(), g.arc, "snapshot", noTime, g.snapshotJob); err != nil {
				t.Error(err)
			}
		})
		for range 4 {
			load.Go(func() {
				for _, path := range []string{"/", "/activities.csv", "/appearances.csv", "/coverage", "/snapshots/latest/activities.csv", "/metrics", "/status"} {
					download(t, server.URL+path)
				}
			})
		}
		load.Wait()
	}
	measure := func() (heap uint64, goroutines int) {
		http.DefaultClient.CloseIdleConnections()
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc, runtime.NumGoroutine()
	}
	start, rounds := time.Now(), 0
	for ; rounds < 3 || time.Since(start) < length/3; rounds++ {
		round()
	}
	heap, goroutines := measure()
	for ; rounds < 6 || time.Since(start) < length; rounds++ {
		round()
	}
	endHeap, endGoroutines := measure()
	t.Logf("%d rounds: heap %d kB, then %d kB; goroutines %d, then %d", rounds, heap>>10, endHeap>>10, goroutines, endGoroutines)
	if endHeap > heap+heap/4+4<<20 {
		t.Errorf("heap grew from %d to %d bytes in %d rounds", heap, endHeap, rounds)
	}
	if endGoroutines > goroutines+8 {
		t.Errorf("goroutines grew from %d to %d in %d rounds", goroutines, endGoroutines, rounds)
	}
}

// soakLength says how long a soak is, and whether it was asked for, on a
// machine that does nothing else.
func soakLength(t *testing.T) (length time.Duration, asked bool) {
	text := os.Getenv(soakVariable)
	if text == "" {
		return 6 * time.Second, false
	}
	length, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return length, true
}

// TestSlowCrowd lets 32 readers take the table of activities at 35 kB a second
// while a crawl brings a column after the other. Each is in the table of the
// next reader; on a quiet machine, which soakVariable promises, within ten
// seconds, and another reader waits under a second.
func TestSlowCrowd(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	length, quiet := soakLength(t)
	if !quiet {
		length = 0
	}
	w := newWorld(t, 40, friday)
	lag := 40 * 7 * 24 * time.Hour
	w.lag.Store(int64(lag))
	p := begin(t, w, t.TempDir(), friday.Add(-time.Since(bubbleStart)), func(c *Config) {
		c.Schedules = ScheduleConfig{}
		c.Keep = 2
		c.Sources[0].MaxRequests = 999
	})
	defer p.end()
	crawl := func() {
		if err := p.daemon.crawlAndLook(t.Context(), "crawl", noTime); err != nil {
			t.Fatal(err)
		}
	}
	crawl()
	server := w.serve(t, p.daemon.pages.ServeHTTP)
	ctx, stop := context.WithCancel(t.Context())
	var crowd sync.WaitGroup
	for range 32 {
		crowd.Go(func() { sip(ctx, server.URL+"/activities.csv") })
	}
	var waits []time.Duration
	crowd.Go(func() {
		for n := 0; ctx.Err() == nil; n++ {
			began := time.Now()
			download(t, server.URL+[]string{"/", "/activities", "/activities.csv?district=futian", "/status", "/readyz"}[n%5])
			waits = append(waits, time.Since(began))
		}
	})
	var longest time.Duration
	var log int64
	rounds := 0
	for start := time.Now(); rounds < 3 || time.Since(start) < length && lag > 0; rounds++ {
		lag -= 7 * 24 * time.Hour
		w.lag.Store(int64(lag))
		began := time.Now()
		crawl()
		newest := slices.Max(lines(t, p.dir, `SELECT column_id FROM columns WHERE activities > 0`))
		if table := bodyOf(t, server.URL+"/activities.csv"); !strings.Contains(table, newest) {
			t.Errorf("%s is held and not in the table", newest)
		}
		longest = max(longest, time.Since(began))
		if info, err := os.Stat(filepath.Join(p.dir, archive.DatabaseName+"-wal")); err == nil {
			log = max(log, info.Size())
		}
	}
	stop()
	crowd.Wait()
	slices.Sort(waits)
	p99 := waits[len(waits)*99/100]
	t.Logf("%d columns, each in the table %v after its crawl began at most; of %d other readers 99 of 100 waited %v at most; the log held %d bytes at most",
		rounds, longest, len(waits), p99, log)
	if quiet && (longest > 10*time.Second || p99 > time.Second) {
		t.Error("too slow")
	}
	if log > 32<<20 {
		t.Errorf("the write-ahead log grew to %d bytes", log)
	}
}

// sip reads an address again and again, 35 kB a second.
func sip(ctx context.Context, address string) {
	for ctx.Err() == nil {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return
		}
		for err == nil && ctx.Err() == nil {
			_, err = io.CopyN(io.Discard, res.Body, 3500)
			time.Sleep(100 * time.Millisecond) // the slow reader's own time
		}
		res.Body.Close()
	}
}

// bodyOf gives the body at an address.
func bodyOf(t *testing.T, address string) string {
	t.Helper()
	body, err := fetch(address)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func download(t *testing.T, address string) {
	res, err := http.Get(address)
	if err != nil {
		t.Error(err)
		return
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("GET %s: status %d, %v", address, res.StatusCode, err)
	}
}
