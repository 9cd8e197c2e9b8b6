package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
	_ "time/tzdata" // the zones, where the system has none: an empty image, Windows

	"github.com/spf13/cobra"

	"shenzheng/crawler"
	"shenzheng/parser/source"
	"shenzheng/schedules"
)

// setting is one key of the configuration: its default, how it is read from the
// file or the environment, and how it is shown.
type setting struct {
	key, fallback string
	value
	// secret values are shown to nobody.
	secret bool
	// fileOnly keys have no variable of their own.
	fileOnly bool
}

// variable names the variable of a key, "" for none.
func (s setting) variable() string {
	if s.fileOnly {
		return ""
	}
	return "SHENZHENG_" + strings.ToUpper(strings.ReplaceAll(s.key, ".", "_"))
}

// show is a value as a message quotes it, on one line.
func (s setting) show(value any) string {
	if s.secret {
		return "the value"
	}
	switch value.(type) {
	case string, []any, map[string]any:
		return fmt.Sprintf("%q", fmt.Sprint(value))
	}
	return fmt.Sprint(value)
}

// settings lists the keys in alphabetical order.
func (c *Config) settings() []setting {
	const address = "is not an http or https address"
	settings := []setting{
		{key: "alerts.kind", fallback: "json", value: choice(&c.Alerts.Kind, "wecom", "dingtalk", "feishu", "slack", "json")},
		{key: "alerts.ping", value: text(&c.Alerts.Ping, isWebAddress, address), secret: true},
		{key: "alerts.secret", value: text(&c.Alerts.Secret, nil, ""), secret: true},
		{key: "alerts.webhook", value: text(&c.Alerts.Webhook, isWebAddress, address), secret: true},
		{key: "backup.dir", value: text(&c.BackupDir, nil, "")},
		{key: "backup.keep", fallback: "7", value: number(&c.BackupKeep, 1), fileOnly: true},
		{key: "base_url", value: text(&c.BaseURL, isWebAddress, address)},
		{key: "contact", value: text(&c.Contact, isContact, "is neither a mailto: nor an https address on one line")},
		{key: "disk.min_free_mb", fallback: "512", value: number(&c.MinFreeMB, 0), fileOnly: true},
		{key: "listen", fallback: "127.0.0.1:8080",
			value: text(&c.Listen, isListenAddress, noListenAddress)},
		{key: "schedules.backup", fallback: "10 3 * * *", value: schedule(&c.Schedules.Backup)},
		{key: "schedules.check", fallback: "30 4 * * 3", value: schedule(&c.Schedules.Check)},
		// Round-ups appear on Sundays between about 16:30 and 19:30.
		{key: "schedules.crawl", fallback: "*/30 16-22 * * 0; 0 7-12 * * 1; 15 8 * * 2-6", value: schedule(&c.Schedules.Crawl)},
		{key: "schedules.recheck", fallback: "40 9 * * *", value: schedule(&c.Schedules.Recheck)},
		{key: "schedules.snapshot", fallback: "50 23 * * *", value: schedule(&c.Schedules.Snapshot)},
		{key: "snapshots.keep", value: number(&c.Keep, 0), fileOnly: true},
		{key: "text_access", fallback: "token", value: choice(&c.TextAccess, "token", "open", "off")},
		{key: "timezone", fallback: "Asia/Shanghai", value: text(&c.Timezone, isZone, "is no time zone, such as Asia/Shanghai or UTC")},
	}
	for i := range c.Sources {
		for _, s := range sourceSettings(&c.Sources[i]) {
			s.key, s.fileOnly = fmt.Sprintf("sources[%d].%s", i, s.key), true
			settings = append(settings, s)
		}
	}
	return settings
}

// sourceSettings lists the keys of one source, in alphabetical order.
func sourceSettings(s *crawler.Source) []setting {
	return []setting{
		{key: "delay", fallback: "5s", value: duration(&s.Delay)},
		{key: "hosts", value: list(&s.Hosts, isHost, "is no list of hosts, such as www.example.org or 127.0.0.1:8080")},
		{key: "max_requests", fallback: "200", value: number(&s.MaxRequests, 1)},
		{key: "max_wait", fallback: "10m", value: duration(&s.MaxWait)},
		{key: "name", fallback: source.Newspaper, value: text(&s.Name, isName, "is no short name: letters, digits, - and _")},
		{key: "robots", fallback: "obey", value: choice(&s.Robots, "obey", crawler.IgnoreRobots)},
		{key: "start", value: list(&s.Start, isWebAddress, "is no list of http or https addresses")},
	}
}

// value takes a value, or says, behind it, what is allowed; and gives it as text.
type value struct {
	set func(value any) error
	get func() string
}

// single is a key that holds one value.
func single[T any](into *T, parse func(string) (T, error)) value {
	return value{get: func() string { return fmt.Sprint(*into) }, set: func(value any) error {
		s, ok := scalar(value)
		if !ok {
			return errors.New("is no single value")
		}
		v, err := parse(s)
		if err == nil {
			*into = v
		}
		return err
	}}
}

// text is a key that holds one word or address; empty means none, and valid is
// nil where anything will do.
func text(into *string, valid func(string) bool, refusal string) value {
	return single(into, func(s string) (string, error) {
		if s != "" && valid != nil && !valid(s) {
			return "", errors.New(refusal)
		}
		return s, nil
	})
}

func choice(into *string, allowed ...string) value {
	return text(into, func(s string) bool { return slices.Contains(allowed, s) }, "is not one of "+strings.Join(allowed, ", "))
}

func schedule(into *string) value {
	return single(into, func(s string) (string, error) {
		if _, err := schedules.Parse(s, time.UTC); err != nil {
			return "", fmt.Errorf("is no schedule: %w", err)
		}
		return s, nil
	})
}

func number[N int | int64](into *N, least N) value {
	return single(into, func(s string) (N, error) {
		n, err := strconv.ParseInt(s, 10, 32)
		if err != nil || N(n) < least {
			return 0, fmt.Errorf("is no whole number from %d on", least)
		}
		return N(n), nil
	})
}

func duration(into *time.Duration) value {
	return single(into, func(s string) (time.Duration, error) {
		d, err := time.ParseDuration(s)
		if err != nil || d < 0 {
			return 0, errors.New("is no length of time with its unit, such as 5s or 1m30s")
		}
		return d, nil
	})
}

func list(into *[]string, valid func(string) bool, refusal string) value {
	return value{get: func() string { return strings.Join(*into, "\t\n\t") }, set: func(value any) error {
		items, ok := value.([]any)
		var all []string
		for _, item := range items {
			s, single := scalar(item)
			ok = ok && single && valid(s)
			all = append(all, s)
		}
		if !ok {
			return errors.New(refusal)
		}
		*into = all
		return nil
	}}
}

// scalar is a single value as text.
func scalar(value any) (string, bool) {
	switch value.(type) {
	case nil, []any, map[string]any:
		return "", false
	}
	return fmt.Sprint(value), true
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

const noListenAddress = "is no address to serve on, such as 127.0.0.1:8080 or :8080"

func isListenAddress(s string) bool {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return false
	}
	_, err = strconv.ParseUint(port, 10, 16)
	return err == nil
}

func isZone(s string) bool {
	_, err := time.LoadLocation(s)
	return err == nil && s != "Local"
}

func isContact(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }) &&
		(strings.HasPrefix(s, "mailto:") || strings.HasPrefix(s, "https://"))
}

func isHost(s string) bool {
	u, err := url.Parse("http://" + s)
	return err == nil && s != "" && u.Host == s
}

var isName = regexp.MustCompile(`^[a-zA-Z0-9_-]*$`).MatchString

func (a *app) configCommand() *cobra.Command {
	return group("config", "The configuration", "",
		newCommand("check", "Print the effective configuration and where each value comes from", "", cobra.NoArgs,
			func(context.Context, []string) error { return a.printConfig() }))
}

// printConfig prints every key with its value and origin; secrets are only
// said to be set. What is wrong was refused before.
func (a *app) printConfig() error {
	out := tabwriter.NewWriter(a.Out, 0, 8, 2, ' ', 0)
	origin := "default"
	switch fallback, set := a.env.get("SHENZHENG_DATA"); {
	case set && a.data == fallback:
		origin = "SHENZHENG_DATA"
	case a.data != defaultData:
		origin = "--data"
	}
	fmt.Fprintf(out, "data\t%s\t%s\n", a.data, origin)
	for _, s := range a.cfg.settings() {
		value := cmp.Or(s.get(), "-")
		if s.secret && value != "-" {
			value = "(set, not shown)"
		}
		fmt.Fprintf(out, "%s\t%s\t%s\n", s.key, value, cmp.Or(a.cfg.origins[s.key], "default"))
	}
	return out.Flush()
}
