package web

import (
	"fmt"
	"strings"
	"testing"
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
