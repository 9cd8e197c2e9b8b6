package main

import (
	"bytes"
	"compress/gzip"
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

// first lets a fault answer only the first n requests of its path.
func first(n int, f http.HandlerFunc) fault {
	return func(i int, w http.ResponseWriter, r *http.Request) bool {
		if i > n {
			return false
		}
		f(w, r)
		return true
	}
}

func always(f http.HandlerFunc) fault { return first(1<<30, f) }

func answerStatus(code int, head ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(head); i += 2 {
			w.Header().Set(head[i], head[i+1])
		}
		w.WriteHeader(code)
		fmt.Fprintf(w, "<html><head><title>%d</title></head><body>%s</body></html>", code, http.StatusText(code))
	}
}

func answerHTML(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, body)
	}
}

// drop closes the connection without an answer.
func drop(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	conn.Close()
}

// truncate promises more than it sends.
func truncate(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "5000")
	fmt.Fprint(w, "<html><body><p>深圳一周丨开头</p>")
	w.(http.Flusher).Flush()
}

const challenge = `<html><head><title></title></head><body><script>var arg1='ABCDEF';function setCookie(n,v){document.cookie=n+'='+v;` +
	`location.reload()}setCookie('acw_sc__v2',arg1.split('').reverse().join(''));</script></body></html>`

// TestHealthyPageIsTakenOnAnotherTry has one article fail once in every way
// that may pass, and expects it to be held after the same crawl.
func TestHealthyPageIsTakenOnAnotherTry(t *testing.T) {
	site := newFaultySite(t, 4)
	tests := []struct {
		name   string
		fault  http.HandlerFunc
		kept   []string      // verdicts of the article's captures
		waited time.Duration // at least once
	}{
		{"429 with Retry-After", answerStatus(429, "Retry-After", "47"), []string{"bad: status 429 Too Many Requests", "good"}, 47 * time.Second},
		{"503 with a date", answerStatus(503, "Retry-After", site.clock().Add(90*time.Second).Format(http.TimeFormat)), []string{"bad: status 503 Service Unavailable", "good"}, 30 * time.Second},
		{"500", answerStatus(500), []string{"bad: status 500 Internal Server Error", "good"}, 10 * time.Second},
		{"405", answerStatus(405), []string{"bad: status 405 Method Not Allowed", "good"}, 10 * time.Second},
		{"dropped connection", drop, []string{"good"}, 0},
		{"truncated body", truncate, []string{"bad: body is shorter than its length of 5000 bytes", "good"}, 0},
		{"empty body", answerHTML(""), []string{"bad: empty body", "good"}, 0},
		{"status 200 without text", answerHTML("<html><body></body></html>"), []string{"bad: no text: the page prints no text", "good"}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			site := newFaultySite(t, 4)
			number := site.Numbers()[2]
			path := "/p/" + number + ".html"
			site.fail(path, first(1, test.fault))
			site.fail("/n/article/"+number, first(1, test.fault))
			rig := newRig(t, site)
			report := rig.crawl(crawler.Request{})
			if diff := cmp.Diff(test.kept, rig.verdicts(number)); diff != "" {
				t.Errorf("captures (-want +got):\n%s", diff)
			}
			if !slices.Contains(rig.columns(), number) {
				t.Errorf("column %s is not held", number)
			}
			if report.Class() != crawler.ClassDone || len(report.Items) != 0 {
				t.Errorf("class %s, items %v", report.Class(), report.Items)
			}
			if longest := slices.Max(rig.waits); longest < test.waited || longest > 2*time.Minute {
				t.Errorf("longest wait %s, want at least %s", longest, test.waited)
			}
		})
	}
}

// TestBadPageNeverBecomesAColumn has one article fail in every try, expects
// it to be kept as bad and named, and to be taken once it is healthy.
func TestBadPageNeverBecomesAColumn(t *testing.T) {
	var bomb bytes.Buffer
	packed := gzip.NewWriter(&bomb)
	zeros := make([]byte, 1<<20)
	for range 300 {
		if _, err := packed.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		fault  http.HandlerFunc
		tries  int
		reason string
		kind   crawler.ItemKind
	}{
		{"500", answerStatus(500), 3, "status 500", crawler.ItemBad},
		{"dropped", drop, 3, "EOF", crawler.ItemUnreachable},
		{"truncated", truncate, 3, "shorter than its length", crawler.ItemBad},
		{"challenge", answerHTML(challenge), 3, "challenge", crawler.ItemBad},
		{"empty", answerHTML("  \n"), 3, "empty body", crawler.ItemBad},
		{"picture", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			fmt.Fprint(w, "\x89PNG\r\n\x1a\n")
		}, 1, "content type image/png", crawler.ItemBad},
		{"title without text", answerHTML(`<html><body><h1>深圳一周丨各区书记区长这周在忙什么?(2月24日-3月2日)</h1>` +
			`<div>深政观察</div><div>03-02 16:56</div><a href="/topic/detail/20713">收录于专题:深政观察</a></body></html>`), 0, "", crawler.ItemBad},
		{"redirect loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) }, 2, "redirects in a circle", crawler.ItemBad},
		{"redirect off the list", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://elsewhere.example/x", http.StatusFound)
		}, 1, "not on the list", crawler.ItemBad},
		{"redirect to another scheme", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		}, 1, "no http or https address", crawler.ItemBad},
		{"redirect to another article", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/n/article/9103233", http.StatusFound)
		}, 0, "redirects to article 9103233", crawler.ItemBad},
		{"gzip bomb", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			if _, err := w.Write(bomb.Bytes()); err != nil {
				return // the crawler hangs up early
			}
		}, 1, "larger than 10485760 bytes", crawler.ItemBad},
		{"slow body", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, "<html><body><p>")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}, 3, "did not end in time", crawler.ItemBad},
		{"no answer", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, 3, "no answer in time", crawler.ItemUnreachable},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			site := newFaultySite(t, 4)
			number := site.Numbers()[1]
			for _, path := range []string{"/p/" + number + ".html", "/n/article/" + number} {
				site.fail(path, always(test.fault))
			}
			rig := newRig(t, site, func(c *crawler.Config) { c.Timeout = 300 * time.Millisecond })
			report := rig.crawl(crawler.Request{})
			if len(report.Items) != 1 || report.Items[0].Kind != test.kind || !strings.Contains(report.Items[0].Reason, test.reason) {
				t.Errorf("items %v, want one %s: %s", report.Items, test.kind, test.reason)
			}
			if report.Class() != crawler.ClassPartial {
				t.Errorf("class %s, want partial", report.Class())
			}
			rig.expectOnlyBad(number)
			tries := 0
			for _, path := range site.requests() {
				if strings.Contains(path, number) {
					tries++
				}
			}
			if test.tries > 0 && tries != test.tries {
				t.Errorf("asked %d times, want %d", tries, test.tries)
			}
			if len(rig.columns()) != len(site.Numbers())+len(site.Others())-1 {
				t.Errorf("columns held: %v", rig.columns())
			}
			site.fail("/p/"+number+".html", nil)
			site.fail("/n/article/"+number, nil)
			site.later(24 * time.Hour)
			report = rig.crawl(crawler.Request{})
			if !slices.Contains(rig.columns(), number) || report.New != 1 {
				t.Errorf("on the next day column %s is not held: %s", number, report.Summary())
			}
		})
	}
}

// expectOnlyBad expects that an article has captures of no other verdict, no
// larger than the limit, and no row.
func (rig *archiveRig) expectOnlyBad(number string) {
	rig.t.Helper()
	for _, v := range rig.verdicts(number) {
		if !strings.HasPrefix(v, "bad: ") {
			rig.t.Errorf("capture of %s: %s", number, v)
		}
	}
	if slices.Contains(rig.columns(), number) {
		rig.t.Errorf("column %s is held", number)
	}
	if large := rig.strings(`SELECT sha256 FROM bodies WHERE bytes > 10 << 20`); len(large) > 0 {
		rig.t.Errorf("a body of more than 10 MiB was kept")
	}
}

// TestRefusingSite has every page refused, as the site does to some robots.
func TestRefusingSite(t *testing.T) {
	for _, status := range []int{403, 405, 429, 503} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			site := newFaultySite(t, 4)
			site.fail("*", func(n int, w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == "/robots.txt" {
					return false
				}
				answerStatus(status)(w, r)
				return true
			})
			rig := newRig(t, site)
			report := rig.crawl(crawler.Request{})
			if report.Class() != crawler.ClassUnreachable || len(report.Items) == 0 {
				t.Errorf("class %s, items %v", report.Class(), report.Items)
			}
			if asked := site.requests(); len(asked) > 5 {
				t.Errorf("asked a refusing site %d times: %v", len(asked), asked)
			}
			// However often it refuses, it is asked again, and less each time.
			for range 20 {
				site.later(24 * time.Hour)
				rig.crawl(crawler.Request{})
				if asked := site.requests(); len(asked) == 0 || len(asked) > 5 {
					t.Errorf("a day later asked %v", asked)
				}
			}
			site.fail("*", nil)
			site.later(24 * time.Hour)
			report = rig.crawl(crawler.Request{})
			if report.Class() != crawler.ClassDone || len(rig.columns()) == 0 {
				t.Errorf("after the block: %s, %v", report.Summary(), report.Items)
			}
		})
	}
}

func TestRetryAfterIsRememberedBetweenCrawls(t *testing.T) {
	site := newFaultySite(t, 4)
	site.fail(site.Start(), first(1, answerStatus(503, "Retry-After", "7200")))
	rig := newRig(t, site)
	if report := rig.crawl(crawler.Request{}); report.Class() != crawler.ClassUnreachable {
		t.Errorf("class %s", report.Class())
	}
	site.requests()
	site.later(time.Hour)
	report := rig.crawl(crawler.Request{})
	if asked := site.requests(); len(asked) != 0 || report.Class() != crawler.ClassUnreachable {
		t.Errorf("within the time it asked for, the host was asked for %v; class %s", asked, report.Class())
	}
	site.later(time.Hour)
	if report := rig.crawl(crawler.Request{}); report.Class() != crawler.ClassDone || report.New == 0 {
		t.Errorf("afterwards: %s", report.Summary())
	}
}

func TestRobots(t *testing.T) {
	tests := []struct {
		name  string
		fault http.HandlerFunc
		class crawler.Class
		pages bool // pages are asked for
	}{
		{"disallow all", answerText("User-agent: *\nDisallow: /\n"), crawler.ClassUnreachable, false},
		{"disallow us", answerText("User-agent: *\nDisallow:\n\nUser-agent: Shenzheng\nDisallow: /\n"), crawler.ClassUnreachable, false},
		{"allow us alone", answerText("User-agent: shenzheng\nDisallow:\n\nUser-agent: *\nDisallow: /\n"), crawler.ClassDone, true},
		{"disallow another", answerText("User-agent: other\nDisallow: /\n"), crawler.ClassDone, true},
		{"rule before any group", answerText("Disallow: /\nUser-agent: other\nDisallow: /\n"), crawler.ClassDone, true},
		{"missing", answerStatus(404), crawler.ClassDone, true},
		{"forbidden", answerStatus(403), crawler.ClassDone, true},
		{"empty", answerText(""), crawler.ClassDone, true},
		{"503", answerStatus(503), crawler.ClassUnreachable, false},
		{"429", answerStatus(429), crawler.ClassUnreachable, false},
		{"dropped", drop, crawler.ClassUnreachable, false},
		{"truncated", truncate, crawler.ClassUnreachable, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			site := newFaultySite(t, 4)
			site.fail("/robots.txt", always(test.fault))
			rig := newRig(t, site)
			report := rig.crawl(crawler.Request{})
			if report.Class() != test.class {
				t.Errorf("class %s, want %s; items %v", report.Class(), test.class, report.Items)
			}
			pages := slices.DeleteFunc(site.requests(), func(p string) bool { return p == "/robots.txt" })
			if (len(pages) > 0) != test.pages {
				t.Errorf("asked for %v", pages)
			}
			site.fail("/robots.txt", nil)
			site.later(24 * time.Hour)
			rig.crawl(crawler.Request{})
			if len(rig.columns()) == 0 {
				t.Error("nothing is held after robots.txt allowed it")
			}
		})
	}
}

func answerText(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprint(w, body)
	}
}

func TestRobotsVersionIsKeptAndPartlyForbiddenSite(t *testing.T) {
	site := newFaultySite(t, 4)
	number := site.Numbers()[1]
	site.fail("/robots.txt", always(answerText("User-agent: *\nCrawl-delay: 20\nDisallow: /p/"+number+"\nDisallow: /n/article/"+number+"\n")))
	rig := newRig(t, site)
	report := rig.crawl(crawler.Request{})
	rig.crawl(crawler.Request{})
	if len(report.Items) != 1 || report.Items[0].Kind != crawler.ItemForbidden || report.Class() != crawler.ClassPartial {
		t.Errorf("class %s, items %v", report.Class(), report.Items)
	}
	if kept := rig.strings(`SELECT verdict FROM captures WHERE url LIKE '%/robots.txt'`); !slices.Equal(kept, []string{"page"}) {
		t.Errorf("captures of robots.txt: %v", kept)
	}
	if slices.Max(rig.waits) < 20*time.Second {
		t.Errorf("waits %v, want the crawl delay of 20 s", rig.waits)
	}
}

func TestHostDown(t *testing.T) {
	site := newFaultySite(t, 4)
	rig := newRig(t, site)
	site.server.Close()
	report := rig.crawl(crawler.Request{})
	if report.Class() != crawler.ClassUnreachable || len(report.Items) != 1 || report.Items[0].Kind != crawler.ItemUnreachable {
		t.Errorf("class %s, items %v", report.Class(), report.Items)
	}
	var total time.Duration
	for _, w := range rig.waits {
		total += w
	}
	if total > 30*time.Second {
		t.Errorf("waited %s for a host that is down", total)
	}
	if recorded := rig.strings(`SELECT outcome FROM requests`); len(recorded) != report.Requests || recorded[0] != "error" {
		t.Errorf("requests recorded: %v", recorded)
	}
}

func TestRedirectToUnlistedHostIsNotFollowed(t *testing.T) {
	called := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called = true }))
	defer other.Close()
	site := newFaultySite(t, 4)
	site.fail(site.Start(), always(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL+"/p/1.html", http.StatusFound) }))
	rig := newRig(t, site, func(c *crawler.Config) { c.Sources[0].Hosts = []string{site.host()} })
	report := rig.crawl(crawler.Request{})
	if called || report.Class() != crawler.ClassPartial {
		t.Errorf("another host was asked: %t; class %s", called, report.Class())
	}
}
