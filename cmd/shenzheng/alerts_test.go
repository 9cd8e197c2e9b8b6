package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/archive"
	"shenzheng/crawler"
	"shenzheng/parser"
)

// watcher is a daemon that has begun nothing, whose clock stands still.
func watcher(t *testing.T, now time.Time) (d *daemon, clock *time.Time) {
	t.Helper()
	clock = &now
	a := &app{now: func() time.Time { return *clock }, free: func(string) (int64, error) { return 1 << 40, nil }, log: slog.New(slog.DiscardHandler), data: t.TempDir(), cfg: defaultConfig()}
	a.cfg.Alerts.Webhook = "http://127.0.0.1:1/"
	arc, err := archive.Open(t.Context(), a.archiveConfig())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := arc.Close(); err != nil {
			t.Error(err)
		}
	})
	return &daemon{app: a, arc: arc, queued: make(chan struct{}, 1)}, clock
}

// openKeys gives the keys of the open alerts.
func openKeys(t *testing.T, d *daemon) (keys []string) {
	t.Helper()
	alerts, err := d.arc.OpenAlerts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range alerts {
		keys = append(keys, a.Key)
	}
	return keys
}

// A first start by a clock that is wrong expects from the day on which it is
// right, and a clock that is wrong later changes nothing.
func TestExpectationsBeginByARightClock(t *testing.T) {
	t.Parallel()
	for _, first := range []int{1970, 2036} {
		d, clock := watcher(t, time.Date(first, 1, 1, 0, 0, 0, 0, time.UTC))
		if _, err := d.expect(t.Context()); err != nil {
			t.Fatal(err)
		}
		for day := range 30 {
			for _, hour := range []int{12, 13} {
				*clock = time.Date(2026, 11, 28+day, hour, 0, 0, 0, time.UTC)
				if day == 10 && hour == 12 {
					*clock = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
				}
				if err := d.watchWeeks(t.Context(), 0); err != nil {
					t.Fatal(err)
				}
			}
		}
		want := []string{"week_missing:2026-11-23", "week_missing:2026-11-30", "week_missing:2026-12-07", "week_missing:2026-12-14"}
		if diff := cmp.Diff(want, openKeys(t, d)); diff != "" {
			t.Errorf("first start in %d: open alerts (-want +got):\n%s", first, diff)
		}
	}
}

// What an earlier release took from a clock that was wrong is mended, unless
// the columns held show that it is the clock of today that is wrong.
func TestExpectationsOfAWrongClockAreMended(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	for since, want := range map[string]string{"1970-01-01T00:00:05Z": "2026-11-28T12:00:00Z", "2036-01-01T00:00:00Z": "2026-11-28T12:00:00Z",
		"2024-05-01T00:00:00Z": "2024-05-01T00:00:00Z"} {
		d, clock := watcher(t, now)
		err := d.arc.SetSetting(t.Context(), installedSetting, since)
		got, eerr := d.expect(t.Context())
		if err := errors.Join(err, eerr); err != nil || got.Format(time.RFC3339) != want {
			t.Errorf("since %s: expected since %s, %v; want %s", since, got.Format(time.RFC3339), err, want)
		}
		_, err = d.arc.SkipWeek(t.Context(), archive.Monday(parser.DateOf(now)), "a holiday")
		*clock = now.AddDate(-2, 0, 0)
		_, eerr = d.expect(t.Context())
		kept, serr := d.arc.Setting(t.Context(), installedSetting)
		if err := errors.Join(err, eerr, serr); err != nil || kept != want {
			t.Errorf("since %s: a clock two years behind leaves %s, %v; want %s", since, kept, err, want)
		}
	}
}

func TestEveryWithdrawalIsNews(t *testing.T) {
	t.Parallel()
	d, clock := watcher(t, friday)
	for i, lastSeen := range []time.Time{friday.AddDate(0, -1, 0), friday.AddDate(0, 4, 0), friday.AddDate(9, 0, 0)} {
		for range 2 {
			if err := d.upset(t.Context(), archive.Upset{ColumnID: "col_1", Revision: 1, Withdrawn: true, LastSeen: lastSeen}); err != nil {
				t.Fatal(err)
			}
			*clock = clock.Add(time.Hour)
		}
		var n int
		if err := d.arc.Reader().QueryRow(`SELECT count(*) FROM messages`).Scan(&n); err != nil || n != min(i+1, 2) {
			t.Errorf("withdrawn after %s: %d messages, %v", lastSeen, n, err)
		}
		*clock = friday.AddDate(0, 6*(i+1), 0)
	}
}

// What is configured no more has no alert, from the next start on.
func TestAlertsOfWhatIsConfiguredNoMore(t *testing.T) {
	t.Parallel()
	d, _ := watcher(t, friday)
	for _, key := range []string{"source:old", "source:away", "job:backup", "job:check", "job:snapshot", "disk"} {
		if err := d.alert(t.Context(), true, trouble{key: key, code: "x", title: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	d.cfg.Sources = []crawler.Source{{Name: "away"}, {Name: "new"}}
	d.cfg.Schedules = ScheduleConfig{Crawl: "off", Recheck: "off", Snapshot: "off", Check: "30 4 * * 3", Backup: "off"}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if d, err = newDaemon(t.Context(), d.app, d.arc, false); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.run(ctx, listener) }()
	answer, err := http.Get("http://" + listener.Addr().String() + "/healthz")
	if err == nil {
		err = answer.Body.Close()
	}
	stop()
	if err := errors.Join(err, <-ended); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"source:away", "job:check", "job:snapshot", "disk"}, openKeys(t, d)); diff != "" {
		t.Errorf("open alerts (-want +got):\n%s", diff)
	}
}

// The end of a trouble that the webhook does not hear of at once, because it is
// busy, or because the daemon was stopped to restore the database, is told by
// the daemon that opens the database again.
func TestDatabaseIsBackAndNobodyWasTold(t *testing.T) {
	t.Parallel()
	for _, stopped := range []bool{false, true} {
		epoch := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
		w := newWorld(t, 2, epoch)
		w.storeEvery = 0
		synctest.Test(t, func(t *testing.T) {
			dir := t.TempDir()
			file, away := filepath.Join(dir, archive.DatabaseName), filepath.Join(dir, "away")
			p := begin(t, w, dir, epoch, nil)
			p.until(epoch.Add(30 * time.Minute))
			if err := os.Rename(file, away); err != nil {
				t.Fatal(err)
			}
			p.until(epoch.Add(33 * time.Minute))
			expect(t, "messages in the trouble", w.told(), "store_damaged open")
			w.set(func(w *world) {
				w.refuse = func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusServiceUnavailable) }
			})
			back := func() {
				if err := os.Rename(away, file); err != nil {
					t.Fatal(err)
				}
			}
			if !stopped {
				back()
				p.until(epoch.Add(36 * time.Minute))
			}
			p.cancel()
			p.daemon.course.Wait()
			p.daemon.scheduler.Stop()
			if err := p.arc.Close(); err != nil {
				t.Logf("closing what was lost: %v", err)
			}
			if stopped {
				back()
			}
			w.set(func(w *world) { w.refuse = nil })
			err := p.daemon.withWriter(t.Context(), func(arc *archive.Archive) error {
				d := &daemon{app: p.daemon.app, arc: arc, queued: make(chan struct{}, 1)}
				for range 2 {
					if err := d.tellStoreOver(t.Context()); err != nil {
						return err
					}
				}
				_, err := d.deliver(t.Context())
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "messages of the daemon that begins anew", w.told(), "store_damaged resolved")
		})
	}
}
