package demosite

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// sunday is an hour after an edition's publication.
var sunday = time.Date(2025, time.March, 9, 20, 0, 0, 0, shanghai)

func get(t *testing.T, s *Site, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", "http://demo.test"+path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestArticleHasTwoAddressesAndOneText(t *testing.T) {
	s := New(Options{Now: func() time.Time { return sunday }})
	for _, number := range append(s.Numbers(), s.Others()...) {
		one, two := get(t, s, "/n/article/"+number), get(t, s, "/p/"+number+".html")
		if one.Code != 200 || one.Body.String() != two.Body.String() {
			t.Errorf("article %s: status %d, or its two addresses differ", number, one.Code)
		}
	}
}

func TestEditionAppearsWhenPublished(t *testing.T) {
	now := sunday.Add(-8 * time.Hour)
	s := New(Options{Now: func() time.Time { return now }, Weeks: 3})
	before := s.Numbers()
	old := get(t, s, "/n/article/"+before[0]).Body.String()
	now = sunday
	after := s.Numbers()
	if after[0] == before[0] || after[1] != before[0] {
		t.Fatalf("numbers before %v, after %v", before, after)
	}
	if get(t, s, "/n/article/"+before[0]).Body.String() != old {
		t.Error("an article changed with the site's clock")
	}
}

func TestTopicPagesListEverything(t *testing.T) {
	s := New(Options{Now: func() time.Time { return sunday }, Weeks: 10})
	first := get(t, s, topicPath).Body.String()
	second := get(t, s, topicPath+"?page=2").Body.String()
	third := get(t, s, topicPath+"?page=3").Body.String()
	for _, number := range append(s.Numbers(), s.Others()...) {
		if !strings.Contains(first+second+third, number) {
			t.Errorf("no page of the topic lists %s", number)
		}
	}
	if strings.Contains(third, "下一页") {
		t.Error("the last page names a next page")
	}
}

func TestConditionalRequest(t *testing.T) {
	s := New(Options{Now: func() time.Time { return sunday }})
	tagged := 0
	for _, number := range s.Numbers() {
		path := "/n/article/" + number
		tag := get(t, s, path).Header().Get("ETag")
		if tag == "" {
			continue
		}
		tagged++
		if w := get(t, s, path, "If-None-Match", tag); w.Code != 304 || w.Body.Len() != 0 {
			t.Errorf("article %s: status %d for its own ETag", number, w.Code)
		}
	}
	if tagged == 0 {
		t.Error("no article has an ETag")
	}
}

func TestUnknownPages(t *testing.T) {
	s := New(Options{Now: func() time.Time { return sunday }})
	for _, path := range []string{"/p/1.html", "/p/x.html", "/n/article/99999999", topicPath + "?page=0", "/nothing"} {
		if w := get(t, s, path); w.Code != 404 {
			t.Errorf("%s: status %d, want 404", path, w.Code)
		}
	}
}
