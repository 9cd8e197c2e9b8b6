package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// patience is how long a command works before it shows a bar.
const patience = 2 * time.Second

// progress gives what shows done of total, on a terminal and once a command
// takes longer than people like to wait without a sign, and what ends it.
func (a *app) progress(what string) (show func(done, total int), end func()) {
	var bar *progressbar.ProgressBar
	began, gone := a.now(), !isTerminal(a.Err) // a terminal that went away ends the bar, not the work
	show = func(done, total int) {
		if gone || a.now().Sub(began) < patience {
			return
		}
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(a.Err), progressbar.OptionSetDescription(what),
				progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond),
				progressbar.OptionClearOnFinish())
		}
		bar.ChangeMax(total)
		gone = bar.Set(done) != nil
	}
	return show, func() {
		if bar != nil && !gone {
			gone = bar.Finish() != nil
		}
	}
}
