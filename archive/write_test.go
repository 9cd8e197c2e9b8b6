package archive

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// Two sources whose names differ in their punctuation give the same ids. The
// first keeps its column; the other's page is kept, and said to have failed,
// until its source has another name.
func TestTwoArticlesOfOneID(t *testing.T) {
	c := newClock()
	cfg := testConfig(t, c)
	cfg.ParserVersion = 1
	cfg.Read = func(p parser.Page) parser.Reading {
		r := fakeRead(p)
		r.Column.ID = "col_" + strings.ReplaceAll(p.Source, ".", "") + "_" + p.Number
		return r
	}
	a := open(t, cfg)
	from := func(source string) *source.Capture {
		k := page(c, "1000001", weekOne)
		k.Source, k.URL = source, "https://"+source+"/1000001.html"
		return k
	}
	keep(t, a, from("news.example"))
	before := derived(t, a)
	out := keep(t, a, from("new.sexample"))
	if out.Change != source.ChangeFailed || !strings.Contains(out.Reason, "news.example 1000001") {
		t.Errorf("got %+v", out)
	}
	if again := keep(t, a, from("new.sexample")); again.Change != source.ChangeFailed {
		t.Errorf("the second time: %+v", again)
	}
	for _, s := range []struct {
		o         ReparseOptions
		unchanged int
	}{{ReparseOptions{All: true}, 1}, {ReparseOptions{}, 0}} {
		rep := reparse(t, a, s.o)
		if rep.Unchanged != s.unchanged || rep.Changed != 0 || rep.Failed != s.unchanged {
			t.Errorf("%+v: %+v", s.o, rep)
		}
	}
	held := derived(t, a)
	dropDerived(t, a)
	if _, err := a.DerivePending(context.Background()); err != nil {
		t.Fatal(err)
	}
	after := derived(t, a)
	if diff := cmp.Diff(held, after); diff != "" {
		t.Errorf("built again: %s", diff)
	}
	if n := len(grep(after["readings"], "page_kind=failed")); n != 2 {
		t.Errorf("readings: %v", after["readings"])
	}
	delete(before, "readings")
	delete(after, "readings")
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("the first column changed: %s", diff)
	}
	if found, err := a.Check(context.Background()); err != nil || len(found) > 0 {
		t.Errorf("check: %v, %v", found, err)
	}
}

// A batch that cannot be written ends with the first article, and names it alone.
func TestErrorOfABatchNamesOneArticle(t *testing.T) {
	c := newClock()
	a := open(t, testConfig(t, c))
	for _, number := range []string{"1000001", "1000002", "1000003"} {
		keepUnread(t, a, page(c, number, weekOne))
	}
	if _, err := a.writer.ExecContext(t.Context(), `ALTER TABLE sections RENAME TO lost`); err != nil {
		t.Fatal(err)
	}
	_, err := a.DerivePending(t.Context())
	if err == nil || strings.Count(err.Error(), "write dutenews") != 1 {
		t.Errorf("error %v", err)
	}
}
