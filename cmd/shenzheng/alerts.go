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

func (a *app) alertsCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "alerts", Short: "Alerts to a person", Args: cobra.NoArgs, RunE: needsSubcommand}
	cmd.AddCommand(&cobra.Command{
		Use:   "test",
		Short: "Send one message to the configured webhook, and one ping",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.testAlerts(cmd.Context()) },
	})
	return cmd
}

func (a *app) testAlerts(ctx context.Context) error {
	c := a.cfg.Alerts
	if c.Webhook == "" && c.Ping == "" {
		return withCode(exitUsage, errors.New("alerts test: neither alerts.webhook nor alerts.ping is configured"))
	}
	client := &http.Client{Timeout: 30 * time.Second}
	if c.Webhook != "" {
		s := &alert.Sender{URL: c.Webhook, Kind: c.Kind, Secret: c.Secret, Client: client, Now: a.now}
		m := alert.Message{Code: "test", Title: "shenzheng 测试消息 / test message", Body: "告警可以送达。Alerts reach you.", At: a.now()}
		if err := s.Send(ctx, m); err != nil {
			return withCode(exitFailed, fmt.Errorf("alerts test: %w", err))
		}
		fmt.Fprintf(a.Out, "alerts: the %s webhook took the message\n", c.Kind)
	}
	if c.Ping != "" {
		if err := (alert.Ping{URL: c.Ping, Client: client}).Success(ctx); err != nil {
			return withCode(exitFailed, fmt.Errorf("alerts test: %w", err))
		}
		fmt.Fprintln(a.Out, "alerts: the ping was taken")
	}
	return nil
}
