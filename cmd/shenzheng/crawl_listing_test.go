package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"shenzheng/crawler"
)

// listOf is a list of articles by their ids, with what else its data say.
func listOf(numbers []string, says map[string]any) string {
	var items []map[string]any
	for _, number := range numbers {
		items = append(items, map[string]any{"contentid": number, "appid": 1, "title": "深政观察丨一篇"})
	}
	items = append(items, map[string]any{"contentid": "9999999", "appid": 4, "title": "一段视频"})
	data := map[string]any{"block": map[string]any{"list": items}}
	maps.Copy(data, says)
	text, err := json.Marshal(map[string]any{"state": true, "data": data})
	if err != nil {
		panic(err)
	}
	return string(text)
}

// shell is a page around data.
func shell(data string) string {
	return `<html><head><meta charset="utf-8"><title>深政观察</title></head><body><h1>深政观察</h1><div id="app"></div><script>window.__INITIAL_STATE__=` + data + `;</script></body></html>`
}

func answerJSON(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		fmt.Fprint(w, text)
	}
}

func TestListingByIDs(t *testing.T) {
	t.Parallel()
	for _, form := range []string{"script", "json"} {
		t.Run(form, func(t *testing.T) {
			site := newFaultySite(t, 5)
			numbers := append(site.Numbers(), site.Others()...)
			answer := answerJSON(listOf(numbers, nil))
			if form == "script" {
				answer = answerHTML(shell(listOf(numbers, nil)))
			}
			site.fail("/topic/detail/20713", always(answer))
			rig := newRig(t, site, func(c *crawler.Config) { c.Sources[0].Start = []string{site.server.URL + "/topic/detail/20713"} })
			report := rig.crawl(crawler.Request{})
			if diff := gocmp.Diff(sorted(numbers...), rig.columns()); diff != "" || report.Class() != crawler.ClassDone {
				t.Errorf("class %s, %s, %v, columns (-want +got):\n%s", report.Class(), report.Summary(), report.Items, diff)
			}
			for _, path := range site.requests() {
				if strings.Contains(path, "9999999") {
					t.Errorf("asked for what is no article: %s", path)
				}
			}
		})
	}
}

// TestListingOfManyPages has a listing go on at the pages that its data tell
// of, in the ways of many systems. Another page of it does not exist.
func TestListingOfManyPages(t *testing.T) {
	t.Parallel()
	const start = "/api/topic?id=20713"
	for name, form := range map[string]struct {
		start string                                  // "" for that above
		next  func(n int) string                      // address of page n > 1
		says  func(n, last, total int) map[string]any // beside the list
	}{
		"pages": {"", func(n int) string { return fmt.Sprintf("/api/topic?id=20713&page=%d", n) },
			func(n, last, _ int) map[string]any { return map[string]any{"page": n, "pages": last} }},
		"total and size": {"/api/topic?id=20713&pageNo=1", func(n int) string { return fmt.Sprintf("/api/topic?id=20713&pageNo=%d", n) },
			func(n, _, total int) map[string]any {
				return map[string]any{"pageNo": n, "pageSize": 2, "totalCount": fmt.Sprint(total)}
			}},
		"total alone": {"", func(n int) string { return fmt.Sprintf("/api/topic?id=20713&page=%d", n) },
			func(n, _, total int) map[string]any { return map[string]any{"total": total, "current_page": n} }},
		"more": {"/api/topic?id=20713&pn=1", func(n int) string { return fmt.Sprintf("/api/topic?id=20713&pn=%d", n) },
			func(n, last, _ int) map[string]any { return map[string]any{"has_more": n < last} }},
		"address": {"", func(n int) string { return fmt.Sprintf("/api/topic/rest/%d", n*17) },
			func(n, last, _ int) map[string]any {
				if n == last {
					return map[string]any{"next": nil}
				}
				return map[string]any{"next": fmt.Sprintf("/api/topic/rest/%d", (n+1)*17)}
			}},
		"links": {"", func(n int) string { return fmt.Sprintf("/api/topic?id=20713&p=%d", n) },
			func(n, last, _ int) map[string]any {
				if n == last {
					return map[string]any{"links": map[string]any{"next": nil}}
				}
				return map[string]any{"links": map[string]any{"next": fmt.Sprintf("/api/topic?id=20713&p=%d", n+1)}}
			}},
		"cursor": {"", func(n int) string { return fmt.Sprintf("/api/topic?cursor=c%d%%3D&id=20713", n) },
			func(n, last, _ int) map[string]any {
				if n == last {
					return map[string]any{"next_cursor": "", "has_more": false}
				}
				return map[string]any{"next_cursor": fmt.Sprintf("c%d=", n+1), "has_more": true}
			}},
		"offset": {"/api/topic?id=20713&offset=0&limit=3", func(n int) string { return fmt.Sprintf("/api/topic?id=20713&limit=3&offset=%d", 3*(n-1)) },
			func(n, _, total int) map[string]any {
				return map[string]any{"offset": 3 * (n - 1), "limit": 3, "total": total}
			}},
	} {
		for _, state := range []bool{false, true} {
			t.Run(fmt.Sprint(name, " state=", state), func(t *testing.T) {
				site := newFaultySite(t, 4)
				numbers := append(site.Numbers(), site.Others()...)
				last := (len(numbers) + 1) / 2
				serve := map[string]string{}
				for n := 1; n <= last; n++ {
					address := form.next(n)
					if n == 1 {
						address = cmp.Or(form.start, start)
					}
					serve[queryOf(t, address)] = listOf(numbers[2*(n-1):min(2*n, len(numbers))], form.says(n, last, len(numbers)+last))
				}
				site.fail("*", func(_ int, w http.ResponseWriter, r *http.Request) bool {
					if strings.HasPrefix(r.URL.Path, "/topic/") {
						answerStatus(404)(w, r)
						return true
					}
					if !strings.HasPrefix(r.URL.Path, "/api/") {
						return false
					}
					list, ok := serve[queryOf(t, r.URL.String())]
					switch {
					case !ok:
						answerStatus(404)(w, r)
					case state:
						answerHTML(shell(list))(w, r)
					default:
						answerJSON(list)(w, r)
					}
					return true
				})
				rig := newRig(t, site, func(c *crawler.Config) {
					c.Sources[0].Start = []string{site.server.URL + cmp.Or(form.start, start)}
				})
				report := rig.crawl(crawler.Request{})
				if diff := gocmp.Diff(sorted(numbers...), rig.columns()); diff != "" || report.Class() != crawler.ClassDone {
					t.Errorf("class %s, %s, %v, asked for %v; columns (-want +got):\n%s", report.Class(), report.Summary(), report.Items, site.requests(), diff)
				}
				listings := 0
				for _, path := range site.requests() {
					if strings.HasPrefix(path, "/api/") {
						listings++
					}
				}
				if listings > last+1 {
					t.Errorf("%d requests for a listing of %d pages", listings, last)
				}
			})
		}
	}
}

// queryOf is an address with its query in order.
func queryOf(t *testing.T, address string) string {
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Path + "?" + u.Query().Encode()
}

// A further page of a listing that an earlier crawl left is asked for in a few
// crawls, and not for ever: one that always fails, and one of a host that is no
// longer listed, are given up, and that is said once. A source that gives
// nothing at all says nothing of its pages.
func TestAListingPageThatAlwaysFailsIsGivenUp(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]http.HandlerFunc{"picture": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		fmt.Fprint(w, "x")
	}, "refused": answerStatus(503)} {
		t.Run(name, func(t *testing.T) {
			site := newFaultySite(t, 4)
			var said strings.Builder
			rig := newRig(t, site, func(c *crawler.Config) { c.Log = slog.New(slog.NewTextHandler(&said, nil)) })
			rig.crawl(crawler.Request{})
			page := site.server.URL + "/list_2.html"
			if _, err := rig.archive.Found(t.Context(), "dutenews", nil, []string{page, "http://elsewhere.example/list_9.html"}); err != nil {
				t.Fatal(err)
			}
			site.fail("*", always(answerStatus(503)))
			var crawls []int
			for n := range 9 {
				if n == 4 {
					site.fail("*", nil)
					site.fail("/list_2.html", always(answer))
				}
				site.later(24 * time.Hour)
				site.requests()
				rig.crawl(crawler.Request{})
				if asked := strings.Join(site.requests(), " "); n >= 4 && strings.Contains(asked, "/list_2.html") {
					crawls = append(crawls, n)
				}
			}
			if fmt.Sprint(crawls) != "[4 5 6]" {
				t.Errorf("asked for in the crawls %v", crawls)
			}
			for _, u := range []string{page, "http://elsewhere.example/list_9.html"} {
				if n := strings.Count(said.String(), `msg="listing page is given up" source=dutenews url=`+u); n != 1 {
					t.Errorf("said %d times that %s is given up: %s", n, u, said.String())
				}
			}
			if left := rig.strings(`SELECT value FROM settings WHERE key = 'crawl.listings.dutenews'`); strings.Contains(fmt.Sprint(left), "html") {
				t.Errorf("listings left: %s", left)
			}
		})
	}
}
