package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shenzheng/crawler/demosite"
	"shenzheng/parser"
)

// pywb plays a server of pywb that holds each of its captures once, and
// answers in one of the forms that such servers have.
type pywb struct {
	*httptest.Server
	form     string
	pages    map[string]string // original address to page
	more     []map[string]string
	perPage  int // 0 for all at once
	asked    []string
	stopAt   int // requests after which it has had enough; 0 for never
	replayed []string
}

func newPywb(t *testing.T, form string, pages map[string]string) *pywb {
	t.Helper()
	a := &pywb{form: form, pages: pages}
	a.Server = httptest.NewServer(a)
	t.Cleanup(a.Close)
	return a
}

func (a *pywb) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/robots.txt" {
		http.NotFound(w, r)
		return
	}
	a.asked = append(a.asked, r.URL.RequestURI())
	if a.stopAt > 0 && len(a.asked) > a.stopAt {
		w.Header().Set("Retry-After", "86400")
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	if r.URL.Path == "/news/cdx" {
		a.index(w, r)
		return
	}
	_, original, _ := strings.Cut(r.RequestURI, "id_/")
	a.replayed = append(a.replayed, original)
	page, ok := a.pages[original]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, page)
}

func (a *pywb) index(w http.ResponseWriter, r *http.Request) {
	var rows []map[string]string
	if url := r.URL.Query().Get("url"); a.pages[url] != "" {
		rows = append(rows, map[string]string{"url": url, "timestamp": "20240501020304"})
	}
	for _, row := range a.more {
		if row["asked"] == r.URL.Query().Get("url") {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"message": "No Captures found for: x"}`)
		return
	}
	if a.perPage > 0 {
		pages := (len(rows) + a.perPage - 1) / a.perPage
		if r.URL.Query().Get("showNumPages") == "true" {
			fmt.Fprintf(w, `{"pages": %d, "pageSize": 1, "blocks": %d}`, pages, pages)
			return
		}
		var page int
		fmt.Sscan(r.URL.Query().Get("page"), &page)
		rows = rows[min(page*a.perPage, len(rows)):min((page+1)*a.perPage, len(rows))]
	}
	for i, row := range rows {
		line := map[string]string{"urlkey": "k", "mime": "text/html", "status": "200", "digest": fmt.Sprint(row["timestamp"], row["url"]), "length": "9"}
		for k, v := range row {
			line[k] = v
		}
		object, err := json.Marshal(line)
		if err != nil {
			panic(err)
		}
		switch a.form {
		case "cdxj":
			fmt.Fprintf(w, "k %s %s\n", line["timestamp"], object)
		case "lines":
			fmt.Fprintf(w, "k %s %s text/html 200 D%d 9\n", line["timestamp"], line["url"], i)
		default:
			fmt.Fprintf(w, "%s\n", object)
		}
	}
}

// demoPages gives the pages of a demo site by their addresses on its host.
func demoPages(host string, weeks int) (site *demosite.Site, pages map[string]string) {
	may := func() time.Time { return time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC) }
	site = demosite.New(demosite.Options{Weeks: weeks, Now: may})
	pages = map[string]string{}
	for _, path := range append(append(site.Numbers(), site.Others()...), "topic") {
		if path = "/p/" + path + ".html"; path == "/p/topic.html" {
			path = "/topic/detail/20713"
		}
		answer := httptest.NewRecorder()
		site.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://"+host+path, nil))
		pages["http://"+host+path] = answer.Body.String()
	}
	return site, pages
}

func backfillFrom(t *testing.T, site *demosite.Site, data string, a *pywb) (int, string) {
	t.Helper()
	config := filepath.Join(data, "test.yaml")
	text := "sources:\n  - name: dutenews\n    delay: 1ms\n    start: [http://news.example.org/p/" + site.Numbers()[0] + ".html]\n"
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return command(t, "--data", data, "--config", config, "--log-level", "error", "backfill", a.URL+"/news/cdx")
}

// TestBackfillOfEveryForm knows one article at first: its capture names the
// topic, and the capture of that the other articles.
func TestBackfillOfEveryForm(t *testing.T) {
	t.Parallel()
	for _, form := range []string{"jsonl", "cdxj", "lines"} {
		t.Run(form, func(t *testing.T) {
			site, pages := demoPages("news.example.org", 4)
			a := newPywb(t, form, pages)
			data := t.TempDir()
			code, out := backfillFrom(t, site, data, a)
			want := len(site.Numbers()) + len(site.Others())
			if code != exitDone || !strings.Contains(out, fmt.Sprintf("backfill: %d new", want)) {
				t.Fatalf("exit code %d, want %d new: %s", code, want, out)
			}
			replays := len(a.replayed)
			if code, out := backfillFrom(t, site, data, a); code != exitDone || !strings.Contains(out, "0 new") || len(a.replayed) != replays {
				t.Errorf("the second time: exit code %d, asked for %v: %s", code, a.replayed[replays:], out)
			}
		})
	}
}

// TestBackfillGoesOnWhereItWas has the archive have had enough again and
// again: nothing is asked for twice, neither the index nor a capture.
func TestBackfillGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	site, pages := demoPages("news.example.org", 4)
	for address := range pages {
		if strings.HasSuffix(address, site.Numbers()[1]+".html") {
			pages[address] = "<html><body><h1>不是专栏</h1><p>这里没有专栏的文章,只有一段别的文字。</p></body></html>"
		}
	}
	a := newPywb(t, "jsonl", pages)
	data := t.TempDir()
	answered := []string{}
	for run := 0; ; run++ {
		a.asked, a.stopAt = nil, 9
		code, out := backfillFrom(t, site, data, a)
		if run > 20 || code != exitUnreachable && code != exitDone || strings.Contains(out, "crawl:") {
			t.Fatalf("run %d: exit code %d: %s", run, code, out)
		}
		answered = append(answered, a.asked[:min(len(a.asked), a.stopAt)]...)
		if code == exitDone {
			break
		}
		// The archive lets us come again, which its host's state has to forget.
		if code, out := command(t, "--data", data, "status", "--json"); code > exitFailed {
			t.Fatal(out)
		}
		forgetHosts(t, data)
	}
	t.Logf("%d requests answered", len(answered))
	slices.Sort(answered)
	seen := map[string]int{}
	for _, path := range answered {
		if seen[path]++; seen[path] > 2 || seen[path] > 1 && strings.Contains(path, "id_/") {
			t.Errorf("asked %d times for %s", seen[path], path)
		}
	}
	for _, n := range site.Numbers() {
		if n != site.Numbers()[1] && !slices.ContainsFunc(a.replayed, func(p string) bool { return strings.Contains(p, n) }) {
			t.Errorf("article %s was never asked for", n)
		}
	}
}

// TestBackfillBelievesLittle has the index list rows of other hosts, of times
// to come and in several pages.
func TestBackfillBelievesLittle(t *testing.T) {
	t.Parallel()
	site, pages := demoPages("news.example.org", 1)
	a := newPywb(t, "jsonl", pages)
	asked := "http://news.example.org/p/" + site.Numbers()[0] + ".html"
	evil := "http://evil.example/p/" + site.Numbers()[0] + ".html"
	a.pages[evil] = pages[asked]
	a.perPage = 1
	a.more = []map[string]string{{"asked": asked, "url": evil, "timestamp": "20240401000000"}, {"asked": asked, "url": asked, "timestamp": "20990101000000"},
		{"asked": asked, "url": asked, "timestamp": "20240401000000"}}
	code, out := backfillFrom(t, site, t.TempDir(), a)
	if code != exitFailed || !strings.Contains(out, evil+": refused: the index lists another host") || !strings.Contains(out, "a time in the future: 2099-01-01") {
		t.Errorf("exit code %d: %s", code, out)
	}
	if slices.Contains(a.replayed, evil) {
		t.Error("another host's capture was asked for")
	}
	times := 0
	for _, path := range a.asked {
		if strings.Contains(path, "id_/"+asked) {
			times++
		}
		if strings.Contains(path, "/2099") {
			t.Errorf("asked for %s", path)
		}
	}
	if times != 2 {
		t.Errorf("%d captures of two were asked for: %v", times, a.asked)
	}
	if _, ok := parser.ArticleNumber(asked); !ok {
		t.Fatal("the article has no number")
	}
}

func TestBackfillHelpNamesTheServers(t *testing.T) {
	t.Parallel()
	code, out := command(t, "backfill", "--help")
	for _, want := range []string{"web.archive.org/cdx/search/cdx", "arquivo.pt/wayback/cdx", "webarchive.org.uk", "index.commoncrawl.org", "pywb", "CDXJ"} {
		if code != exitDone || !strings.Contains(out, want) {
			t.Errorf("exit code %d, no %s in:\n%s", code, want, out)
		}
	}
}

// forgetHosts lets time pass for the hosts of an archive: none of them wants
// to be left alone any more.
func forgetHosts(t *testing.T, data string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(data, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`UPDATE hosts SET not_before = '', failures = 0`); err != nil {
		t.Fatal(err)
	}
}
