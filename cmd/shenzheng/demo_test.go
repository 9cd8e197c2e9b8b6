//go:build unix

package main

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shenzheng/archive/snapshot"
)

// TestTwoDemosGiveTheSameSnapshots runs one demo beside another, which holds
// the address that both their articles are of.
func TestTwoDemosGiveTheSameSnapshots(t *testing.T) {
	t.Parallel()
	var ids [2][]string
	for i := range ids {
		b := &binary{t: t, log: &lockedBuffer{}, ended: make(chan error, 1)}
		data := t.TempDir()
		b.cmd = asProcess("--data", data, "--log-format", "json", "run", "--demo", "--listen", "127.0.0.1:0")
		b.cmd.Stdout, b.cmd.Stderr = b.log, b.log
		// The past is what is looked at: whether a job is due now depends on the day.
		b.cmd.Env = append(b.cmd.Environ(), "SHENZHENG_SCHEDULES_CRAWL=off", "SHENZHENG_SCHEDULES_RECHECK=off")
		b.start()
		if i == 0 {
			followEveryCell(t, b.address)
		}
		list, err := snapshot.List(data + "/snapshots")
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range list[:min(3, len(list))] { // those of the past, not the daemon's own
			ids[i] = append(ids[i], s.ID)
		}
	}
	if diff := cmp.Diff(ids[0], ids[1]); diff != "" || len(ids[0]) < 3 {
		t.Errorf("the second demo differs from the first, of %v: %s", ids[0], diff)
	}
}

var cellLink = regexp.MustCompile(`<a class="cover cover-reported"[^>]*href="([^"]+)"><span class="hidden">[^<]*</span>([0-9]+)</a>`)

// followEveryCell follows each number of the coverage pages: the list it leads
// to has that many activities.
func followEveryCell(t *testing.T, address string) {
	t.Helper()
	page := func(path string) string {
		t.Helper()
		body, err := fetch(address + path)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	coverage := ""
	for _, year := range slices.Compact(regexp.MustCompile(`/coverage\?year=[0-9]+`).FindAllString(page("/coverage"), -1)) {
		coverage += page(year)
	}
	cells := cellLink.FindAllStringSubmatch(coverage, -1)
	if n := strings.Count(coverage, `cover-reported" title`); n != len(cells) || n < 100 {
		t.Errorf("%d cells have activities, %d lead to them", n, len(cells))
	}
	for _, c := range cells {
		list := page(html.UnescapeString(c[1]))
		if !strings.Contains(list, "<strong>"+c[2]+"</strong>") || fmt.Sprint(strings.Count(list, `<article class="card`)) != c[2] {
			t.Errorf("the cell says %s, and the list at %s has %d activities", c[2], c[1], strings.Count(list, `<article class="card`))
		}
	}
}
