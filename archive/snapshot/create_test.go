package snapshot_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shenzheng/archive/snapshot"
)

// table reads one table of a snapshot, header first.
func table(t testing.TB, dir, name string) [][]string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, name+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// lines gives a table's rows joined with a bar, header left out.
func lines(t testing.TB, dir, name string) []string {
	t.Helper()
	var out []string
	for _, row := range table(t, dir, name)[1:] {
		out = append(out, strings.Join(row, "|"))
	}
	return out
}

// create makes a snapshot and fails the test where that fails.
func create(t testing.TB, db *sql.DB, root string) snapshot.Result {
	t.Helper()
	r, err := snapshot.Create(t.Context(), readTx(db), snapshot.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tree reads every file under dir.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		inside, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(inside)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestCreateTwiceIsOneSnapshot(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	first := create(t, db, root)
	if first.Unchanged || first.Previous != "" || !strings.HasPrefix(first.ID, "20240505-") {
		t.Errorf("first is %+v", first)
	}
	before := tree(t, root)
	second := create(t, db, root)
	if !second.Unchanged || second.ID != first.ID || second.Dir != first.Dir {
		t.Errorf("second is %+v, want %s unchanged", second, first.ID)
	}
	if diff := cmp.Diff(before, tree(t, root)); diff != "" {
		t.Errorf("creating again changed the folder: %s", diff)
	}
	// A page fetched again without a change is a capture, and no news.
	if _, err := db.Exec("INSERT INTO captures (source, number, url, final_url, captured_at, method, status, verdict) VALUES ('dutenews', '100', 'u', 'u', '2025-01-01T00:00:00.000Z', 'crawl', 200, 'good')"); err != nil {
		t.Fatal(err)
	}
	if third := create(t, db, root); !third.Unchanged {
		t.Errorf("a capture without a change made %s", third.ID)
	}
}

func TestExportIsTheRegisteredSnapshot(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	registered := create(t, db, root)
	fresh, empty, public := filepath.Join(t.TempDir(), "new", "deep"), t.TempDir(), filepath.Join(t.TempDir(), "public")
	for _, dir := range []string{fresh, empty} {
		r, err := snapshot.Export(t.Context(), readTx(db), dir, true, root)
		if err != nil {
			t.Fatal(err)
		}
		if r.ID != registered.ID {
			t.Errorf("export is %s, want %s", r.ID, registered.ID)
		}
		if diff := cmp.Diff(tree(t, registered.Dir), tree(t, dir)); diff != "" {
			t.Errorf("export to %s differs: %s", dir, diff)
		}
	}
	if _, err := snapshot.Export(t.Context(), readTx(db), public, false, ""); err != nil {
		t.Fatal(err)
	}
	want := tree(t, registered.Dir)
	for name := range want {
		if strings.HasPrefix(name, "full/") {
			delete(want, name)
		}
	}
	if diff := cmp.Diff(want, tree(t, public)); diff != "" {
		t.Errorf("export without text differs: %s", diff)
	}
	if _, err := snapshot.Export(t.Context(), readTx(db), public, false, ""); err == nil {
		t.Error("export into a folder that is not empty succeeded")
	}
}

// The full edition holds sentences, which are not for everybody on the machine.
func TestTheFullEditionIsItsOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has other permissions")
	}
	db := newDatabase(t)
	insert(t, db, invented()...)
	full, seen := filepath.Join(create(t, db, t.TempDir()).Dir, "full"), 0
	err := filepath.WalkDir(full, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s can be read by others: %s", path, info.Mode())
		}
		seen++
		return err
	})
	if err != nil || seen < 4 {
		t.Fatalf("%d files seen: %v", seen, err)
	}
}

func TestExportOfAnEmptyArchiveHasHeaders(t *testing.T) {
	db, dir := newDatabase(t), t.TempDir()
	if _, err := snapshot.Export(t.Context(), readTx(db), dir, true, ""); err != nil {
		t.Fatal(err)
	}
	for _, want := range snapshot.Tables() {
		rows := table(t, dir, want.Name)
		if !slices.Equal(rows[0], want.Header()) {
			t.Errorf("%s: header %q", want.Name, rows[0])
		}
	}
	if n := len(table(t, dir, "coverage")); n != 1 {
		t.Errorf("coverage of an empty archive has %d lines, want the header", n)
	}
	_, err := snapshot.Create(t.Context(), readTx(db), snapshot.Options{Root: t.TempDir()})
	if !errors.Is(err, snapshot.ErrEmpty) {
		t.Errorf("create of an empty archive: %v, want ErrEmpty", err)
	}
}

func TestFailedCreationLeavesNoTrace(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	create(t, db, root)
	before := tree(t, root)
	insert(t, db, issue{number: 101, week: "2024-05-06"})
	broken := errors.New("disk gone")
	tries := map[string]func(context.Context, func(*sql.Tx) error) error{
		"before reading": func(context.Context, func(*sql.Tx) error) error { return broken },
		"after reading": func(ctx context.Context, read func(*sql.Tx) error) error {
			return errors.Join(readTx(db)(ctx, read), broken)
		},
	}
	for name, read := range tries {
		if _, err := snapshot.Create(t.Context(), read, snapshot.Options{Root: root}); !errors.Is(err, broken) {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(before, tree(t, root)); diff != "" {
			t.Errorf("%s: left %s", name, diff)
		}
	}
	// Cancelled while packing, after the read transaction.
	ctx, cancel := context.WithCancel(t.Context())
	read := func(c context.Context, f func(*sql.Tx) error) error {
		defer cancel()
		return readTx(db)(c, f)
	}
	if _, err := snapshot.Create(ctx, read, snapshot.Options{Root: root}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if diff := cmp.Diff(before, tree(t, root)); diff != "" {
		t.Errorf("cancelled: left %s", diff)
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".building") {
			t.Errorf("left %s", entry.Name())
		}
	}
}

func TestCoverageHasEveryWeekDistrictAndOffice(t *testing.T) {
	db, dir := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	if _, err := snapshot.Export(t.Context(), readTx(db), dir, false, ""); err != nil {
		t.Fatal(err)
	}
	all := lines(t, dir, "coverage")
	if len(all) != 3*12*2 {
		t.Fatalf("coverage has %d rows, want 3 weeks of 12 districts and 2 offices", len(all))
	}
	for _, want := range []string{
		"2024-04-15|2024-04-21|col_100|futian|secretary|reported|2",
		"2024-04-15|2024-04-21|col_100|futian|head|reported|1",
		"2024-04-15|2024-04-21|col_100|dapeng|secretary|reported|1",
		"2024-04-15|2024-04-21|col_100|dapeng|head|reported|1",
		"2024-04-15|2024-04-21|col_100|luohu|head|not_named|0",
		"2024-04-15|2024-04-21|col_100|nanshan|head|not_mentioned|0",
		"2024-04-22|2024-04-28||futian|head|column_missing|",
		"2024-04-29|2024-05-05|col_90|futian|secretary|not_named|0",
		"2024-04-29|2024-05-05|col_90|nanshan|secretary|parse_failed|",
	} {
		if !slices.ContainsFunc(all, func(row string) bool { return strings.HasPrefix(row, want+"|") }) {
			t.Errorf("coverage lacks %s", want)
		}
	}
}

func TestCoverageTakesTheBestColumnOfAWeek(t *testing.T) {
	db, dir := newDatabase(t), t.TempDir()
	head := person{name: "乙某某", post: "区长", org: "福田区政府", title: "区长", office: "head"}
	insert(t, db,
		issue{number: 1, week: "2024-04-15", problem: "parse_failed", parts: []part{{"luohu", []event{{"罗湖活动。", "", nil}}}}},
		issue{number: 3, week: "2024-04-22", kind: "other", title: "没有区段的一周", problem: "weekly_without_sections"},
		issue{number: 4, week: "2024-04-29", kind: "other", title: "另一种文章"},
		issue{number: 2, source: "reprint", week: "2024-04-15", parts: []part{{"futian", []event{{"区长乙某某出席。", "", []person{head}}}}}})
	if _, err := snapshot.Export(t.Context(), readTx(db), dir, false, ""); err != nil {
		t.Fatal(err)
	}
	all := lines(t, dir, "coverage")
	for _, want := range []string{
		"2024-04-15|2024-04-21|col_reprint_2|futian|head|reported|1",
		"2024-04-15|2024-04-21|col_1|luohu|head|not_named|0",
		"2024-04-15|2024-04-21|col_reprint_2|baoan|head|not_mentioned|0",
		"2024-04-22|2024-04-28|col_3|baoan|head|parse_failed|",
	} {
		if !slices.ContainsFunc(all, func(row string) bool { return strings.HasPrefix(row, want+"|") }) {
			t.Errorf("coverage lacks %s", want)
		}
	}
	if len(all) != 48 {
		t.Errorf("coverage has %d rows, want 48", len(all))
	}
}

func TestAggregates(t *testing.T) {
	db, dir := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	if _, err := snapshot.Export(t.Context(), readTx(db), dir, false, ""); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"officials": {"off_" + hash("乙某某")[:8] + "|乙某某|Jia Mou|2024-04-15|2024-04-29|2|2"},
		"tenures":   {"off_" + hash("乙某某")[:8] + "|乙某某|futian|福田区政府|区长|head|2024-04-17|2024-04-30|2"},
		"ledger":    {"col_95|title|1|9"},
		"districts": {"dapeng|大鹏新区|Dapeng New District||new_area", "baoan|宝安区|Bao'an District|440306|district"},
	} {
		all := lines(t, dir, name)
		for _, row := range want {
			if !slices.Contains(all, row) {
				t.Errorf("%s lacks %s, has\n%s", name, row, strings.Join(all, "\n"))
			}
		}
	}
	if all := strings.Join(lines(t, dir, "tenures"), "\n"); strings.Contains(all, "丁某") {
		t.Errorf("who was in office once has a tenure:\n%s", all)
	}
}
