package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
	_ "time/tzdata" // the zones, where the system has none: an empty image, Windows

	"github.com/spf13/cobra"

	"shenzheng/archive/web"
	"shenzheng/crawler"
	"shenzheng/parser/source"
	"shenzheng/schedules"
)

// setting is one key of the configuration.
type setting struct {
	key, fallback string
	into          any                // a *string, *int, *time.Duration or, for a list, *[]string
	check         func(string) error // says, behind a value, what is allowed
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
	anything := unless(func(string) bool { return true }, "")
	address := unless(isWebAddress, "is not an http or https address")
	settings := []setting{
		{key: "alerts.kind", fallback: "json", into: &c.Alerts.Kind, check: oneOf("wecom", "dingtalk", "feishu", "slack", "json")},
		{key: "alerts.ping", into: &c.Alerts.Ping, check: address, secret: true},
		{key: "alerts.secret", into: &c.Alerts.Secret, check: anything, secret: true},
		{key: "alerts.webhook", into: &c.Alerts.Webhook, check: address, secret: true},
		{key: "backup.dir", into: &c.BackupDir, check: anything},
		{key: "backup.keep", fallback: "7", into: &c.BackupKeep, check: wholeNumber(1), fileOnly: true},
		{key: "base_url", into: &c.BaseURL, check: unless(isBase, "is no address of the form http(s)://HOST[/PREFIX]")},
		{key: "contact", into: &c.Contact, check: unless(isContact, "is neither a mailto: nor an https address on one line")},
		{key: "disk.min_free_mb", fallback: "512", into: &c.MinFreeMB, check: wholeNumber(0), fileOnly: true},
		{key: "listen", fallback: "127.0.0.1:8080", into: &c.Listen, check: unless(isListenAddress, noListenAddress)},
		{key: "schedules.backup", fallback: "10 3 * * *", into: &c.Schedules.Backup, check: isSchedule},
		{key: "schedules.check", fallback: "30 4 * * 3", into: &c.Schedules.Check, check: isSchedule},
		// Round-ups appear on Sundays between about 16:30 and 19:30.
		{key: "schedules.crawl", fallback: "*/30 16-22 * * 0; 0 7-12 * * 1; 15 8 * * 2-6", into: &c.Schedules.Crawl, check: isSchedule},
		{key: "schedules.recheck", fallback: "40 9 * * *", into: &c.Schedules.Recheck, check: isSchedule},
		{key: "schedules.snapshot", fallback: "50 23 * * *", into: &c.Schedules.Snapshot, check: isSchedule},
		{key: "snapshots.keep", fallback: "0", into: &c.Keep, check: wholeNumber(0), fileOnly: true},
		{key: "text_access", fallback: "token", into: &c.TextAccess, check: oneOf("token", "open", "off")},
		{key: "timezone", fallback: "Asia/Shanghai", into: &c.Timezone, check: unless(isZone, "is no time zone, such as Asia/Shanghai or UTC")},
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
		{key: "delay", fallback: "5s", into: &s.Delay, check: unless(isDuration, noDuration)},
		{key: "hosts", into: &s.Hosts, check: unless(isHost, "is no list of hosts, such as www.example.org or 127.0.0.1:8080")},
		{key: "max_requests", fallback: "200", into: &s.MaxRequests, check: wholeNumber(1)},
		{key: "max_wait", fallback: "10m", into: &s.MaxWait, check: unless(isDuration, noDuration)},
		{key: "name", fallback: source.Newspaper, into: &s.Name, check: unless(isName, "is no short name: letters, digits, - and _")},
		{key: "robots", fallback: "obey", into: &s.Robots, check: oneOf("obey", crawler.IgnoreRobots)},
		{key: "start", into: &s.Start, check: unless(isWebAddress, "is no list of http or https addresses")},
	}
}

// set takes a value, or says, behind it, what is allowed.
func (s setting) set(value any) error {
	_, isList := s.into.(*[]string)
	items, given := value.([]any)
	if isList && !given {
		return s.check("")
	}
	if !isList {
		items = []any{value}
	}
	words := make([]string, len(items))
	for i, item := range items {
		switch item.(type) {
		case nil, []any, map[string]any:
			return errors.New("is no single value")
		}
		words[i] = fmt.Sprint(item)
		if err := s.check(words[i]); err != nil && (isList || words[i] != "") { // an empty word means none
			return err
		}
	}
	var err error
	switch into := s.into.(type) {
	case *[]string:
		*into = words
	case *string:
		*into = words[0]
	case *int:
		*into, err = strconv.Atoi(words[0])
	case *time.Duration:
		*into, err = time.ParseDuration(words[0])
	}
	return err
}

// get gives the value as text.
func (s setting) get() string {
	if list, ok := s.into.(*[]string); ok {
		return strings.Join(*list, "\t\n\t")
	}
	return fmt.Sprint(reflect.ValueOf(s.into).Elem())
}

// unless makes a check of what is refused unless it is valid.
func unless(valid func(string) bool, refusal string) func(string) error {
	return func(s string) error {
		if !valid(s) {
			return errors.New(refusal)
		}
		return nil
	}
}

func oneOf(allowed ...string) func(string) error {
	return unless(func(s string) bool { return slices.Contains(allowed, s) }, "is not one of "+strings.Join(allowed, ", "))
}

func wholeNumber(least int) func(string) error {
	return unless(func(s string) bool {
		n, err := strconv.ParseInt(s, 10, 32)
		return err == nil && int(n) >= least
	}, fmt.Sprintf("is no whole number from %d on", least))
}

const noDuration = "is no length of time with its unit, such as 5s or 1m30s"

func isDuration(s string) bool {
	d, err := time.ParseDuration(s)
	return err == nil && d >= 0
}

func isSchedule(s string) error {
	if _, err := schedules.Parse(s, time.UTC); err != nil {
		return fmt.Errorf("is no schedule: %w", err)
	}
	return nil
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func isBase(s string) bool {
	_, err := web.ParseBase(s)
	return err == nil
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
	fmt.Fprintf(out, "data\t%s\t%s\n", a.data, cmp.Or(a.dataFrom, "default"))
	for _, s := range a.cfg.settings() {
		value := cmp.Or(s.get(), "-")
		if s.secret && value != "-" {
			value = "(set, not shown)"
		}
		fmt.Fprintf(out, "%s\t%s\t%s\n", s.key, value, cmp.Or(a.cfg.origins[s.key], "default"))
	}
	return out.Flush()
}
