package web

import (
	"net/http"
	"net/url"
	"testing"
)

func TestAddressesPeopleTypeLeadOn(t *testing.T) {
	a, _ := openFixture(t, 2)
	_, h := serve(t, a, nil)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, c := range []struct{ path, accept, to string }{
		{"/activities/?district=futian", asBrowser, "/activities?district=futian"},
		{"/coverage/", asBrowser, "/coverage"},
		{"/districts/" + url.PathEscape("福田区"), asBrowser, "/districts/futian"},
		{"/districts/" + url.PathEscape("深汕"), asBrowser, "/districts/shenshan"},
		{"/districts/" + url.PathEscape("深"), asBrowser, ""},
		{"/officials/" + url.PathEscape(invented[0]), asBrowser, "/officials/" + personID(invented[0])},
		{"/officials/" + url.PathEscape("查无此人"), asBrowser, ""},
		{"/districts", asBrowser, "/coverage"},
		{"/columns/", asBrowser, "/coverage"},
		{"/coverage", "text/csv", "/coverage.csv"},
		{"/coverage?year=2024", "text/csv", "/coverage.csv?from=2024-01-01&to=2024-12-31"},
		{"/officials", "text/csv", "/officials.csv"},
		{"/officials?format=csv&sort=name", asBrowser, ""},
	} {
		req, err := http.NewRequest(http.MethodGet, h.URL+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept", c.accept)
		res, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if err := res.Body.Close(); err != nil {
			t.Error(err)
		}
		if to := res.Header.Get("Location"); to != c.to || (to == "") != (res.StatusCode == 404 || res.StatusCode == 200) {
			t.Errorf("%s as %s: status %d, leads to %q, want %q", c.path, c.accept, res.StatusCode, to, c.to)
		}
	}
}
