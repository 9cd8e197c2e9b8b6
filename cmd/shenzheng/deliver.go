package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"shenzheng/archive"
	"shenzheng/schedules/alert"
)

// resolvedMark begins the title of a message that something is over.
const resolvedMark = "已恢复 / resolved: "

const (
	firstRetry = time.Minute
	lastRetry  = 6 * time.Hour
)

// courier brings queued messages to the webhook, at the pace it allows. The
// queue is in the archive, so a restart forgets nothing.
type courier struct {
	arc    *archive.Archive
	cfg    AlertConfig
	client *http.Client
	now    func() time.Time
	log    *slog.Logger
}

// run delivers until ctx ends, looking into the queue at every interval.
func (c *courier) run(ctx context.Context, interval time.Duration) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		if err := c.deliver(ctx); err != nil && ctx.Err() == nil {
			c.log.Error("alerts were not delivered", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// deliver sends what waits. A message that fails waits longer each time; the
// ones behind it wait too where the service said that they come too fast.
func (c *courier) deliver(ctx context.Context) error {
	waiting, err := c.arc.WaitingMessages(ctx)
	if err != nil || c.cfg.Webhook == "" {
		return err
	}
	for i, m := range waiting {
		if i > 0 && !pause(ctx, alert.Interval(c.cfg.Kind)) {
			return ctx.Err()
		}
		if tooFast, err := c.send(ctx, m); err != nil || tooFast {
			return err
		}
	}
	return nil
}

func (c *courier) send(ctx context.Context, m archive.Message) (tooFast bool, err error) {
	title, resolved := strings.CutPrefix(m.Title, resolvedMark)
	if resolved {
		title = m.Title
	}
	err = c.sender().Send(ctx, alert.Message{Code: "alert", Title: title, Body: m.Body, Resolved: resolved, At: m.QueuedAt})
	if err == nil {
		return false, c.arc.MessageSent(ctx, m.ID)
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	wait := min(firstRetry<<min(m.Attempts, 16), lastRetry)
	var refused *alert.Refused
	if errors.As(err, &refused) && refused.After > 0 {
		wait, tooFast = max(refused.After, alert.Interval(c.cfg.Kind)), true
	}
	c.log.Warn("webhook did not take a message", "message", m.ID, "attempt", m.Attempts+1, "again_in", wait, "error", err)
	return tooFast, c.arc.MessageFailed(ctx, m.ID, err, c.now().Add(wait))
}

func (c *courier) sender() *alert.Sender {
	return &alert.Sender{URL: c.cfg.Webhook, Kind: c.cfg.Kind, Secret: c.cfg.Secret, Client: c.client, Now: c.now}
}

// pause waits d, false if ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
