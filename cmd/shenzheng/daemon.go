package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"shenzheng/archive"
	"shenzheng/archive/web"
)

// stopAfter bounds how long the daemon takes to end.
const stopAfter = 9 * time.Second

// daemon runs the schedules and serves HTTP until its context ends.
type daemon struct {
	*app
	arc     *archive.Archive
	metrics *metrics
	notify  notifier
	demo    bool
	// free tells the free bytes of the data folder's disk.
	free func(dir string) (int64, error)

	handler    atomic.Pointer[web.Server]
	background sync.WaitGroup
	queued     chan struct{} // holds a token when a message waits for delivery

	switching sync.Mutex  // held while the schedules of running end and others begin
	running   *generation // whose schedules run

	mu      sync.Mutex
	current *generation   // serves pages; its schedules begin when the old one's have ended
	servers []*web.Server // of all generations; requests may still be in the old ones
}

func newDaemon(a *app, arc *archive.Archive, demo bool) *daemon {
	return &daemon{app: a, arc: arc, demo: demo, free: freeBytes, notify: notifier{a.log}, queued: make(chan struct{}, 1),
		metrics: newMetrics(arc, a.snapshotsDir(), a.now, a.log)}
}

// run serves on the listener until ctx ends. reload is told when the
// configuration is to be read again.
func (d *daemon) run(ctx context.Context, listener net.Listener, reload <-chan struct{}) error {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	if abandoned, err := d.arc.AbandonRuns(ctx); err != nil {
		return err
	} else if abandoned > 0 {
		d.log.Warn("runs of an earlier process had not ended", "runs", abandoned)
	}
	first, err := d.newGeneration(work, d.app)
	if err != nil {
		return err
	}
	if err := first.watch().begin(ctx); err != nil {
		return err
	}
	if err := d.use(work, first); err != nil {
		return err
	}
	server, served := d.serve(listener)
	d.notify.ready()
	d.log.Info("serving", "address", "http://"+listener.Addr().String(), "data", d.data, "version", binaryVersion())
	go d.notify.watchdog(work, d.alive)
	go settle(work, d.log)
	err = d.wait(ctx, work, served, reload)
	d.notify.stopping()
	cancel()
	return errors.Join(err, d.stop(server))
}

func (d *daemon) wait(ctx, work context.Context, served <-chan error, reload <-chan struct{}) error {
	for {
		select {
		case <-ctx.Done():
			d.log.Info("stopping")
			return nil
		case err := <-served:
			return fmt.Errorf("serve HTTP: %w", err)
		case <-reload:
			d.notify.reloading(func() { d.reload(work) })
		}
	}
}

func (d *daemon) serve(listener net.Listener) (*http.Server, <-chan error) {
	server := d.handler.Load().HTTPServer()
	server.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { d.handler.Load().ServeHTTP(w, r) })
	served := make(chan error, 1)
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			served <- err
		}
	}()
	return server, served
}

// stop ends HTTP and the jobs, whose context has ended already.
func (d *daemon) stop(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopAfter)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) { // a slow download does not hold the daemon
		err = server.Close()
	}
	d.background.Wait() // reloads under way start no new schedule once the context has ended
	d.switching.Lock()
	defer d.switching.Unlock()
	d.running.stop()
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range d.servers {
		err = errors.Join(err, s.Close())
	}
	return err
}

// alive is what the watchdog asks: can the database be read?
func (d *daemon) alive(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	_, err := d.arc.Setting(ctx, installedSetting)
	return err
}

// use puts the first generation to work.
func (d *daemon) use(work context.Context, g *generation) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.current, d.running, d.servers = g, g, append(d.servers, g.pages)
	d.handler.Store(g.pages)
	return g.start(work)
}

// reload reads the configuration again. A broken one is refused and the old
// one stays. A job that is running finishes under the old one, and only then
// the new schedules begin.
func (d *daemon) reload(work context.Context) {
	a := *d.app
	cfg, err := loadConfig(a.configFile, a.data, a.env)
	if err == nil {
		cfg.Listen = d.cfg.Listen // changes at the next start only
		if d.demo {
			cfg.Sources = d.cfg.Sources
		}
		a.cfg = cfg
	}
	var next *generation
	if err == nil {
		next, err = d.newGeneration(work, &a)
	}
	if err != nil {
		d.log.Error("configuration refused, the old one stays", "error", err)
		return
	}
	d.mu.Lock()
	d.current, d.servers = next, append(d.servers, next.pages)
	d.mu.Unlock()
	d.handler.Store(next.pages)
	d.background.Go(func() { d.switchTo(work, next) })
}

// switchTo lets the running schedules end and begins those of next, unless
// another reload has come in the meantime.
func (d *daemon) switchTo(work context.Context, next *generation) {
	d.switching.Lock()
	defer d.switching.Unlock()
	d.mu.Lock()
	latest := d.current == next
	d.mu.Unlock()
	if !latest {
		return
	}
	d.running.stop()
	if work.Err() != nil {
		return
	}
	d.running = next
	if err := next.start(work); err != nil {
		d.log.Error("schedules did not start", "error", err)
		return
	}
	d.log.Info("configuration reloaded")
}

func (a *app) snapshotsDir() string { return filepath.Join(a.data, "snapshots") }
