package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	sd "github.com/coreos/go-systemd/v22/daemon"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"shenzheng/archive"
	"shenzheng/archive/web"
	"shenzheng/schedules"
)

// stopAfter bounds how long the daemon takes to end.
const stopAfter = 9 * time.Second

// daemon runs the schedules and serves HTTP until its context ends. Its
// configuration is read once, at the start: a restart takes another.
type daemon struct {
	*app
	arc       *archive.Archive // nil while the database is damaged and cannot be opened
	metrics   *metrics
	demo      bool
	pages     *web.Server
	scheduler *schedules.Scheduler
	store     *storeWatch
	// readAhead keeps the pages that cost most warm.
	readAhead bool

	course sync.WaitGroup // the courier and the looks
	queued chan struct{}  // holds a token when a message waits for delivery
	// closedUntil is when the webhook takes messages again after too many of them.
	closedUntil time.Time
}

// newDaemon makes everything that a configuration can be wrong about, and
// starts nothing.
func newDaemon(ctx context.Context, a *app, arc *archive.Archive, demo bool) (*daemon, error) {
	d := &daemon{app: a, arc: arc, demo: demo, queued: make(chan struct{}, 1), readAhead: arc != nil,
		store: &storeWatch{app: a, arc: arc, every: storeInterval, back: make(chan struct{})}, metrics: newMetrics(a, arc)}
	var err error
	if d.scheduler, err = d.newScheduler(); err != nil || arc == nil {
		return d, withCode(exitUsage, err)
	}
	token, err := arc.Token(ctx)
	if err != nil {
		return nil, err
	}
	d.pages, err = web.New(web.Config{Archive: arc, SnapshotsDir: a.snapshotsDir(), BaseURL: a.cfg.BaseURL,
		TextAccess: web.TextAccess(a.cfg.TextAccess), Token: token, Demo: demo, Version: binaryVersion(), Log: a.log, Now: a.now,
		Metrics: promhttp.HandlerFor(d.metrics.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError}),
		Ready:   d.store.ready, Trouble: d.store.notice, NextRuns: d.scheduler.Upcoming, Observe: d.metrics.answered})
	if err != nil {
		return nil, withCode(exitUsage, err)
	}
	return d, nil
}

// run serves on the listener until ctx ends, or until the database has to be
// opened anew, which gives errStoreBack.
func (d *daemon) run(ctx context.Context, listener net.Listener) error {
	abandoned, err := d.arc.AbandonRuns(ctx)
	if abandoned > 0 {
		d.log.Warn("runs of an earlier process had not ended", "runs", abandoned)
	}
	_, eerr := d.expect(ctx)
	err = errors.Join(err, eerr, d.tellStoreOver(ctx), d.forget(ctx), d.arc.SetSetting(ctx, servingSetting, opened(listener.Addr().String())))
	d.warn("the start cannot be noted", err) // on a full disk, say; what is held is served all the same
	return d.attend(ctx, listener, d.pages.HTTPServer())
}

// attend starts the work and serves until ctx ends, until the database has to
// be opened anew, which gives errStoreBack, or until serving fails; then it
// stops the work.
func (d *daemon) attend(ctx context.Context, listener net.Listener, server *http.Server) (err error) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	if err := d.start(work); err != nil {
		cancel()
		d.course.Wait()
		return err
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	d.notify(sd.SdNotifyReady)
	d.log.Info("serving", "address", "http://"+listener.Addr().String(), "data", d.data, "version", binaryVersion())
	d.course.Go(func() { d.watchdog(work) })
	select {
	case <-ctx.Done():
		d.log.Info("stopping")
	case <-d.store.back:
		err = errStoreBack
	case err = <-served:
		err = fmt.Errorf("serve HTTP: %w", err)
	}
	d.notify(sd.SdNotifyStopping)
	cancel()
	return errors.Join(err, d.stop(server))
}

// withoutDatabase stands in for a daemon whose database is damaged and cannot
// be opened. Crawls go on beside it, everybody who asks hears that something is
// wrong, the webhook once what it is, and how it is mended. It ends with
// errStoreBack as soon as a database can be opened.
func (a *app) withoutDatabase(ctx context.Context, listener net.Listener) error {
	d, err := newDaemon(ctx, a, nil, false)
	if err != nil {
		return err
	}
	if d.store.look(ctx) == nil {
		return errStoreBack
	}
	return d.attend(ctx, listener, &http.Server{ReadHeaderTimeout: stopAfter, Handler: http.HandlerFunc(noDatabase)})
}

// noDatabase answers while there is nothing to show.
func noDatabase(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/healthz" {
		fmt.Fprintln(w, "ok")
		return
	}
	http.Error(w, "数据库异常；运维人员请看日志 / the database is in trouble; operators: see the log", http.StatusServiceUnavailable)
}

// start begins the schedules and the looks, and, where there is a database, the
// delivery of alerts.
func (d *daemon) start(ctx context.Context) error {
	d.course.Go(func() { d.store.run(ctx) })
	if d.arc != nil {
		d.course.Go(func() { d.courier(ctx) })
		d.course.Go(func() { d.look(ctx) })
		if err := d.cfg.planFollowUps(ctx, d.arc, d.scheduler, noTime); err != nil {
			return err
		}
	}
	if d.readAhead {
		d.course.Go(func() { d.pages.KeepWarm(ctx) })
	}
	return d.scheduler.Start(ctx)
}

// stop ends HTTP and the jobs, whose context has ended already.
func (d *daemon) stop(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopAfter)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) { // a slow download does not hold the daemon
		err = server.Close()
	}
	d.course.Wait()
	d.scheduler.Stop()
	return err
}

// lookInterval is how often the daemon looks for a late week and at the disk,
// whatever the schedules are. The first look is not at the start, because a
// week missed while the machine was off is being made up for then.
const lookInterval = time.Hour

func (d *daemon) look(ctx context.Context) {
	every(ctx, lookInterval, func() {
		_, err := d.contained(ctx, "", func(context.Context, string) (result, error) {
			_, err := d.watchDisk(ctx)
			return result{}, errors.Join(err, d.watchWeeks(ctx, lookInterval/2))
		})
		if err != nil && ctx.Err() == nil {
			d.log.Error("did not see whether something is late or full", "error", err)
		}
	})
}

// every does something at each interval until ctx ends.
func every(ctx context.Context, interval time.Duration, do func()) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			do()
		}
	}
}

// notify tells systemd how the daemon is; without systemd it does nothing.
func (d *daemon) notify(state string) {
	if _, err := sd.SdNotify(false, state); err != nil {
		d.log.Warn("systemd was not told", "state", state, "error", err)
	}
}

// watchdog feeds systemd's watchdog at half its interval as long as the
// database can be read, so that a daemon that hangs is restarted.
func (d *daemon) watchdog(ctx context.Context) {
	interval, err := sd.SdWatchdogEnabled(false)
	d.warn("systemd's watchdog interval is not readable", err)
	if interval <= 0 {
		return
	}
	every(ctx, interval/2, func() {
		if err := d.alive(ctx); err != nil {
			d.log.Error("not alive, the watchdog is not fed", "error", err)
			return
		}
		d.notify(sd.SdNotifyWatchdog)
	})
}

func (d *daemon) alive(ctx context.Context) error {
	if d.arc == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	_, err := d.arc.Setting(ctx, installedSetting)
	return err
}
