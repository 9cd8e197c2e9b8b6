package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"shenzheng/crawler"
)

// TestRefusingSite has every page refused, as the site does to some robots.
func TestRefusingSite(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
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
	t.Parallel()
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
		{"too long", answerText("User-agent: *\nDisallow: /\n" + strings.Repeat("# a comment of no use\n", 11<<20/22)), crawler.ClassUnreachable, false},
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
	t.Parallel()
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

// TestGuessThatIsForbidden has a robots.txt that forbids all queries, and so the
// further pages of a listing that links none: they are guessed, and not missed.
// A host whose pages lead to https has a robots.txt there too, which is asked
// for between the two: never without the pause.
func TestEveryRequestWaitsItsTurn(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 4)
	site.fail("*", func(_ int, w http.ResponseWriter, r *http.Request) bool {
		http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusMovedPermanently)
		return true
	})
	site.fail("/robots.txt", always(answerStatus(404)))
	var asked []string
	var times []time.Time
	rig := newRig(t, site, func(c *crawler.Config) {
		c.Sources[0].Hosts = []string{"example.test"}
		c.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
			asked, times = append(asked, address), append(times, site.clock())
			return new(net.Dialer).DialContext(ctx, network, site.host())
		}
	})
	rig.crawl(crawler.Request{URLs: []string{"http://example.test/p/1000001.html"}})
	if len(asked) < 3 || asked[1] != "example.test:80" || asked[2] != "example.test:443" {
		t.Fatalf("asked %v", asked)
	}
	for i := range times[1:] {
		if pause := times[i+1].Sub(times[i]); pause < rig.cfg.Sources[0].Delay {
			t.Errorf("%s was asked %s after %s", asked[i+1], pause, asked[i])
		}
	}
}

func TestGuessThatIsForbidden(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 4)
	site.fail("/robots.txt", always(answerText("User-agent: *\nDisallow: /*?\n")))
	page := `<html><head><title>专题:深政观察</title></head><body>`
	for _, number := range site.Numbers() {
		page += `<a href="/p/` + number + `.html">深圳一周丨各区书记区长这周在忙什么?</a>`
	}
	site.fail("/topic/detail/20713", always(answerHTML(page+`</body></html>`)))
	rig := newRig(t, site)
	for range 2 {
		report := rig.crawl(crawler.Request{})
		if report.Class() != crawler.ClassDone || report.Left > 0 {
			t.Errorf("class %s, %s, items %v", report.Class(), report.Summary(), report.Items)
		}
	}
	if len(rig.columns()) != len(site.Numbers()) {
		t.Errorf("columns held: %v", rig.columns())
	}
}

func TestHostDown(t *testing.T) {
	t.Parallel()
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

// A host that is not listed is never asked. A source that only leads there, as one
// that moved, has given nothing; where one article does, that is one item.
func TestRedirectToUnlistedHostIsNotFollowed(t *testing.T) {
	t.Parallel()
	called := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called = true }))
	defer other.Close()
	site := newFaultySite(t, 4)
	for number, want := range map[string]crawler.Class{site.Numbers()[0]: crawler.ClassUnreachable, site.Numbers()[1]: crawler.ClassPartial} {
		site.fail("*", func(_ int, w http.ResponseWriter, r *http.Request) bool {
			moved := strings.Contains(r.URL.Path, number)
			if moved {
				http.Redirect(w, r, other.URL+"/p/1.html", http.StatusFound)
			}
			return moved
		})
		rig := newRig(t, site, func(c *crawler.Config) { c.Sources[0].Hosts = []string{site.host()} })
		report := rig.crawl(crawler.Request{})
		if called || report.Class() != want || len(report.Items) != 1 || !strings.Contains(report.Items[0].Reason, "is not on the list of sources[].hosts") {
			t.Errorf("another host was asked: %t; class %s, want %s: %v", called, report.Class(), want, report.Items)
		}
	}
}
