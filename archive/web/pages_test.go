package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shenzheng/archive/snapshot"
)

// fetch gets an address without following redirects. Headers are name, value
// pairs.
func fetch(t testing.TB, h *httptest.Server, path string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, h.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return res, string(body)
}

const asBrowser = "text/html,application/xhtml+xml,*/*;q=0.8"

// pagePaths are all pages over the fixture.
func pagePaths(t testing.TB) []string {
	t.Helper()
	c := inventColumn("7000000", weekOne, 12)
	return []string{
		"/", "/activities", "/activities?district=nanshan&kind=meeting", "/activities?q=" + "%E6%B2%88%E7%9F%A5", "/activities?q=nothing-at-all", "/coverage",
		"/officials", "/snapshots/", "/codebook", "/status", "/tables/", "/tables/coverage?sort=-district", "/activities?office=secretary&rows=official&by=month",
		"/columns/" + c.ID, "/columns/" + c.ID + "?at=40-60", "/activities/" + c.Activities[0].ID, "/officials/" + personID(invented[0]),
		"/districts/futian", "/districts/qianhai",
	}
}

func TestEveryPageInBothLanguages(t *testing.T) {
	a, _ := openFixture(t, 8)
	_, h := serve(t, a, nil)
	for _, path := range pagePaths(t) {
		for lang, want := range map[string]string{"": `<html lang="zh-CN">`, "en": `<html lang="en">`} {
			at := path
			if lang != "" {
				at += map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "lang=" + lang
			}
			res, body := fetch(t, h, at, "Accept", asBrowser)
			if res.StatusCode != 200 || !strings.Contains(body, want) || !strings.HasSuffix(body, "</html>\n") {
				t.Errorf("%s: status %d, %d bytes, want a whole page with %s", at, res.StatusCode, len(body), want)
			}
			if strings.Contains(body, "<b>&\"'") || strings.Contains(body, "ZgotmplZ") || strings.Contains(body, "%!") {
				t.Errorf("%s: a value is not escaped or not printed well", at)
			}
			if res.Header.Get("Content-Security-Policy") != contentPolicy || res.Header.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s: headers %v", at, res.Header)
			}
		}
	}
}

func TestPagesOfAnEmptyArchive(t *testing.T) {
	a, _ := openFixture(t, 0)
	_, h := serve(t, a, nil)
	for _, path := range []string{"/", "/activities", "/coverage", "/officials", "/snapshots/", "/codebook", "/status", "/tables/", "/tables/coverage?sort=-district", "/activities?office=secretary&rows=official&by=month", "/districts/futian", "/feed.atom", "/activities.json", "/snapshots/index.json", "/healthz", "/readyz"} {
		if res, body := fetch(t, h, path); res.StatusCode != 200 {
			t.Errorf("%s: status %d: %s", path, res.StatusCode, body)
		}
	}
	for _, table := range snapshot.PublicTables() {
		res, body := fetch(t, h, "/"+table.Name+".csv")
		if want := strings.Join(table.Header(), ",") + "\r\n"; res.StatusCode != 200 || !strings.HasPrefix(body, want) {
			t.Errorf("%s.csv: status %d, begins %.60q", table.Name, res.StatusCode, body)
		}
	}
}
