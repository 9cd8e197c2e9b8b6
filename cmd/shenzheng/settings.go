package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"shenzheng/schedules"
)

// setting is one key of the configuration: how it is read from the file or
// the environment, and how it is shown.
type setting struct {
	// set takes a value; its error says, behind the value, what is allowed.
	set func(value any) error
	get func() string
	// secret values are shown to nobody.
	secret bool
	// fileOnly keys have no variable of their own.
	fileOnly bool
}

func (s setting) show(value any) string {
	if s.secret {
		return "the value"
	}
	return shown(value)
}

// settings lists the keys beside those of sources. A key a.b is the variable
// SHENZHENG_A_B.
func (c *Config) settings() map[string]setting {
	return map[string]setting{
		"listen":             text(&c.Listen, isListenAddress, "is no address to serve on, such as 127.0.0.1:8080 or :8080"),
		"base_url":           text(&c.BaseURL, isWebAddress, "is not an http or https address"),
		"timezone":           text(&c.Timezone, isZone, "is no time zone, such as Asia/Shanghai or UTC"),
		"contact":            text(&c.Contact, isContact, "is neither a mailto: nor an https address on one line"),
		"text_access":        choice(&c.TextAccess, "token", "open", "off"),
		"schedules.crawl":    schedule(&c.Schedules.Crawl),
		"schedules.recheck":  schedule(&c.Schedules.Recheck),
		"schedules.snapshot": schedule(&c.Schedules.Snapshot),
		"schedules.check":    schedule(&c.Schedules.Check),
		"schedules.backup":   schedule(&c.Schedules.Backup),
		"alerts.webhook":     secret(text(&c.Alerts.Webhook, isWebAddress, "is not an http or https address")),
		"alerts.kind":        choice(&c.Alerts.Kind, "wecom", "dingtalk", "feishu", "slack", "json"),
		"alerts.secret":      secret(text(&c.Alerts.Secret, isAny, "")),
		"alerts.ping":        secret(text(&c.Alerts.Ping, isWebAddress, "is not an http or https address")),
		"disk.min_free_mb":   fileOnly(number(&c.Disk.MinFreeMB, 0)),
		"snapshots.keep":     fileOnly(number(&c.Snapshots.Keep, 0)),
		"backup.dir":         text(&c.Backup.Dir, isAny, ""),
		"backup.keep":        fileOnly(number(&c.Backup.Keep, 1)),
	}
}

// settings lists the keys of one source.
func (s *SourceConfig) settings() map[string]setting {
	return map[string]setting{
		"name":         text(&s.Name, isName, "is no short name: letters, digits, - and _"),
		"start":        list(&s.Start, isWebAddress, "is no list of http or https addresses"),
		"hosts":        list(&s.Hosts, isHost, "is no list of hosts, such as www.example.org or 127.0.0.1:8080"),
		"delay":        duration(&s.Delay),
		"max_requests": number(&s.MaxRequests, 1),
		"max_wait":     duration(&s.MaxWait),
		"robots":       choice(&s.Robots, "obey", "ignore"),
	}
}

// shown is a value as a message quotes it, on one line.
func shown(value any) string {
	switch value := value.(type) {
	case string:
		return strconv.Quote(value)
	case []any, map[string]any:
		return fmt.Sprintf("%q", fmt.Sprint(value))
	}
	return fmt.Sprint(value)
}

func secret(s setting) setting   { s.secret = true; return s }
func fileOnly(s setting) setting { s.fileOnly = true; return s }

// text is a key that holds one word or address; empty means none.
func text(into *string, valid func(string) bool, refusal string) setting {
	return setting{get: func() string { return *into }, set: func(value any) error {
		s, ok := scalar(value)
		if !ok {
			return errors.New("is no single value")
		}
		if s != "" && !valid(s) {
			return errors.New(refusal)
		}
		*into = s
		return nil
	}}
}

func choice(into *string, allowed ...string) setting {
	return text(into, func(s string) bool { return slices.Contains(allowed, s) }, "is not one of "+strings.Join(allowed, ", "))
}

func schedule(into *string) setting {
	return setting{get: func() string { return *into }, set: func(value any) error {
		s, ok := scalar(value)
		if !ok {
			return errors.New("is no cron expression")
		}
		if _, err := schedules.Parse(s, time.UTC); err != nil {
			return fmt.Errorf("is no schedule: %w", err)
		}
		*into = s
		return nil
	}}
}

func number[N int | int64](into *N, least N) setting {
	return setting{get: func() string { return fmt.Sprint(*into) }, set: func(value any) error {
		s, _ := scalar(value)
		n, err := strconv.ParseInt(s, 10, 32)
		if err != nil || N(n) < least {
			return fmt.Errorf("is no whole number from %d on", least)
		}
		*into = N(n)
		return nil
	}}
}

func duration(into *time.Duration) setting {
	return setting{get: func() string { return into.String() }, set: func(value any) error {
		s, _ := scalar(value)
		d, err := time.ParseDuration(s)
		if err != nil || d < 0 {
			return errors.New("is no length of time with its unit, such as 5s or 1m30s")
		}
		*into = d
		return nil
	}}
}

func list(into *[]string, valid func(string) bool, refusal string) setting {
	return setting{get: func() string { return strings.Join(*into, " ") }, set: func(value any) error {
		items, ok := value.([]any)
		if !ok {
			return errors.New(refusal)
		}
		var all []string
		for _, item := range items {
			s, ok := scalar(item)
			if !ok || !valid(s) {
				return errors.New(refusal)
			}
			all = append(all, s)
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

func isAny(string) bool { return true }

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func isListenAddress(s string) bool {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return false
	}
	n, err := strconv.Atoi(port)
	return err == nil && n >= 0 && n < 1<<16
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

func isName(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
	})
}
