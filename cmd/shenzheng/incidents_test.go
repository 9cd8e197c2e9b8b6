package main

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// checkIncidents expects one alert and one resolution for every incident of
// the simulation, and none without an incident.
func checkIncidents(t *testing.T, dir string, hook *world) {
	const format = "2006-01-02T15:04:05.000Z"
	opened := map[string][]time.Time{}
	for _, line := range lines(t, dir, `SELECT opened_at, key, resolved_at FROM alerts`) {
		parts := strings.Split(line, "|")
		at, err := time.Parse(format, parts[0])
		if err != nil {
			t.Fatal(err)
		}
		if parts[2] == "" {
			t.Errorf("alert %s of %s was never resolved", parts[1], parts[0])
		}
		opened[parts[1]] = append(opened[parts[1]], at)
	}
	expectOnce(t, dir, "source:demo", opened["source:demo"], outages)
	expectOnce(t, dir, "disk", opened["disk"], fullDisks)
	for key, times := range opened {
		kind, _, _ := strings.Cut(key, ":")
		switch {
		case kind == "source" || kind == "disk":
		case len(times) != 1:
			t.Errorf("alert %s was raised %d times: %v", key, len(times), times)
		case kind == "week_missing" && !slices.ContainsFunc(append(slices.Clone(outages), fullDisks...), func(w window) bool {
			return !times[0].Before(w.from) && times[0].Before(w.to.Add(48*time.Hour))
		}):
			t.Errorf("alert %s was raised at %s, when nothing hid the week", key, times[0])
		case kind != "week_missing" && kind != "edited" && kind != "withdrawn":
			t.Errorf("alert %s was raised at %v for no incident: %v", key, times, lines(t, dir, `SELECT detail FROM alerts WHERE key = '`+key+`'`))
		}
	}
	// A process that is killed between the webhook's answer and its own note
	// sends a message again; nothing else does.
	count := map[string]int{}
	for _, m := range hook.messages {
		count[m["code"]+" "+m["state"]+" "+m["title"]+m["body"]+m["at"]]++
	}
	_, kills := simulated()
	again := 0
	for _, n := range count {
		again += n - 1
	}
	if queued := len(lines(t, dir, `SELECT message_id FROM messages`)); len(count) != queued || again > kills {
		t.Errorf("the webhook took %d different messages, %d of them again; %d were queued", len(count), again, queued)
	}
	if left := lines(t, dir, `SELECT title FROM messages WHERE sent_at = ''`); len(left) > 0 {
		t.Errorf("messages were never delivered: %v", left)
	}
	edits, edited := lines(t, dir, `SELECT key FROM alerts WHERE code = 'column_edited'`), lines(t, dir, `SELECT column_id FROM columns WHERE revision > 1`)
	if len(edits) != len(edited) || len(edits) < 1 {
		t.Errorf("%d edits were told of %d columns edited", len(edits), len(edited))
	}
}

// expectOnce expects one alert in every window in which a crawl was made.
func expectOnce(t *testing.T, dir, key string, times []time.Time, windows []window) {
	t.Helper()
	for _, w := range windows {
		in := 0
		for _, at := range times {
			if w.holds(at) {
				in++
			}
		}
		crawls := len(lines(t, dir, `SELECT run_id FROM job_runs WHERE job = 'crawl' AND outcome = 'failed' AND started_at BETWEEN ? AND ?`,
			w.from.UTC().Format("2006-01-02T15:04:05"), w.to.UTC().Format("2006-01-02T15:04:05")))
		if want := min(crawls, 1); in != want {
			t.Errorf("%s: %d alerts from %s to %s with %d failed crawls, want %d", key, in, w.from, w.to, crawls, want)
		}
	}
	for _, at := range times {
		if !slices.ContainsFunc(windows, func(w window) bool { return w.holds(at) }) {
			t.Errorf("%s: an alert at %s, when all was well", key, at)
		}
	}
}
