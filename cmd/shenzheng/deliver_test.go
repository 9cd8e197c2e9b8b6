package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Messages wait for a webhook that is down, over restarts, and come in order.
func TestQueueSurvivesRestarts(t *testing.T) {
	if testing.Short() {
		t.Skip("short: days of the daemon are simulated")
	}
	t.Parallel()
	w := newWorld(t, 8, friday)
	w.lag.Store(int64(48 * time.Hour))
	w.refuse = func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusBadGateway) }
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		p := begin(t, w, dir, friday, nil)
		p.until(at(4, 12, 0))
		if text, err := runStatus(p, false); err == nil || !strings.Contains(text, "ATTENTION    1 messages wait for the webhook, which does not take them (webhook refused the message: status 502") {
			t.Errorf("status does not say that nobody is told: %v\n%s", err, text)
		}
		now := p.now()
		p.end()
		expect(t, "messages taken", w.told())
		w.set(func(w *world) { w.refuse = nil })
		p = begin(t, w, dir, now.Add(-time.Since(bubbleStart)), nil)
		p.until(at(6, 12, 0))
		p.end()
		expect(t, "messages", w.told(), "week_missing open", "week_missing resolved")
		expect(t, "unsent", lines(t, dir, `SELECT title FROM messages WHERE sent_at = ''`))
	})
}

// WeCom says no with status 200; a message refused is not a message sent, and
// after too many the service is left alone for as long as it wants.
func TestRefusalWithStatus200(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 8, friday)
	code, asked := 93000, 0
	var times []time.Time
	w.refuse = func(rw http.ResponseWriter, _ *http.Request) {
		asked++
		times = append(times, time.Unix(0, w.now.Load()))
		fmt.Fprintf(rw, `{"errcode":%d,"errmsg":"no"}`, code)
	}
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		p := begin(t, w, dir, friday, func(c *Config) { c.Alerts.Kind = "wecom"; c.Schedules.Crawl = "off" })
		p.until(at(3, 14, 0)) // a week is missing
		p.world.set(func(*world) {
			if asked < 3 {
				t.Errorf("%d attempts in the first hour, want some", asked)
			}
			code, asked, times = 45009, 0, nil // too fast
		})
		for i := range 3 { // three more wait behind it
			if err := p.daemon.alert(t.Context(), true, trouble{key: fmt.Sprintf("job:%d", i), code: "job_failed", title: "broken", detail: "it"}); err != nil {
				t.Fatal(err)
			}
		}
		p.until(at(3, 14, 10))
		p.world.set(func(*world) {
			if asked < 2 || asked > 11 {
				t.Errorf("%d attempts in ten minutes at a service that wants a minute's rest after each", asked)
			}
			for i := 1; i < len(times); i++ {
				if gap := times[i].Sub(times[i-1]); gap < time.Minute {
					t.Errorf("asked again %s after it was too fast", gap)
				}
			}
			code = 0
		})
		p.until(at(4, 14, 0))
		p.end()
		expect(t, "unsent", lines(t, dir, `SELECT title FROM messages WHERE sent_at = ''`))
		if strings.Contains(p.log.text(), "verysecret") {
			t.Error("the webhook's address is in the log")
		}
	})
}
