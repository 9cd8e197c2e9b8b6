package main

import (
	"context"
	"log/slog"
	"time"

	sd "github.com/coreos/go-systemd/v22/daemon"
)

// notifier tells systemd how the daemon is; without systemd it does nothing.
type notifier struct{ log *slog.Logger }

func (n notifier) say(state string) {
	if _, err := sd.SdNotify(false, state); err != nil {
		n.log.Warn("systemd was not told", "state", state, "error", err)
	}
}

func (n notifier) ready()    { n.say(sd.SdNotifyReady) }
func (n notifier) stopping() { n.say(sd.SdNotifyStopping) }

// watchdog feeds systemd's watchdog at half its interval as long as alive
// answers, so that a daemon that hangs is restarted.
func (n notifier) watchdog(ctx context.Context, alive func(context.Context) error) {
	interval, err := sd.SdWatchdogEnabled(false)
	if err != nil {
		n.log.Warn("systemd's watchdog interval is not readable", "error", err)
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
				n.log.Error("not alive, the watchdog is not fed", "error", err)
				continue
			}
			n.say(sd.SdNotifyWatchdog)
		}
	}
}
