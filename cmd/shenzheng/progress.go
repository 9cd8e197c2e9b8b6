package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"shenzheng/crawler"
)

// patience is how long a command works before it shows a bar.
const patience = 2 * time.Second

// bar shows progress on a terminal once a command takes longer than people
// like to wait without a sign; elsewhere it shows nothing.
type bar struct {
	out   io.Writer
	what  string
	began time.Time
	now   func() time.Time
	shown *progressbar.ProgressBar
}

func (a *app) newBar(what string) *bar {
	b := &bar{what: what, began: a.now(), now: a.now}
	if isTerminal(a.Err) {
		b.out = a.Err
	}
	return b
}

// to shows done of total.
func (b *bar) to(done, total int) {
	if b.out == nil || b.now().Sub(b.began) < patience {
		return
	}
	if b.shown == nil {
		b.shown = progressbar.NewOptions(total, progressbar.OptionSetWriter(b.out), progressbar.OptionSetDescription(b.what),
			progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish())
	}
	b.shown.ChangeMax(total)
	if err := b.shown.Set(done); err != nil {
		b.out = nil // a terminal that went away ends the bar, not the work
	}
}

func (b *bar) crawled(p crawler.Progress) { b.to(p.Done, p.Total) }

func (b *bar) done() {
	if b.shown != nil && b.out != nil {
		if err := b.shown.Finish(); err != nil {
			b.out = nil
		}
	}
}
