package archive

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// crowd keeps more articles than fit into a chunk, of two sources, among them
// pages that share a body, texts that come back, and articles that are gone.
func crowd(t *testing.T, cfg Config, c *clock) {
	t.Helper()
	a := open(t, cfg)
	for i := range 3*chunkSize + 1 {
		p := func(text string) *Capture {
			c.advance(time.Minute)
			k := page(c, fmt.Sprint(1000001+i), text)
			if i%5 == 4 {
				k.Number = fmt.Sprint(2000001 + i)
				k.Source = "news.example"
			}
			return k
		}
		keep(t, a, p(weekOne))
		if i%2 == 0 {
			keep(t, a, p(strings.Replace(weekOne, "甲周", "乙周", 1)))
			keep(t, a, p(weekOne))
		}
		if i%7 == 0 {
			gone := p("")
			gone.Verdict, gone.Status, gone.Body = Gone, 404, nil
			keep(t, a, gone)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

// What is read by the chunk, by however many workers, is what was read one by
// one as the captures came in.
func TestChunksReadWhatSinglePagesRead(t *testing.T) {
	c := newClock()
	cfg := testConfig(t, c)
	cfg.ParserVersion = 1
	crowd(t, cfg, c)
	for _, workers := range []int{1, 2, 7} {
		a := open(t, cfg)
		want := derived(t, a)
		for version := range 2 { // the first time nothing changes, the second time everything
			if version == 1 {
				a.cfg.Read = rewrite("检查工地", "察看工地")
			}
			rep := reparse(t, a, ReparseOptions{All: true, Workers: workers})
			if rep.Failed > 0 || rep.Read != 3*chunkSize+1 || (version == 0) != (rep.Changed == 0) {
				t.Errorf("%d workers: %+v", workers, rep)
			}
			if diff := cmp.Diff(want, derived(t, a)); (diff == "") != (version == 0) {
				t.Errorf("%d workers, reading %d: %s", workers, version, diff)
			}
		}
		a.cfg.Read = fakeRead
		reparse(t, a, ReparseOptions{All: true, Workers: workers})
		if diff := cmp.Diff(want, derived(t, a)); diff != "" {
			t.Errorf("%d workers: %s", workers, diff)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A body that cannot be had stops neither the chunk nor the run.
func TestADamagedBodyFailsItsArticleAlone(t *testing.T) {
	ctx := context.Background()
	for name, damage := range map[string]string{
		"bytes":  `UPDATE bodies SET zstd = CAST(substr(zstd, 1, length(zstd) - 9) || x'000000000000000000' AS BLOB) WHERE sha256 = ?`,
		"length": `UPDATE bodies SET bytes = bytes - 1 WHERE sha256 = ?`,
		"gone":   `DELETE FROM bodies WHERE sha256 = ?`,
	} {
		t.Run(name, func(t *testing.T) {
			c := newClock()
			cfg := testConfig(t, c)
			cfg.ParserVersion = 1
			fill(t, cfg, c, 4)
			cfg.ParserVersion = 2
			a := open(t, cfg)
			before := dump(t, a)["activities"]
			sha := hashOf([]byte(strings.Replace(weekOne, "甲周", "周2", 1)))
			if _, err := a.writer.ExecContext(ctx, `PRAGMA foreign_keys = OFF`); err != nil {
				t.Fatal(err)
			}
			if _, err := a.writer.ExecContext(ctx, damage, sha); err != nil {
				t.Fatal(err)
			}
			rep := reparse(t, a, ReparseOptions{})
			if rep.Failed != 1 || rep.Unchanged != 4 || len(rep.Failures) != 1 || !strings.Contains(rep.Failures[0].Reason, sha) {
				t.Errorf("got %+v", rep)
			}
			if diff := cmp.Diff(before, dump(t, a)["activities"]); diff != "" {
				t.Error(diff)
			}
		})
	}
}
