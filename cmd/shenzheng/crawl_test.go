package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shenzheng/crawler"
)

func TestCrawlFindsEverythingFromOneArticle(t *testing.T) {
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
	for _, path := range site.requests() {
		t.Log(path)
	}
	t.Log(report.Summary())
}

func TestCrawlWithNothingNewIsShort(t *testing.T) {
	site := newFaultySite(t, 14)
	rig := newRig(t, site)
	rig.crawl(crawler.Request{})
	site.requests()
	report := rig.crawl(crawler.Request{})
	asked := site.requests()
	if report.Requests > 8 || report.Requests != len(asked) || report.New != 0 || report.Class() != crawler.ClassDone {
		t.Errorf("summary %s, asked for %v", report.Summary(), asked)
	}
	t.Log(asked)
}
