package archive

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser/source"
)

// damage changes the bytes of a body behind the archive's back.
func damage(t *testing.T, a *Archive, text string) {
	t.Helper()
	res, err := a.writer.Exec(`UPDATE bodies SET zstd = CAST(x'00' || zstd AS BLOB) WHERE sha256 = ?`, hashOf([]byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := res.RowsAffected(); n != 1 || err != nil {
		t.Fatalf("%d bodies damaged, %v", n, err)
	}
}

// One damaged capture costs itself: all jobs go on past it and name it, and
// good bytes of its hash heal it.
func TestADamagedCaptureCostsItself(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	a := open(t, testConfig(t, c))
	keep(t, a, page(c, "1000001", weekNumber(1)))
	keepUnread(t, a, page(c, "1000002", weekNumber(2)))
	keepUnread(t, a, page(c, "1000003", weekNumber(3)))
	keepUnread(t, a, page(c, "", weekNumber(4)))
	for _, i := range []int{1, 2, 4} {
		damage(t, a, weekNumber(i))
	}
	rep, err := a.DerivePending(ctx)
	if err != nil || rep.Changed != 1 || len(rep.Failures) != 2 || !strings.Contains(rep.Failures[0].Reason, "damaged") {
		t.Errorf("pending: %+v, %v", rep, err)
	}
	if rep, err := a.Reparse(ctx, ReparseOptions{All: true}); err != nil || rep.Failed != 1 || rep.Unchanged != 1 || len(rep.Failures) != 3 {
		t.Errorf("reparse: %+v, %v", rep, err)
	}
	if n, damaged, err := a.ExportWARC(ctx, io.Discard, false, "test"); n != 1 || len(damaged) != 3 || err != nil {
		t.Errorf("export: %d, %v, %v", n, damaged, err)
	}
	found, err := a.Check(ctx)
	if err != nil || len(found) != 3 || found[0].Code != "body" || !strings.Contains(found[0].Detail, "shenzheng import FILE") {
		t.Errorf("check: %v, %v", found, err)
	}
	if k, err := a.Known(ctx, source.Newspaper, "1000001"); err != nil || !k.Column || k.Body != nil || k.ETag != "" {
		t.Errorf("known: %+v, %v", k, err)
	}
	c.advance(time.Hour)
	dir := tree(t, map[string]string{"1000001.txt": weekNumber(1), "saved.txt": weekNumber(4)})
	if _, err := a.Import(ctx, ImportOptions{}, dir); err != nil {
		t.Fatal(err)
	}
	keep(t, a, page(c, "1000002", weekNumber(2))) // from the source
	if _, err := a.DerivePending(ctx); err != nil {
		t.Fatal(err)
	}
	if found, err := a.Check(ctx); err != nil || len(found) > 0 {
		t.Errorf("healed, check finds %v, %v", found, err)
	}
	if s, err := a.Status(ctx); err != nil || s.Columns != 4 || s.Unread != 0 {
		t.Errorf("healed: %d columns, %d unread, %v", s.Columns, s.Unread, err)
	}
}

// A page seen while the clock was ahead hides nothing that came later, and
// once the clock is right the tables are those of an undisturbed life.
func TestAWrongClockHidesNothing(t *testing.T) {
	for name, wrong := range map[string]time.Duration{"a day ahead": 24 * time.Hour, "ten years ahead": 3650 * 24 * time.Hour,
		"hours behind": -5 * time.Hour, "years behind": -3650 * 24 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			var tables [2]map[string][]string
			for i, off := range []time.Duration{0, wrong} {
				c := newClock()
				a := open(t, testConfig(t, c))
				keep(t, a, page(c, "1000001", weekOne))
				c.advance(time.Hour + off)
				keep(t, a, page(c, "1000001", weekOne)) // the disturbed look
				c.advance(time.Hour - off)
				keep(t, a, page(c, "1000001", weekNumber(0)))
				c.advance(time.Hour)
				gone := page(c, "1000001", "gone")
				gone.Verdict, gone.Status = source.Gone, 404
				keep(t, a, gone)
				old := page(c, "1000001", strings.Replace(weekOne, "甲周", "旧", 1)) // out of a web archive
				old.Method, old.CapturedAt = source.MethodBackfill, time.Date(2024, 4, 28, 9, 0, 0, 0, time.UTC)
				keep(t, a, old)
				tables[i] = derived(t, a)
				if n := len(tables[i]["revisions"]); n != 3 && off >= 0 {
					t.Errorf("%d revisions", n)
				}
				delete(tables[i], "revisions") // tell of the times as the clock showed them
			}
			if wrong > 0 {
				if diff := cmp.Diff(tables[0], tables[1]); diff != "" {
					t.Error(diff)
				}
			}
			for _, columns := range [][]string{tables[0]["columns"], tables[1]["columns"]} {
				if len(columns) != 1 || !strings.Contains(columns[0], "state=withdrawn") || !strings.Contains(columns[0], "title=周0") {
					t.Errorf("columns %v", columns)
				}
			}
		})
	}
}
