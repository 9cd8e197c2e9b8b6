package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shenzheng/crawler/demosite"
	"shenzheng/parser"
)

// webArchive plays a web archive in the form of the Internet Archive: an
// index, and the captures it lists. It holds every demo column twice, the
// second time the same, and once as an error page.
type webArchive struct {
	*httptest.Server
	site *demosite.Site

	mu       sync.Mutex
	asked    []string // of the index
	replays  []string
	busyOnce bool // the first replay is answered with 503
	cut      int  // replays after which nothing is answered; 0 for never
}

func newWebArchive(t *testing.T) *webArchive {
	t.Helper()
	may := func() time.Time { return time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC) }
	a := &webArchive{site: demosite.New(demosite.Options{Weeks: 3, Now: may})}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /cdx/search/cdx", a.index)
	mux.HandleFunc("GET /web/", a.replay)
	a.Server = httptest.NewServer(mux)
	t.Cleanup(a.Close)
	return a
}

func (a *webArchive) index(w http.ResponseWriter, r *http.Request) {
	rows := [][]string{{"urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"}}
	address := r.URL.Query().Get("url")
	a.mu.Lock()
	a.asked = append(a.asked, address)
	a.mu.Unlock()
	number, ok := parser.ArticleNumber(address)
	if ok && strings.HasSuffix(address, ".html") {
		rows = append(rows,
			[]string{"k", "20240301000000", address, "text/html", "404", "NONE", "10"},
			[]string{"k", "20240502010203", address, "text/html", "200", "AAA" + number, "10"},
			[]string{"k", "20240503010203", address, "text/html", "200", "AAA" + number, "10"},
			[]string{"k", "20240504010203", address, "text/html", "200", "BBB" + number, "10"})
	}
	if len(rows) == 1 {
		rows = [][]string{}
	}
	if err := json.NewEncoder(w).Encode(rows); err != nil {
		panic(err)
	}
}

func (a *webArchive) replay(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	a.replays = append(a.replays, r.URL.Path)
	n, busy := len(a.replays), a.busyOnce
	a.busyOnce = false
	a.mu.Unlock()
	if busy || a.cut > 0 && n > a.cut {
		w.Header().Set("Retry-After", map[bool]string{true: "0", false: "86400"}[busy])
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	if strings.Contains(r.URL.Path, "20240504") {
		fmt.Fprint(w, "<html><title>Wayback Machine</title><body><p>Hrm. The page cannot be shown.</p></body></html>")
		return
	}
	_, original, _ := strings.Cut(r.URL.Path, "id_/")
	_, path, _ := strings.Cut(strings.TrimPrefix(strings.ReplaceAll(original, "http:/", ""), "/"), "/")
	a.site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/"+path, nil))
}

func (a *webArchive) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.replays)
}

// command runs one command line and gives its exit code and output.
func command(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var out bytes.Buffer
	code := Main(t.Context(), args, Streams{Out: &out, Err: &out}, noEnv)
	return code, out.String()
}

func backfillConfig(t *testing.T, a *webArchive) (config, data string) {
	t.Helper()
	var start []string
	for _, n := range a.site.Numbers() {
		start = append(start, "http://news.example.org/p/"+n+".html")
	}
	config = filepath.Join(t.TempDir(), "config.yaml")
	text := "sources:\n  - name: dutenews\n    delay: 1ms\n    start: [" + strings.Join(start, ", ") + "]\n"
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return config, t.TempDir()
}

func TestBackfill(t *testing.T) {
	t.Parallel()
	a := newWebArchive(t)
	a.busyOnce = true
	config, data := backfillConfig(t, a)
	run := func() (int, string) {
		return command(t, "--data", data, "--config", config, "--log-level", "error", "backfill", a.URL+"/cdx/search/cdx")
	}
	mistyped := a.URL + "/cdx/serach/cdx"
	if code, out := command(t, "--data", data, "--config", config, "backfill", mistyped); code != 0 || !strings.Contains(out, mistyped+": lists nothing") {
		t.Errorf("another address: exit code %d: %s", code, out)
	}
	if code, out := run(); code != 0 || !strings.Contains(out, "3 new") || strings.Contains(out, "lists nothing") {
		t.Fatalf("exit code %d: %s", code, out)
	}
	// Each column once, each error page once, and one more try after the 503.
	if got := a.count(); got != 7 {
		t.Errorf("%d captures were asked for, want 7: %v", got, a.replays)
	}
	code, out := command(t, "--data", data, "--config", config, "snapshot", "create", "--out", filepath.Join(data, "out"))
	if code != 0 {
		t.Fatal(out)
	}
	columns, err := os.ReadFile(filepath.Join(data, "out", "columns.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(columns), ",2024-05-02T01:02:03.000Z,"); n != 3 {
		t.Errorf("%d columns are dated as the archive dates them, want 3:\n%s", n, columns)
	}
	// A second time nothing is looked at again, not even what was no column.
	before := a.count()
	a.asked = nil
	if code, out := run(); code != 0 || !strings.Contains(out, "0 new") {
		t.Errorf("the second time: exit code %d: %s", code, out)
	}
	if got := a.count() - before; got != 0 {
		t.Errorf("%d captures were asked for the second time", got)
	}
	// But the topic that held columns name is: an archive may have it now.
	if !slices.ContainsFunc(a.asked, func(u string) bool { return strings.Contains(u, "/topic/") }) {
		t.Errorf("the second time the index was asked for %v", a.asked)
	}
}

func TestBackfillStopsWhenToldTo(t *testing.T) {
	t.Parallel()
	a := newWebArchive(t)
	a.cut = 2
	config, data := backfillConfig(t, a)
	args := []string{"--data", data, "--config", config, "--log-level", "error", "backfill", a.URL + "/cdx/search/cdx"}
	code, out := command(t, args...)
	if code != exitUnreachable || !strings.Contains(out, "1 new") {
		t.Fatalf("an archive that has had enough: exit code %d, want %d: %s", code, exitUnreachable, out)
	}
	for _, bad := range []string{"nonsense", "ftp://127.0.0.1/cdx"} {
		if code, out := command(t, "--data", data, "backfill", bad); code != exitUsage || !strings.Contains(out, bad) {
			t.Errorf("backfill %s: exit code %d: %s", bad, code, out)
		}
	}
}
