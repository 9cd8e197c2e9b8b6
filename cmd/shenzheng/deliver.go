package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/schedules/alert"
)

const (
	// queueInterval is how often the queue is looked at unasked.
	queueInterval = 15 * time.Minute
	firstRetry    = time.Minute
	lastRetry     = 6 * time.Hour
)

// courier brings queued messages to the webhook until ctx ends, at the pace it
// allows: what waits at the start, what is queued since, and what has to be
// tried again. The queue is in the archive, so a restart forgets nothing.
func (d *daemon) courier(ctx context.Context) {
	for {
		next, err := d.deliver(ctx)
		if err != nil && ctx.Err() == nil {
			d.log.Error("alerts were not delivered", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-d.queued:
		case <-time.After(next):
		}
	}
}

// deliver sends what waits and says when to look again. A message that fails
// waits longer each time; the ones behind it wait too where the service said
// that they come too fast.
func (d *daemon) deliver(ctx context.Context) (next time.Duration, err error) {
	next = queueInterval
	for sent := false; d.cfg.Alerts.Webhook != ""; sent = true {
		if wait := d.closedUntil.Sub(d.now()); wait > 0 && wait <= lastRetry {
			return min(next, wait), nil
		}
		waiting, err := d.arc.WaitingMessages(ctx)
		if err != nil || len(waiting) == 0 {
			return next, err
		}
		if sent {
			err = pause(ctx, alert.Interval(d.cfg.Alerts.Kind))
		}
		again := next
		if err == nil {
			again, err = d.send(ctx, waiting[0])
		}
		if err != nil {
			return next, err
		}
		next = min(next, again)
	}
	return next, nil
}

// send delivers one message and says when to look again.
func (d *daemon) send(ctx context.Context, m archive.Message) (again time.Duration, err error) {
	err = d.sender().Send(ctx, alert.Message{Code: m.Code, Title: m.Title, Body: m.Body, Resolved: m.Resolved, At: m.QueuedAt})
	if err == nil {
		return queueInterval, d.arc.MessageSent(ctx, m.ID)
	}
	if ctx.Err() != nil {
		return 0, ctx.Err()
	}
	wait := min(firstRetry<<min(m.Attempts, 16), lastRetry)
	var refused *alert.Refused
	if errors.As(err, &refused) && refused.After > 0 {
		wait = min(max(refused.After, alert.Interval(d.cfg.Alerts.Kind)), lastRetry)
		d.closedUntil = d.now().Add(wait)
	}
	d.log.Warn("webhook did not take a message", "message", m.ID, "attempt", m.Attempts+1, "again_in", wait.String(), "error", err)
	return wait, d.arc.MessageFailed(ctx, m.ID, err, d.now().Add(wait))
}

// pause waits d, or returns ctx's error where ctx ends first.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// alertClient reaches webhooks and pings, which are too rare for connections
// to be kept.
var alertClient = &http.Client{Timeout: 30 * time.Second,
	Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true, ForceAttemptHTTP2: true}}

func (a *app) sender() *alert.Sender {
	c := a.cfg.Alerts
	return &alert.Sender{URL: c.Webhook, Kind: c.Kind, Secret: c.Secret, Client: alertClient, Now: a.now}
}

func (a *app) ping(ctx context.Context, state, why string) error {
	return alert.Ping(ctx, alertClient, a.cfg.Alerts.Ping, state, why)
}

func (a *app) alertsCommand() *cobra.Command {
	return group("alerts", "Alerts to a person", "",
		newCommand("test", "Send one message to the configured webhook, and one ping", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
			c, err := a.cfg.Alerts, error(nil)
			if c.Webhook == "" && c.Ping == "" {
				return withCode(exitUsage, errors.New("alerts test: neither alerts.webhook nor alerts.ping is configured"))
			}
			if c.Webhook != "" {
				m := alert.Message{Code: "test", Title: "shenzheng 测试消息 / test message", Body: "告警可以送达。Alerts reach you.", At: a.now()}
				if err = a.sender().Send(ctx, m); err == nil {
					err = a.say("alerts: the %s webhook took the message\n", c.Kind)
				}
			}
			if c.Ping != "" { // whatever came of the webhook
				perr := a.ping(ctx, alert.Ended, "")
				if perr == nil {
					perr = a.say("alerts: the ping was taken\n")
				}
				err = errors.Join(err, perr)
			}
			if err != nil {
				return fmt.Errorf("alerts test: %w", err)
			}
			return nil
		}))
}
