package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"shenzheng/archive"
	"shenzheng/archive/web"
	"shenzheng/schedules/alert"
)

// storeInterval is how often the database and the data folder are looked at.
const storeInterval = time.Minute

// What the webhook is told of the database.
const (
	storeCode  = "store_damaged"
	storeTitle = "数据库异常 / the database is in trouble"
)

// errStoreBack ends a daemon whose database was lost and is there again: it is
// to be opened anew.
var errStoreBack = errors.New("the database is there again")

// storeWatch looks after the one thing that all else stands on. What it finds
// cannot be kept in the database, so it is remembered here and told to the
// webhook directly: one message when the trouble begins, one when it is over.
type storeWatch struct {
	*app
	arc   *archive.Archive
	every time.Duration // between two looks
	back  chan struct{} // closed when the database is there again after a trouble

	looking sync.Mutex // one look at a time, which may wait for the webhook
	untold  bool       // the message about the trouble was not taken yet
	over    bool       // back is closed

	mu      sync.Mutex // of trouble alone: pages must not wait for a look
	trouble error      // nil while all is well
}

// ready tells the pages what is wrong, nil while all is well.
func (w *storeWatch) ready(context.Context) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.trouble
}

// notice is what every page carries while something is wrong.
func (w *storeWatch) notice() *web.Notice {
	if w.ready(context.Background()) == nil {
		return nil
	}
	return &web.Notice{ZH: "数据库异常，此页可能不是最新；运维人员请看 status 与日志", EN: "the database is in trouble and this page may be out of date; operators: see status and the log"}
}

func (w *storeWatch) run(ctx context.Context) {
	every(ctx, w.every, func() {
		if w.look(ctx) == nil && w.arc != nil {
			w.arc.TendLog(ctx)
		}
	})
}

// look sees how the database is and gives the trouble it is in.
func (w *storeWatch) look(ctx context.Context) error {
	w.looking.Lock()
	defer w.looking.Unlock()
	found, before := w.find(ctx), w.ready(ctx)
	if ctx.Err() != nil || w.over {
		return before
	}
	w.mu.Lock()
	w.trouble = found
	w.mu.Unlock()
	switch {
	case found != nil && (before == nil || w.untold):
		if before == nil {
			w.log.Error("the database is in trouble", "error", found)
		}
		if w.untold = !w.tell(ctx, found, false); !w.untold {
			w.owe(true)
		}
	case found == nil && before != nil:
		w.log.Info("the database is there again", "after", before)
		if !w.untold {
			w.owe(!w.tell(ctx, before, true))
		}
		w.over = true
		close(w.back)
	}
	return found
}

// find tells what is wrong. A database that was replaced by another that can
// be read is no trouble any more once the daemon opens it.
func (w *storeWatch) find(ctx context.Context) error {
	if w.arc == nil { // it could not be opened
		return w.withWriter(ctx, func(*archive.Archive) error { return nil })
	}
	err := w.arc.Probe(ctx)
	var trouble *archive.Trouble
	if !errors.As(err, &trouble) {
		return errors.Join(err, writable(w.data, filepath.Join(w.data, archive.DatabaseName)))
	}
	if trouble.Replaced && w.ready(ctx) != nil && w.another(ctx) == nil {
		return nil
	}
	return w.withRestore(trouble)
}

// another reads the file that stands in the place of the database.
func (w *storeWatch) another(ctx context.Context) error {
	arc, err := archive.OpenReader(ctx, w.archiveConfig())
	if err != nil {
		return err
	}
	return errors.Join(arc.Probe(ctx), arc.Close())
}

// tell brings one message to the webhook and reports whether it was taken, or
// there is nobody to tell.
func (w *storeWatch) tell(ctx context.Context, what error, over bool) bool {
	if w.cfg.Alerts.Webhook == "" {
		return true
	}
	m := alert.Message{Code: storeCode, Title: storeTitle, Body: what.Error(), Resolved: over, At: w.now()}
	if over {
		m.Title = archive.Resolved + m.Title
	}
	if err := w.sender().Send(ctx, m); err != nil {
		w.log.Warn("webhook did not take the message about the database", "error", err)
		return false
	}
	return true
}

// owedFile is there while the webhook knows of a trouble and not of its end. The
// daemon that saw the trouble may be stopped to restore the database, and what
// is restored knows nothing of it.
func (a *app) owedFile() string { return filepath.Join(a.data, "store-trouble-told") }

func (a *app) owe(owed bool) {
	var err error
	if owed {
		err = os.WriteFile(a.owedFile(), nil, 0o600)
	} else if err = os.Remove(a.owedFile()); errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	a.warn("what the webhook knows of the database cannot be noted", err)
}

// tellStoreOver queues that the database is there again, where the webhook did
// not hear it from the process that told the trouble.
func (d *daemon) tellStoreOver(ctx context.Context) error {
	if _, err := os.Stat(d.owedFile()); err != nil {
		return nil
	}
	t := trouble{key: "store", code: storeCode, title: storeTitle, quiet: true} // it was told that it began
	if err := d.alert(ctx, true, t); err != nil {
		return err
	}
	t.quiet = false
	err := d.alert(ctx, false, t)
	d.owe(err != nil)
	return err
}
