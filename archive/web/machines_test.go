package web

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shenzheng/archive/snapshot"
)

func TestMachinesAddresses(t *testing.T) {
	a, columns := openFixture(t, 5)
	dir := t.TempDir()
	release := makeRelease(t, a, dir)
	ready := error(nil)
	_, h := serve(t, a, func(c *Config) {
		c.SnapshotsDir = dir
		c.Ready = func(context.Context) error { return ready }
		c.Metrics = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "up 1\n") })
	})
	if res, body := fetch(t, h, "/metrics"); res.StatusCode != 200 || body != "up 1\n" {
		t.Errorf("metrics: %d %q", res.StatusCode, body)
	}
	if res, _ := fetch(t, h, "/readyz"); res.StatusCode != 200 {
		t.Errorf("ready: %d", res.StatusCode)
	}
	ready = io.ErrClosedPipe
	if res, _ := fetch(t, h, "/readyz"); res.StatusCode != 503 {
		t.Errorf("not ready: %d", res.StatusCode)
	}
	if res, _ := fetch(t, h, "/healthz"); res.StatusCode != 200 {
		t.Errorf("alive: %d", res.StatusCode)
	}
	_, robots := fetch(t, h, "/robots.txt")
	if !strings.Contains(robots, "User-agent: *\n") || !strings.Contains(robots, "/snapshots/*/full/") {
		t.Errorf("robots.txt: %q", robots)
	}
	checkFeed(t, h, columns[len(columns)-1].ID, release)
	var index struct {
		Latest    string
		Snapshots []snapshot.Info
	}
	_, body := fetch(t, h, "/snapshots/index.json")
	if err := json.Unmarshal([]byte(body), &index); err != nil || index.Latest != release || len(index.Snapshots) != 1 || len(index.Snapshots[0].Files) < 15 {
		t.Errorf("index.json: %v: %.200s", err, body)
	}
}

func checkFeed(t *testing.T, h *httptest.Server, column, release string) {
	t.Helper()
	res, body := fetch(t, h, "/feed.atom")
	var feed struct {
		XMLName xml.Name
		ID      string    `xml:"id"`
		Updated time.Time `xml:"updated"`
		Links   []struct {
			Href string `xml:"href,attr"`
			Rel  string `xml:"rel,attr"`
		} `xml:"link"`
		Entries []struct {
			ID      string    `xml:"id"`
			Title   string    `xml:"title"`
			Updated time.Time `xml:"updated"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(body), &feed); err != nil {
		t.Fatalf("feed: %v", err)
	}
	if res.Header.Get("Content-Type") != "application/atom+xml; charset=utf-8" || feed.XMLName.Space != "http://www.w3.org/2005/Atom" || feed.Updated.IsZero() || feed.ID == "" {
		t.Errorf("feed: %v", feed)
	}
	links := map[string]string{}
	for _, l := range feed.Links {
		links[l.Rel] = l.Href
	}
	if len(feed.Links) != 2 || links["self"] != h.URL+"/feed.atom" || links["alternate"] != h.URL+"/" || feed.ID != h.URL+"/feed.atom" {
		t.Errorf("the feed has the id %s and the links %v", feed.ID, feed.Links)
	}
	found := map[string]bool{}
	for i, e := range feed.Entries {
		found[strings.TrimPrefix(e.ID, h.URL)] = true
		if e.Title == "" || i > 0 && e.Updated.After(feed.Entries[i-1].Updated) {
			t.Errorf("entry %d: %+v", i, e)
		}
	}
	if !found["/columns/"+column] || !found["/snapshots/"+release+"/"] || strings.Contains(body, "虚构的活动") {
		t.Errorf("feed has %v", found)
	}
	if again, _ := fetch(t, h, "/feed.atom", "If-None-Match", res.Header.Get("ETag")); again.StatusCode != 304 {
		t.Errorf("an unchanged feed: status %d", again.StatusCode)
	}
}

func TestDescriptionsAgreeWithTheTables(t *testing.T) {
	a, _ := openFixture(t, 3)
	dir := t.TempDir()
	release := makeRelease(t, a, dir)
	_, h := serve(t, a, func(c *Config) { c.SnapshotsDir = dir })
	_, list := fetch(t, h, "/activities.json")
	var page struct{ Activities []map[string]any }
	if err := json.Unmarshal([]byte(list), &page); err != nil || len(page.Activities) == 0 {
		t.Fatalf("activities.json: %v", err)
	}
	table, _ := snapshot.TableNamed("activities")
	for _, name := range table.Header() {
		if _, ok := page.Activities[0][name]; !ok {
			t.Errorf("activities.json has no %s", name)
		}
	}
	for name, value := range page.Activities[0] {
		if value == "" {
			t.Errorf("activities.json: %s is empty, not null", name)
		}
	}
	if len(page.Activities[0]) != len(table.Columns)+1 || page.Activities[0]["appearances"] == nil {
		t.Errorf("activities.json has more than the table: %v", page.Activities[0])
	}
	people, _ := snapshot.TableNamed("appearances")
	for _, a := range page.Activities {
		for _, who := range a["appearances"].([]any) {
			row := who.(map[string]any)
			for _, name := range people.Header() {
				if value, ok := row[name]; !ok || value == "" {
					t.Errorf("activities.json: %s of an appearance is %v", name, value)
				}
			}
		}
	}
	_, home := fetch(t, h, "/")
	_, after, _ := strings.Cut(home, `<script type="application/ld+json">`)
	data, _, ok := strings.Cut(after, "</script>")
	var set struct {
		Type         string `json:"@type"`
		Version      string
		Distribution []struct{ ContentURL, SHA256 string }
	}
	if err := json.Unmarshal([]byte(data), &set); !ok || err != nil || set.Type != "Dataset" || set.Version != release || len(set.Distribution) < 15 {
		t.Errorf("JSON-LD: %v %+v", err, set)
	}
}
