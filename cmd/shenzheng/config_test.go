package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/crawler"
)

// noEnv is the environment of a test that sets no variable.
var noEnv environment

func writeConfig(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestConfigSources(t *testing.T) {
	t.Parallel()
	file := writeConfig(t, `
contact: mailto:archive@example.org
sources:
  - name: dutenews
    start: ["http://127.0.0.1:9999/p/1.html"]
    delay: 10ms
  - name: other
    start: ["http://127.0.0.1:9998/", "http://[::1]:9998/", "http://News.example.org/"]
    hosts: [127.0.0.1, "[::1]", news.example.org]
    max_requests: 7
    robots: ignore
  - name: near
    start: ["http://127.0.0.1:9997/"]
    delay: 0s
schedules: {crawl: "0 8 * * *"}
alerts: {webhook: "https://hooks.example.org/x", kind: slack}
`)
	cfg, err := loadConfig(file, t.TempDir(), noEnv)
	if err != nil {
		t.Fatal(err)
	}
	want := []crawler.Source{
		{Name: "dutenews", Start: []string{"http://127.0.0.1:9999/p/1.html"}, Hosts: []string{"127.0.0.1:9999"}, Delay: 10 * time.Millisecond, MaxRequests: 200, MaxWait: 10 * time.Minute, Robots: "obey"},
		{Name: "other", Start: []string{"http://127.0.0.1:9998/", "http://[::1]:9998/", "http://News.example.org/"}, Hosts: []string{"127.0.0.1", "[::1]", "news.example.org"}, Delay: 5 * time.Second, MaxRequests: 7, MaxWait: 10 * time.Minute, Robots: "ignore"},
		{Name: "near", Start: []string{"http://127.0.0.1:9997/"}, Hosts: []string{"127.0.0.1:9997"}, MaxRequests: 200, MaxWait: 10 * time.Minute, Robots: "obey"},
	}
	if diff := cmp.Diff(want, cfg.Sources); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
	if cfg.Schedules.Crawl != "0 8 * * *" || cfg.Schedules.Check == "" {
		t.Errorf("schedules %+v: want the crawl as set and the rest by default", cfg.Schedules)
	}
}

// Who sets but how the newspaper's site is asked need not say where it is.
func TestConfigOfTheNewspaper(t *testing.T) {
	t.Parallel()
	cfg, err := loadConfig(writeConfig(t, "sources: [{delay: 9s}]\n"), t.TempDir(), noEnv)
	if err != nil {
		t.Fatal(err)
	}
	want, err := loadConfig("", t.TempDir(), noEnv)
	if err != nil || len(want.Sources[0].Start) == 0 {
		t.Fatal(want.Sources, err)
	}
	want.Sources[0].Delay = 9 * time.Second
	if diff := cmp.Diff(want.Sources, cfg.Sources); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
}

func TestConfigPrecedence(t *testing.T) {
	t.Parallel()
	file := writeConfig(t, "\ufefflisten: 127.0.0.1:1111\ntext_access: \"\"\nbase_url: https://a.example.org\n") // as Notepad saves it
	cfg, err := loadConfig(file, t.TempDir(), environment{"PATH=/bin", "SHENZHENG_LISTEN=127.0.0.1:2222"})
	if err != nil {
		t.Fatal(err)
	}
	empty, err := loadConfig(file, t.TempDir(), environment{"SHENZHENG_LISTEN=", "SHENZHENG_SCHEDULES_CRAWL=", "SHENZHENG_TEXT_ACCESS=", "SHENZHENG_BASE_URL="})
	if err != nil {
		t.Fatal(err)
	}
	if empty.Listen != "127.0.0.1:1111" || empty.Schedules.Crawl == "" || empty.TextAccess != "token" || empty.BaseURL != "https://a.example.org" {
		t.Errorf("listen %q, crawl %q, text %q, base_url %q: want an empty variable to be as one that is not set",
			empty.Listen, empty.Schedules.Crawl, empty.TextAccess, empty.BaseURL)
	}
	if cfg.Listen != "127.0.0.1:2222" || cfg.BaseURL != "https://a.example.org" || cfg.Timezone != "Asia/Shanghai" {
		t.Errorf("listen %q, base_url %q, timezone %q: want the variable, the file and the default", cfg.Listen, cfg.BaseURL, cfg.Timezone)
	}
}

func TestConfigRefusals(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ text, named string }{
		"unknown key":         {"listne: x\n", "listne"},
		"unknown nested key":  {"alerts: {webhok: x}\n", "webhok"},
		"unknown source key":  {"sources: [{name: a, start: [http://a/], dely: 5s}]\n", "dely"},
		"text access":         {"text_access: maybe\n", "text_access"},
		"zone":                {"timezone: Asia/Shenzen\n", "Asia/Shenzen"},
		"kind":                {"alerts: {kind: fax}\n", "alerts.kind"},
		"contact":             {"contact: me\n", "contact"},
		"robots":              {"sources: [{name: a, start: [http://a/], robots: maybe}]\n", "robots"},
		"start":               {"sources: [{name: a, start: [ftp://a/]}]\n", "start"},
		"no start":            {"sources: [{name: a}]\n", "start"},
		"twice":               {"sources: [{name: a, start: [http://a/]}, {name: a, start: [http://a/]}]\n", "twice"},
		"delay without unit":  {"sources: [{name: a, start: [http://a/], delay: soon}]\n", "soon"},
		"webhook no address":  {"alerts: {webhook: hook}\n", "alerts.webhook"},
		"not yaml":            {"sources: [\n", "config"},
		"a list":              {"- listen: 127.0.0.1:80\n", "no keys with values"},
		"a word":              {"listen\n", "no keys with values"},
		"no sources":          {"sources: []\n", "sources: is empty"},
		"sources in words":    {"sources: [dutenews]\n", "sources[0]: is no key; there are sources[0].delay, sources[0].hosts"},
		"a group as a value":  {"schedules: off\n", "schedules: is no key; there are schedules.backup, schedules.check"},
		"a value as a group":  {"listen: {port: 80}\n", "listen.port: is no key; there are alerts.kind"},
		"schedule":            {"schedules: {check: sometimes}\n", "schedules.check"},
		"base_url no address": {"base_url: archive\n", "base_url"},
		"base_url of a page":  {"base_url: https://a.example.org/x?q=1\n", "base_url"},
		"delay of no unit":    {"sources: [{start: [http://a/], delay: 5}]\n", "sources[0].delay: 5 is no length of time with its unit"},
		"hosts without start": {"sources: [{start: [http://a/], hosts: [b]}]\n", "sources[0].hosts: [b] leaves out a"},
		"keep":                {"snapshots: {keep: -1}\n", "snapshots.keep: -1 is no whole number from 0 on"},
		"backup keep":         {"backup: {keep: 0}\n", "backup.keep: 0 is no whole number from 1 on"},
		"free":                {"disk: {min_free_mb: -5}\n", "disk.min_free_mb: -5"},
		"listen":              {"listen: 12\n", "listen: 12 is no address"},
		"too often":           {"schedules: {crawl: \"@every 1ns\"}\n", "schedules.crawl: \"@every 1ns\""},
		"30 February":         {"schedules: {crawl: \"0 0 30 2 *\"}\n", "schedules.crawl: \"0 0 30 2 *\""},
		"contact of 2 lines":  {"contact: \"mailto:a@example.org\\nX-Other: 1\"\n", "contact"},
		"an empty list":       {"listen: []\n", "listen: \"[]\" is no single value"},
		"a word for a list":   {"sources: [{start: [http://a/], hosts: a}]\n", "sources[0].hosts: \"a\" is no list of hosts"},
		"list for a word":     {"listen: [a, b]\n", "listen"},
		"word for a group":    {"alerts: yes please\n", "alerts"},
		"word for sources":    {"sources: http://a/\n", "sources"},
		"source of a word":    {"sources: [http://a/]\n", "sources[0]"},
		"a key twice":         {"listen: 127.0.0.1:1\nlisten: 127.0.0.1:2\n", "listen"},
		"a list at the top":   {"- listen\n", "config"},
		"group for sources":   {"sources: {name: a}\n", "sources.name: is no key; there are alerts.kind"},
	} {
		_, err := loadConfig(writeConfig(t, tc.text), t.TempDir(), noEnv)
		if err == nil || !strings.Contains(err.Error(), tc.named) {
			t.Errorf("%s: error %v does not name %q", name, err, tc.named)
		}
		if err != nil && regexp.MustCompile(`struct|uint64|main\.|map\[`).MatchString(err.Error()) {
			t.Errorf("%s: error speaks of the program's own types: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error is more than one line: %v", name, err)
		}
	}
}

func TestConfigVariables(t *testing.T) {
	t.Parallel()
	for variable, named := range map[string]string{
		"SHENZHENG_LISTN=:1":                "SHENZHENG_LISTN",
		"SHENZHENG_TEXT_ACCESS=maybe":       "SHENZHENG_TEXT_ACCESS: \"maybe\" is not one of token, open, off",
		"SHENZHENG_ALERTS_WEBHOOK=my-token": "SHENZHENG_ALERTS_WEBHOOK: the value is not",
		"SHENZHENG_SCHEDULES_CRAWL=@daily;": "SHENZHENG_SCHEDULES_CRAWL",
	} {
		if _, err := loadConfig("", t.TempDir(), environment{variable}); err == nil || !strings.Contains(err.Error(), named) {
			t.Errorf("%s: error %v does not say %q", variable, err, named)
		}
	}
	if _, err := loadConfig("", t.TempDir(), environment{"SHENZHENG_DATA=x", "SHENZHENG_TEST_X=1", "HOME=/"}); err != nil {
		t.Errorf("variables that are no keys: %v", err)
	}
}

func TestConfigFileNamedButMissing(t *testing.T) {
	t.Parallel()
	if _, err := loadConfig(filepath.Join(t.TempDir(), "none.yaml"), "", noEnv); err == nil {
		t.Error("a configuration file that was named but does not exist is no error")
	}
	if _, err := loadConfig("", t.TempDir(), noEnv); err != nil {
		t.Errorf("no configuration file at all: %v", err)
	}
}
