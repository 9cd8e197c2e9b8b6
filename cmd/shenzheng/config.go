package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"shenzheng/crawler"
	"shenzheng/parser/source"
)

// Config is everything an operator may set, in config.yaml, in the
// environment or by a flag. settings.go lists the keys with their defaults,
// and README.md too.
type Config struct {
	Listen     string
	BaseURL    string
	Timezone   string
	Contact    string
	Sources    []crawler.Source
	Schedules  ScheduleConfig
	TextAccess string
	Alerts     AlertConfig
	MinFreeMB  int // of the disk; with less it counts as nearly full
	Keep       int // snapshots; 0 keeps all
	BackupDir  string
	BackupKeep int // scheduled backups

	origins map[string]string // where the value of a key comes from; none for a default
}

// ScheduleConfig holds cron expressions, local to Timezone; "off" disables a job.
type ScheduleConfig struct{ Crawl, Recheck, Snapshot, Check, Backup string }

// AlertConfig says where alerts go.
type AlertConfig struct {
	Webhook string
	Kind    string // wecom | dingtalk | feishu | slack | json
	Secret  string // signs DingTalk and Feishu messages
	Ping    string // dead-man address, healthchecks.io style
}

// defaultConfig has one source, the newspaper's own site.
func defaultConfig() Config {
	c := Config{origins: map[string]string{}, Sources: make([]crawler.Source, 1)}
	c.setDefaults()
	return c
}

// startAtKnown begins a crawl of the newspaper's site with the editions known when
// this was written; each of them links to the topic page that lists the others.
func startAtKnown(news *crawler.Source) {
	if len(news.Hosts) == 0 {
		news.Hosts = []string{"www.dutenews.com", "m.dutenews.com"}
	}
	for _, number := range [...]string{"8930867", "8575644", "8213801", "8182152", "8137676", "7982607", "7935048", "7902574"} {
		news.Start = append(news.Start, "https://www.dutenews.com/n/article/"+number)
	}
}

// setDefaults sets what has a default; that it is valid is seen by every test.
func (c *Config) setDefaults() {
	for _, s := range c.settings() {
		if s.fallback == "" {
			continue
		}
		if err := s.set(s.fallback); err != nil {
			panic(fmt.Sprintf("default of %s: %s %v", s.key, s.fallback, err))
		}
	}
}

// loadConfig reads the configuration in order of precedence: what the
// environment sets, then file, then defaults. Flags come later, in the
// commands that have them. A file that was named must exist; without a name
// data/config.yaml is read if it is there.
func loadConfig(file, data string, env environment) (Config, error) {
	cfg := defaultConfig()
	err := cfg.readFile(file, data)
	if err == nil {
		err = cfg.readEnvironment(env)
	}
	if err == nil {
		err = cfg.checkSources()
	}
	return cfg, err
}

func (c *Config) readFile(file, data string) error {
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
	var whole any // null where nothing is set
	if err := yaml.Unmarshal(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), &whole); err != nil {
		line, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
		return fmt.Errorf("config %s: not YAML that can be read as keys and values: %s", file, line)
	}
	keys, ok := whole.(map[string]any)
	if !ok && whole != nil {
		return fmt.Errorf("config %s: holds no keys with values, such as listen: 127.0.0.1:8080", file)
	}
	if list, ok := keys["sources"].([]any); ok { // which takes the place of the default one
		if len(list) == 0 {
			return fmt.Errorf("config %s: sources: is empty; without the key it is the newspaper's own site", file)
		}
		c.Sources = make([]crawler.Source, len(list))
		c.setDefaults()
	}
	values := map[string]any{}
	flatten("", keys, values)
	settings := c.settings()
	for _, key := range slices.Sorted(maps.Keys(values)) {
		value := values[key]
		i := slices.IndexFunc(settings, func(s setting) bool {
			return s.key == key || value == nil && (strings.HasPrefix(s.key, key+".") || strings.HasPrefix(s.key, key+"["))
		})
		if i < 0 {
			return fmt.Errorf("config %s: %s: is no key; there are %s", file, key, strings.Join(near(settings, key), ", "))
		}
		if value == nil {
			continue
		}
		if err := c.take(settings[i], value, file); err != nil {
			return fmt.Errorf("config %s: %s: %w", file, key, err)
		}
	}
	return nil
}

// near lists the keys of a group, or else of the group that holds what is no key.
func near(settings []setting, key string) (known []string) {
	for group := key + "."; len(known) == 0; group = group[:strings.LastIndex(strings.TrimSuffix(group, "."), ".")+1] {
		for _, s := range settings {
			if strings.HasPrefix(s.key, group) {
				known = append(known, s.key)
			}
		}
	}
	return known
}

// take sets a key to what its origin gives.
func (c *Config) take(s setting, value any, origin string) error {
	if value == "" && s.fallback != "" {
		return nil // what stands without it stays
	}
	if err := s.set(value); err != nil {
		return fmt.Errorf("%s %w", s.show(value), err)
	}
	c.origins[s.key] = origin
	return nil
}

// flatten gives every value of nested keys under its whole name, such as
// alerts.kind or sources[0].delay.
func flatten(at string, value any, into map[string]any) {
	group, isGroup := value.(map[string]any)
	list, isList := value.([]any)
	switch {
	case isGroup:
		for name, inner := range group {
			flatten(strings.TrimPrefix(at+"."+name, "."), inner, into)
		}
	case isList && at == "sources":
		for i, inner := range list {
			flatten(fmt.Sprintf("sources[%d]", i), inner, into)
		}
	default:
		into[at] = value
	}
}

// environment is the list of variables as os.Environ gives it.
type environment []string

// get gives a variable, "" where it is not set. An empty one, as a service file
// passes on what is unset, is not set either.
func (e environment) get(name string) string {
	for _, v := range e {
		if value, ok := strings.CutPrefix(v, name+"="); ok {
			return value
		}
	}
	return ""
}

// Variables that are not keys: those of the global flags, and one prefix that
// the tests of this program use.
var flagVariables = [...]string{"SHENZHENG_DATA", "SHENZHENG_CONFIG", "SHENZHENG_LOG_FORMAT", "SHENZHENG_LOG_LEVEL"}

const testVariables = "SHENZHENG_TEST_"

// readEnvironment sets what the environment names; a variable of this program
// that sets nothing is refused, for it was meant to.
func (c *Config) readEnvironment(env environment) error {
	known := slices.Clone(flagVariables[:])
	for _, s := range c.settings() {
		name := s.variable()
		if name == "" {
			continue
		}
		known = append(known, name)
		if value := env.get(name); value != "" {
			if err := c.take(s, value, name); err != nil {
				return fmt.Errorf("variable %s: %w", name, err)
			}
		}
	}
	for _, v := range env {
		name, _, _ := strings.Cut(v, "=")
		if strings.HasPrefix(name, "SHENZHENG_") && !strings.HasPrefix(name, testVariables) && !slices.Contains(known, name) {
			slices.Sort(known)
			return fmt.Errorf("variable %s: is not known; there are %s", name, strings.Join(known, ", "))
		}
	}
	return nil
}

// checkSources takes the hosts of the start pages where none are named, and
// refuses what cannot work together, naming the key.
func (c *Config) checkSources() error {
	names := map[string]bool{}
	for i := range c.Sources {
		s, at := &c.Sources[i], fmt.Sprintf("config sources[%d]", i)
		if len(s.Start) == 0 && s.Name == source.Newspaper {
			startAtKnown(s)
		}
		if len(s.Start) == 0 {
			return fmt.Errorf("%s.start: is missing: the addresses of listing or article pages", at)
		}
		named := len(s.Hosts) > 0
		for _, start := range s.Start {
			u, err := url.Parse(start)
			switch {
			case err != nil || s.Allows(u):
			case named:
				return fmt.Errorf("%s.hosts: [%s] leaves out %s, the host of start page %s, so that it would never be asked",
					at, strings.Join(s.Hosts, ", "), u.Host, start)
			default:
				s.Hosts = append(s.Hosts, u.Host)
			}
		}
		if names[s.Name] {
			return fmt.Errorf("%s.name: %q is used twice; give each source a short name of its own", at, s.Name)
		}
		names[s.Name] = true
	}
	return nil
}
