package main

import (
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// clockVariable, if set, makes TestWrongClock try every error of the clock
// rather than the first.
const clockVariable = "SHENZHENG_TEST_CLOCK"

// wrongClocks are by how much the clock is wrong for a day.
var wrongClocks = []struct {
	name  string
	error time.Duration
}{
	{"years ahead", 3650 * 24 * time.Hour}, {"days behind", -3 * 24 * time.Hour}, {"hours ahead", 5 * time.Hour},
	{"hours behind", -5 * time.Hour}, {"days ahead", 70 * time.Hour}, {"a year ahead", 400 * 24 * time.Hour},
	{"years behind", -3650 * 24 * time.Hour}, {"minutes ahead", 9 * time.Minute},
}

// TestWrongClock moves the daemon's clock for a day, a crawl among it, and
// expects tables, runs and alerts to be those of an undisturbed life once the
// clock is right again.
func TestWrongClock(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates weeks of the daemon")
	}
	t.Parallel()
	clocks := wrongClocks
	if os.Getenv(clockVariable) == "" {
		clocks = clocks[:1]
	}
	calm, before := lifeByClock(t, 0)
	queries := append(publishedTables[:], `SELECT key FROM alerts WHERE resolved_at = ''`)
	// From the night after it is right again: what is made up for then is over.
	const runs = `SELECT job, due_at, outcome FROM job_runs WHERE rowid > ? AND due_at > ? AND due_at < ?`
	later, end := stampOf(day(11, 0)), stampOf(day(18, 0))
	due := lines(t, calm, runs, before, later, end)
	for _, c := range clocks {
		t.Run(c.name, func(t *testing.T) {
			dir, before := lifeByClock(t, c.error)
			if diff := cmp.Diff(due, lines(t, dir, runs, before, later, end)); diff != "" {
				t.Errorf("the runs differ (-undisturbed +disturbed):\n%s", diff)
			}
			for _, query := range queries {
				want := lines(t, calm, query)
				if diff := cmp.Diff(want, lines(t, dir, query)); diff != "" {
					t.Errorf("%s: the life with a wrong clock differs (-undisturbed +disturbed):\n%.2000s", query, diff)
				}
			}
			if n := len(lines(t, dir, `SELECT message_id FROM messages`)); n > 8 {
				t.Errorf("%d messages were sent", n)
			}
			if n := len(lines(t, dir, `SELECT run_id FROM job_runs`)); n > len(lines(t, calm, `SELECT run_id FROM job_runs`))+10 {
				t.Errorf("%d runs were made", n)
			}
		})
	}
	if len(due) < 9 {
		t.Errorf("the undisturbed life has the runs %v", due)
	}
}

func stampOf(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05") }

// lifeByClock lets the daemon live for some weeks whose tenth day has
// another time, and gives its folder, and how many runs were made until that is over.
func lifeByClock(t *testing.T, wrong time.Duration) (dir string, runs int) {
	dir = t.TempDir()
	w := newWorld(t, 200, simulationStart)
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, dir, simulationStart, func(c *Config) {
			c.Schedules = ScheduleConfig{Crawl: "0 22 * * 0", Recheck: "15 9 * * *", Snapshot: "50 23 * * 0", Check: "30 4 * * 2", Backup: "30 5 * * 3"}
			c.Keep = 3
			c.Alerts.Ping = ""
			c.BackupDir = t.TempDir()
		})
		defer p.end()
		p.until(day(9, 12))
		p.skew.Store(int64(wrong))
		time.Sleep(24 * time.Hour)
		synctest.Wait()
		p.skew.Store(0)
		runs = len(lines(t, dir, `SELECT run_id FROM job_runs`))
		p.until(day(18, 12))
	})
	return dir, runs
}
