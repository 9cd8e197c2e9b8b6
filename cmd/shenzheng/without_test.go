package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"shenzheng/archive"
)

// quiet is a listener that nobody calls.
type quiet struct{ closed chan struct{} }

func (q quiet) Accept() (net.Conn, error) {
	<-q.closed
	return nil, net.ErrClosed
}
func (q quiet) Close() error   { close(q.closed); return nil }
func (q quiet) Addr() net.Addr { return &net.TCPAddr{} }

// A daemon that starts on a damaged database crawls beside it, tells the one
// cause once, and goes on as ever once a sound one stands there.
func TestStartOnADamagedDatabase(t *testing.T) {
	t.Parallel()
	epoch := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	w := newWorld(t, 2, epoch)
	w.storeEvery = 0
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		file := filepath.Join(dir, archive.DatabaseName)
		p := begin(t, w, dir, epoch, nil)
		p.until(epoch.Add(30 * time.Minute))
		p.end()
		w.told()
		whole := read(t, file)
		write(t, file, bytes.Repeat([]byte("garbage "), len(whole)/8))
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		ended := make(chan error, 1)
		go func() { ended <- p.daemon.runOn(ctx, quiet{make(chan struct{})}, false) }()
		p.until(epoch.Add(3 * time.Hour))
		if got := w.told(); !slices.Equal(got, []string{"store_damaged open"}) {
			t.Errorf("the webhook was told %q, want the one cause once", got)
		}
		cfg := p.daemon.archiveConfig()
		cfg.Dir = filepath.Dir(archive.BesideFile(dir))
		if runs := lines(t, cfg.Dir, `SELECT job || ' ' || outcome FROM job_runs`); len(runs) == 0 || runs[0] != "crawl ok" {
			t.Errorf("the runs beside are %q", runs)
		}
		write(t, file, whole)
		p.until(epoch.Add(3*time.Hour + 2*time.Minute))
		select {
		case err := <-ended:
			if !errors.Is(err, errStoreBack) {
				t.Errorf("it ended with %v", err)
			}
		default:
			t.Fatal("the sound database was not seen")
		}
		if got := w.told(); !slices.Equal(got, []string{"store_damaged resolved"}) {
			t.Errorf("the webhook was told %q, want the end once", got)
		}
		if _, err := os.Stat(cfg.Dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("what was kept beside is still there: %v", err)
		}
		if runs := lines(t, dir, `SELECT job || ' ' || outcome FROM job_runs WHERE job = 'crawl'`); len(runs) < 2 {
			t.Errorf("the runs are %q", runs)
		}
	})
}
