// Package schedules decides what runs when: cron expressions in one time
// zone, no overlap of a job with itself, one job at a time, and one make-up
// run for times that passed while the machine was off or asleep.
//
// schedules.go holds the scheduler, spec.go reads the expressions. What a job
// does, and where its runs are recorded, is the caller's: a job is a function.
package schedules

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/robfig/cron/v3"
)

// lookout is how often the scheduler compares the wall clock with what was
// due. Timers stand still while a machine sleeps and do not notice a clock
// that was set; this does.
const lookout = time.Minute

// punctual is how late a run that a timer began may be.
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

// Next is when a job runs next; At is zero for a job that is off.
type Next struct {
	Job string
	At  time.Time // UTC
}

// Scheduler runs jobs until it is stopped.
type Scheduler struct {
	log    *slog.Logger
	now    func() time.Time
	cron   *cron.Cron
	jobs   []*planned
	turn   chan struct{}   // holds the one token: jobs write, and writers take turns
	open   context.Context // ends when no new runs are taken
	cancel context.CancelFunc
	done   sync.WaitGroup
}

// planned is a job with its schedule and what it is doing.
type planned struct {
	Job
	schedule cron.Schedule // nil when off

	mu      sync.Mutex
	running bool      // from the moment a run is decided on, waiting included
	last    time.Time // latest due time begun
	once    time.Time // an extra run, see Once; zero for none
}

// Config is what a scheduler needs beside its jobs.
type Config struct {
	Location *time.Location // zone of the expressions
	Log      *slog.Logger
	Now      func() time.Time
}

// New checks every expression; an error names the job and the expression.
func New(cfg Config, jobs ...Job) (*Scheduler, error) {
	s := &Scheduler{log: cfg.Log, now: cfg.Now, turn: make(chan struct{}, 1)}
	s.cron = cron.New(cron.WithLocation(cfg.Location), cron.WithLogger(cron.DiscardLogger))
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
	open, cancel := context.WithCancel(ctx)
	s.open, s.cancel = open, cancel
	for _, p := range s.jobs {
		last, err := p.Last(ctx)
		if err != nil {
			return fmt.Errorf("look up the last run of %s: %w", p.Name, err)
		}
		p.last = last
		if last.IsZero() && p.AtStart && p.schedule != nil {
			s.begin(ctx, p, s.now(), 0)
		} else if last.IsZero() {
			p.last = s.now()
		}
		if p.schedule == nil {
			continue
		}
		s.cron.Schedule(p.schedule, cron.FuncJob(func() { s.runDue(ctx, p) }))
	}
	s.cron.Start()
	s.done.Add(1)
	go func() {
		defer s.done.Done()
		s.watch(ctx)
	}()
	return nil
}

// Stop takes no new runs and waits for the running ones. It lets them finish:
// cancel the context given to Start first to end them early.
func (s *Scheduler) Stop() {
	if s.cancel != nil {
		s.cancel()
	}
	<-s.cron.Stop().Done()
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

// Upcoming tells when each job runs next, soonest first, those that are off last.
func (s *Scheduler) Upcoming() []Next {
	now := s.now()
	list := make([]Next, 0, len(s.jobs))
	for _, p := range s.jobs {
		n := Next{Job: p.Name}
		if p.schedule != nil {
			n.At = p.schedule.Next(now).UTC()
			p.mu.Lock()
			if !p.once.IsZero() && p.once.Before(n.At) {
				n.At = p.once.UTC()
			}
			p.mu.Unlock()
		}
		list = append(list, n)
	}
	slices.SortStableFunc(list, func(a, b Next) int {
		if a.At.IsZero() != b.At.IsZero() {
			return map[bool]int{true: 1, false: -1}[a.At.IsZero()]
		}
		return a.At.Compare(b.At)
	})
	return list
}

// watch makes up for what timers miss: at once for what passed while the
// program was not running, then every minute.
func (s *Scheduler) watch(ctx context.Context) {
	ticker := time.NewTicker(lookout)
	defer ticker.Stop()
	for {
		for _, p := range s.jobs {
			s.runDue(ctx, p)
		}
		select {
		case <-s.open.Done():
			return
		case <-ticker.C:
		}
	}
}

// runDue begins a run if a planned time has passed since the last one begun.
// A clock that was set back plans nothing twice.
func (s *Scheduler) runDue(ctx context.Context, p *planned) {
	if p.schedule == nil || s.open.Err() != nil {
		return
	}
	now := s.now()
	due := p.due(now)
	switch {
	case due.IsZero():
	case now.Sub(due) < punctual:
		s.begin(ctx, p, due, jitter(p.Jitter))
	default:
		s.begin(ctx, p, due, 0)
	}
}

// due gives the latest planned time in (last, now], zero if there is none. An
// extra run that is due is given once.
func (p *planned) due(now time.Time) time.Time {
	p.mu.Lock()
	if p.last.Sub(now) > wrongClock { // or nothing would run until that time comes
		p.last = now
	}
	last, once := p.last, time.Time{}
	if !p.once.IsZero() && !p.once.After(now) {
		once, p.once = p.once, time.Time{}
	}
	p.mu.Unlock()
	if once.After(last) {
		return once
	}
	first := p.schedule.Next(last)
	if first.IsZero() || first.After(now) {
		return time.Time{}
	}
	// Walk back from now in growing steps rather than over every missed time.
	latest := first
	for back := time.Hour; ; back *= 2 {
		from := now.Add(-back)
		if from.Before(first) {
			from = first.Add(-time.Nanosecond)
		}
		t := p.schedule.Next(from)
		if t.IsZero() || t.After(now) {
			continue
		}
		for ; !t.IsZero() && !t.After(now); t = p.schedule.Next(t) {
			latest = t
		}
		return latest
	}
}

// begin starts one run after the delay, unless the job is already running or
// waiting for its turn. What is due was worked out before the lock was taken,
// so a timer and the lookout can both come with the same due time: the second
// finds it begun.
func (s *Scheduler) begin(ctx context.Context, p *planned, due time.Time, delay time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running {
		s.log.Debug("run skipped, the job is still running", "job", p.Name, "due", due.UTC())
		return
	}
	if !due.After(p.last) {
		s.log.Debug("run skipped, it was begun already", "job", p.Name, "due", due.UTC())
		return
	}
	p.running, p.last = true, due
	s.done.Add(1)
	go func() {
		defer s.done.Done()
		defer func() {
			p.mu.Lock()
			p.running = false
			p.mu.Unlock()
		}()
		s.run(ctx, p, due, delay)
	}()
}

func (s *Scheduler) run(ctx context.Context, p *planned, due time.Time, delay time.Duration) {
	if !wait(s.open, delay) {
		return
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-s.open.Done():
		return
	}
	if s.open.Err() != nil {
		return
	}
	if err := contained(ctx, p.Run, due.UTC()); err != nil {
		s.log.Error("job failed", "job", p.Name, "due", due.UTC(), "error", err)
	}
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

func jitter(longest time.Duration) time.Duration {
	if longest <= 0 {
		return 0
	}
	return rand.N(longest)
}

// wait returns false when ctx ended first.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
