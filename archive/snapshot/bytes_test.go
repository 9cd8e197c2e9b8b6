package snapshot_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"shenzheng/archive/snapshot"
)

var update = flag.Bool("update", false, "write the golden snapshot anew")

// unzip unpacks an archive.
func unzip(t testing.TB, name, dir string) {
	t.Helper()
	r, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, entry := range r.File {
		in, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		inside, ok := strings.CutPrefix(entry.Name, strings.TrimSuffix(filepath.Base(name), ".zip")+"/")
		if !ok || !filepath.IsLocal(inside) || strings.Contains(inside, "/") {
			t.Errorf("archive holds %s", entry.Name)
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, inside), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestGoldenSnapshot(t *testing.T) {
	db, dir := newDatabase(t), filepath.Join(t.TempDir(), "snapshot")
	insert(t, db, invented()...)
	if _, err := snapshot.Export(t.Context(), readTx(db), dir, true, ""); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "golden")
	got := tree(t, dir)
	for name := range got { // what is made of the tables and of the list of columns is compared elsewhere
		if !strings.HasSuffix(name, ".csv") {
			delete(got, name)
		}
	}
	// The figures of accuracy and the codes change with the parser.
	delete(got, "accuracy.csv")
	delete(got, "codes.csv")
	if *update {
		if err := os.RemoveAll(golden); err != nil {
			t.Fatal(err)
		}
		for name, content := range got {
			path := filepath.Join(golden, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := tree(t, golden)
	if len(want) == 0 {
		t.Fatal("there is no golden snapshot")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("golden snapshot differs (-want +got); if that is meant, run the test with -update:\n%s", diff)
	}
}

func TestTheSameRowsGiveTheSameBytesAnywhere(t *testing.T) {
	make := func(issues []issue) map[string]string {
		db, dir := newDatabase(t), filepath.Join(t.TempDir(), "snapshot")
		insert(t, db, issues...)
		if _, err := snapshot.Export(t.Context(), readTx(db), dir, true, ""); err != nil {
			t.Fatal(err)
		}
		return tree(t, dir)
	}
	want := make(invented())
	zone, processors := time.Local, runtime.GOMAXPROCS(1)
	defer func() { time.Local = zone; runtime.GOMAXPROCS(processors) }()
	time.Local = time.FixedZone("elsewhere", -9*3600)
	reversed := invented()
	slices.Reverse(reversed) // another order of insertion, and so other row numbers
	if diff := cmp.Diff(want, make(reversed)); diff != "" {
		t.Errorf("bytes differ: %s", diff)
	}
}

func TestValuesArriveUnchanged(t *testing.T) {
	values := []string{"=1+1", "+86", "-1", "@sum", "'quoted'", `say "hi", twice`, "two\nlines", "\r\n", " 空格 ", "NA", "00123", "12e45", "TRUE", "2024-01-02", "𠮷\u200b", "0x1F\x1f", "\t"}
	db, dir := newDatabase(t), filepath.Join(t.TempDir(), "snapshot")
	for n, v := range values {
		insert(t, db, issue{number: 100 + n, kind: "other", title: v})
	}
	if _, err := snapshot.Export(t.Context(), readTx(db), dir, false, ""); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "columns.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.HasPrefix(raw, []byte("\ufeff")) || !bytes.HasSuffix(raw, []byte("\r\n")) {
		t.Error("columns.csv has a byte order mark or no last line end")
	}
	book, err := excelize.OpenFile(filepath.Join(dir, "tables.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows := table(t, dir, "columns")
	at := slices.Index(rows[0], "title")
	for n, v := range values {
		// The CSV reader of the standard library reads \r\n inside quotes as \n.
		if got := rows[n+1][at]; got != strings.ReplaceAll(v, "\r\n", "\n") {
			t.Errorf("CSV has %q, want %q", got, v)
		}
		if !bytes.Contains(raw, []byte(strings.ReplaceAll(v, `"`, `""`))) {
			t.Errorf("CSV holds no %q", v)
		}
		name, err := excelize.CoordinatesToCellName(at+1, n+2)
		if err != nil {
			t.Fatal(err)
		}
		got, err := book.GetCellValue("columns", name)
		formula, _ := book.GetCellFormula("columns", name)
		kind, _ := book.GetCellType("columns", name)
		if err != nil || formula != "" || kind != excelize.CellTypeInlineString {
			t.Errorf("workbook %s: formula %q, type %v, %v", name, formula, kind, err)
		}
		if got != v && v != "\r\n" && v != "0x1F\x1f" { // XML knows neither as such
			t.Errorf("workbook has %q, want %q", got, v)
		}
	}
	if kind, err := book.GetCellType("columns", "K2"); err != nil || (kind != excelize.CellTypeNumber && kind != excelize.CellTypeUnset) {
		t.Errorf("sections is of type %v %v, want a number", kind, err)
	}
}

func TestWorkbookHasASheetForEveryTable(t *testing.T) {
	db, dir := newDatabase(t), filepath.Join(t.TempDir(), "snapshot")
	insert(t, db, invented()...)
	if _, err := snapshot.Export(t.Context(), readTx(db), dir, false, ""); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(filepath.Join(dir, "tables.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var want []string
	names := []string{}
	for _, of := range snapshot.PublicTables() {
		names = append(names, of.Name)
	}
	for _, name := range append(names, "accuracy") {
		want = append(want, name)
		rows, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range table(t, dir, name) {
			if name == "accuracy" { // 1.0000 is 1 to a workbook
				row, rows[i] = row[:2], rows[i][:2]
			}
			padded := append(slices.Clone(rows[i]), slices.Repeat([]string{""}, len(row)-len(rows[i]))...)
			if diff := cmp.Diff(row, padded); diff != "" {
				t.Errorf("%s, row %d: %s", name, i+1, diff)
			}
		}
		panes, err := book.GetPanes(name)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: header is not frozen: %+v %v", name, panes, err)
		}
		if !slices.ContainsFunc(book.GetDefinedName(), func(d excelize.DefinedName) bool {
			return d.Scope == name && strings.HasPrefix(d.RefersTo, "'"+name+"'!$A$1:$")
		}) {
			t.Errorf("%s: header has no filter", name)
		}
	}
	day, err := book.GetCellValue("activities", "H2", excelize.Options{RawCellValue: true}) // date_start
	if err != nil || day != "45398" {
		t.Errorf("a day is %q %v in the workbook, want a date", day, err)
	}
	if diff := cmp.Diff(append(want, "codebook"), book.GetSheetList()); diff != "" {
		t.Errorf("sheets: %s", diff)
	}
}
