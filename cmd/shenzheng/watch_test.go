package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/archive"
)

// friday is a morning in Shenzhen; the column of its week appears on the Sunday.
var friday = time.Date(2025, 3, 7, 8, 0, 0, 0, time.FixedZone("", 8*3600))

func at(days, hour, minute int) time.Time {
	return time.Date(2025, 3, 7+days, hour, minute, 0, 0, friday.Location())
}

func expect(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" && len(want)+len(got) > 0 {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestMissingWeekIsToldOnceAndResolvedOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("short: days of the daemon are simulated")
	}
	t.Parallel()
	w := newWorld(t, 8, friday)
	w.lag.Store(int64(48 * time.Hour))
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, t.TempDir(), friday, nil)
		defer p.end()
		p.until(at(3, 11, 59))
		expect(t, "alerts before Monday noon", p.alerts())
		p.until(at(3, 12, 5))
		expect(t, "alerts after Monday noon", p.alerts(), "week_missing:2025-03-03 open")
		p.until(at(4, 12, 0))
		expect(t, "messages while it is missing", w.told(), "week_missing open")
		p.until(at(6, 12, 0))
		expect(t, "alerts in the end", p.alerts(), "week_missing:2025-03-03 resolved")
		expect(t, "messages when it is there", w.told(), "week_missing resolved")
		var detail string
		err := p.arc.Reader().QueryRow(`SELECT detail FROM alerts ORDER BY alert_id DESC LIMIT 1`).Scan(&detail)
		if err != nil || !strings.Contains(detail, "last crawl 2025-03-10 12:00: ok") {
			t.Errorf("the alert does not tell what was tried: %s, %v", detail, err)
		}
	})
}

func TestWeeksAreWatchedWithoutCrawls(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 8, friday)
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, t.TempDir(), friday, func(c *Config) { c.Schedules.Crawl = "off" })
		defer p.end()
		p.until(at(3, 13, 5))
		expect(t, "messages", w.told(), "week_missing open")
	})
}

func TestOutageIsOneAlertAndOneResolution(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 8, friday)
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, t.TempDir(), friday, nil)
		defer p.end()
		p.until(at(1, 7, 0))
		expect(t, "alerts while all is well", p.alerts())
		w.set(func(w *world) {
			w.fault = func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusServiceUnavailable) }
		})
		// Over days of crawls that fail and rechecks that ask for nothing.
		p.until(at(2, 15, 0))
		expect(t, "messages in the outage", w.told(), "source_unavailable open")
		if text, err := runStatus(p, false); exitCode(err) != exitFailed || !strings.Contains(text, "shenzheng import FOLDER") || !strings.Contains(text, "shenzheng backfill https://") {
			t.Errorf("status does not say what can be done: %v\n%s", err, text)
		}
		w.set(func(w *world) { w.fault = nil })
		p.until(at(5, 12, 0))
		expect(t, "messages after it", w.told(), "source_unavailable resolved")
		expect(t, "alerts", p.alerts(), "source:demo resolved")
		if log := p.log.text(); !strings.Contains(log, "trying again on schedule") || !strings.Contains(log, `"next_try":"2025-03-0`) {
			t.Error("the log does not say in plain words that the source is away and when it is tried again")
		}
	})
}

// TestBlockPageIsAnAlert has the site answer with status 200 and its page of
// refusal.
func TestBlockPageIsAnAlert(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 8, friday)
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, t.TempDir(), friday, nil)
		defer p.end()
		p.until(at(0, 9, 0))
		w.set(func(w *world) {
			w.fault = func(rw http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					rw.WriteHeader(http.StatusNotFound)
					return
				}
				answerHTML("<html><head><title>405</title></head><body></body></html>")(rw, r)
			}
		})
		p.until(at(2, 15, 0))
		expect(t, "messages", w.told(), "source_unavailable open")
		w.set(func(w *world) { w.fault = nil })
		p.until(at(3, 12, 0))
		expect(t, "messages after it", w.told(), "source_unavailable resolved")
	})
}

// TestWhatIsLeftIsFetchedWhenItMayBe has the site ask for six hours: the next
// crawl is made then, and not before, also by a daemon that was started anew.
func TestWhatIsLeftIsFetchedWhenItMayBe(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 8, friday)
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		p := begin(t, w, dir, friday, func(c *Config) { c.Schedules.Crawl = "0 9 * * 5"; c.Schedules.Recheck = "off" })
		p.until(at(0, 8, 50))
		w.set(func(w *world) {
			w.fault = func(rw http.ResponseWriter, _ *http.Request) {
				rw.Header().Set("Retry-After", "21600")
				rw.WriteHeader(http.StatusServiceUnavailable)
			}
		})
		p.until(at(0, 9, 30))
		w.set(func(w *world) { w.fault = nil })
		p.until(at(0, 14, 55))
		expect(t, "runs before that", p.outcomes(t, "crawl"), "failed", "ok")
		if next := p.daemon.scheduler.Upcoming()["crawl"]; next.Before(at(0, 15, 0)) || next.After(at(0, 15, 5)) {
			t.Errorf("the next crawl is planned for %s", next)
		}
		p.end()
		p = begin(t, w, dir, friday, func(c *Config) { c.Schedules.Crawl = "0 9 * * 5"; c.Schedules.Recheck = "off" })
		defer p.end()
		p.until(at(0, 15, 10))
		expect(t, "runs after it", p.outcomes(t, "crawl"), "ok", "failed", "ok")
		p.until(at(2, 0, 0))
		expect(t, "runs in the end", p.outcomes(t, "crawl"), "ok", "failed", "ok")
	})
}

func TestEditAndWithdrawalAreNewsOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates 36 days")
	}
	t.Parallel()
	w := newWorld(t, 6, friday)
	number := "/" + w.site.Numbers()[0]
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, t.TempDir(), friday, func(c *Config) { // a look a day finds the same
			c.Schedules = ScheduleConfig{Crawl: "0 22 * * 0", Recheck: c.Schedules.Recheck}
		})
		defer p.end()
		p.until(at(0, 9, 0))
		w.set(func(w *world) {
			w.edit = func(path, page string) string {
				if strings.Contains(path, number) {
					return strings.Replace(page, "一看过去这一周", "一看刚过去的这一周", 1)
				}
				return page
			}
		})
		p.until(at(9, 12, 0)) // over the mark of seven days
		expect(t, "messages after the edit", w.told(), "column_edited open")
		w.set(func(w *world) {
			w.edit = func(path, page string) string {
				if strings.Contains(path, number) {
					return ""
				}
				return page
			}
		})
		p.until(at(32, 12, 0)) // over the mark of thirty days
		expect(t, "messages after the withdrawal", w.told(), "column_withdrawn open")
		p.until(at(36, 12, 0))
		expect(t, "messages later", w.told())
		for _, a := range p.alerts() {
			if !strings.HasSuffix(a, " resolved") {
				t.Errorf("alert %s: news asks nothing of a person", a)
			}
		}
	})
}

func TestFullDiskStopsFetchingOnly(t *testing.T) {
	if testing.Short() {
		t.Skip("short: days of the daemon are simulated")
	}
	t.Parallel()
	w := newWorld(t, 8, friday)
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, t.TempDir(), friday, nil)
		defer p.end()
		p.until(at(1, 0, 30))
		w.free.Store(10 << 20)
		asked := p.requests()
		p.until(at(4, 7, 0))
		if more := p.requests() - asked; more > 0 {
			t.Errorf("%d requests while the disk is full", more)
		}
		expect(t, "messages", w.told(), "disk_full open", "week_missing open")
		page := &recorded{}
		p.daemon.pages.ServeHTTP(page, get(t, "/columns.csv"))
		if page.status != http.StatusOK || !strings.Contains(page.body.String(), "col_demo_") {
			t.Errorf("serving stopped: status %d", page.status)
		}
		w.free.Store(100 << 30)
		p.until(at(5, 12, 0))
		expect(t, "messages after", w.told(), "disk_full resolved", "week_missing resolved")
	})
}

func TestFailedJobsRaiseAlerts(t *testing.T) {
	if testing.Short() {
		t.Skip("short: days of the daemon are simulated")
	}
	t.Parallel()
	w := newWorld(t, 8, friday)
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, t.TempDir(), friday, func(c *Config) { c.Schedules.Check, c.BackupDir = "30 4 * * *", "/dev/null/backups" })
		defer p.end()
		p.until(at(0, 9, 0))
		// A listing's bytes would come again with the next crawl, and be mended by them.
		const article = `(SELECT min(sha256) FROM captures WHERE verdict = 'good')`
		p.exec(`UPDATE bodies SET zstd = CAST(x'00' || zstd AS BLOB) WHERE sha256 = ` + article)
		p.until(at(2, 9, 0))
		expect(t, "messages", w.told(), "job_failed open", "job_failed open")
		expect(t, "alerts", p.alerts(), "job:backup open", "job:check open")
		p.exec(`UPDATE bodies SET zstd = CAST(substr(zstd, 2) AS BLOB) WHERE sha256 = ` + article)
		p.until(at(4, 9, 0))
		expect(t, "messages after the repair", w.told(), "job_failed resolved")
	})
}

// A panic is one failed run, recorded, with an alert; the next run resolves it.
func TestPanicIsAFailedRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 8, friday)
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, t.TempDir(), friday, nil)
		defer p.end()
		p.until(at(0, 9, 0))
		p.broken.Store(true)
		p.until(at(1, 9, 30)) // a recheck and a crawl
		expect(t, "messages", w.told(), "job_failed open", "job_failed open")
		p.broken.Store(false)
		p.until(at(1, 10, 0))
		runs, err := p.arc.Runs(t.Context(), "crawl", 1)
		if err != nil || runs[0].Outcome != archive.RunFailed || !strings.Contains(runs[0].Detail, "no such luck") {
			t.Errorf("runs %+v, %v", runs, err)
		}
		p.until(at(3, 12, 0))
		expect(t, "messages", w.told(), "job_failed resolved", "job_failed resolved")
	})
}

func TestAbandonedRunIsMadeUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 8, friday)
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		p := begin(t, w, dir, friday, nil)
		p.end() // in the middle of the first crawl
		runs := p.outcomes(t, "crawl")
		if len(runs) > 1 || len(runs) == 1 && runs[0] != archive.RunAbandoned {
			t.Fatalf("runs %v", runs)
		}
		p = begin(t, w, dir, friday, nil)
		defer p.end()
		p.until(p.now().Add(time.Minute))
		if got := p.outcomes(t, "crawl"); !slices.Contains(got, archive.RunOK) {
			t.Errorf("the first crawl was abandoned and not made up: %v", got)
		}
	})
}

// What a week without incident writes into the log.
func TestQuietWeekIsAFewLinesADay(t *testing.T) {
	if testing.Short() {
		t.Skip("short: days of the daemon are simulated")
	}
	t.Parallel()
	w := newWorld(t, 8, friday)
	w.storeEvery = 0
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, t.TempDir(), friday, nil)
		p.until(at(1, 8, 0))
		before := strings.Count(p.log.text(), "\n")
		p.until(at(8, 8, 0))
		p.end()
		log := p.log.text()
		if lines := strings.Count(log, "\n") - before; lines > 70 {
			t.Errorf("%d lines in a quiet week:\n%s", lines, log)
		}
		if strings.Contains(log, "verysecret") {
			t.Errorf("the log holds an address that is a secret:\n%s", log)
		}
		for line := range strings.Lines(log) {
			if strings.Contains(line, `"msg":"job ended"`) && !strings.Contains(line, `"run_id":"`) {
				t.Errorf("a line without its run: %s", line)
			}
		}
		expect(t, "alerts", p.world.told())
	})
}

// A crawl that could not be made leaves the extra run that another one planned.
func TestExtraRunOutlivesACrawlLeftOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 2, friday)
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, t.TempDir(), friday, nil)
		defer p.end()
		if err := p.daemon.followUp(t.Context(), "crawl", p.now().Add(3*time.Hour)); err != nil {
			t.Fatal(err)
		}
		w.free.Store(1)
		if err := p.daemon.crawlAndLook(t.Context(), "crawl", noTime); err != nil {
			t.Fatal(err)
		}
		if kept, err := p.arc.Setting(t.Context(), followUpSetting("crawl")); err != nil || kept == "" {
			t.Errorf("the extra run is planned for %q, %v", kept, err)
		}
	})
}
