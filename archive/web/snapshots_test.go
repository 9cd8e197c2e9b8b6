package web

import (
	"fmt"
	"strings"
	"testing"
)

func TestTheListOfSnapshotsIsPaged(t *testing.T) {
	t.Parallel()
	a, _ := openFixture(t, 1)
	dir := t.TempDir()
	id := func(n int) string { return fmt.Sprintf("%d-%08x", 20240101+n, n) }
	for n := range perPage + 1 {
		layRelease(t, dir, id(n), map[string]string{"datapackage.json": "{}\n", "full/texts.csv": "activity_id\r\n"})
	}
	_, h := serve(t, a, func(c *Config) { c.SnapshotsDir = dir })
	pages := map[int]string{}
	for n := range 2 {
		_, pages[n] = fetch(t, h, fmt.Sprintf("/snapshots/?page=%d", n+1), "Accept", asBrowser)
	}
	if first := pages[0]; strings.Count(first, "<tr><th") != perPage+1 || !strings.Contains(first, id(perPage)) || strings.Contains(first, id(0)) || !strings.Contains(first, "/snapshots/?page=2") {
		t.Errorf("the first page is not of the newest: %s", first)
	}
	if last := pages[1]; strings.Count(last, "<tr><th") != 2 || !strings.Contains(last, id(0)) || !strings.Contains(last, "/snapshots/?page=1") {
		t.Errorf("the last page is not of the oldest: %s", last)
	}
	if res, _ := fetch(t, h, "/snapshots/?page=3", "Accept", asBrowser); res.StatusCode != 404 {
		t.Errorf("a page behind the last: status %d", res.StatusCode)
	}
}
