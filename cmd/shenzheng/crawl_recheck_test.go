package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/crawler"
)

// TestRecheck follows one article through its life: the same, with another
// list beside it, edited, and withdrawn.
func TestRecheck(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 2)
	rig := newRig(t, site)
	rig.crawl(crawler.Request{})
	number := site.Numbers()[0]
	state := func() string {
		return strings.Join(rig.strings(`SELECT state || ' ' || revision FROM columns WHERE number = ?`, number), ",")
	}
	step := func(name string, days int, page fault, wantState string, check func(crawler.Report) bool) {
		t.Helper()
		site.later(time.Duration(days) * 24 * time.Hour)
		site.fail("/n/article/"+number, page)
		site.fail("/p/"+number+".html", page)
		report := rig.crawl(crawler.Request{Recheck: true})
		if state() != wantState || !check(report) || report.Class() != crawler.ClassDone {
			t.Errorf("%s: state %q, want %q; %s; captures %v", name, state(), wantState, report.Summary(), rig.verdicts(number))
		}
	}
	if state() != "provisional 1" {
		t.Errorf("at first: %s", state())
	}
	step("not due", 0, nil, "provisional 1", func(r crawler.Report) bool { return r.Requests == 0 })
	step("same", 1, nil, "provisional 1", func(r crawler.Report) bool { return r.Unchanged >= 1 && r.Changed == 0 })
	rewrite := func(from, to string) fault {
		return func(_ int, w http.ResponseWriter, r *http.Request) bool {
			answer := httptest.NewRecorder()
			r.Header.Del("If-None-Match")
			site.Site.ServeHTTP(answer, r)
			body := answer.Body.String()
			if !strings.Contains(body, from) {
				t.Errorf("the page does not hold %q", from)
			}
			w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
			fmt.Fprint(w, strings.Replace(body, from, to, 1))
			return true
		}
	}
	step("another list beside it", 2, rewrite("<div>推荐阅读</div>", "<div>推荐阅读</div><p>湖边音乐会明晚开演</p>"), "provisional 1",
		func(r crawler.Report) bool { return r.Unchanged >= 1 && r.Changed == 0 })
	step("edited", 4, rewrite("看一看过去这一周", "看一看刚过去的这一周"), "edited 2",
		func(r crawler.Report) bool { return r.Changed == 1 })
	step("withdrawn", 30, always(answerStatus(410)), "withdrawn 2", func(r crawler.Report) bool { return r.Gone >= 1 })
	if len(rig.strings(`SELECT activity_id FROM activities WHERE column_id = ?`, "col_"+number)) == 0 {
		t.Error("the withdrawn column lost its rows")
	}
}

// TestHeldColumnIsNotReplaced has a held column answered with pages that are
// healthy and yet not it.
func TestHeldColumnIsNotReplaced(t *testing.T) {
	t.Parallel()
	pages := map[string]string{
		"shell":         `<html><head><title>深圳一周</title></head><body><h1>深圳一周丨各区书记区长这周在忙什么?(3月3日-3月9日)</h1><p>深政观察</p><p>03-09 17:00</p><p>收录于专题:深政观察</p></body></html>`,
		"other article": `<html><body><h1>社区食堂推出新菜单</h1><p>本报讯 记者从活动现场获悉,这项活动吸引了不少市民参加,现场秩序井然。主办方介绍,今后还将安排更多场次。</p></body></html>`,
		"empty":         "",
	}
	for name, page := range pages {
		t.Run(name, func(t *testing.T) {
			site := newFaultySite(t, 2)
			rig := newRig(t, site)
			rig.crawl(crawler.Request{})
			number := site.Numbers()[0]
			before := rig.strings(`SELECT activity_id || text_sha256 FROM activities ORDER BY 1`)
			site.fail("/n/article/"+number, always(answerHTML(page)))
			report := rig.crawl(crawler.Request{URLs: []string{site.server.URL + "/n/article/" + number}})
			if report.Class() != crawler.ClassPartial || len(report.Items) != 1 || report.Items[0].Kind != crawler.ItemBad {
				t.Errorf("class %s, items %v", report.Class(), report.Items)
			}
			if diff := cmp.Diff(before, rig.strings(`SELECT activity_id || text_sha256 FROM activities ORDER BY 1`)); diff != "" {
				t.Errorf("activities changed:\n%s", diff)
			}
		})
	}
}
