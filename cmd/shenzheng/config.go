package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// Config is everything an operator may set, in config.yaml, in the
// environment or by a flag. settings.go lists the keys, and README.md too.
type Config struct {
	Listen     string
	BaseURL    string
	Timezone   string
	Contact    string
	Sources    []SourceConfig
	Schedules  ScheduleConfig
	TextAccess string
	Alerts     AlertConfig
	Disk       DiskConfig
	Snapshots  SnapshotConfig
	Backup     BackupConfig

	origins map[string]string // where the value of a key comes from; none for a default
}

// SourceConfig is one site to crawl.
type SourceConfig struct {
	Name        string
	Start       []string      // listing or article pages
	Hosts       []string      // host or host:port; nothing else is ever requested
	Delay       time.Duration // between requests to one host
	MaxRequests int           // per crawl
	MaxWait     time.Duration // per crawl, for hosts that failed or asked for it
	Robots      string        // obey | ignore
}

// ScheduleConfig holds cron expressions, local to Timezone; "off" disables a job.
type ScheduleConfig struct {
	Crawl    string
	Recheck  string
	Snapshot string
	Check    string
	Backup   string
}

// AlertConfig says where alerts go.
type AlertConfig struct {
	Webhook string
	Kind    string // wecom | dingtalk | feishu | slack | json
	Secret  string // signs DingTalk and Feishu messages
	Ping    string // dead-man address, healthchecks.io style
}

// DiskConfig says when the disk counts as nearly full.
type DiskConfig struct {
	MinFreeMB int64
}

// SnapshotConfig says how many snapshots stay.
type SnapshotConfig struct {
	Keep int // 0 keeps all
}

// BackupConfig says where scheduled backups go and how many stay.
type BackupConfig struct {
	Dir  string
	Keep int
}

// defaultConfig crawls the real source from the editions known when this was
// written; each of them links to the topic page that lists the others.
func defaultConfig() Config {
	return Config{
		Listen:   "127.0.0.1:8080",
		Timezone: "Asia/Shanghai",
		Sources: []SourceConfig{{
			Name: defaultSource,
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
			Hosts:       []string{"www.dutenews.com", "m.dutenews.com"},
			Delay:       defaultDelay,
			MaxRequests: defaultMaxRequests,
			MaxWait:     defaultMaxWait,
			Robots:      "obey",
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

// What a source has that does not say otherwise.
const (
	defaultSource      = "dutenews"
	defaultDelay       = 5 * time.Second
	defaultMaxRequests = 200
	defaultMaxWait     = 10 * time.Minute
)

func newSource() SourceConfig {
	return SourceConfig{Name: defaultSource, Delay: defaultDelay, MaxRequests: defaultMaxRequests, MaxWait: defaultMaxWait, Robots: "obey"}
}

// loadConfig reads the configuration in order of precedence: what the
// environment sets, then file, then defaults. Flags come later, in the
// commands that have them. A file that was named must exist; without a name
// data/config.yaml is read if it is there.
func loadConfig(file, data string, env environment) (Config, error) {
	cfg := defaultConfig()
	cfg.origins = map[string]string{}
	if err := cfg.readFile(file, data); err != nil {
		return Config{}, err
	}
	if err := cfg.readEnvironment(env); err != nil {
		return Config{}, err
	}
	for i := range cfg.Sources {
		cfg.Sources[i].fillHosts()
	}
	if err := cfg.check(); err != nil {
		return Config{}, err
	}
	return cfg, nil
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
	keys := map[string]any{}
	if err := yaml.Unmarshal(text, &keys); err != nil {
		line, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
		return fmt.Errorf("config %s: not YAML that can be read as keys and values: %s", file, line)
	}
	if sources, ok := keys["sources"]; ok && sources != nil {
		if err := c.readSources(sources, file); err != nil {
			return fmt.Errorf("config %s: %w", file, err)
		}
		delete(keys, "sources")
	}
	if err := setKeys(c.settings(), "", keys, func(key string) { c.origins[key] = file }); err != nil {
		return fmt.Errorf("config %s: %w", file, err)
	}
	return nil
}

// readSources reads the list of sources, which takes the place of the default one.
func (c *Config) readSources(value any, file string) error {
	list, ok := value.([]any)
	if !ok {
		return fmt.Errorf("sources: %s is no list of sources", shown(value))
	}
	c.Sources = nil
	for i, item := range list {
		at := fmt.Sprintf("sources[%d]", i)
		keys, ok := item.(map[string]any)
		if !ok {
			return fmt.Errorf("%s: %s is no source, which has the keys %s", at, shown(item), strings.Join(slices.Sorted(maps.Keys(new(SourceConfig).settings())), ", "))
		}
		s := newSource()
		if err := setKeys(s.settings(), "", keys, func(key string) { c.origins[at+"."+key] = file }); err != nil {
			return fmt.Errorf("%s.%w", at, err)
		}
		c.Sources = append(c.Sources, s)
	}
	return nil
}

// setKeys sets what a mapping of YAML holds; mappings in it are groups of keys.
func setKeys(settings map[string]setting, group string, keys map[string]any, took func(key string)) error {
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		key, value := group+name, keys[name]
		inner, isGroup := value.(map[string]any)
		s, known := settings[key]
		switch {
		case isGroup && !known:
			if err := setKeys(settings, key+".", inner, took); err != nil {
				return err
			}
		case !known && value == nil && isGroupName(settings, key):
		case !known:
			return fmt.Errorf("%s: is no key; there are %s", key, strings.Join(slices.Sorted(maps.Keys(settings)), ", "))
		case value == nil: // left empty: the default stays
		default:
			if err := s.set(value); err != nil {
				return fmt.Errorf("%s: %s %w", key, s.show(value), err)
			}
			took(key)
		}
	}
	return nil
}

func isGroupName(settings map[string]setting, name string) bool {
	for key := range settings {
		if strings.HasPrefix(key, name+".") {
			return true
		}
	}
	return false
}

// environment is the list of variables as os.Environ gives it.
type environment []string

// get gives a variable, and whether it is set.
func (e environment) get(name string) (string, bool) {
	for _, v := range e {
		if value, ok := strings.CutPrefix(v, name+"="); ok {
			return value, true
		}
	}
	return "", false
}

// Variables that are not keys: those of the global flags, and one prefix that
// the tests of this program use.
var flagVariables = [...]string{"SHENZHENG_DATA", "SHENZHENG_CONFIG", "SHENZHENG_LOG_FORMAT", "SHENZHENG_LOG_LEVEL"}

const testVariables = "SHENZHENG_TEST_"

// readEnvironment sets what the environment names; a variable of this program
// that sets nothing is refused, for it was meant to.
func (c *Config) readEnvironment(env environment) error {
	settings := c.settings()
	names := map[string]string{}
	for key, s := range settings {
		if !s.fileOnly {
			names[variableOf(key)] = key
		}
	}
	for _, v := range env {
		name, value, _ := strings.Cut(v, "=")
		key, known := names[name]
		switch {
		case known:
			if err := settings[key].set(value); err != nil {
				return fmt.Errorf("variable %s: %s %w", name, settings[key].show(value), err)
			}
			c.origins[key] = name
		case strings.HasPrefix(name, "SHENZHENG_") && !strings.HasPrefix(name, testVariables) && !slices.Contains(flagVariables[:], name):
			known := append(slices.Collect(maps.Keys(names)), flagVariables[:]...)
			slices.Sort(known)
			return fmt.Errorf("variable %s: is not known; there are %s", name, strings.Join(known, ", "))
		}
	}
	return nil
}

// variableOf names the variable of a key.
func variableOf(key string) string {
	return "SHENZHENG_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// fillHosts takes the hosts of the start pages where none are named.
func (s *SourceConfig) fillHosts() {
	if len(s.Hosts) > 0 {
		return
	}
	for _, start := range s.Start {
		if u, err := url.Parse(start); err == nil && u.Host != "" && !slices.Contains(s.Hosts, u.Host) {
			s.Hosts = append(s.Hosts, u.Host)
		}
	}
}

// check refuses what cannot work together, naming the key.
func (c *Config) check() error {
	names := map[string]bool{}
	for i, s := range c.Sources {
		at := fmt.Sprintf("config sources[%d]", i)
		if len(s.Start) == 0 {
			return fmt.Errorf("%s.start: is missing: the addresses of listing or article pages", at)
		}
		for _, start := range s.Start {
			if u, err := url.Parse(start); err == nil && !slices.Contains(s.Hosts, u.Host) && !slices.Contains(s.Hosts, u.Hostname()) {
				return fmt.Errorf("%s.hosts: [%s] leaves out %s, the host of start page %s, so that it would never be asked", at, strings.Join(s.Hosts, ", "), u.Host, start)
			}
		}
		if names[s.Name] {
			return fmt.Errorf("%s.name: %q is used twice; give each source a short name of its own", at, s.Name)
		}
		names[s.Name] = true
	}
	return nil
}
