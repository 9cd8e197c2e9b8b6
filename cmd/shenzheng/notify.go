package main

import (
	"context"
	"time"

	sd "github.com/coreos/go-systemd/v22/daemon"
)

// notify tells systemd how the daemon is; without systemd it does nothing.
func (a *app) notify(state string) {
	if _, err := sd.SdNotify(false, state); err != nil {
		a.log.Warn("systemd was not told", "state", state, "error", err)
	}
}

// watchdog feeds systemd's watchdog at half its interval as long as alive
// answers, so that a daemon that hangs is restarted.
func (a *app) watchdog(ctx context.Context, alive func(context.Context) error) {
	interval, err := sd.SdWatchdogEnabled(false)
	if err != nil {
		a.log.Warn("systemd's watchdog interval is not readable", "error", err)
	}
	if interval <= 0 {
		return
	}
	ticker := time.NewTicker(interval / 2)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if err := alive(ctx); err != nil {
				a.log.Error("not alive, the watchdog is not fed", "error", err)
				continue
			}
			a.notify(sd.SdNotifyWatchdog)
		}
	}
}
