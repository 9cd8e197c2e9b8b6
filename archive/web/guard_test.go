package web

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/semaphore"
)

func TestErrorsAreShortAndPlain(t *testing.T) {
	a, _ := openFixture(t, 1)
	_, h := serve(t, a, nil)
	for _, c := range []struct {
		path, accept string
		status       int
		json         bool
	}{
		{"/nothing", asBrowser, 404, false}, {"/nothing", "*/*", 404, false}, {"/nothing", "application/json", 404, true},
		{"/nothing.csv", asBrowser, 404, true}, {"/nothing.json", "", 404, true}, {"/columns/col_0", asBrowser, 404, false},
		{"/columns/col_0?format=json", "", 404, true}, {"/officials/off_0", "text/csv", 404, true}, {"/activities?district=x", asBrowser, 400, false},
		{"/activities?district=x&format=json", "", 400, true}, {"/districts/atlantis", asBrowser, 404, false}, {"/columns/col_7000000?at=9-3", asBrowser, 400, false},
		{"/columns/col_7000000?at=x", asBrowser, 400, false}, {"/coverage?year=1999", asBrowser, 404, false}, {"/officials/" + personID(invented[0]) + "?year=x", asBrowser, 400, false},
		{"/activities?q=%00%1b", asBrowser, 400, false}, {"/activities.json?q=a%07b", "", 400, true}, {"/activities?q=" + strings.Repeat("a", 65), asBrowser, 400, false},
		{"/activities?page=0", asBrowser, 400, false}, {"/activities?page=1000000000000000000", asBrowser, 400, false}, {"/activities?page=99999999999999999999", "application/json", 400, true},
		{"/coverage.json?district=futian", "", 400, true}, {"/coverage?year=1999", "application/json", 404, true}, {"/coverage.json?year=x", "", 404, true},
		{"/activities.csv?district=futian;kind=meeting", "", 400, true}, {"/activities?q=%", asBrowser, 400, false},
		{"/activities?q=" + strings.Repeat("a", maxQueryBytes), asBrowser, 414, false}, {"/snapshots/latest/activities.csv", "", 404, true},
	} {
		res, body := fetch(t, h, c.path, "Accept", c.accept)
		var e struct{ Error string }
		isJSON := json.Unmarshal([]byte(body), &e) == nil && e.Error != ""
		if res.StatusCode != c.status || isJSON != c.json || !c.json && !strings.Contains(body, "<h1>") || res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s for %q: status %d, json %v: %.120s", c.path, c.accept, res.StatusCode, isJSON, body)
		}
		if (res.Header.Get("Access-Control-Allow-Origin") == "*") != c.json || res.Header.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s for %q: headers %v", c.path, c.accept, res.Header)
		}
	}
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, "BREW"} {
		req, err := http.NewRequest(method, h.URL+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil || res.StatusCode != 405 || res.Header.Get("Allow") == "" {
			t.Errorf("%s: %v %v", method, res, err)
		}
	}
	req, err := http.NewRequest(http.MethodOptions, h.URL+"/activities.csv", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil || res.StatusCode != 204 || !strings.Contains(res.Header.Get("Access-Control-Allow-Headers"), "Range") {
		t.Errorf("preflight: %v %v", res, err)
	}
}

// logbook keeps what is logged, for tests that look at it.
type logbook struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (r *logbook) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.Write(p)
}

func (r *logbook) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.String()
}

func TestPanicIsOneRequestsAndOneLine(t *testing.T) {
	a, _ := openFixture(t, 1)
	log := &logbook{}
	s, h := serve(t, a, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(log, nil)) })
	s.mux.Handle("GET /boom", s.run("/boom", func(http.ResponseWriter, *http.Request) error { panic("of the test") }))
	s.mux.Handle("GET /late-boom", s.run("/late-boom", func(w http.ResponseWriter, r *http.Request) error {
		if _, err := io.WriteString(w, strings.Repeat("x", 1<<16)); err != nil {
			return err
		}
		panic("too late")
	}))
	if res, body := fetch(t, h, "/boom", "Accept", asBrowser); res.StatusCode != 500 || strings.Contains(body, "of the test") {
		t.Errorf("status %d: %.100s", res.StatusCode, body)
	}
	res, err := http.Get(h.URL + "/late-boom")
	if err == nil {
		if _, err = io.ReadAll(res.Body); err == nil {
			t.Error("an answer that was broken off looks whole")
		}
	}
	if res, _ := fetch(t, h, "/healthz"); res.StatusCode != 200 {
		t.Errorf("after a panic: status %d", res.StatusCode)
	}
	if n := strings.Count(log.String(), "panic in a request"); n != 2 {
		t.Errorf("%d lines about two panics:\n%s", n, log)
	}
}

func TestTokenIsNeverLogged(t *testing.T) {
	a, _ := openFixture(t, 1)
	log := &logbook{}
	s, h := serve(t, a, func(c *Config) {
		c.Log = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	s.mux.Handle("GET /fails", s.run("/fails", func(w http.ResponseWriter, r *http.Request) error { return io.ErrUnexpectedEOF }))
	for _, path := range []string{"/fails?token=" + testToken, "/columns/col_7000000?token=" + testToken, "/snapshots/latest/full/texts.csv?token=" + testToken} {
		fetch(t, h, path)
		fetch(t, h, path, "Authorization", "Bearer "+testToken)
	}
	if !strings.Contains(log.String(), "unexpected EOF") || strings.Contains(log.String(), testToken) {
		t.Errorf("log:\n%s", log)
	}
}

func TestTooManyHeavyRequestsAreSentAway(t *testing.T) {
	a, _ := openFixture(t, 1)
	s, h := serve(t, a, nil)
	s.turns, s.wait = semaphore.NewWeighted(1), time.Millisecond
	if !s.turns.TryAcquire(1) {
		t.Fatal("the only turn is taken")
	}
	res, _ := fetch(t, h, "/activities")
	if res.StatusCode != 503 || res.Header.Get("Retry-After") == "" {
		t.Errorf("status %d, Retry-After %q", res.StatusCode, res.Header.Get("Retry-After"))
	}
	if res, _ := fetch(t, h, "/"); res.StatusCode != 200 {
		t.Errorf("a light page: status %d", res.StatusCode)
	}
	if res, _ := fetch(t, h, "/activities.csv"); res.StatusCode != 503 {
		t.Errorf("a table with every turn taken: status %d", res.StatusCode)
	}
	s.turns.Release(1)
	s.wait = waitForTurn // an answer may be read before its own turn is given back
	if res, _ := fetch(t, h, "/activities"); res.StatusCode != 200 {
		t.Errorf("with a turn free: status %d", res.StatusCode)
	}
	if res, _ := fetch(t, h, "/activities.csv"); res.StatusCode != 200 {
		t.Errorf("with a turn free: status %d", res.StatusCode)
	}
}

// TestBehindAProxyWithAPrefix follows every link of the pages, through a
// proxy that cuts the prefix and through one that does not.
func TestBehindAProxyWithAPrefix(t *testing.T) {
	t.Parallel()
	a, _ := openFixture(t, 2)
	dir := t.TempDir()
	makeRelease(t, a, dir)
	_, h := serve(t, a, func(c *Config) { c.BaseURL, c.SnapshotsDir = "https://archive.example.org/shen/zheng/", dir })
	for _, proxied := range []string{"/shen/zheng", ""} {
		seen := map[string]bool{}
		queue := []string{"/shen/zheng/", "/shen/zheng/?lang=en"}
		for len(queue) > 0 && len(seen) < 300 {
			at := queue[0]
			queue = queue[1:]
			if seen[at] {
				continue
			}
			seen[at] = true
			res, body := fetch(t, h, proxied+strings.TrimPrefix(at, "/shen/zheng"), "Accept", asBrowser)
			if res.StatusCode >= 300 && res.StatusCode < 400 {
				queue = append(queue, res.Header.Get("Location"))
				continue
			}
			if res.StatusCode != 200 {
				t.Errorf("%s: status %d", at, res.StatusCode)
			}
			if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
				continue
			}
			for _, link := range links(body) {
				if strings.HasPrefix(link, "https://www.example.org/p/") || strings.HasPrefix(link, "#") {
					continue
				}
				if !strings.HasPrefix(link, "/shen/zheng/") {
					t.Fatalf("%s leads to %q, outside of the prefix", at, link)
				}
				link, _, _ = strings.Cut(link, "#")
				queue = append(queue, link)
			}
		}
		if len(seen) < 100 {
			t.Errorf("only %d addresses were followed", len(seen))
		}
	}
	if _, body := fetch(t, h, "/"); !strings.Contains(body, "https://archive.example.org/shen/zheng/snapshots/") {
		t.Error("the citation does not give the public address")
	}
}

// links are the addresses in a page's href, src and action attributes.
func links(body string) []string {
	var out []string
	d := xml.NewDecoder(strings.NewReader(body))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		token, err := d.Token()
		if err != nil {
			return out
		}
		if e, ok := token.(xml.StartElement); ok {
			for _, attr := range e.Attr {
				if n := attr.Name.Local; n == "href" || n == "src" || n == "action" {
					out = append(out, attr.Value)
				}
			}
		}
	}
}

func TestConfigIsChecked(t *testing.T) {
	a, _ := openFixture(t, 0)
	for _, c := range []string{"ftp://x", "/only/a/path", "https://x/?q"} {
		cfg := testConfig(t, a)
		cfg.BaseURL = c
		if _, err := New(cfg); err == nil {
			t.Errorf("%s was taken", c)
		}
	}
}
