package web

import (
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// TestThreeQuestionsInABrowser walks three questions on the pages, as a
// researcher would, and holds the figures against those that the tables of a
// snapshot give: read here, and by load.R and load.py where R and pandas are.
func TestThreeQuestionsInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("short: no questions were asked in a browser")
	}
	t.Parallel()
	a, _ := openFixture(t, 20)
	dir := t.TempDir()
	release := filepath.Join(dir, makeRelease(t, a, dir))
	_, h := serve(t, a, func(c *Config) { c.SnapshotsDir = dir })
	ctx := startBrowser(t)
	t.Run("who led Futian when", func(t *testing.T) { askWho(t, ctx, h, release) })
	t.Run("inspections of each secretary by month", func(t *testing.T) { askInspections(t, ctx, h, release) })
	t.Run("what is missing", func(t *testing.T) { askMissing(t, ctx, h, release) })
}

// cells reads a table of the page shown: the text of each cell.
func cells(t *testing.T, ctx context.Context, table string) [][]string {
	t.Helper()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`Array.from(document.querySelectorAll('`+table+` tr')).map(r=>Array.from(r.cells).map(c=>c.textContent.trim()).join('\t')).join('\n')`))
	if err != nil {
		t.Fatalf("read %s: %v", table, err)
	}
	var rows [][]string
	for line := range strings.SplitSeq(text, "\n") {
		rows = append(rows, strings.Split(line, "\t"))
	}
	return rows
}

func steps(t *testing.T, ctx context.Context, all ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, all...); err != nil {
		t.Fatal(err)
	}
}

// tableRowsOf reads a table of a snapshot, each row by the names of its columns.
func tableRowsOf(t *testing.T, release, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(release, name+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, values := range all[1:] {
		row := map[string]string{}
		for i, v := range values {
			row[all[0][i]] = v
		}
		rows = append(rows, row)
	}
	return rows
}

// joined is every appearance of a snapshot with its activity's columns.
func joined(t *testing.T, release string) []map[string]string {
	activities := map[string]map[string]string{}
	for _, a := range tableRowsOf(t, release, "activities") {
		activities[a["activity_id"]] = a
	}
	rows := tableRowsOf(t, release, "appearances")
	for _, p := range rows {
		for _, name := range []string{"district", "kind", "week_start", "column_id"} {
			p[name] = activities[p["activity_id"]][name]
		}
	}
	return rows
}

func askWho(t *testing.T, ctx context.Context, h *httptest.Server, release string) {
	steps(t, ctx, chromedp.Navigate(h.URL+"/?lang=zh"), chromedp.Click(css(`a[href="/districts/futian"]`)), chromedp.WaitVisible(css("#who")))
	var got, want []string
	for _, row := range cells(t, ctx, `section[aria-labelledby="who"] tbody`) {
		got = append(got, strings.Join(row, " "))
	}
	for _, h := range tableRowsOf(t, release, "officeholders") {
		if h["district"] == "futian" {
			want = append(want, strings.Join([]string{lang("zh").Word(h["office"]), h["name"], h["first_seen"], h["last_seen"], h["columns"]}, " "))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) < 2 {
		t.Errorf("the page and the table differ (-table +page):\n%s", diff)
	}
}

func askInspections(t *testing.T, ctx context.Context, h *httptest.Server, release string) {
	steps(t, ctx, chromedp.Navigate(h.URL+"/activities?lang=zh"), chromedp.SetValue(css("#office"), "secretary"), chromedp.SetValue(css("#kind"), "inspection"),
		chromedp.SetValue(css("#rows"), "official"), chromedp.SetValue(css("#by"), "month"), chromedp.Submit(css(".filters")), chromedp.WaitVisible(css("#over-time")),
		chromedp.Click(css("figure summary")))
	shown := cells(t, ctx, "figure table")
	got := map[string]int{}
	for _, row := range shown[1 : len(shown)-1] {
		for i, cell := range row[2:] {
			if cell != "0" && cell != "×" {
				n := 0
				if _, err := fmt.Sscan(cell, &n); err != nil {
					t.Fatalf("%q: %v", cell, err)
				}
				got[shown[0][i+2]+" "+row[0]] = n
			}
		}
	}
	want := map[string]int{}
	for _, p := range joined(t, release) {
		if p["kind"] == "inspection" && p["role"] == "actor" && (p["office"] == "secretary" || p["office"] == "both") {
			want[p["name"]+" "+p["week_start"][:7]]++
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) < 10 {
		t.Errorf("the page and the tables differ (-tables +page):\n%s", diff)
	}
	for name, program := range otherReaders {
		if found, ok := askProgram(t, name, program, release); ok {
			if diff := cmp.Diff(found, got); diff != "" {
				t.Errorf("the page and %s differ (-%s +page):\n%s", name, name, diff)
			}
		}
	}
}

// otherReaders print "name month n" for each month in which a secretary made
// inspections, from the tables of the folder they run in.
var otherReaders = map[string]string{
	"Rscript": `
		source("load.R")
		d <- merge(load_table("appearances"), load_table("activities")[c("activity_id", "kind", "week_start")])
		d <- d[d$kind == "inspection" & d$role == "actor" & d$office %in% c("secretary", "both"), ]
		n <- as.data.frame(table(name = as.character(d$name), month = format(d$week_start, "%Y-%m")), stringsAsFactors = FALSE)
		n <- n[n$Freq > 0, ]
		cat(paste(n$name, n$month, n$Freq), sep = "\n")`,
	"python3": `
from load import table
d = table("appearances").merge(table("activities")[["activity_id", "kind", "week_start"]])
d = d[(d.kind == "inspection") & (d.role == "actor") & d.office.isin(["secretary", "both"])]
for (name, month), rows in d.groupby([d.name, d.week_start.dt.strftime("%Y-%m")]):
    print(name, month, len(rows))`,
}

func askProgram(t *testing.T, name, program, release string) (map[string]int, bool) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Logf("no %s here: the figures were not computed with it", name)
		return nil, false
	}
	if err := exec.CommandContext(t.Context(), path, "-c", "import pandas").Run(); name == "python3" && err != nil {
		t.Log("no pandas here: the figures were not computed with load.py")
		return nil, false
	}
	cmd := exec.CommandContext(t.Context(), path, "-")
	cmd.Stdin = strings.NewReader(program)
	cmd.Dir, cmd.Env = release, append(os.Environ(), "LC_ALL=C.UTF-8", "PYTHONIOENCODING=utf-8")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	found := map[string]int{}
	for line := range strings.Lines(string(out)) {
		var who, month string
		var n int
		if _, err := fmt.Sscan(line, &who, &month, &n); err != nil {
			t.Fatalf("%s printed %q: %v", name, line, err)
		}
		found[who+" "+month] = n
	}
	return found, true
}

func askMissing(t *testing.T, ctx context.Context, h *httptest.Server, release string) {
	want, weeks := map[string]int{}, map[string]bool{}
	for _, c := range tableRowsOf(t, release, "coverage") {
		want[lang("zh").Word(c["status"])]++
		if c["status"] == "column_missing" {
			weeks[c["week_start"]] = true
		}
	}
	steps(t, ctx, chromedp.Navigate(h.URL+"/?lang=zh"), chromedp.WaitVisible(css(".figures")))
	if missing, err := chromedp.Run(ctx, chromedp.Text(css(".figures div:nth-child(4) strong"))); err != nil || missing != fmt.Sprint(len(weeks)) {
		t.Errorf("the front page says %q weeks are missing, the table %d: %v", missing, len(weeks), err)
	}
	steps(t, ctx, chromedp.Click(css(".figures a")), chromedp.WaitVisible(css(".coverage")))
	legend, err := chromedp.Run(ctx, chromedp.Evaluate[string](`Array.from(document.querySelectorAll('.legend li')).map(l=>l.childNodes[1].textContent.trim()+' '+l.querySelector('.n').textContent.trim()).join('\n')`))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for line := range strings.Lines(legend) {
		var status string
		var n int
		if _, err := fmt.Sscan(line, &status, &n); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if n > 0 {
			got[status] = n
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(weeks) != 1 {
		t.Errorf("the page and the table differ (-table +page):\n%s", diff)
	}
	var marked []string
	for _, row := range cells(t, ctx, ".coverage tbody") {
		if strings.Contains(row[1], lang("zh").Word("column_missing")) {
			marked = append(marked, row[0])
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(weeks)), slices.Sorted(slices.Values(marked))); diff != "" {
		t.Errorf("the weeks marked as missing (-table +page):\n%s", diff)
	}
}
