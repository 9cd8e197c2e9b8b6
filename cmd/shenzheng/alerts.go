package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"shenzheng/schedules/alert"
)

// alertClient reaches webhooks and pings.
var alertClient = &http.Client{Timeout: 30 * time.Second}

func (a *app) sender() *alert.Sender {
	c := a.cfg.Alerts
	return &alert.Sender{URL: c.Webhook, Kind: c.Kind, Secret: c.Secret, Client: alertClient, Now: a.now}
}

func (a *app) ping() alert.Ping { return alert.Ping{URL: a.cfg.Alerts.Ping, Client: alertClient} }

func (a *app) alertsCommand() *cobra.Command {
	return group("alerts", "Alerts to a person", "",
		newCommand("test", "Send one message to the configured webhook, and one ping", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
			c := a.cfg.Alerts
			if c.Webhook == "" && c.Ping == "" {
				return withCode(exitUsage, errors.New("alerts test: neither alerts.webhook nor alerts.ping is configured"))
			}
			if c.Webhook != "" {
				m := alert.Message{Code: "test", Title: "shenzheng 测试消息 / test message", Body: "告警可以送达。Alerts reach you.", At: a.now()}
				if err := a.sender().Send(ctx, m); err != nil {
					return fmt.Errorf("alerts test: %w", err)
				}
				fmt.Fprintf(a.Out, "alerts: the %s webhook took the message\n", c.Kind)
			}
			if c.Ping != "" {
				if err := a.ping().Success(ctx); err != nil {
					return fmt.Errorf("alerts test: %w", err)
				}
				fmt.Fprintln(a.Out, "alerts: the ping was taken")
			}
			return nil
		}))
}
