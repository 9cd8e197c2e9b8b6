package schedules

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// recorder is a job that remembers its due times.
type recorder struct {
	mu   sync.Mutex
	dues []time.Time
}

func (r *recorder) job(spec string, last time.Time) Job {
	return Job{Name: "crawl", Spec: spec,
		Last: func(context.Context) (time.Time, error) { return last, nil },
		Run: func(_ context.Context, due time.Time) error {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.dues = append(r.dues, due)
			return nil
		}}
}

func (r *recorder) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.dues)
}

func start(t *testing.T, jobs ...Job) *Scheduler {
	t.Helper()
	s, err := New(Config{Location: time.FixedZone("", 8*3600), Log: slog.New(slog.DiscardHandler), Now: time.Now}, jobs...)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRunsAtItsTimesInItsZone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // begins at midnight UTC, 2000-01-01, 08:00 in the zone
		var r recorder
		s := start(t, r.job("30 9 * * *; 0 12 * * *", time.Now()))
		time.Sleep(24 * time.Hour)
		synctest.Wait()
		s.Stop()
		want := []string{"2000-01-01T01:30:00Z", "2000-01-01T04:00:00Z"}
		if len(r.dues) != len(want) {
			t.Fatalf("ran at %v, want %v", r.dues, want)
		}
		for i, due := range r.dues {
			if got := due.Format(time.RFC3339); got != want[i] {
				t.Errorf("run %d was due at %s, want %s", i, got, want[i])
			}
		}
	})
}

// TestOnce has runs beside the schedule: each is made once, and one that was
// taken back or belongs to a job that is off is not.
func TestOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		off := r.job("off", time.Now())
		off.Name = "off"
		s := start(t, r.job("0 12 * * *", time.Now()), off) // at 04:00 UTC
		at := time.Now().Add(90 * time.Minute)
		s.Once("crawl", at.Add(-time.Hour))
		s.Once("crawl", at)
		s.Once("off", at)
		s.Once("unknown", at)
		if next := s.Upcoming(); !next["crawl"].Equal(at) || !next["off"].IsZero() {
			t.Errorf("next are %v, want crawl at %s and none of what is off", next, at)
		}
		time.Sleep(3 * time.Hour)
		synctest.Wait()
		if r.count() != 1 || !r.dues[0].Equal(at) {
			t.Fatalf("ran at %v, want %s", r.dues, at)
		}
		s.Once("crawl", time.Now().Add(2*time.Minute))
		s.Once("crawl", time.Time{})
		time.Sleep(3 * time.Hour)
		synctest.Wait()
		s.Stop()
		if r.count() != 2 || r.dues[1].Hour() != 4 {
			t.Errorf("ran at %v, want the scheduled time after it", r.dues)
		}
	})
}

// TestWaysToOneDueTimeMeet brings together all that may begin a run at one
// moment: the start, the schedule, the lookout and an extra run, planned from
// beside the scheduler. Every due time is run once.
func TestWaysToOneDueTimeMeet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		s := start(t, r.job("* * * * *", time.Now().Add(-time.Minute)))
		for range 60 {
			next := time.Now().Truncate(time.Minute).Add(time.Minute)
			var planners sync.WaitGroup
			for range 4 {
				planners.Go(func() { s.Once("crawl", next) })
			}
			planners.Wait()
			time.Sleep(time.Until(next))
			planners.Go(func() { s.Once("crawl", next) })
			synctest.Wait()
		}
		s.Stop()
		seen := map[time.Time]bool{}
		for _, due := range r.dues {
			if seen[due] {
				t.Errorf("the run due at %s was made twice", due)
			}
			seen[due] = true
		}
		if len(seen) != 61 {
			t.Errorf("%d due times were run, want 61", len(seen))
		}
	})
}

func TestMissedTimesAreMadeUpOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		s := start(t, r.job("0 * * * *", time.Now().Add(-400*time.Hour)))
		synctest.Wait()
		if r.count() != 1 {
			t.Errorf("%d runs to make up for 400 missed times, want 1", r.count())
		}
		if due := r.dues[0]; !due.Equal(time.Now()) {
			t.Errorf("the make-up run was due at %s, want the latest missed time %s", due, time.Now())
		}
		s.Stop()
	})
}

func TestNothingMissedRunsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		s := start(t, r.job("5 * * * *", time.Now().Add(-time.Minute)), Job{Name: "off", Spec: "off",
			Run:  func(context.Context, time.Time) error { t.Error("a job that is off ran"); return nil },
			Last: func(context.Context) (time.Time, error) { return time.Time{}, nil }, AtStart: true})
		time.Sleep(4 * time.Minute)
		synctest.Wait()
		s.Stop()
		if r.count() != 0 {
			t.Errorf("ran at %v, want no run", r.dues)
		}
	})
}

func TestFirstStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		job := r.job("0 0 1 1 *", time.Time{})
		job.AtStart = true
		s := start(t, job)
		synctest.Wait()
		s.Stop()
		if r.count() != 1 {
			t.Errorf("%d runs at the first start, want 1", r.count())
		}
	})
}

func TestNoOverlapAndTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var inside, most, runs int
		job := func(name string) Job {
			return Job{Name: name, Spec: "* * * * *",
				Last: func(context.Context) (time.Time, error) { return time.Now(), nil },
				Run: func(context.Context, time.Time) error {
					mu.Lock()
					inside++
					runs++
					most = max(most, inside)
					mu.Unlock()
					time.Sleep(5 * time.Minute)
					mu.Lock()
					inside--
					mu.Unlock()
					return nil
				}}
		}
		s := start(t, job("crawl"), job("snapshot"))
		time.Sleep(time.Hour)
		s.Stop()
		if most != 1 {
			t.Errorf("%d jobs ran at once, want 1", most)
		}
		if runs < 10 || runs > 13 {
			t.Errorf("%d runs of five minutes in an hour, want about 12", runs)
		}
	})
}

func TestPanicAndErrorAreContained(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		runs := 0
		s := start(t, Job{Name: "check", Spec: "* * * * *",
			Last: func(context.Context) (time.Time, error) { return time.Now(), nil },
			Run: func(context.Context, time.Time) error {
				runs++
				if runs%2 == 0 {
					return errors.New("broken")
				}
				panic("broken")
			}})
		time.Sleep(10*time.Minute + time.Second)
		synctest.Wait()
		s.Stop()
		if runs < 10 {
			t.Errorf("%d runs, want 10: a panic or an error must not disable a job", runs)
		}
	})
}

func TestStopWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := false
		job := Job{Name: "crawl", Spec: "* * * * *",
			Last: func(context.Context) (time.Time, error) { return time.Now(), nil },
			Run: func(ctx context.Context, _ time.Time) error {
				time.Sleep(5 * time.Minute)
				ended = ctx.Err() == nil
				return nil
			}}
		s := start(t, job)
		time.Sleep(90 * time.Second)
		s.Stop()
		if !ended {
			t.Error("Stop did not let the running job finish")
		}
	})
}

func TestCancelEndsTheRunningJob(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := false
		ctx, cancel := context.WithCancel(t.Context())
		s, err := New(Config{Location: time.UTC, Log: slog.New(slog.DiscardHandler), Now: time.Now}, Job{Name: "crawl", Spec: "* * * * *",
			Last: func(context.Context) (time.Time, error) { return time.Now(), nil },
			Run: func(ctx context.Context, _ time.Time) error {
				<-ctx.Done()
				ended = true
				return ctx.Err()
			}})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Start(ctx); err != nil {
			t.Fatal(err)
		}
		time.Sleep(90 * time.Second)
		cancel()
		s.Stop()
		if !ended {
			t.Error("Stop returned before the running job did")
		}
	})
}

// A clock set forward by days is noticed within a minute; one that is set right
// again, days back, keeps to its times from then on; one set back by minutes
// runs nothing twice.
func TestClockJumps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var offset time.Duration
		now := func() time.Time { mu.Lock(); defer mu.Unlock(); return time.Now().Add(offset) }
		jump := func(d time.Duration) { mu.Lock(); defer mu.Unlock(); offset += d }
		var r recorder
		s, err := New(Config{Location: time.UTC, Log: slog.New(slog.DiscardHandler), Now: now}, r.job("0 0 * * *", time.Now()))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		jump(72*time.Hour + time.Minute)
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if r.count() != 1 {
			t.Errorf("%d runs after a jump over three planned times, want 1", r.count())
		}
		jump(-48 * time.Hour)
		time.Sleep(30 * time.Hour)
		synctest.Wait()
		if r.count() != 2 {
			t.Errorf("%d runs in the 30 hours after the clock was set right, want 1 more", r.count())
		}
		time.Sleep(24*time.Hour - time.Duration(now().Hour())*time.Hour) // to the minutes after midnight
		synctest.Wait()
		before := r.count()
		jump(-5 * time.Minute)
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if r.count() != before {
			t.Errorf("%d runs more after the clock was set back over a time that had run", r.count()-before)
		}
		s.Stop()
	})
}

// Jitter keeps installations apart that begin on the second; nobody waits for
// it who has just started the program.
func TestJitterIsForTimersOnly(t *testing.T) {
	for name, last := range map[string]time.Duration{"first start": 0, "made up": 30 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			var r recorder
			job := r.job("0 12 * * *", time.Time{})
			if job.AtStart, job.Jitter = true, time.Hour; last > 0 {
				at := time.Now().Add(-last)
				job.Last = func(context.Context) (time.Time, error) { return at, nil }
			}
			s := start(t, job)
			synctest.Wait()
			if r.count() != 1 {
				t.Errorf("%s: %d runs without a wait, want 1", name, r.count())
			}
			time.Sleep(4 * time.Hour) // noon in the zone
			synctest.Wait()
			if r.count() != 1 {
				t.Errorf("%s: the run on time began without jitter", name)
			}
			time.Sleep(time.Hour)
			synctest.Wait()
			s.Stop()
			if r.count() != 2 {
				t.Errorf("%s: %d runs an hour after the planned time, want 2", name, r.count())
			}
		})
	}
}

// A run recorded while the clock was a year ahead must not silence the job for a year.
func TestLastRunInTheFarFuture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r recorder
		s := start(t, r.job("0 9 * * *", time.Now().AddDate(1, 0, 0)))
		time.Sleep(48 * time.Hour)
		synctest.Wait()
		s.Stop()
		if r.count() != 2 {
			t.Errorf("%d runs in two days, want 2", r.count())
		}
	})
}

// New York skips 02:00 to 03:00 on 2024-03-10 and shows 01:00 to 02:00 twice
// on 2024-11-03.
func TestDaylightSaving(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skipf("no time zones here: %v", err)
	}
	for _, tc := range []struct{ name, spec, from, want string }{
		{"skipped", "30 2 * * *", "2024-03-09T12:00:00-05:00", "2024-03-10T03:00:00-04:00 2024-03-11T02:30:00-04:00"},
		{"skipped, at its start", "0 2 * * *", "2024-03-09T12:00:00-05:00", "2024-03-10T03:00:00-04:00 2024-03-11T02:00:00-04:00"},
		{"beside the skip", "0 3 * * *", "2024-03-09T12:00:00-05:00", "2024-03-10T03:00:00-04:00 2024-03-11T03:00:00-04:00"},
		{"shown twice", "30 1 * * *", "2024-11-02T12:00:00-04:00", "2024-11-03T01:30:00-04:00 2024-11-04T01:30:00-05:00"},
		{"asked between the two", "30 1 * * *", "2024-11-03T01:45:00-04:00", "2024-11-04T01:30:00-05:00 2024-11-05T01:30:00-05:00"},
		{"asked in the second", "45 1 * * *", "2024-11-03T01:15:00-05:00", "2024-11-04T01:45:00-05:00 2024-11-05T01:45:00-05:00"},
		{"behind both", "0 2 * * *", "2024-11-02T12:00:00-04:00", "2024-11-03T02:00:00-05:00 2024-11-04T02:00:00-05:00"},
	} {
		schedule, err := Parse(tc.spec, zone)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339, tc.from)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for range 2 {
			at = schedule.Next(at)
			got = append(got, at.In(zone).Format(time.RFC3339))
		}
		if s := strings.Join(got, " "); s != tc.want {
			t.Errorf("%s: %s from %s is due at %s, want %s", tc.name, tc.spec, tc.from, s, tc.want)
		}
	}
}

func TestExpressionsThatCannotBe(t *testing.T) {
	for _, spec := range []string{"0 0 30 2 *", "@every 1ns", "@every 59s", "* * * *", "0 9 * * *; 0 0 31 4 *"} {
		if _, err := Parse(spec, time.UTC); err == nil {
			t.Errorf("%q is taken", spec)
		}
	}
	for _, spec := range []string{"0 0 29 2 *", "@every 1m", "@daily", "off", ""} {
		if _, err := Parse(spec, time.UTC); err != nil {
			t.Errorf("%q is refused: %v", spec, err)
		}
	}
}

func TestBadExpressionIsNamed(t *testing.T) {
	_, err := New(Config{Location: time.UTC, Log: slog.New(slog.DiscardHandler), Now: time.Now}, Job{Name: "recheck", Spec: "0 8 * * *; every day"})
	if err == nil || !strings.Contains(err.Error(), "recheck") || !strings.Contains(err.Error(), "every day") {
		t.Errorf("error %v does not name the job and the expression", err)
	}
}

func TestUpcoming(t *testing.T) {
	last := func(context.Context) (time.Time, error) { return time.Time{}, nil }
	now := time.Date(2024, 4, 28, 0, 0, 0, 0, time.UTC)
	s, err := New(Config{Location: time.UTC, Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return now }},
		Job{Name: "off", Last: last}, Job{Name: "later", Spec: "0 9 * * *", Last: last}, Job{Name: "sooner", Spec: "0 8 * * *", Last: last})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]time.Time{"off": {}, "later": now.Add(9 * time.Hour), "sooner": now.Add(8 * time.Hour)}
	if got := s.Upcoming(); !maps.Equal(got, want) {
		t.Errorf("upcoming jobs are %v, want %v", got, want)
	}
}
