package archive

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shenzheng/parser/source"
)

func TestRowsThatSomebodyChangedAreNotPublished(t *testing.T) {
	c := newClock()
	fill := func() *Archive {
		a := open(t, testConfig(t, c))
		keep(t, a, page(c, "1000001", weekOne))
		keep(t, a, page(c, "1000002", strings.ReplaceAll(weekOne, "甲周", "乙周")+"activity 2024-04-26 林一禾 会见客人。\n"))
		return a
	}
	nothing := func(*sql.Tx) error { return nil }
	a := fill()
	c.advance(8 * 24 * time.Hour) // time settles columns, and no row below them changes
	if err := a.ReadChecked(t.Context(), nothing); err != nil {
		t.Fatalf("a sound archive: %v", err)
	}
	for _, damage := range []string{
		"UPDATE columns SET title = title || 'x' WHERE column_id = 'col_1000001'",
		"UPDATE sections SET headline = 'x' WHERE section_id = (SELECT min(section_id) FROM sections WHERE column_id = 'col_1000001')",
		"UPDATE activities SET kind = 'other' WHERE activity_id = (SELECT min(activity_id) FROM activities WHERE column_id = 'col_1000001')",
		"UPDATE appearances SET verbs = 'x' WHERE activity_id = (SELECT min(activity_id) FROM activities JOIN appearances USING (activity_id) WHERE column_id = 'col_1000001')",
		"UPDATE posts SET title = 'x' WHERE activity_id IN (SELECT activity_id FROM activities WHERE column_id = 'col_1000001')",
		"UPDATE blocks SET text = 'x' WHERE column_id = 'col_1000001' AND block = 3",
		"DELETE FROM blocks WHERE column_id = 'col_1000001' AND block = 3",
		"INSERT INTO credits VALUES ('col_1000001', 9, 'x', 'x')",
	} {
		a := fill()
		if _, err := a.writer.ExecContext(t.Context(), damage); err != nil {
			t.Fatalf("%s: %v", damage, err)
		}
		err := a.ReadChecked(t.Context(), nothing)
		if err == nil || !strings.HasPrefix(err.Error(), "1 columns, ") || !strings.Contains(err.Error(), " col_1000001 (") ||
			!strings.Contains(err.Error(), "reparse --column col_1000001") {
			t.Errorf("%s: %v", damage, err)
		}
	}
	a = fill()
	if _, err := a.writer.ExecContext(t.Context(), "UPDATE officials SET name_pinyin = 'x'"); err != nil {
		t.Fatal(err)
	}
	if err := a.ReadChecked(t.Context(), nothing); err == nil || !strings.Contains(err.Error(), "off_") {
		t.Errorf("officials: %v", err)
	}
}

// Rows that a damaged index hides are not taken for rows that are not there.
func TestADamagedIndexIsNotPublishedFrom(t *testing.T) {
	cfg := testConfig(t, newClock())
	a, err := Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	keep(t, a, page(newClock(), "1000001", weekOne))
	var at, size int64
	err = a.reader.QueryRow(`SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = 'appearances_official'`).Scan(&at, &size)
	if err := errors.Join(err, a.Close()); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(filepath.Join(cfg.Dir, DatabaseName), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.WriteAt([]byte{'x'}, at*size-20) // the key of the first entry
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	a = open(t, cfg)
	err = a.ReadChecked(t.Context(), func(*sql.Tx) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "appearances_official") {
		t.Errorf("published: %v", err)
	}
}

// Definitions that are not those of the program are found, whatever can be
// read by them.
func TestCheckKnowsItsSchema(t *testing.T) {
	a := open(t, testConfig(t, newClock()))
	for _, statement := range []string{"PRAGMA writable_schema = 1",
		"UPDATE sqlite_schema SET sql = replace(sql, 'found_on', 'found_by') WHERE name = 'articles'"} {
		if _, err := a.writer.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	found, err := a.Check(t.Context())
	if err != nil || len(found) != 1 || found[0].Object != "table articles" || !found[0].Restore {
		t.Errorf("%v, %v", found, err)
	}
}

// A crawl goes on past notes of its own that are damaged.
func TestDamagedNotesStopNoCrawl(t *testing.T) {
	c := newClock()
	a := open(t, testConfig(t, c))
	keep(t, a, page(c, "1000001", weekOne))
	if _, err := a.Found(t.Context(), source.Newspaper, []source.Article{{Number: "1000002", URL: "u", FoundAt: c.t}}, []string{"l"}); err != nil {
		t.Fatal(err)
	}
	if err := a.Record(t.Context(), &source.Request{Host: "h", At: c.t}, source.Host{Host: "h", NotBefore: c.t}); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{"UPDATE captures SET response_head = '^'", "UPDATE articles SET not_before = 'x', found_at = 'x'",
		"UPDATE hosts SET not_before = 'x'", "UPDATE requests SET requested_at = 'x'", "UPDATE settings SET value = '^' WHERE key LIKE 'crawl.%'"} {
		if _, err := a.writer.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if k, err := a.Known(t.Context(), source.Newspaper, "1000001"); err != nil || !k.Column || len(k.Body) == 0 {
		t.Errorf("known: %+v, %v", k, err)
	}
	if w, err := a.Work(t.Context(), source.Newspaper, c.t); err != nil || len(w.Wanted) != 1 {
		t.Errorf("work: %+v, %v", w, err)
	}
	if h, err := a.Host(t.Context(), "h"); err != nil || !h.NotBefore.IsZero() {
		t.Errorf("host: %+v, %v", h, err)
	}
}
