package archive

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser/source"
)

// besides is an archive, and one beside it with what came after.
func besides(t *testing.T) (*clock, Config, *Archive) {
	t.Helper()
	ctx := context.Background()
	c := newClock()
	cfg := testConfig(t, c)
	a := open(t, cfg)
	keep(t, a, page(c, "1000001", weekOne))
	_, err := a.Found(ctx, "dutenews", []source.Article{{Number: "1000001", URL: "u", FoundAt: c.t, Failures: 3, Tried: true},
		{Number: "1000003", URL: "w", FoundAt: c.t, Failures: 9, NotBefore: c.t.Add(240 * time.Hour), Tried: true},
		{Number: "1000004", URL: "x", FoundAt: c.t, Failures: 4, NotBefore: c.t.Add(48 * time.Hour), Tried: true}}, []string{"list_1", "list_2"})
	if err != nil {
		t.Fatal(err)
	}
	b, err := OpenBeside(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	c.advance(time.Hour)
	keep(t, b, page(c, "1000002", weekNumber(1)))
	same := page(c, "1000001", "")
	same.Status, same.Verdict, same.Body = 304, source.Unchanged, nil
	keep(t, b, same)
	host := source.Host{Host: "www.dutenews.com", Failures: 2, NotBefore: c.t.Add(time.Minute)}
	if err := b.Record(ctx, &source.Request{At: c.t, Host: host.Host, URL: "u", Status: 503, Outcome: "bad"}, host); err != nil {
		t.Fatal(err)
	}
	_, err = b.Found(ctx, "dutenews", []source.Article{{Number: "1000001", URL: "u", FoundAt: c.t, Tried: true}, {Number: "1000002", URL: "v", FoundAt: c.t},
		{Number: "1000003", URL: "w", FoundAt: c.t}, {Number: "1000004", URL: "x", FoundAt: c.t, Failures: 1, NotBefore: c.t.Add(time.Hour), Tried: true}}, []string{"list_2", "list_3"})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return c, cfg, a
}

func TestTakeBeside(t *testing.T) {
	ctx := context.Background()
	c, cfg, a := besides(t)
	again := filepath.Join(t.TempDir(), "again")
	if err := os.CopyFS(again, os.DirFS(filepath.Dir(BesideFile(cfg.Dir)))); err != nil {
		t.Fatal(err)
	}
	c.advance(time.Hour)
	if n, err := a.TakeBeside(ctx); n != 2 || err != nil {
		t.Fatalf("took %d, %v", n, err)
	}
	rows := dump(t, a)
	if len(rows["columns"]) != 2 || len(rows["captures"]) != 3 || len(rows["requests"]) != 1 {
		t.Errorf("after it: %v %v %v", rows["columns"], rows["captures"], rows["requests"])
	}
	if k, err := a.Known(ctx, "dutenews", "1000001"); err != nil || k.Failures != 0 {
		t.Errorf("what failed before and not beside: %+v, %v", k, err)
	}
	if k, err := a.Known(ctx, "dutenews", "1000003"); err != nil || k.Failures != 9 || !k.NotBefore.Equal(newClock().t.Add(240*time.Hour)) {
		t.Errorf("what failed before and was not asked for beside: %+v, %v", k, err)
	}
	if k, err := a.Known(ctx, "dutenews", "1000004"); err != nil || k.Failures != 5 || !k.NotBefore.Equal(newClock().t.Add(48*time.Hour)) {
		t.Errorf("what failed before and beside: %+v, %v", k, err)
	}
	if h, err := a.Host(ctx, "www.dutenews.com"); err != nil || h.Failures != 2 {
		t.Errorf("the host is %+v, %v", h, err)
	}
	w, err := a.Work(ctx, "dutenews", c.t)
	if diff := cmp.Diff([]string{"list_1", "list_2", "list_3"}, w.Listings); diff != "" || err != nil {
		t.Errorf("listings still to be read: %s %v", diff, err)
	}
	// Killed before it was removed, it is brought in no second time.
	if err := os.CopyFS(filepath.Dir(BesideFile(cfg.Dir)), os.DirFS(again)); err != nil {
		t.Fatal(err)
	}
	if n, err := a.TakeBeside(ctx); n != 0 || err != nil {
		t.Errorf("took %d once more, %v", n, err)
	}
	if diff := cmp.Diff(rows, dump(t, a)); diff != "" {
		t.Error(diff)
	}
	if _, err := os.Stat(filepath.Dir(BesideFile(cfg.Dir))); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
	if found, err := a.Check(ctx); err != nil || len(found) > 0 {
		t.Errorf("check: %v, %v", found, err)
	}
}

func TestNothingIsTakenIntoADamagedDatabase(t *testing.T) {
	ctx := context.Background()
	_, cfg, a := besides(t)
	if _, err := a.writer.ExecContext(ctx, `DROP INDEX captures_time`); err != nil {
		t.Fatal(err)
	}
	n, err := a.TakeBeside(ctx)
	if n != 0 || !Damaged(err) {
		t.Errorf("took %d, %v", n, err)
	}
	if _, err := os.Stat(BesideFile(cfg.Dir)); err != nil {
		t.Error(err)
	}
}

func TestWhatIsDamagedBesideIsPutAway(t *testing.T) {
	ctx := context.Background()
	_, cfg, a := besides(t)
	if err := os.WriteFile(BesideFile(cfg.Dir), []byte(strings.Repeat("no database ", 1000)), 0o644); err != nil {
		t.Fatal(err)
	}
	if n, err := a.TakeBeside(ctx); n != 0 || err != nil {
		t.Errorf("took %d, %v", n, err)
	}
	left, err := filepath.Glob(filepath.Join(cfg.Dir, "beside*"))
	if err != nil || len(left) != 1 || !strings.Contains(left[0], "beside-damaged-") {
		t.Errorf("left is %v, %v", left, err)
	}
	if err := os.RemoveAll(left[0]); err != nil {
		t.Fatal(err)
	}
	b, err := OpenBeside(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}
