package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"shenzheng/schedules"
)

// Config is everything an operator may set, in config.yaml, in the
// environment or by a flag. The yaml tags are the keys; README.md lists them.
type Config struct {
	Listen     string         `yaml:"listen"`
	BaseURL    string         `yaml:"base_url"`
	Timezone   string         `yaml:"timezone"`
	Contact    string         `yaml:"contact"`
	Sources    []SourceConfig `yaml:"sources"`
	Schedules  ScheduleConfig `yaml:"schedules"`
	TextAccess string         `yaml:"text_access"`
	Alerts     AlertConfig    `yaml:"alerts"`
	Disk       DiskConfig     `yaml:"disk"`
	Snapshots  SnapshotConfig `yaml:"snapshots"`
	Backup     BackupConfig   `yaml:"backup"`
}

// SourceConfig is one site to crawl.
type SourceConfig struct {
	Name        string        `yaml:"name"`
	Start       []string      `yaml:"start"`        // listing or article pages
	Hosts       []string      `yaml:"hosts"`        // host or host:port; nothing else is ever requested
	Delay       time.Duration `yaml:"delay"`        // between requests to one host
	MaxRequests int           `yaml:"max_requests"` // per crawl
	Robots      string        `yaml:"robots"`       // obey | ignore
}

// ScheduleConfig holds cron expressions, local to Timezone; "off" disables a job.
type ScheduleConfig struct {
	Crawl    string `yaml:"crawl"`
	Recheck  string `yaml:"recheck"`
	Snapshot string `yaml:"snapshot"`
	Check    string `yaml:"check"`
	Backup   string `yaml:"backup"`
}

// AlertConfig says where alerts go.
type AlertConfig struct {
	Webhook string `yaml:"webhook"`
	Kind    string `yaml:"kind"`   // wecom | dingtalk | feishu | slack | json
	Secret  string `yaml:"secret"` // signs DingTalk and Feishu messages
	Ping    string `yaml:"ping"`   // dead-man address, healthchecks.io style
}

// DiskConfig says when the disk counts as nearly full.
type DiskConfig struct {
	MinFreeMB int64 `yaml:"min_free_mb"`
}

// SnapshotConfig says how many snapshots stay.
type SnapshotConfig struct {
	Keep int `yaml:"keep"` // 0 keeps all
}

// BackupConfig says where scheduled backups go and how many stay.
type BackupConfig struct {
	Dir  string `yaml:"dir"`
	Keep int    `yaml:"keep"`
}

// defaultConfig crawls the real source from the editions known when this was
// written; each of them links to the topic page that lists the others.
func defaultConfig() Config {
	return Config{
		Listen:   "127.0.0.1:8080",
		Timezone: "Asia/Shanghai",
		Sources: []SourceConfig{{
			Name: "dutenews",
			Start: []string{
				"https://www.dutenews.com/n/article/8930867",
				"https://www.dutenews.com/n/article/8575644",
				"https://www.dutenews.com/n/article/8213801",
				"https://www.dutenews.com/n/article/8182152",
				"https://www.dutenews.com/n/article/8137676",
				"https://www.dutenews.com/n/article/7982607",
				"https://www.dutenews.com/n/article/7935048",
				"https://www.dutenews.com/n/article/7902574",
			},
			Hosts: []string{"www.dutenews.com", "m.dutenews.com"},
			Delay: defaultDelay,
		}},
		Schedules: ScheduleConfig{
			// Round-ups appear on Sundays between about 16:30 and 19:30.
			Crawl:    "*/30 16-22 * * 0; 0 7-12 * * 1; 15 8 * * 2-6",
			Recheck:  "40 9 * * *",
			Snapshot: "50 23 * * *",
			Check:    "30 4 * * 3",
			Backup:   "10 3 * * *",
		},
		TextAccess: "token",
		Alerts:     AlertConfig{Kind: "json"},
		Disk:       DiskConfig{MinFreeMB: 512},
		Backup:     BackupConfig{Keep: 7},
	}
}

// loadConfig reads the configuration in order of precedence: what the
// environment sets, then file, then defaults. Flags come later, in the
// commands that have them. A file that was named must exist; without a name
// data/config.yaml is read if it is there.
func loadConfig(file, data string, env func(string) (string, bool)) (Config, error) {
	cfg := defaultConfig()
	if err := readConfigFile(&cfg, file, data); err != nil {
		return Config{}, err
	}
	for _, v := range cfg.variables() {
		if s, ok := env(v.name); ok {
			*v.value = s
		}
	}
	for i := range cfg.Sources {
		cfg.Sources[i].fillDefaults()
	}
	if err := cfg.check(); err != nil {
		return Config{}, err
	}
	return cfg, nil
}

func readConfigFile(cfg *Config, file, data string) error {
	named := file != ""
	if !named {
		file = filepath.Join(data, "config.yaml")
	}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read config: %w", err)
	}
	if len(strings.TrimSpace(string(text))) == 0 {
		return nil
	}
	if err := yaml.UnmarshalWithOptions(text, cfg, yaml.Strict()); err != nil {
		return fmt.Errorf("config %s: %s", file, firstLine(yaml.FormatError(err, false, false)))
	}
	return nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

type variable struct {
	name  string
	value *string
}

// variables lists the SHENZHENG_* variables that set one key each.
func (c *Config) variables() []variable {
	return []variable{
		{"SHENZHENG_LISTEN", &c.Listen},
		{"SHENZHENG_BASE_URL", &c.BaseURL},
		{"SHENZHENG_TIMEZONE", &c.Timezone},
		{"SHENZHENG_CONTACT", &c.Contact},
		{"SHENZHENG_TEXT_ACCESS", &c.TextAccess},
		{"SHENZHENG_SCHEDULES_CRAWL", &c.Schedules.Crawl},
		{"SHENZHENG_SCHEDULES_RECHECK", &c.Schedules.Recheck},
		{"SHENZHENG_SCHEDULES_SNAPSHOT", &c.Schedules.Snapshot},
		{"SHENZHENG_SCHEDULES_CHECK", &c.Schedules.Check},
		{"SHENZHENG_SCHEDULES_BACKUP", &c.Schedules.Backup},
		{"SHENZHENG_ALERTS_WEBHOOK", &c.Alerts.Webhook},
		{"SHENZHENG_ALERTS_KIND", &c.Alerts.Kind},
		{"SHENZHENG_ALERTS_SECRET", &c.Alerts.Secret},
		{"SHENZHENG_ALERTS_PING", &c.Alerts.Ping},
		{"SHENZHENG_BACKUP_DIR", &c.Backup.Dir},
	}
}

// defaultDelay is the delay of a source that names none; one that names 0s has none.
const defaultDelay = 5 * time.Second

// UnmarshalYAML implements yaml.InterfaceUnmarshaler: only a delay that is
// left out takes the default.
func (s *SourceConfig) UnmarshalYAML(unmarshal func(any) error) error {
	type plain SourceConfig
	p := plain{Delay: defaultDelay}
	if err := unmarshal(&p); err != nil {
		return err
	}
	*s = SourceConfig(p)
	return nil
}

func (s *SourceConfig) fillDefaults() {
	if s.MaxRequests == 0 {
		s.MaxRequests = 200
	}
	if s.Robots == "" {
		s.Robots = "obey"
	}
	if len(s.Hosts) > 0 {
		return
	}
	for _, start := range s.Start {
		if u, err := url.Parse(start); err == nil && u.Host != "" && !slices.Contains(s.Hosts, u.Host) {
			s.Hosts = append(s.Hosts, u.Host)
		}
	}
}

// check refuses what cannot work, naming the key.
func (c *Config) check() error {
	zone, err := time.LoadLocation(c.Timezone)
	if err != nil {
		return fmt.Errorf("config timezone: %w", err)
	}
	for _, j := range c.jobs() {
		if _, err := schedules.Parse(j.spec, zone); err != nil {
			return fmt.Errorf("config schedules.%s: %w", j.name, err)
		}
	}
	if err := oneOf("text_access", c.TextAccess, "token", "open", "off"); err != nil {
		return err
	}
	if err := oneOf("alerts.kind", c.Alerts.Kind, "wecom", "dingtalk", "feishu", "slack", "json"); err != nil {
		return err
	}
	for key, address := range map[string]string{"base_url": c.BaseURL, "alerts.webhook": c.Alerts.Webhook, "alerts.ping": c.Alerts.Ping} {
		if address != "" && !isWebAddress(address) {
			return fmt.Errorf("config %s: %q is not an http or https address", key, address)
		}
	}
	if c.Contact != "" && !strings.HasPrefix(c.Contact, "mailto:") && !strings.HasPrefix(c.Contact, "https://") {
		return fmt.Errorf("config contact: %q is neither a mailto: nor an https address", c.Contact)
	}
	names := map[string]bool{}
	for i, s := range c.Sources {
		if err := s.check(); err != nil {
			return fmt.Errorf("config sources[%d].%w", i, err)
		}
		if names[s.Name] {
			return fmt.Errorf("config sources[%d].name: %q is used twice", i, s.Name)
		}
		names[s.Name] = true
	}
	return nil
}

func (s SourceConfig) check() error {
	switch {
	case s.Name == "":
		return errors.New("name: is missing")
	case len(s.Start) == 0:
		return errors.New("start: is missing")
	case s.Delay < 0:
		return fmt.Errorf("delay: %s is negative", s.Delay)
	case s.MaxRequests < 0:
		return fmt.Errorf("max_requests: %d is negative", s.MaxRequests)
	}
	for _, start := range s.Start {
		if !isWebAddress(start) {
			return fmt.Errorf("start: %q is not an http or https address", start)
		}
	}
	return oneOf("robots", s.Robots, "obey", "ignore")
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func oneOf(key, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("config %s: %q is not one of %s", key, value, strings.Join(allowed, ", "))
}
