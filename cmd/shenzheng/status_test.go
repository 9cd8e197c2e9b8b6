package main

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"shenzheng/archive"
)

// status runs the command on an archive beside its daemon.
func runStatus(p *process, asJSON bool) (string, error) {
	var out strings.Builder
	a := *p.daemon.app
	a.Out = &out
	reader, err := archive.OpenReader(p.t.Context(), a.archiveConfig())
	if err != nil {
		p.t.Fatal(err)
	}
	defer reader.Close()
	err = a.status(p.t.Context(), reader, asJSON)
	return out.String(), err
}

func TestStatusIsOneScreenOfPlainWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 30, friday)
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, t.TempDir(), friday, func(c *Config) { c.Schedules.Check, c.MinFreeMB = "off", 0 })
		defer p.end()
		p.until(at(0, 23, 55))
		if _, err := recordRun(t.Context(), p.arc, "import", noTime, func(string) (result, error) {
			return result{outcome: archive.RunOK, detail: "1 file"}, nil
		}); err != nil {
			t.Fatal(err)
		}
		text, err := runStatus(p, false)
		if err != nil || exitCode(err) != exitDone {
			t.Errorf("exit code %d when all is well: %v\n%s", exitCode(err), err, text)
		}
		if lines := strings.Count(text, "\n"); lines > 24 {
			t.Errorf("%d lines are more than one screen:\n%s", lines, text)
		}
		for _, want := range []string{"weeks of 2024-08-05 to 2025-02-24", "nothing needs a person", "crawl: last 2025-03-07 08:", "next 2025-03-08 08:15",
			"check: never ran; off", "import: last 2025-03-07 23:55, ok (1 file)\n", "127.0.0.1:"} {
			if !strings.Contains(text, want) {
				t.Errorf("status does not say %q:\n%s", want, text)
			}
		}
		if strings.Contains(text, "next never") {
			t.Errorf("status says that something runs next never:\n%s", text)
		}
		full := errors.New("the disk is full")
		if _, err := recordRun(t.Context(), p.arc, "crawl", noTime, func(string) (result, error) { return result{}, full }); !errors.Is(err, full) {
			t.Fatal(err)
		}
		if text, err = runStatus(p, false); err == nil || !strings.Contains(text, "ATTENTION    the last crawl failed: the disk is full") || strings.Contains(text, "instead") {
			t.Errorf("the source is blamed for a full disk: %v\n%s", err, text)
		}
		if err := p.daemon.alert(t.Context(), true, trouble{key: "week_missing:x", code: "week_missing", title: "a week is missing", detail: "tried"}); err != nil {
			t.Fatal(err)
		}
		text, err = runStatus(p, true)
		var o overview
		if jerr := json.Unmarshal([]byte(text), &o); jerr != nil || len(o.Attention) != 2 || // the crawl, and what has nothing to do with it
			exitCode(err) != exitFailed {
			t.Errorf("exit code %d, %v, attention %v", exitCode(err), jerr, o.Attention)
		}
	})
}
