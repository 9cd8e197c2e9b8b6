package crawler

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2025, time.March, 9, 12, 0, 0, 0, time.UTC)

func newTestGate(delay time.Duration) *gate {
	cfg := &Config{Now: func() time.Time { return noon }}
	cfg.fillDefaults()
	return &gate{cfg: cfg, name: "a.example", delay: delay}
}

func TestRetryAfter(t *testing.T) {
	tests := []struct {
		text string
		want time.Duration
	}{
		{"120", 2 * time.Minute}, {" 7 ", 7 * time.Second}, {"0", 0}, {"-5", 0}, {"", 0}, {"soon", 0},
		{"99999999999", retryAfterCeiling},
		{"Sun, 09 Mar 2025 12:01:30 GMT", 90 * time.Second},
		{"Sunday, 09-Mar-25 12:01:30 GMT", 90 * time.Second},
		{"Sun, 09 Mar 2025 11:00:00 GMT", 0},
		{"Fri, 09 Mar 2035 11:00:00 GMT", retryAfterCeiling},
	}
	for _, test := range tests {
		if got := parseRetryAfter(test.text, noon); got != test.want {
			t.Errorf("%q: %s, want %s", test.text, got, test.want)
		}
	}
}

// TestBackoffDoublesToItsCeiling also shows that no number of failures stops
// a host for good, and that one success forgives them.
func TestBackoffDoublesToItsCeiling(t *testing.T) {
	g := newTestGate(5 * time.Second)
	var before time.Duration
	for i := range 100 {
		g.fail("status 405", "")
		wait := g.host.NotBefore.Sub(noon)
		if wait > backoffCeiling || before > 0 && wait != min(2*before, backoffCeiling) {
			t.Fatalf("failure %d: wait %s after %s", i+1, wait, before)
		}
		before = wait
	}
	g.succeed()
	if h := g.host; h.Failures != 0 || !h.NotBefore.IsZero() {
		t.Errorf("after a success: %+v", h)
	}
}

func TestPauseBetweenRequests(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delay := time.Duration(rapid.Int64Range(0, int64(time.Minute)).Draw(t, "delay"))
		since := time.Duration(rapid.Int64Range(0, int64(2*time.Minute)).Draw(t, "since"))
		g := newTestGate(delay)
		var waited time.Duration
		g.cfg.Sleep = func(_ context.Context, d time.Duration) error { waited = d; return nil }
		g.done(noon.Add(-since))
		if err := g.wait(context.Background()); err != nil {
			t.Fatal(err)
		}
		if since+waited < delay || waited > delay+delay/2 {
			t.Errorf("delay %s: waited %s when the last request was %s ago", delay, waited, since)
		}
	})
}
