// Package schedules decides what runs when: cron expressions in one time
// zone, one job at a time, since jobs write and writers take turns, and one
// make-up run for times that passed while another job ran or the machine was
// off or asleep.
//
// schedules.go holds the scheduler, spec.go reads the expressions. What a job
// does, and where its runs are recorded, is the caller's: a job is a function.
package schedules

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/robfig/cron/v3"
)

// lookout is how often the scheduler compares the wall clock with what was
// due, where nothing is due sooner. A timer stands still while a machine sleeps
// and does not notice a clock that was set; this does.
const lookout = time.Minute

// punctual is how late a run may be that counts as one on time.
const punctual = 5 * time.Second

// wrongClock is how far in the future the last run must lie for the clock to
// have been wrong at that time, rather than set back a little since: it then
// counts as now.
const wrongClock = 10 * time.Minute

// Job is something to run on a schedule.
type Job struct {
	Name string
	// Spec is one or more cron expressions of five fields, separated by
	// semicolons; "" and "off" mean never.
	Spec string
	// Jitter is the longest random wait before a run that begins on time, so
	// that many installations do not ask one source at the same second. A run
	// at the start or one that is made up is at no special second already.
	Jitter time.Duration
	// Run does the work. due is the time the run was planned for, in UTC.
	Run func(ctx context.Context, due time.Time) error
	// Last tells the due time of the latest run that was begun, the zero
	// time for none. It decides what was missed.
	Last func(ctx context.Context) (time.Time, error)
	// AtStart makes a job that has never run begin as soon as the scheduler does.
	AtStart bool
}

// Config is what a scheduler needs beside its jobs.
type Config struct {
	Location *time.Location // zone of the expressions
	Log      *slog.Logger
	Now      func() time.Time
}

// Scheduler runs jobs until it is stopped.
type Scheduler struct {
	cfg  Config
	jobs []*planned
	stop context.CancelFunc // takes no new runs
	done sync.WaitGroup
}

// planned is a job with its schedule and how far it has come.
type planned struct {
	Job
	schedule   cron.Schedule // nil when off
	last, next time.Time     // latest due time begun, and the first planned after it

	mu   sync.Mutex
	once time.Time // an extra run, see Once; zero for none
}

// New checks every expression; an error names the job and the expression.
func New(cfg Config, jobs ...Job) (*Scheduler, error) {
	s := &Scheduler{cfg: cfg}
	for _, j := range jobs {
		schedule, err := Parse(j.Spec, cfg.Location)
		if err != nil {
			return nil, fmt.Errorf("schedule of %s: %w", j.Name, err)
		}
		s.jobs = append(s.jobs, &planned{Job: j, schedule: schedule})
	}
	return s, nil
}

// Start begins to run jobs, the missed ones first, each once however many
// times were missed. Jobs get ctx, which ends their work when it is cancelled.
func (s *Scheduler) Start(ctx context.Context) error {
	for _, p := range s.jobs {
		last, err := p.Last(ctx)
		if err != nil {
			return fmt.Errorf("look up the last run of %s: %w", p.Name, err)
		}
		now := s.cfg.Now()
		if last.IsZero() {
			if last = now; p.AtStart {
				last, p.once = now.Add(-time.Nanosecond), now
			}
		}
		p.begun(last)
	}
	open, stop := context.WithCancel(ctx)
	s.stop = stop
	s.done.Go(func() { s.loop(ctx, open) })
	return nil
}

// Stop takes no new runs and waits for the running one. It lets it finish:
// cancel the context given to Start first to end it early.
func (s *Scheduler) Stop() {
	if s.stop != nil {
		s.stop()
	}
	s.done.Wait()
}

// Once plans one run of a job beside its schedule, at a time or, within a
// minute, soon after it; the zero time takes back what was planned so. A job
// that is off stays off.
func (s *Scheduler) Once(job string, at time.Time) {
	for _, p := range s.jobs {
		if p.Name == job {
			p.mu.Lock()
			p.once = at
			p.mu.Unlock()
		}
	}
}

// Upcoming tells when each job runs next, in UTC; the zero time for one that is off.
func (s *Scheduler) Upcoming() map[string]time.Time {
	next := map[string]time.Time{}
	for _, p := range s.jobs {
		var at time.Time
		if p.schedule != nil {
			at = p.schedule.Next(s.cfg.Now())
			p.mu.Lock()
			if !p.once.IsZero() && p.once.Before(at) {
				at = p.once
			}
			p.mu.Unlock()
		}
		next[p.Name] = at.UTC()
	}
	return next
}

// loop runs what is due until no new runs are taken, and sleeps in between.
func (s *Scheduler) loop(ctx, open context.Context) {
	sleep := func(d time.Duration) {
		select {
		case <-open.Done():
		case <-time.After(d):
		}
	}
	for start := true; open.Err() == nil; start = false {
		wait := lookout
		for _, p := range s.jobs {
			now := s.cfg.Now()
			if due := p.due(now); !due.IsZero() {
				if onTime := !start && now.Sub(due) < punctual; onTime && p.Jitter > 0 {
					sleep(rand.N(p.Jitter))
				}
				if open.Err() != nil {
					return
				}
				if err := contained(ctx, p.Run, due.UTC()); err != nil {
					s.cfg.Log.Error("job failed", "job", p.Name, "due", due.UTC(), "error", err)
				}
			}
			if !p.next.IsZero() {
				wait = min(wait, p.next.Sub(s.cfg.Now()))
			}
		}
		sleep(wait)
	}
}

// due gives the time of a run that is to begin now, and takes it for begun;
// zero if there is none. A clock that was set back plans nothing twice.
func (p *planned) due(now time.Time) (due time.Time) {
	if p.schedule == nil {
		return due
	}
	if p.last.Sub(now) > wrongClock { // or nothing would run until that time comes
		p.begun(now)
	}
	if !p.next.IsZero() && !p.next.After(now) {
		due = p.latest(now)
	}
	p.mu.Lock()
	if !p.once.IsZero() && !p.once.After(now) {
		if p.once.After(p.last) && p.once.After(due) {
			due = p.once
		}
		p.once = time.Time{}
	}
	p.mu.Unlock()
	if !due.IsZero() {
		p.begun(due)
	}
	return due
}

func (p *planned) begun(at time.Time) {
	if p.last = at; p.schedule != nil {
		p.next = p.schedule.Next(at)
	}
}

// latest gives the latest planned time that is not after now, where there is
// one. It looks back in growing steps rather than over every missed time.
func (p *planned) latest(now time.Time) (due time.Time) {
	for back := time.Hour; due.IsZero(); back *= 2 {
		from := now.Add(-back)
		if from.Before(p.last) {
			from = p.last
		}
		for t := p.schedule.Next(from); !t.IsZero() && !t.After(now); t = p.schedule.Next(t) {
			due = t
		}
	}
	return due
}

// contained turns a panic of a job into its error, so that one bad run does
// not end the daemon or disable the job.
func contained(ctx context.Context, run func(context.Context, time.Time) error, due time.Time) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return run(ctx, due)
}
