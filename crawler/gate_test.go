package crawler

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shenzheng/parser/source"
)

var noon = time.Date(2025, time.March, 9, 12, 0, 0, 0, time.UTC)

// newTestGate gives a gate, and the visit it belongs to.
func newTestGate(delay time.Duration) (*visit, *gate) {
	cfg := Config{Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return noon }, Sources: []Source{{Name: "a", Delay: delay, MaxWait: 10 * time.Minute}}}
	v := &visit{crawl: &crawl{cfg: cfg}, source: &cfg.Sources[0]}
	return v, &gate{host: source.Host{Host: "a.example"}, delay: delay, bad: map[string]bool{}}
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
// a host for good, that pages are counted and not tries, and that one success
// forgives them.
func TestBackoffDoublesToItsCeiling(t *testing.T) {
	v, g := newTestGate(5 * time.Second)
	var before time.Duration
	for i := range 100 {
		for range 3 {
			v.fail(g, fmt.Sprint("page ", i), ItemBlocked, "status 405", 0)
		}
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

// TestWaitsFitTheCrawl has a host ask for a wait: what fits is waited, once,
// and what does not fit stops nothing but is remembered.
func TestWaitsFitTheCrawl(t *testing.T) {
	v, g := newTestGate(0)
	var waited time.Duration
	v.cfg.Sleep = func(_ context.Context, d time.Duration) error { waited += d; return nil }
	v.fail(g, "a", ItemBlocked, "status 429", 9*time.Minute)
	if err := v.pass(t.Context(), g); err != nil || waited != 9*time.Minute {
		t.Fatalf("waited %s, %v", waited, err)
	}
	v.fail(g, "b", ItemBlocked, "status 503", 24*time.Hour)
	if err := v.pass(t.Context(), g); err != nil || waited != 9*time.Minute+2*shortestPause {
		t.Errorf("waited %s, %v", waited, err)
	}
	if got := g.host.NotBefore.Sub(noon); got != 24*time.Hour {
		t.Errorf("the host is remembered to want %s", got)
	}
	_, next := newTestGate(0)
	next.until = g.host.NotBefore
	var stop *stopped
	if err := v.pass(t.Context(), next); !errors.As(err, &stop) || !stop.until.Equal(g.host.NotBefore) {
		t.Errorf("the next crawl does not leave it alone: %v", err)
	}
}

// Times are told in the zone of the clock, wherever they come from.
func TestTimesAreToldInOneZone(t *testing.T) {
	v, g := newTestGate(0)
	there := noon.In(time.FixedZone("", 8*3600))
	v.cfg.Now = func() time.Time { return there }
	g.until = noon.Add(48 * time.Hour).UTC()
	var stop *stopped
	want := there.Add(48 * time.Hour).Format(time.RFC3339)
	if err := v.pass(t.Context(), g); !errors.As(err, &stop) || !strings.HasSuffix(stop.reason, "until "+want) {
		t.Errorf("the host is stopped with %v, want %s", err, want)
	}
	v.comeBack(stop.until)
	if line := v.report.Summary(); !strings.HasSuffix(line, want) {
		t.Errorf("the crawl is summed up as %q, want %s", line, want)
	}
}

func TestPauseBetweenRequests(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delay := time.Duration(rapid.Int64Range(0, int64(time.Minute)).Draw(t, "delay"))
		since := time.Duration(rapid.Int64Range(0, int64(2*time.Minute)).Draw(t, "since"))
		v, g := newTestGate(delay)
		var waited time.Duration
		v.cfg.Sleep = func(_ context.Context, d time.Duration) error { waited = d; return nil }
		g.host.LastRequest = noon.Add(-since)
		if err := v.pass(context.Background(), g); err != nil {
			t.Fatal(err)
		}
		if since+waited < delay || waited > delay+delay/2 {
			t.Errorf("delay %s: waited %s when the last request was %s ago", delay, waited, since)
		}
	})
}

// What is said of a host that gave nothing tells whose fault it may be.
func TestUnanswered(t *testing.T) {
	get := func(err error) error { return &url.Error{Op: "Get", URL: "http://a.example/", Err: err} }
	for said, err := range map[string]error{
		"host name not found: a.example":                        &net.DNSError{Name: "a.example", IsNotFound: true},
		"no answer in time":                                     &net.DNSError{Name: "a.example", IsTimeout: true},
		"lookup a.example on 127.0.0.53:53: server misbehaving": &net.DNSError{Name: "a.example", Server: "127.0.0.53:53", Err: "server misbehaving"},
		"the connection was closed without an answer":           io.EOF,
		"refused: " + errPrivate.Error():                        errPrivate,
	} {
		if got := unanswered(get(err)); got != said {
			t.Errorf("%q, want %q", got, said)
		}
	}
}
