package web

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"shenzheng/archive"
	"shenzheng/parser/source"
)

// TestSentencesAreOnlyForWhoMayRead looks for a sentence of the articles on
// every page and in every table.
func TestSentencesAreOnlyForWhoMayRead(t *testing.T) {
	a, _ := openFixture(t, 4)
	dir := t.TempDir()
	release := makeRelease(t, a, dir)
	_, h := serve(t, a, func(c *Config) { c.SnapshotsDir = dir })
	paths := append(allPages(t, release), "/activities.json", "/feed.atom", "/activities.csv", "/appearances.csv", "/problems.csv", "/ledger.csv",
		"/snapshots/"+release+"/activities.csv", "/snapshots/"+release+"/datapackage.json", "/snapshots/index.json")
	for _, path := range paths {
		for _, header := range [][]string{nil, {"Authorization", "Bearer wrong"}} {
			if _, body := fetch(t, h, path, header...); strings.Contains(body, "虚构的活动") {
				t.Errorf("%s shows a sentence", path)
			}
		}
	}
	column := "/columns/col_7000000"
	if res, body := fetch(t, h, column, "Authorization", "Bearer "+testToken); !strings.Contains(body, "虚构的活动") || !strings.Contains(res.Header.Get("Cache-Control"), "no-store") {
		t.Errorf("with the token: no text, or it may be cached: %q", res.Header.Get("Cache-Control"))
	}
	_, demo := serve(t, a, func(c *Config) { c.Demo, c.TextAccess = true, TextOff })
	if _, body := fetch(t, demo, column); !strings.Contains(body, "虚构的活动") || !strings.Contains(body, "人名与文字均为虚构") {
		t.Error("the demo does not show its text, or does not say what it is")
	}
}

// What the archive tells its operator, with the folders of the machine, is on
// the status page for who shows the token. The others learn what it is about.
func TestStatusTellsOnlyTheOperatorOfTheMachine(t *testing.T) {
	a, _ := openFixture(t, 2)
	ctx, secret := t.Context(), "/srv/secret"
	run, err := a.StartRun(ctx, "backup", time.Time{})
	if err == nil {
		err = a.EndRun(ctx, run, archive.RunFailed, "wrote "+secret, nil)
	}
	if err == nil {
		_, err = a.RaiseAlert(ctx, "job:backup", "job_failed", "job backup failed: restore "+secret, archive.Message{Title: "job backup failed"})
	}
	if err != nil {
		t.Fatal(err)
	}
	waiting, err := a.WaitingMessages(ctx)
	if err != nil || len(waiting) != 1 {
		t.Fatalf("waiting: %v %v", waiting, err)
	}
	for range 3 {
		if err := a.MessageFailed(ctx, waiting[0].ID, errors.New("the webhook said "+secret), time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	err = a.Record(ctx, &source.Request{At: time.Now(), Host: "www.example.org", URL: "https://www.example.org/", Outcome: "error", Detail: "asked " + secret}, source.Host{Host: "www.example.org"})
	if err != nil {
		t.Fatal(err)
	}
	for access, paths := range map[TextAccess][]string{TextToken: {"/status", "/status?format=json"}, TextOpen: {"/status", "/status?format=json"}} {
		_, h := serve(t, a, func(c *Config) { c.TextAccess = access })
		for i, path := range paths {
			if _, body := fetch(t, h, path); strings.Contains(body, secret) || !strings.Contains(body, "job backup failed") || !strings.Contains(body, "job_failed") {
				t.Errorf("%s with text %s, to everybody: %s", path, access, body)
			}
			res, body := fetch(t, h, path, "Authorization", "Bearer "+testToken)
			if n := strings.Count(body, secret); n != 2+2*i || res.Header.Get("Cache-Control") != "private, no-store" {
				t.Errorf("%s with text %s, to the operator: %d times, kept %q: %s", path, access, n, res.Header.Get("Cache-Control"), body)
			}
		}
	}
}

func TestMarkedPassage(t *testing.T) {
	a, columns := openFixture(t, 1)
	_, h := serve(t, a, func(c *Config) { c.TextAccess = TextOpen })
	_, hidden := serve(t, a, nil)
	c := columns[0]
	text := []rune(c.Text)
	for _, act := range c.Activities[:5] {
		span := act.Span
		if len(act.Officials) > 0 {
			span = act.Officials[0].Span
		}
		at := fmt.Sprintf("/columns/%s?at=%d-%d", c.ID, span.Start, span.End)
		_, body := fetch(t, h, at)
		if want := "<mark>" + string(text[span.Start:span.End]) + "</mark>"; !strings.Contains(body, want) || strings.Count(body, "<mark>") != 1 {
			t.Errorf("%s: %s is not marked, or more is", at, want)
		}
		_, without := fetch(t, hidden, at)
		if strings.Contains(without, "<mark>") || strings.Count(without, `class="card marked"`) != 1 || !strings.Contains(without, `class="card marked" id="`+act.ID+`"`) {
			t.Errorf("%s without the token: the activity is not marked", at)
		}
	}
	for _, at := range []string{"0-0", "999999-1000000", "0-999999999"} {
		if res, body := fetch(t, h, "/columns/"+c.ID+"?at="+at); res.StatusCode != 200 || strings.Count(body, "<mark>") > 0 && at != "0-999999999" {
			t.Errorf("at=%s: status %d", at, res.StatusCode)
		}
	}
}

func TestCutCountsCodePoints(t *testing.T) {
	for _, c := range []struct {
		text                string
		start               int
		at                  *span
		before, mark, after string
	}{
		{"深圳ab", 10, nil, "深圳ab", "", ""},
		{"深圳ab", 10, &span{11, 13}, "深", "圳a", "b"},
		{"深圳ab", 10, &span{0, 11}, "", "深", "圳ab"},
		{"深圳ab", 10, &span{13, 99}, "深圳a", "b", ""},
		{"深圳ab", 10, &span{14, 20}, "深圳ab", "", ""},
		{"深圳ab", 10, &span{12, 12}, "深圳ab", "", ""},
		{"𠮷a", 0, &span{1, 2}, "𠮷", "a", ""},
		{"", 0, &span{0, 5}, "", "", ""},
	} {
		if b, m, a := cut(c.text, c.start, c.at); b != c.before || m != c.mark || a != c.after {
			t.Errorf("cut(%q, %d, %v) = %q %q %q", c.text, c.start, c.at, b, m, a)
		}
	}
}
