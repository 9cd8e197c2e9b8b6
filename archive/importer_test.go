package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// readPages is the fake parser with a little sense of what is no page.
func readPages(p parser.Page) parser.Reading {
	switch {
	case bytes.IndexByte(p.Body, 0) >= 0:
		return parser.Reading{Kind: parser.PageBinary, Reason: "has a zero byte"}
	case strings.TrimSpace(string(p.Body)) == "":
		return parser.Reading{Kind: parser.PageEmpty, Reason: "prints nothing"}
	case strings.HasPrefix(string(p.Body), "405"):
		return parser.Reading{Kind: parser.PageError, Reason: "says 405"}
	}
	return fakeRead(p)
}

// tree writes files by path and gives their folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestImport(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	cfg := testConfig(t, c)
	cfg.Read = readPages
	a := open(t, cfg)
	dir := tree(t, map[string]string{
		"good/1000001.txt":        weekOne,
		"good/deep/1000002.html":  weekNumber(1),
		"good/.hidden":            weekOne,
		"good/picture.png":        "\x89PNG\x00",
		"empty.txt":               "",
		"blank.txt":               " \n",
		"binary.html":             "\x00\x01",
		"blocked.html":            "405",
		"1000003.html":            "other news",
		"pictures/a.png":          "x",
		"pictures/styles/b.css":   "x",
		"1000004 stops here.html": weekOne + "panic\n",
	})
	path := func(name string) string { return filepath.Join(dir, name) }
	items, err := a.Import(ctx, ImportOptions{}, path("good"), path("missing.html"), path("empty.txt"), path("blank.txt"),
		path("binary.html"), path("blocked.html"), path("1000003.html"), path("pictures"), path("1000004 stops here.html"))
	if err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for _, i := range items {
		line := strings.ReplaceAll(i.String(), dir+string(filepath.Separator), "")
		got = append(got, fmt.Sprintf("%s|%t|%s", i.Status, i.Failed(), line))
	}
	want := []string{
		"refused|true|missing.html: no such file or folder",
		"refused|true|pictures: a folder without pages (2 other files; one that is named by itself is read whatever its name is)",
		"column|false|good/1000001.txt: col_1000001 (new), week 2024-04-22 to 2024-04-28, 2 sections, 3 activities, 2 officials, 0 problems",
		"column|false|good/deep/1000002.html: col_1000002 (new), week 2024-04-29 to 2024-05-05, 2 sections, 3 activities, 2 officials, 0 problems",
		"refused|true|empty.txt: is empty",
		"no_column|true|blank.txt: is no column: empty: prints nothing",
		"refused|true|binary.html: is not text; " + saveAsPage,
		"no_column|true|blocked.html: is no column: error: says 405",
		"no_column|true|1000003.html: is no column: no column line",
		"refused|true|1000004 stops here.html: the parser failed: told to",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	rows := dump(t, a)
	if len(rows["columns"]) != 2 || len(rows["captures"]) != 6 || len(rows["unread"]) != 0 {
		t.Errorf("%d columns, %d captures, unread %v", len(rows["columns"]), len(rows["captures"]), rows["unread"])
	}
	again, err := a.Import(ctx, ImportOptions{}, path("good"))
	if err != nil || len(again) != 2 || again[0].Outcome.Change != source.ChangeUnchanged || again[1].Outcome.Change != source.ChangeUnchanged {
		t.Errorf("again: %v, %v", again, err)
	}
	if n := len(dump(t, a)["captures"]); n != 6 {
		t.Errorf("the same files at the same time were kept again: %d captures", n)
	}
}

// A page that an older parser took for none is read when the same file comes
// again and a newer one finds a column in it, and read once.
func TestImportByABetterParser(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	cfg := testConfig(t, c)
	read, at := cfg.Read, ImportOptions{CapturedAt: c.t.Add(-time.Hour)}
	file := filepath.Join(tree(t, map[string]string{"1000001.html": weekOne}), "1000001.html")
	for version, want := range []ImportStatus{ImportNoColumn, ImportColumn, ImportColumn} {
		cfg.ParserVersion, cfg.Read = version+1, read
		if version == 0 {
			cfg.Read = func(parser.Page) parser.Reading { return parser.Reading{Kind: parser.PageEmpty, Reason: "no text"} }
		}
		a, err := Open(ctx, cfg)
		if err != nil {
			t.Fatal(err)
		}
		items, err := a.Import(ctx, at, file)
		if err != nil || len(items) != 1 || items[0].Status != want {
			t.Errorf("parser %d: %v, %v", version+1, items, err)
		}
		if n := len(dump(t, a)["captures"]); n != min(version+1, 2) {
			t.Errorf("parser %d: %d captures", version+1, n)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestImportIdentity(t *testing.T) {
	ctx := context.Background()
	at := time.Date(2024, 4, 28, 9, 30, 0, 0, time.UTC)
	for name, s := range map[string]struct {
		file, url  string
		column     string
		source, at string
	}{
		"number in the name": {"1000001.html", "", "col_1000001", "dutenews", ""},
		"address":            {"page.txt", "https://www.dutenews.com/n/article/1000002", "col_1000002", "dutenews", "2024-04-28T09:30:00.000Z"},
		"mobile address":     {"1.txt", "http://m.dutenews.com/n/article/1000002", "col_1000002", "dutenews", ""},
		"another host":       {"1.txt", "https://news.example.org/a/1641944.html", "col_1641944", "news.example.org", ""},
		"no number":          {"saved page.txt", "", "col_x" + hashOf([]byte(weekOne))[:12], "dutenews", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := open(t, testConfig(t, newClock()))
			o := ImportOptions{URL: s.url}
			if s.at != "" {
				o.CapturedAt = at
			}
			items, err := a.Import(ctx, o, filepath.Join(tree(t, map[string]string{s.file: weekOne}), s.file))
			if err != nil || len(items) != 1 || items[0].Outcome.ColumnID != s.column {
				t.Fatalf("got %v, %v", items, err)
			}
			capture := dump(t, a)["captures"][0]
			if !strings.Contains(capture, "source="+s.source+" ") || !strings.Contains(capture, "captured_at="+s.at) {
				t.Errorf("got %s", capture)
			}
		})
	}
	a := open(t, testConfig(t, newClock()))
	if _, err := a.Import(ctx, ImportOptions{URL: "https://www.dutenews.com/p/1.html"}, "a", "b"); !errors.Is(err, ErrOneFile) {
		t.Errorf("one address for two files: %v", err)
	}
}

func TestWARCRoundTrip(t *testing.T) {
	ctx := context.Background()
	for _, ext := range []string{".warc", ".warc.gz"} {
		c := newClock()
		a := open(t, testConfig(t, c))
		keep(t, a, page(c, "1000001", weekOne))
		c.advance(time.Hour)
		keep(t, a, page(c, "1000001", weekOne)) // a revisit
		c.advance(time.Hour)
		same := page(c, "1000001", "")
		same.Status, same.Verdict, same.Body = 304, source.Unchanged, nil
		keep(t, a, same)
		c.advance(time.Hour)
		gone := page(c, "1000001", "gone")
		gone.Status, gone.Verdict = 404, source.Gone
		keep(t, a, gone)
		for range 2 { // a saved page that says nowhere which article it is
			c.advance(time.Hour)
			unnamed := page(c, "", weekNumber(3))
			unnamed.URL, unnamed.FinalURL, unnamed.Status, unnamed.Method = "", "", 0, source.MethodImport
			keep(t, a, unnamed)
		}
		front := page(c, "1000001", "refused")
		front.URL, front.FinalURL, front.Number, front.Verdict = "https://www.dutenews.com/robots.txt", "https://www.dutenews.com/robots.txt", "", source.Bad
		keepUnread(t, a, front)
		for range 2 { // the second is a revisit of what is no page
			c.advance(time.Hour)
			refused := page(c, "1000001", "refused")
			refused.Status, refused.Verdict = 405, source.Bad
			keepUnread(t, a, refused)
		}
		elsewhere := page(c, "7", weekOne)
		elsewhere.URL, elsewhere.FinalURL = "https://elsewhere.example/p/7.html", "https://elsewhere.example/p/7.html"
		keepUnread(t, a, elsewhere)

		var out, again bytes.Buffer
		for _, b := range []*bytes.Buffer{&out, &again} {
			if n, _, err := a.ExportWARC(ctx, b, ext == ".warc.gz", "shenzheng/test"); err != nil || n != 10 {
				t.Fatalf("exported %d, %v", n, err)
			}
		}
		if !bytes.Equal(out.Bytes(), again.Bytes()) {
			t.Error("two exports differ")
		}
		b := open(t, testConfig(t, c))
		file := filepath.Join(tree(t, map[string]string{"all" + ext: out.String()}), "all"+ext)
		items, err := b.Import(ctx, ImportOptions{}, file)
		if err != nil || len(items) != 8 || slices.ContainsFunc(items, func(i Imported) bool { return i.Failed() }) {
			t.Fatalf("imported %v, %v", items, err)
		}
		want, got := derived(t, a), derived(t, b)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		items, err = b.Import(ctx, ImportOptions{}, file)
		if err != nil || len(dump(t, b)["captures"]) != 8 {
			t.Errorf("importing it again: %v, %v", items, err)
		}
		cut := filepath.Join(tree(t, map[string]string{"cut.warc": out.String()[:out.Len()/2]}), "cut.warc")
		items, err = open(t, testConfig(t, c)).Import(ctx, ImportOptions{}, cut)
		if err != nil || len(items) == 0 || !items[len(items)-1].Failed() {
			t.Errorf("a broken off file: %v, %v", items, err)
		}
	}
}

// What a crawl did not believe, or took for a withdrawal, looks like any other
// page; an archive that is brought together from an export takes it as the crawl did.
func TestWARCRoundTripOfVerdicts(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	cfg := testConfig(t, c)
	cfg.Read = func(p parser.Page) parser.Reading {
		r := fakeRead(p)
		r.CutOff = strings.Contains(string(p.Body), "2024-05-13") && !p.Whole
		return r
	}
	a := open(t, cfg)
	answer := func(number, text string, verdict source.Verdict, reason string) {
		c.advance(25 * time.Hour)
		p := page(c, number, text)
		p.Verdict, p.Reason = verdict, reason
		keep(t, a, p)
	}
	answer("1000001", weekOne, source.Good, "")
	answer("1000001", "column 深圳一周 2024-04-22", source.Bad, "a title without its text (4 characters)")
	answer("1000001", "column 深圳一周 2024-04-22", source.Bad, "a title without its text (4 characters)") // a revisit
	answer("1000002", weekNumber(1), source.Good, "")
	answer("1000002", "column 首页 2024-04-29", source.Gone, "redirects to the front page")
	answer("1000002", "column 首页 2024-04-29", source.Gone, "redirects to the front page")
	answer("1000003", weekNumber(2), source.Good, "")
	answer("1000004", weekNumber(3), source.Good, source.Whole)
	var out bytes.Buffer
	if n, _, err := a.ExportWARC(ctx, &out, false, "shenzheng/test"); err != nil || n != 8 {
		t.Fatalf("exported %d, %v", n, err)
	}
	cfg.Dir = t.TempDir()
	b := open(t, cfg)
	items, err := b.Import(ctx, ImportOptions{}, filepath.Join(tree(t, map[string]string{"all.warc": out.String()}), "all.warc"))
	if err != nil || len(items) != 8 || slices.ContainsFunc(items, func(i Imported) bool { return i.Failed() }) {
		t.Fatalf("imported %v, %v", items, err)
	}
	if last := items[7]; !last.OK() || last.Reason != "" {
		t.Errorf("a whole page: %s", last)
	}
	if diff := cmp.Diff(derived(t, a), derived(t, b)); diff != "" {
		t.Error(diff)
	}
	verdicts := func(a *Archive) []string {
		lines, err := texts(ctx, a.reader, "list verdicts", `SELECT captured_at || ' ' || verdict || ' ' || reason FROM captures ORDER BY capture_id`)
		if err != nil {
			t.Fatal(err)
		}
		return lines
	}
	if diff := cmp.Diff(verdicts(a), verdicts(b)); diff != "" {
		t.Error(diff)
	}
}

// An address that breaks off in an escape, as shared ones do, costs its request
// record alone.
func TestExportOfAnAddressThatBreaksOff(t *testing.T) {
	c := newClock()
	a, b := open(t, testConfig(t, c)), open(t, testConfig(t, c))
	odd := page(c, "1000002", weekNumber(2))
	odd.URL = "http://www.dutenews.com/p/1000002.html?from=%E6%B7%B1%E5%9"
	odd.FinalURL, odd.Method = odd.URL, source.MethodBackfill
	for _, capture := range []*source.Capture{page(c, "1000001", weekOne), odd, page(c, "1000003", weekNumber(3))} {
		keep(t, a, capture)
	}
	file := filepath.Join(t.TempDir(), "x.warc")
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	n, damaged, err := a.ExportWARC(t.Context(), out, false, "test")
	if err := errors.Join(err, out.Close()); n != 3 || len(damaged) > 0 || err != nil {
		t.Fatalf("exported %d of 3 captures, damaged %v: %v", n, damaged, err)
	}
	if _, err := b.Import(t.Context(), ImportOptions{}, file); err != nil {
		t.Fatal(err)
	}
	columns, err := texts(t.Context(), b.reader, "list columns", `SELECT column_id FROM columns ORDER BY 1`)
	if err != nil || !slices.Contains(columns, "col_1000001") || !slices.Contains(columns, "col_1000003") {
		t.Errorf("of the export came %v, %v", columns, err)
	}
}
