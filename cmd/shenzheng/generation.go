package main

import (
	"context"
	"net/http"
	"sync"
	"time"

	"shenzheng/archive/web"
	"shenzheng/schedules"
	"shenzheng/schedules/alert"
)

// queueInterval is how often the courier looks for messages to deliver.
const queueInterval = 10 * time.Second

// generation is what the daemon does under one configuration: its pages, its
// schedules and where its alerts go. A reload makes a new one.
type generation struct {
	*app
	daemon    *daemon
	pages     *web.Server
	scheduler *schedules.Scheduler

	courier   sync.WaitGroup
	endCourse context.CancelFunc // of the courier; nil before the start
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
	g.courier.Go(func() { c.run(course, queueInterval) })
	return g.scheduler.Start(ctx)
}

// stop lets the running jobs finish, unless their context has ended.
func (g *generation) stop() {
	if g.endCourse == nil {
		return
	}
	g.endCourse()
	g.courier.Wait()
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
	return &watch{arc: g.daemon.arc, now: g.now, zone: g.zone(), message: g.cfg.Alerts.Webhook != ""}
}

func (g *generation) ping() alert.Ping {
	return alert.Ping{URL: g.cfg.Alerts.Ping, Client: &http.Client{Timeout: 30 * time.Second}}
}
