package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/crawler"
	"shenzheng/parser"
)

func TestCrawlFindsEverythingFromOneArticle(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 14)
	rig := newRig(t, site)
	report := rig.crawl(crawler.Request{RunID: "run-1"})
	want := sorted(append(site.Numbers(), site.Others()...)...)
	if diff := cmp.Diff(want, rig.columns()); diff != "" {
		t.Errorf("columns held (-want +got):\n%s", diff)
	}
	if report.Class() != crawler.ClassDone || report.New != len(want) || len(report.Items) != 0 {
		t.Errorf("class %s, summary %s, items %v", report.Class(), report.Summary(), report.Items)
	}
}

func TestCrawlWithNothingNewIsShort(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 14)
	rig := newRig(t, site)
	rig.crawl(crawler.Request{})
	site.requests()
	report := rig.crawl(crawler.Request{})
	asked := site.requests()
	if report.Requests > 8 || report.Requests != len(asked) || report.New != 0 || report.Class() != crawler.ClassDone {
		t.Errorf("summary %s, asked for %v", report.Summary(), asked)
	}
}

// TestListingWithoutEnd has a topic whose every page names further articles
// and a further page, some of them twice and under other addresses.
func TestListingWithoutEnd(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 3)
	endless := func(_ int, w http.ResponseWriter, r *http.Request) bool {
		page, err := strconv.Atoi(r.URL.Query().Get("page"))
		if err != nil && r.URL.Query().Get("page") != "" || !strings.HasPrefix(r.URL.Path, "/topic") {
			return false
		}
		fmt.Fprintf(w, "<html><title>专题:深政观察</title><ul>")
		for i := range 3 {
			number := 5000000 + page*10 + i
			fmt.Fprintf(w, `<li><a href="/n/article/%d">深政观察丨第%d篇</a></li><li><a href="/p/%d.html">深政观察丨第%d篇</a></li>`, number, number, number, number)
		}
		fmt.Fprintf(w, `</ul><a href="/topic/detail/20713?page=%d">下一页</a></html>`, page+1)
		return true
	}
	site.fail("*", endless)
	rig := newRig(t, site, func(c *crawler.Config) { c.Sources[0].MaxRequests = 40 })
	report := rig.crawl(crawler.Request{})
	asked := site.requests()
	if len(asked) != 40 || report.Left == 0 {
		t.Errorf("%d requests, summary %s", len(asked), report.Summary())
	}
	seen := map[string]bool{}
	for _, path := range asked {
		if number, ok := parser.ArticleNumber("http://x" + path); ok && !strings.HasPrefix(path, "/topic") {
			if seen[number] {
				t.Errorf("article %s was asked for twice", number)
			}
			seen[number] = true
		}
	}
	// The next crawl goes on where this one stopped.
	before := len(rig.strings(`SELECT number FROM articles`))
	rig.crawl(crawler.Request{})
	if after := len(rig.strings(`SELECT number FROM articles`)); after <= before {
		t.Errorf("%d articles known before, %d after the second crawl", before, after)
	}
}

// TestSmallCrawlsReachTheEnd has so few requests to each crawl that the
// listing and the articles take many of them.
func TestSmallCrawlsReachTheEnd(t *testing.T) {
	t.Parallel()
	for _, most := range []int{3, 6} {
		site := newFaultySite(t, 30)
		rig := newRig(t, site, func(c *crawler.Config) { c.Sources[0].MaxRequests = most })
		want := sorted(append(site.Numbers(), site.Others()...)...)
		crawls := 0
		for ; crawls < 100 && len(rig.columns()) < len(want); crawls++ {
			report := rig.crawl(crawler.Request{})
			if report.Requests > most || report.Class() != crawler.ClassDone {
				t.Fatalf("class %s, %s", report.Class(), report.Summary())
			}
		}
		if diff := cmp.Diff(want, rig.columns()); diff != "" {
			t.Errorf("%d requests a crawl: after %d crawls (-want +got):\n%s", most, crawls, diff)
		}
	}
}

func TestNewEditionIsFoundNextWeek(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 8)
	rig := newRig(t, site)
	rig.crawl(crawler.Request{})
	start := site.requests()[1]
	site.later(7 * 24 * time.Hour)
	if site.Start() == start {
		t.Fatal("the site has no new edition")
	}
	report := rig.crawl(crawler.Request{})
	if !slices.Contains(rig.columns(), site.Numbers()[0]) || report.New == 0 || report.Requests > 8 {
		t.Errorf("summary %s, columns %v", report.Summary(), rig.columns())
	}
}

func TestNamedAddresses(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 4)
	rig := newRig(t, site)
	number := site.Numbers()[2]
	report := rig.crawl(crawler.Request{URLs: []string{
		site.server.URL + "/p/" + number + ".html#top",
		site.server.URL + "/n/article/" + number,
		site.server.URL + "/n/article/99999999",
		"http://unlisted.example/p/1234567.html",
		"nonsense",
	}})
	if diff := cmp.Diff([]string{number}, rig.columns()); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	kinds := []crawler.ItemKind{}
	for _, i := range report.Items {
		kinds = append(kinds, i.Kind)
	}
	if !slices.Equal(kinds, []crawler.ItemKind{"refused", "refused", "missing"}) || report.Class() != crawler.ClassPartial {
		t.Errorf("class %s, items %v", report.Class(), report.Items)
	}
	if asked := site.requests(); len(asked) != 3 {
		t.Errorf("asked for %v", asked)
	}
}

func TestListingAsStart(t *testing.T) {
	t.Parallel()
	for _, start := range []string{"/topic/detail/20713", "/"} {
		t.Run(start, func(t *testing.T) {
			site := newFaultySite(t, 9)
			rig := newRig(t, site, func(c *crawler.Config) { c.Sources[0].Start = []string{site.server.URL + start} })
			report := rig.crawl(crawler.Request{})
			want := sorted(append(site.Numbers(), site.Others()...)...)
			if diff := cmp.Diff(want, rig.columns()); diff != "" || report.Class() != crawler.ClassDone {
				t.Errorf("class %s, items %v, columns held (-want +got):\n%s", report.Class(), report.Items, diff)
			}
			if report.Other > 0 {
				t.Errorf("articles that have nothing to do with the column were asked for: %s", report.Summary())
			}
			site.requests()
			if rig.crawl(crawler.Request{}); len(site.requests()) > 8 {
				t.Error("a crawl with nothing new made more than 8 requests")
			}
		})
	}
}

// TestNewsBesideATopicIsNotFollowedForLong has a topic page that lists a lot
// of news beside the column.
func TestNewsBesideATopicIsNotFollowedForLong(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 3)
	asked := 0
	site.fail("*", func(_ int, w http.ResponseWriter, r *http.Request) bool {
		switch {
		case r.URL.RequestURI() == "/topic/detail/20713":
			answer := httptest.NewRecorder()
			site.Site.ServeHTTP(answer, r)
			news := ""
			for i := range 60 {
				news += fmt.Sprintf(`<li><a href="/n/article/%d">市民热议第%d号新闻</a></li>`, 6000000+i, i)
			}
			fmt.Fprint(w, strings.Replace(answer.Body.String(), "</body>", "<ul>"+news+"</ul></body>", 1))
		case strings.HasPrefix(r.URL.Path, "/n/article/60000"):
			asked++
			answerHTML("<html><body><h1>市民热议</h1><p>记者 某某</p><p>"+strings.Repeat("这条新闻与专栏没有关系,只是排在旁边。", 20)+"</p></body></html>")(w, r)
		default:
			return false
		}
		return true
	})
	rig := newRig(t, site)
	report := rig.crawl(crawler.Request{})
	if asked > 5 || len(rig.columns()) != len(site.Numbers())+len(site.Others()) {
		t.Errorf("%d pages of other news asked for; %s; items %v", asked, report.Summary(), report.Items)
	}
	asked = 0
	site.requests()
	if rig.crawl(crawler.Request{}); asked > 5 || len(site.requests()) > 8 {
		t.Errorf("%d pages of other news asked for the second time", asked)
	}
}

// TestStartArticlesThatAreGone has many start articles of which most are gone.
func TestStartArticlesThatAreGone(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 4)
	rig := newRig(t, site, func(c *crawler.Config) {
		for i := range 12 {
			c.Sources[0].Start = append(c.Sources[0].Start, fmt.Sprintf("%s/n/article/70000%02d", site.server.URL, i))
		}
	})
	report := rig.crawl(crawler.Request{})
	if report.Class() != crawler.ClassPartial || len(report.Items) != 12 {
		t.Errorf("first crawl: class %s, items %v", report.Class(), report.Items)
	}
	report = rig.crawl(crawler.Request{})
	if report.Class() != crawler.ClassDone || report.Requests > 8 {
		t.Errorf("second crawl: class %s, %s", report.Class(), report.Summary())
	}
}

// TestListingThatNamesNothing has a topic page whose list is filled in by a
// script that does not run here: a person has to know.
func TestListingThatNamesNothing(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 4)
	site.fail("/topic/detail/20713", always(answerHTML("<html><title>专题:深政观察</title><body><h1>深政观察</h1><p>正在为您准备内容列表,请稍候片刻再来查看</p></body></html>")))
	rig := newRig(t, site)
	for range 2 {
		report := rig.crawl(crawler.Request{})
		if report.Class() != crawler.ClassPartial || len(report.Items) != 1 {
			t.Errorf("class %s, items %v", report.Class(), report.Items)
		}
	}
	site.fail("/topic/detail/20713", nil)
	rig.crawl(crawler.Request{})
	if want := len(site.Numbers()) + len(site.Others()); len(rig.columns()) != want {
		t.Errorf("columns %v, want %d", rig.columns(), want)
	}
}

// TestListingInScripts has a topic page that prints nothing: its list is in
// the data of a script.
func TestListingInScripts(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 4)
	numbers := append(site.Numbers(), site.Others()...)
	list := ""
	for _, n := range numbers {
		list += fmt.Sprintf(`,{"title":"\u6df1\u653f\u89c2\u5bdf\u4e28\u4e00\u7bc7","url":"\/n\/article\/%s"}`, n)
	}
	site.fail("/topic/detail/20713", always(answerHTML(`<html><head><meta charset="utf-8"></head><body><div id="app"></div><script>window.D={"list":[`+list[1:]+`]}</script></body></html>`)))
	for _, start := range []string{"/topic/detail/20713", site.Start()} {
		rig := newRig(t, site, func(c *crawler.Config) { c.Sources[0].Start = []string{site.server.URL + start} })
		report := rig.crawl(crawler.Request{})
		if diff := cmp.Diff(sorted(numbers...), rig.columns()); diff != "" || report.Class() != crawler.ClassDone {
			t.Errorf("start %s: class %s, items %v, columns held (-want +got):\n%s", start, report.Class(), report.Items, diff)
		}
	}
}
