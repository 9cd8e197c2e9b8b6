package snapshot_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/parser/evaluate/generate"

	"shenzheng/parser/source"
)

// openArchive opens a real archive at a fixed time.
func openArchive(t *testing.T, dir string) *archive.Archive {
	t.Helper()
	now := time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)
	a, err := archive.Open(t.Context(), archive.Config{Dir: dir, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// keep keeps and reads generated columns in the order given.
func keep(t *testing.T, a *archive.Archive, columns []int) {
	t.Helper()
	g := generate.Generator(7)
	for _, i := range columns {
		truth := g.Column(i)
		page := truth.Render(g.Shape(i))
		c := &source.Capture{Source: "dutenews", Number: truth.Column.Number, URL: page.URL, FinalURL: page.URL, CapturedAt: page.CapturedAt,
			Method: "import", ContentType: page.ContentType, Body: page.Body, Verdict: source.Good}
		if _, err := a.Take(t.Context(), c, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// dropDerived deletes everything that was read from captures.
func dropDerived(t *testing.T, dir string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, archive.DatabaseName))
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), `BEGIN IMMEDIATE; DELETE FROM posts; DELETE FROM appearances; DELETE FROM activities;
		DELETE FROM sections; DELETE FROM credits; DELETE FROM blocks; DELETE FROM problems; DELETE FROM revisions; DELETE FROM officials;
		DELETE FROM columns; DELETE FROM readings; INSERT INTO unread (capture_id) SELECT capture_id FROM captures WHERE verdict = 'good'; COMMIT`)
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestSnapshotsOfARealArchiveAreWholeAndRebuilt(t *testing.T) {
	var columns []int
	for i := range 24 {
		columns = append(columns, i)
	}
	dir := t.TempDir()
	a, root := openArchive(t, dir), filepath.Join(dir, "snapshots")
	keep(t, a, columns[:20])
	first, err := snapshot.Create(t.Context(), a.ReadTx, snapshot.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	keep(t, a, columns[20:])
	second, err := snapshot.Create(t.Context(), a.ReadTx, snapshot.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	if second.Rows["columns"] != 24 || second.Rows["appearances"] == 0 || second.Previous != first.ID {
		t.Errorf("second is %+v", second)
	}
	for _, dir := range []string{first.Dir, second.Dir} {
		if findings, err := snapshot.Verify(t.Context(), dir); err != nil || len(findings) > 0 {
			t.Errorf("verify: %v %v", findings, err)
		}
	}
	if wrong := apply(t, first.Dir, second.Dir); len(wrong) > 0 {
		t.Error(wrong)
	}

	// Thrown away and rebuilt from captures alone: nothing is new.
	dropDerived(t, dir)
	if _, err := a.DerivePending(t.Context()); err != nil {
		t.Fatal(err)
	}
	if rebuilt, err := snapshot.Create(t.Context(), a.ReadTx, snapshot.Options{Root: root}); err != nil || !rebuilt.Unchanged {
		t.Errorf("rebuilt archive gives %+v %v, want %s unchanged", rebuilt, err, second.ID)
	}

	// Another archive that received the same pages in another order.
	slices.Reverse(columns)
	other := openArchive(t, t.TempDir())
	keep(t, other, columns)
	export, again := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	for to, from := range map[string]*archive.Archive{export: a, again: other} {
		if _, err := snapshot.Export(t.Context(), from.ReadTx, to, true, ""); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(tree(t, export), tree(t, again)); diff != "" {
		t.Errorf("another order of arrival gives other bytes: %.2000s", diff)
	}
}
