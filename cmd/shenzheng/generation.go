package main

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"shenzheng/archive/web"
	"shenzheng/schedules"
	"shenzheng/schedules/alert"
)

// generation is what the daemon does under one configuration: its pages, its
// schedules and where its alerts go. A reload makes a new one.
type generation struct {
	*app
	daemon    *daemon
	pages     *web.Server
	scheduler *schedules.Scheduler

	course    sync.WaitGroup     // the courier, the looks and the reading ahead
	endCourse context.CancelFunc // nil before the start
}

// newGeneration makes everything that a configuration can be wrong about, and
// starts nothing.
func (d *daemon) newGeneration(ctx context.Context, a *app) (*generation, error) {
	g := &generation{app: a, daemon: d}
	var err error
	if g.scheduler, err = g.newScheduler(); err != nil {
		return nil, withCode(exitUsage, err)
	}
	token, err := d.arc.Token(ctx)
	if err != nil {
		return nil, err
	}
	g.pages, err = web.New(web.Config{Archive: d.arc, SnapshotsDir: a.snapshotsDir(), BaseURL: a.cfg.BaseURL,
		TextAccess: web.TextAccess(a.cfg.TextAccess), Token: token, Demo: d.demo, Version: binaryVersion(), Log: a.log, Now: a.now,
		Metrics: d.metrics.handler(), NextRuns: g.upcoming, Observe: d.metrics.answered})
	if err != nil {
		return nil, withCode(exitUsage, err)
	}
	return g, nil
}

// start begins the schedules and the delivery of alerts.
func (g *generation) start(ctx context.Context) error {
	course, cancel := context.WithCancel(ctx)
	g.endCourse = cancel
	c := &courier{arc: g.daemon.arc, cfg: g.cfg.Alerts, client: &http.Client{Timeout: 30 * time.Second}, now: g.now, log: g.log}
	g.course.Go(func() { c.run(course, g.daemon.queued) })
	g.course.Go(func() { g.look(course) })
	g.course.Go(func() {
		if err := g.pages.Warm(course); err != nil && course.Err() == nil {
			g.log.Error("pages could not be read ahead", "error", err)
		}
	})
	return g.scheduler.Start(ctx)
}

// lookInterval is how often the daemon looks for a late week and at the disk,
// whatever the schedules are. The first look is not at the start, because a
// week missed while the machine was off is being made up for then.
const lookInterval = time.Hour

func (g *generation) look(ctx context.Context) {
	ticker := time.NewTicker(lookInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		_, err := g.contained(ctx, "", func(context.Context, string) (result, error) {
			_, err := g.diskFull(ctx)
			return result{}, errors.Join(err, g.watch().weeks(ctx, lookInterval/2))
		})
		if err != nil && ctx.Err() == nil {
			g.log.Error("did not see whether something is late or full", "error", err)
		}
	}
}

// stop lets the running jobs finish, unless their context has ended.
func (g *generation) stop() {
	if g.endCourse == nil {
		return
	}
	g.endCourse()
	g.course.Wait()
	g.scheduler.Stop()
}

// upcoming tells the pages when each job runs next.
func (g *generation) upcoming() map[string]time.Time {
	next := map[string]time.Time{}
	for _, n := range g.scheduler.Upcoming() {
		next[n.Job] = n.At
	}
	return next
}

func (g *generation) zone() *time.Location {
	zone, err := time.LoadLocation(g.cfg.Timezone)
	if err != nil { // refused when the configuration was read
		return time.UTC
	}
	return zone
}

func (g *generation) watch() *watch {
	return &watch{arc: g.daemon.arc, now: g.now, zone: g.zone(), message: g.cfg.Alerts.Webhook != "", queued: g.daemon.queued}
}

func (g *generation) ping() alert.Ping {
	return alert.Ping{URL: g.cfg.Alerts.Ping, Client: &http.Client{Timeout: 30 * time.Second}}
}
