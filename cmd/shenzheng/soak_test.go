package main

import (
	"io"
	"net/http"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"
)

// soakVariable says how long the soak test runs, such as 60s.
const soakVariable = "SHENZHENG_TEST_SOAK"

// TestSoak crawls, makes snapshots and downloads at once, and expects memory
// and goroutines at the end to be what they were after the first third.
func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	length := 6 * time.Second
	if text := os.Getenv(soakVariable); text != "" {
		var err error
		if length, err = time.ParseDuration(text); err != nil {
			t.Fatal(err)
		}
	}
	w := newWorld(t, 8, friday)
	p := begin(t, w, t.TempDir(), friday.Add(-time.Since(bubbleStart)), func(c *Config) {
		c.Schedules = ScheduleConfig{}
		c.Snapshots.Keep = 2
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
			if err := g.runJob(t.Context(), "snapshot", noTime, g.snapshotJob); err != nil {
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
