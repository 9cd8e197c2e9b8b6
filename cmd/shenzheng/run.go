package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/crawler"
	"shenzheng/crawler/demosite"
)

func (a *app) runCommand() *cobra.Command {
	var listen string
	var demo bool
	cmd := newCommand("run", "Run the daemon: schedules and HTTP together",
		"Run the daemon: schedules and HTTP together. With --demo it crawls a small site of invented\n"+
			"columns inside the binary, into a temporary folder unless --data is given.",
		cobra.NoArgs, func(ctx context.Context, _ []string) error {
			if a.cfg.Listen = cmp.Or(listen, a.cfg.Listen); !isListenAddress(a.cfg.Listen) {
				return withCode(exitUsage, fmt.Errorf("--listen %q %s", listen, noListenAddress))
			}
			if demo {
				return a.runDemo(ctx)
			}
			return a.runDaemon(ctx, false)
		})
	cmd.Flags().StringVar(&listen, "listen", "", "address to serve on (default 127.0.0.1:8080)")
	cmd.Flags().BoolVar(&demo, "demo", false, "crawl a site of invented columns inside the binary")
	return cmd
}

// demoSetting marks an archive of invented columns, so that they never mix
// with real ones.
const demoSetting = "demo"

// runDaemon runs the daemon, again from the start where its database was lost
// and is there again.
func (a *app) runDaemon(ctx context.Context, demo bool) error {
	address := a.cfg.Listen
	for {
		listener, err := net.Listen("tcp", address)
		if err != nil {
			if running, _ := archive.InUse(a.data); running { // which most likely serves there
				return fmt.Errorf("%w, and %s is taken: %w", archive.ErrLocked, address, err)
			}
			err = fmt.Errorf("%w; another address is given with --listen, or with listen: in config.yaml", err)
			if errors.Is(err, fs.ErrPermission) {
				err = withCode(exitUsage, err)
			}
			return err // which may be over when the service manager starts the daemon again
		}
		address = listener.Addr().String()
		if demo {
			fmt.Fprintf(a.Err, "shenzheng: demo of invented columns; open %s\n", opened(address))
		}
		err = a.runOn(ctx, listener, demo)
		if cerr := listener.Close(); cerr != nil && !errors.Is(cerr, net.ErrClosed) {
			err = errors.Join(err, cerr)
		}
		if !errors.Is(err, errStoreBack) {
			return err
		}
	}
}

func (a *app) runOn(ctx context.Context, listener net.Listener, demo bool) error {
	opened := false
	err := a.withWriter(ctx, func(arc *archive.Archive) error {
		opened = true
		if err := keepApart(ctx, arc, demo); err != nil {
			return err
		}
		d, err := newDaemon(ctx, a, arc, demo)
		if err != nil {
			return err
		}
		return d.run(ctx, listener)
	})
	if archive.Damaged(err) && !opened {
		fmt.Fprintf(a.Err, "shenzheng: %v\n", err)
		return a.withoutDatabase(ctx, listener)
	}
	return err
}

// keepApart refuses a demo in a folder of real columns, and the reverse.
func keepApart(ctx context.Context, arc *archive.Archive, demo bool) error {
	mark, err := arc.Setting(ctx, demoSetting)
	if err == nil && !demo && mark != "" {
		err = withCode(exitUsage, errors.New("the data folder holds the demo's invented columns; give another with --data"))
	}
	if err != nil || !demo {
		return err
	}
	s, err := arc.Status(ctx)
	if err != nil {
		return err
	}
	if mark == "" && s.Captures > 0 {
		return withCode(exitUsage, errors.New("run --demo: the data folder holds real captures; give another with --data"))
	}
	return arc.SetSetting(ctx, demoSetting, "yes")
}

// withReal opens the archive for pages from outside, unless it is a demo's.
func (a *app) withReal(ctx context.Context, f func(*archive.Archive) error) error {
	return a.withWriter(ctx, func(arc *archive.Archive) error {
		if err := keepApart(ctx, arc, false); err != nil {
			return err
		}
		return f(arc)
	})
}

// demoSite is the address of the invented newspaper: the same every time, so
// that the same demo gives the same snapshot. Where it is taken, as by another
// demo, the site is served elsewhere and reached there under this address.
const demoSite = "127.0.0.1:18947"

// serveDemoSite serves the invented site, and leads there what asks for its address.
func (a *app) serveDemoSite(site http.Handler) (*http.Server, error) {
	listener, err := net.Listen("tcp", demoSite)
	if err != nil {
		listener, err = net.Listen("tcp", "127.0.0.1:0")
	}
	if err != nil {
		return nil, fmt.Errorf("serve demo site: %w", err)
	}
	server := &http.Server{Handler: site, ReadHeaderTimeout: stopAfter}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			a.log.Error("demo site ended", "error", err)
		}
	}()
	a.dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, listener.Addr().String())
	}
	return server, nil
}

// runDemo lives through the invented site's past in moments, and then runs the
// daemon against it. Where no data folder is named it takes one of its own and
// removes it at the end.
func (a *app) runDemo(ctx context.Context) (err error) {
	// The site and the archive live through the past on one clock.
	var past atomic.Pointer[time.Time]
	clock := func() time.Time {
		if t := past.Load(); t != nil {
			return *t
		}
		return a.now()
	}
	site := demosite.New(demosite.Options{Now: clock, Weeks: 26, History: true})
	server, err := a.serveDemoSite(site)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Close()) }()
	moveTo := func(moment *time.Time) { // where the crawl starts depends on it
		past.Store(moment)
		a.cfg.Sources = []crawler.Source{{Name: "demo", Start: []string{"http://" + demoSite + site.Start()}, Hosts: []string{demoSite},
			MaxRequests: 500, MaxWait: 10 * time.Minute}}
	}
	if a.dataFrom == "" {
		if a.data, err = os.MkdirTemp("", "shenzheng-demo-"); err != nil {
			return fmt.Errorf("make demo folder: %w", err)
		}
		defer func() { a.warn("the demo's folder is still there", os.RemoveAll(a.data)) }()
	}
	for _, moment := range site.Moments() {
		moveTo(&moment)
		if err := a.liveThrough(ctx, clock); err != nil {
			return err
		}
	}
	moveTo(nil)
	return a.runDaemon(ctx, true)
}

// liveThrough does what a daemon would have done by now: crawl, look again at
// what is due, and make a snapshot. An archive that has come further is left
// as it is.
func (a *app) liveThrough(ctx context.Context, now func() time.Time) error {
	then := *a
	then.now = now
	return then.withWriter(ctx, func(arc *archive.Archive) error {
		d := &daemon{app: &then, arc: arc, demo: true}
		if last, err := d.lastBegun(ctx, "crawl"); err != nil || !last.Before(now()) {
			return err
		}
		if err := keepApart(ctx, arc, true); err != nil {
			return err
		}
		for _, job := range []string{"crawl", "recheck"} {
			s := &crawlStore{app: &then, main: arc}
			_, err := recordRun(ctx, s, job, now(), func(id string) (result, error) {
				return s.crawl(ctx, crawler.Request{Recheck: job == "recheck", RunID: id}, nil)
			})
			if err != nil {
				return err
			}
		}
		_, err := recordRun(ctx, arc, "snapshot", now(), func(id string) (result, error) { return d.snapshotJob(ctx, id) })
		return err
	})
}
