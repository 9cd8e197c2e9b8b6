package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/crawler"
)

// failArticle sets a fault for an article, whatever its address.
func (s *faultySite) failArticle(number string, f fault) {
	s.fail("/p/"+number+".html", f)
	s.fail("/n/article/"+number, f)
}

// times counts the requests for an article in a list of paths.
func times(paths []string, number string) (n int) {
	for _, p := range paths {
		if strings.Contains(p, number) {
			n++
		}
	}
	return n
}

// TestCrawlGetsToItsEnd has ten of 24 columns fail in every try, and some of
// the others once: the 14 that are healthy are held after one crawl, and none
// of the faulty ones was asked for more than three times.
func TestCrawlGetsToItsEnd(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]http.HandlerFunc{
		"500": answerStatus(500), "dropped": drop, "challenge": answerHTML(challenge), "empty": answerHTML(""), "429": answerStatus(429, "Retry-After", "120"),
	} {
		t.Run(name, func(t *testing.T) {
			site := newFaultySite(t, 18)
			all := append(site.Numbers(), site.Others()...)
			faulty := all[1:11] // the first is the start
			for _, number := range faulty {
				site.failArticle(number, always(answer))
			}
			for _, number := range all[11:14] {
				site.failArticle(number, first(1, answerStatus(429, "Retry-After", "1")))
			}
			rig := newRig(t, site)
			report := rig.crawl(crawler.Request{})
			want := sorted(append(slices.Clone(all[:1]), all[11:]...)...)
			if diff := cmp.Diff(want, rig.columns()); diff != "" || len(want) != 14 {
				t.Errorf("columns held (-want +got):\n%s", diff)
			}
			if report.Class() != crawler.ClassPartial || len(report.Items) != len(faulty) || report.Waited > 10*time.Minute {
				t.Errorf("class %s, %s, items %v", report.Class(), report.Summary(), report.Items)
			}
			asked := site.requests()
			for _, number := range faulty {
				if n := times(asked, number); n > 3 {
					t.Errorf("the faulty article %s was asked for %d times", number, n)
				}
			}
			// A page that is always bad costs one request a crawl, then fewer.
			site.later(6 * time.Hour)
			for day := range 8 {
				rig.crawl(crawler.Request{})
				asked := site.requests()
				for _, number := range faulty {
					if n := times(asked, number); n > 1 {
						t.Errorf("day %d: the faulty article %s was asked for %d times", day, number, n)
					}
				}
				site.later(24 * time.Hour)
			}
			total := len(rig.strings(`SELECT url FROM requests WHERE url LIKE '%' || ? || '%'`, faulty[0]))
			if total > 3+6 {
				t.Errorf("%d requests for a page that is always bad", total)
			}
			for _, number := range faulty {
				site.failArticle(number, nil)
			}
			site.later(17 * 24 * time.Hour)
			rig.crawl(crawler.Request{})
			for _, number := range faulty {
				if !slices.Contains(rig.columns(), number) {
					t.Errorf("column %s is not held although it is healthy again", number)
				}
			}
		})
	}
}

// TestOnePageThatAsksForADay has one of nineteen columns ask to be left alone
// for a day: the others are fetched, and the host is asked in the next crawl.
func TestOnePageThatAsksForADay(t *testing.T) {
	t.Parallel()
	for _, place := range []int{1, 9, 18} {
		t.Run(fmt.Sprint(place), func(t *testing.T) {
			site := newFaultySite(t, 19)
			all := append(site.Numbers(), site.Others()...)
			number := all[min(place, len(all)-1)]
			site.failArticle(number, always(answerStatus(503, "Retry-After", "86400")))
			rig := newRig(t, site)
			report := rig.crawl(crawler.Request{})
			if len(rig.columns()) != len(all)-1 || report.Class() != crawler.ClassPartial || len(report.Items) != 1 {
				t.Errorf("%d columns of %d held; class %s, items %v", len(rig.columns()), len(all), report.Class(), report.Items)
			}
			if n := times(site.requests(), number); n != 1 {
				t.Errorf("the page was asked for %d times", n)
			}
			if in := report.Again.Sub(site.clock()); in < 23*time.Hour || in > 24*time.Hour {
				t.Errorf("what is left may be asked for in %s", in)
			}
			site.later(time.Hour)
			report = rig.crawl(crawler.Request{})
			if n := times(site.requests(), number); n != 0 || report.Requests == 0 || report.Class() != crawler.ClassDone {
				t.Errorf("an hour later: asked %d times; class %s, %s, %v", n, report.Class(), report.Summary(), report.Items)
			}
			site.failArticle(number, nil)
			site.later(24 * time.Hour)
			if rig.crawl(crawler.Request{}); !slices.Contains(rig.columns(), number) {
				t.Error("a day later the page is not fetched")
			}
		})
	}
}

// TestHostThatFailsHalfway has a host refuse everything after some pages: it
// is asked a few times more, a page known to be good among them.
func TestHostThatFailsHalfway(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 24)
	asked, down := 0, false
	site.fail("*", func(_ int, w http.ResponseWriter, r *http.Request) bool {
		if asked++; asked > 9 {
			down = true
		}
		if down {
			answerStatus(405)(w, r)
		}
		return down
	})
	rig := newRig(t, site)
	report := rig.crawl(crawler.Request{})
	if report.Class() != crawler.ClassPartial || report.Left == 0 || report.Again.IsZero() {
		t.Errorf("class %s, %s, again %s, items %v", report.Class(), report.Summary(), report.Again, report.Items)
	}
	paths := site.requests()
	if len(paths) > 9+5 {
		t.Errorf("%d requests to a host that fails: %v", len(paths)-9, paths[9:])
	}
	if known := paths[:9]; !slices.ContainsFunc(paths[9:], func(p string) bool { return slices.Contains(known, p) }) {
		t.Errorf("no page known to be good was asked for: %v", paths[9:])
	}
}

// TestBlockPage has every page answered with status 200 and the site's page
// of refusal.
func TestBlockPage(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 24)
	rig := newRig(t, site)
	number := site.Numbers()[0]
	rig.crawl(crawler.Request{URLs: []string{site.server.URL + "/topic/detail/20713", site.server.URL + "/n/article/" + number}})
	site.requests()
	site.fail("*", func(_ int, w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/robots.txt" {
			return false
		}
		answerHTML("<html><head><title>405</title></head><body><h1>405</h1></body></html>")(w, r)
		return true
	})
	site.later(8 * 24 * time.Hour)
	report := rig.crawl(crawler.Request{})
	if report.Class() != crawler.ClassUnreachable || len(report.Answered) != 0 {
		t.Errorf("class %s, %s, items %v", report.Class(), report.Summary(), report.Items)
	}
	if asked := site.requests(); len(asked) > 8 {
		t.Errorf("%d requests to a site that refuses: %v", len(asked), asked)
	}
	if failures := rig.strings(`SELECT failures || ' ' || (not_before > '') FROM hosts`); len(failures) != 1 || failures[0] == "0 0" {
		t.Errorf("the host is remembered as %v", failures)
	}
	if len(rig.waits) == 0 || slices.Max(rig.waits) < 20*time.Second {
		t.Errorf("waits %v: no back-off", rig.waits)
	}
}

// TestStrangePagesHideNothing has a topic list without titles begin with pages
// that are bad or deleted.
func TestStrangePagesHideNothing(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 25)
	all := append(site.Numbers(), site.Others()...)
	strange := []string{"6000001", "6000002", "6000003", "6000004", "6000005", "6000006"}
	list := ""
	for _, number := range append(slices.Clone(strange), all...) {
		list += fmt.Sprintf(`<li><a href="/n/article/%s"><img src="/a.jpg"></a></li>`, number)
	}
	site.fail("/topic/detail/20713", always(answerHTML(`<html><head><meta charset="utf-8"><title>专题:深政观察</title></head><body><ul>`+list+`</ul></body></html>`)))
	site.failArticle(strange[0], always(answerStatus(404)))
	site.failArticle(strange[1], always(answerStatus(500)))
	site.failArticle(strange[2], always(answerHTML("")))
	site.failArticle(strange[3], always(answerHTML("<html><head><meta charset=utf-8><title>链接已删除</title></head><body><p>链接已删除</p></body></html>")))
	site.failArticle(strange[4], always(answerHTML("<html><body><p>文章已删除</p></body></html>")))
	site.failArticle(strange[5], always(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) }))
	rig := newRig(t, site, func(c *crawler.Config) { c.Sources[0].Start = []string{site.server.URL + "/topic/detail/20713"} })
	report := rig.crawl(crawler.Request{})
	if diff := cmp.Diff(sorted(all...), rig.columns()); diff != "" {
		t.Errorf("%s; columns held (-want +got):\n%s", report.Summary(), diff)
	}
}

// TestDeletedPageWithStatus200 has a held column answered with a page that
// says it was deleted: it is withdrawn after the second such answer, a day
// later at least.
func TestDeletedPageWithStatus200(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]http.HandlerFunc{
		"says so":       answerHTML("<html><head><meta charset=utf-8><title>链接已删除</title></head><body><p>链接已删除</p><p>点击此处跳转至首页(5s后为您自动跳转)</p></body></html>"),
		"says another":  answerHTML("<html><head><meta charset=utf-8></head><body><p>内容不存在</p></body></html>"),
		"to front page": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) },
	} {
		t.Run(name, func(t *testing.T) {
			site := newFaultySite(t, 2)
			rig := newRig(t, site)
			rig.crawl(crawler.Request{})
			number := site.Numbers()[0]
			state := func() string {
				return strings.Join(rig.strings(`SELECT state FROM columns WHERE number = ?`, number), ",")
			}
			site.later(24 * time.Hour)
			site.failArticle(number, always(answer))
			rig.crawl(crawler.Request{Recheck: true})
			if state() != "provisional" {
				t.Errorf("after one answer: %s, %v", state(), rig.verdicts(number))
			}
			site.requests()
			site.later(time.Hour)
			rig.crawl(crawler.Request{Recheck: true})
			if n := times(site.requests(), number); n != 0 || state() != "provisional" {
				t.Errorf("an hour later: asked %d times, %s", n, state())
			}
			site.later(24 * time.Hour)
			report := rig.crawl(crawler.Request{Recheck: true})
			if state() != "withdrawn" || report.Gone != 1 || report.Class() != crawler.ClassDone {
				t.Errorf("after two answers: %s, %s, %v, %v", state(), report.Summary(), report.Items, rig.verdicts(number))
			}
			if len(rig.strings(`SELECT activity_id FROM activities WHERE column_id = ?`, "col_"+number)) == 0 {
				t.Error("the withdrawn column lost its rows")
			}
			site.failArticle(number, nil)
			site.later(3 * 24 * time.Hour)
			rig.crawl(crawler.Request{Recheck: true})
			if state() == "withdrawn" {
				t.Error("a column that is back stays withdrawn")
			}
		})
	}
}

// TestLongCrawlDelay has robots.txt ask for more than a minute between two
// requests: a page a crawl, and the time of the next is told.
func TestLongCrawlDelay(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 4)
	site.fail("/robots.txt", always(answerText("User-agent: *\nCrawl-delay: 1200\n")))
	rig := newRig(t, site)
	for range 12 {
		report := rig.crawl(crawler.Request{})
		if report.Class() != crawler.ClassDone || report.Requests != 2 || report.Left == 0 || len(report.Notes) != 1 {
			t.Fatalf("class %s, %s, notes %v, items %v", report.Class(), report.Summary(), report.Notes, report.Items)
		}
		if in := report.Again.Sub(site.clock()); in != 20*time.Minute {
			t.Errorf("the next crawl is planned in %s", in)
		}
		site.requests()
		site.later(time.Minute)
		rig.crawl(crawler.Request{})
		if asked := site.requests(); len(asked) > 0 {
			t.Errorf("a minute later asked for %v", asked)
		}
		site.later(19 * time.Minute)
		if len(rig.columns()) == len(site.Numbers())+len(site.Others()) {
			break
		}
	}
	if len(rig.columns()) != len(site.Numbers())+len(site.Others()) {
		t.Errorf("held: %v", rig.columns())
	}
}

func TestRuleIsNotGoneRound(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 4)
	number := site.Numbers()[2]
	site.fail("/robots.txt", always(answerText("User-agent: *\nDisallow: /p/\nCrawl-delay: 1s\n")))
	rig := newRig(t, site)
	for _, path := range []string{"/x/%2e%2e/p/" + number + ".html", "/%70/" + number + ".html", "/x/..%2fp/../../p/" + number + ".html", `/x\..\p\` + number + ".html"} {
		report := rig.crawl(crawler.Request{URLs: []string{site.server.URL + path}})
		if len(report.Items) != 1 || report.Items[0].Kind != crawler.ItemForbidden {
			t.Errorf("%s: %v", path, report.Items)
		}
	}
	for _, asked := range site.requests() {
		if asked != "/robots.txt" {
			t.Errorf("asked for %s", asked)
		}
	}
	for _, recorded := range rig.strings(`SELECT url FROM requests`) {
		if !strings.HasSuffix(recorded, "/robots.txt") {
			t.Errorf("recorded %s", recorded)
		}
	}
}

func TestOneRequestFetchesSomething(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 3)
	rig := newRig(t, site, func(c *crawler.Config) { c.Sources[0].MaxRequests = 1 })
	for crawls := 1; len(rig.columns()) < len(site.Numbers())+len(site.Others()); crawls++ {
		report := rig.crawl(crawler.Request{})
		if report.Class() != crawler.ClassDone || crawls == 1 && len(rig.columns()) != 1 || crawls > 40 {
			t.Fatalf("crawl %d: class %s, %s, columns %v", crawls, report.Class(), report.Summary(), rig.columns())
		}
	}
}

// moved answers an article's address with a page that sends its reader on.
func moved(page string) fault {
	return func(_ int, w http.ResponseWriter, r *http.Request) bool {
		if r.URL.RawQuery != "" {
			return false
		}
		answerHTML(page)(w, r)
		return true
	}
}

// TestRedirectInHTML follows a page that sends its reader on by itself, within
// the hosts and not for ever.
func TestRedirectInHTML(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, page string
		reason     string // "" where the column is held
	}{
		{"refresh", `<html><head><meta http-equiv="refresh" content="0;url=/p/NUMBER.html?real=1"></head><body></body></html>`, ""},
		{"script", `<html><head></head><body><script>window.location.href="/p/NUMBER.html?real=1";</script></body></html>`, ""},
		{"replace", `<html><body><script>location.replace('/p/NUMBER.html?real=1')</script></body></html>`, ""},
		{"another host", `<html><head><meta http-equiv="refresh" content="1; url=http://elsewhere.example/x"></head><body></body></html>`, "not on the list"},
		{"itself", `<html><head><meta http-equiv="refresh" content="0;url=/p/NUMBER.html"></head><body></body></html>`, "redirects"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			site := newFaultySite(t, 3)
			number := site.Numbers()[1]
			site.failArticle(number, moved(strings.ReplaceAll(test.page, "NUMBER", number)))
			real := site.server.URL
			site.fail("/p/"+number+".html?real=1", func(_ int, w http.ResponseWriter, r *http.Request) bool {
				answer := httptest.NewRecorder()
				site.Site.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, real+"/p/"+number+".html", nil))
				answerHTML(answer.Body.String())(w, r)
				return true
			})
			rig := newRig(t, site)
			report := rig.crawl(crawler.Request{})
			if held := slices.Contains(rig.columns(), number); held != (test.reason == "") {
				t.Errorf("held %t; %s; items %v; captures %v", held, report.Summary(), report.Items, rig.verdicts(number))
			}
			if test.reason != "" && (len(report.Items) != 1 || !strings.Contains(report.Items[0].Reason, test.reason)) {
				t.Errorf("items %v, want %s", report.Items, test.reason)
			}
			if n := times(site.requests(), number); n > 6 {
				t.Errorf("asked for %d times", n)
			}
		})
	}
}
