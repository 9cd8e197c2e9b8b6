package snapshot_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shenzheng/archive/snapshot"
)

// The tests below hand a snapshot to the programs that people open it with. A
// program that is not installed is skipped by name.

// given makes a snapshot with values that tools like to spoil.
func given(t *testing.T) snapshot.Result {
	t.Helper()
	db, root := newDatabase(t), t.TempDir()
	insert(t, db, append(invented(),
		issue{number: 7, kind: "other", title: "NA"},
		issue{number: 8, kind: "other", title: "=SUM(1,2)"},
		issue{number: 9, kind: "other", title: "00123, \"引号\""})...)
	return create(t, db, root)
}

// tool finds a program and tries it. The system's own stands second, since a
// version manager's may shadow it and lack the system's libraries.
func tool(t *testing.T, name string, trial ...string) string {
	t.Helper()
	var last error
	for _, candidate := range []string{name, "/usr/bin/" + name} {
		if last = exec.Command(candidate, trial...).Run(); last == nil {
			return candidate
		}
	}
	t.Skipf("SKIPPED: %s %s: %v", name, strings.Join(trial, " "), last)
	return ""
}

// run runs a program in a folder and gives what it wrote.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	c := exec.CommandContext(t.Context(), name, args...)
	c.Dir = dir
	var out, complaint bytes.Buffer
	c.Stdout, c.Stderr = &out, &complaint
	if err := c.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out.String(), complaint.String())
	}
	return out.String()
}

// fence cuts a block of code out of the snapshot's own README.
func fence(t *testing.T, dir, language string) string {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join(dir, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```" + language + "\n(.*?)```").FindSubmatch(readme)
	if block == nil {
		t.Fatalf("README.md has no block of %s", language)
	}
	return string(block[1])
}

// want is what every tool has to print: rows of each table, the titles that
// are easily spoilt, an empty value and a Chinese one.
func want(r snapshot.Result) string {
	var b strings.Builder
	for _, of := range snapshot.PublicTables() {
		fmt.Fprintf(&b, "%s %d\n", of.Name, r.Rows[of.Name])
	}
	b.WriteString("[NA]\n[=SUM(1,2)]\n[00123, \"引号\"]\nempty\n[甲某]\n")
	return b.String()
}

func compare(t *testing.T, got, want string) {
	t.Helper()
	if strings.ReplaceAll(strings.TrimSpace(got), "\r", "") != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func names() (names []string) {
	for _, of := range snapshot.PublicTables() {
		names = append(names, of.Name)
	}
	return names
}

func tableNames(format string) string {
	var list []string
	for _, name := range names() {
		list = append(list, fmt.Sprintf(format, name))
	}
	return strings.Join(list, ", ")
}

func TestSumsHold(t *testing.T) {
	sums := tool(t, "sha256sum", "--version")
	r := given(t)
	unpacked := t.TempDir()
	unzip(t, filepath.Join(r.Dir, "shenzheng-"+r.ID+".zip"), unpacked)
	for _, dir := range []string{r.Dir, filepath.Join(r.Dir, "full"), unpacked} {
		run(t, dir, sums, "--check", "--strict", "--quiet", "SHA256SUMS")
	}
}

func TestSQLiteReads(t *testing.T) {
	sqlite := tool(t, "sqlite3", "-version")
	r := given(t)
	script := ".mode csv\n"
	for _, of := range snapshot.PublicTables() {
		script += fmt.Sprintf(".import %s.csv %s\n", of.Name, of.Name)
	}
	script += ".mode list\n.separator \" \"\n"
	for _, of := range snapshot.PublicTables() {
		script += fmt.Sprintf("SELECT '%s', count(*) FROM %s;\n", of.Name, of.Name)
	}
	script += `SELECT '[' || title || ']' FROM columns WHERE column_id IN ('col_7', 'col_8', 'col_9') ORDER BY column_id;
SELECT iif(week_start = '', 'empty', 'not') FROM columns WHERE column_id = 'col_7';
SELECT '[' || name || ']' FROM officials WHERE name LIKE '甲%';`
	c := filepath.Join(t.TempDir(), "script.sql")
	if err := os.WriteFile(c, []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	compare(t, run(t, r.Dir, sqlite, ":memory:", ".read '"+c+"'"), want(r))
}

// held counts the values of every column of every table that are not missing,
// as a loader has to find them: one that spoils a value loses it.
func held(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	for _, name := range append(names(), "accuracy") {
		rows := table(t, dir, name)
		for i, column := range rows[0] {
			n := 0
			for _, row := range rows[1:] {
				if row[i] != "" {
					n++
				}
			}
			fmt.Fprintf(&b, "%s %s %d\n", name, column, n)
		}
	}
	return b.String()
}

func TestPandasReads(t *testing.T) {
	python := tool(t, "python3", "-c", "import pandas")
	r := given(t)
	if out := run(t, r.Dir, python, "-B", "-X", "utf8", "-c", fence(t, r.Dir, "python")); !regexp.MustCompile(`dapeng +secretary +0\.5 +0\.0`).MatchString(out) || !strings.Contains(out, "丙某") {
		t.Errorf("the lines of the README print\n%s", out)
	}
	compare(t, run(t, r.Dir, python, "-B", "-X", "utf8", "-c", `
import load
for name in load.TABLES:
    for column, values in load.table(name).items():
        print(name, column, values.notna().sum())
`), held(t, r.Dir))
	run(t, r.Dir, python, "-B", "-X", "utf8", "load.py")
	compare(t, run(t, r.Dir, python, "-B", "-X", "utf8", "-c", `
from load import table, labels
for name in [`+tableNames("%q")+`]:
    print(name, len(table(name)))
columns = table("columns").set_index("column_id")
for column in ["col_7", "col_8", "col_9"]:
    print("[" + columns.loc[column, "title"] + "]")
print("empty" if columns["week_start"].isna()["col_7"] else "not")
officials = table("officials")
print("[" + officials[officials["name"].str.startswith("甲")]["name"].iloc[0] + "]")
assert str(columns.loc["col_100", "published_at"]) == "2024-04-28 16:56:00+08:00", columns.loc["col_100", "published_at"]
assert columns.loc["col_100", "captured_at"].hour == 17 and columns["characters"].dtype == "Int64"
activities = table("activities")
assert str(activities["date_start"].min().date()) == "2024-04-16" and activities["kind"].cat.categories[0] == "investment"
assert activities["kind"].map(labels("kind", "zh")).eq("会议").all() and labels("verb")["率队"] == "leads a delegation"
coverage = table("coverage")
assert coverage["activities"].sum() == 6 and coverage["activities"].isna().sum() == 26 and coverage["office"].cat.categories[0] == "secretary"
assert table("accuracy")["f1"].between(0, 1).all()
`), want(r))
}

func TestRReads(t *testing.T) {
	rscript := tool(t, "Rscript", "--version")
	r := given(t)
	script := filepath.Join(t.TempDir(), "script.R")
	code := fence(t, r.Dir, "r") + `
sink(stdout())
cat("---\n")
for (name in names(shenzheng_tables)) { rows <- load_table(name); for (column in names(rows)) cat(name, column, sum(!is.na(rows[[column]])), "\n") }
cat("---\n")
for (name in c(` + tableNames("%q") + `)) cat(name, nrow(load_table(name)), "\n")
columns <- load_table("columns")
for (column in c("col_7", "col_8", "col_9")) cat("[", columns$title[columns$column_id == column], "]\n", sep = "")
cat(if (is.na(columns$week_start[columns$column_id == "col_7"])) "empty\n" else "not\n")
officials <- load_table("officials")
cat("[", officials$name[startsWith(officials$name, "\u7532")], "]\n", sep = "")
stopifnot(format(columns$published_at[columns$column_id == "col_100"]) == "2024-04-28 16:56:00",
  format(columns$captured_at[columns$column_id == "col_100"], "%H:%M") == "17:00", is.integer(columns$characters))
activities <- load_table("activities")
stopifnot(min(activities$date_start, na.rm = TRUE) == as.Date("2024-04-16"), levels(activities$kind)[1] == "investment",
  load_labels("kind", "zh")["meeting"] == "\u4f1a\u8bae", load_labels("verb")["\u7387\u961f"] == "leads a delegation")
coverage <- load_table("coverage")
stopifnot(sum(coverage$activities, na.rm = TRUE) == 6, sum(is.na(coverage$activities)) == 26, levels(coverage$office)[1] == "secretary",
  load_table("accuracy")$f1 <= 1)
`
	if err := os.WriteFile(script, []byte(code), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("LC_ALL", "C.UTF-8")
	parts := strings.Split(strings.ReplaceAll(run(t, r.Dir, rscript, "--vanilla", script), " \n", "\n"), "---\n")
	if len(parts) != 3 || !strings.Contains(parts[0], "dapeng secretary        0.5          0") || !strings.Contains(parts[0], "丙某") {
		t.Fatalf("the lines of the README print\n%s", parts[0])
	}
	compare(t, parts[1], held(t, r.Dir))
	compare(t, parts[2], want(r))
}

// TestStataIsTold checks what can be without Stata: every column is named with
// a label, and every value of a coded one.
func TestStataIsTold(t *testing.T) {
	r := given(t)
	script, err := os.ReadFile(filepath.Join(r.Dir, "load.do"))
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range snapshot.PublicTables() {
		_, part, found := strings.Cut(string(script), `import delimited using "`+of.Name+`.csv", clear encoding("utf-8") varnames(1) case(preserve) stringcols(_all) bindquotes(strict)`+"\n")
		part, _, saved := strings.Cut(part, "save \""+of.Name+".dta\", replace")
		if !found || !saved {
			t.Fatalf("load.do does not load %s", of.Name)
		}
		for _, c := range of.Columns {
			if !strings.Contains(part, "label variable "+c.Name+" `\"") || len(c.Name) > 32 {
				t.Errorf("load.do gives %s of %s no label", c.Name, of.Name)
			}
			for i, value := range c.Enum {
				if line := fmt.Sprintf("replace shenzheng_value = %d if %s == %q\n", i+1, c.Name, value); c.List != "" && !strings.Contains(part, line) {
					t.Errorf("load.do lacks %s", line)
				}
			}
		}
	}
}

func TestTheProjectsReadMesShowTheSameLines(t *testing.T) {
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		content, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		codebook, err := snapshot.Codebook("", "")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range snapshot.Examples() {
			if !strings.Contains(string(codebook), "```"+e.Language+"\n"+e.Code+"```\n") {
				t.Errorf("the codebook does not show the lines for %s that a snapshot's README shows", e.Name)
			}
			if !strings.Contains(string(content), "```"+e.Language+"\n"+e.Code+"```\n") {
				t.Errorf("%s does not show the lines for %s that a snapshot's README shows", name, e.Name)
			}
		}
	}
}

func TestFrictionlessValidates(t *testing.T) {
	node := tool(t, "node", "-e", "require('datapackage')")
	r := given(t)
	compare(t, run(t, r.Dir, node, "-e", `
const {Package} = require('datapackage');
(async () => {
  const p = await Package.load('datapackage.json', {basePath: '.', strict: true});
  if (!p.valid) throw p.errors;
  for (const resource of p.resources) {
    const rows = await resource.read({relations: true, keyed: true});
    if (rows.length !== resource.descriptor.rows) throw new Error(resource.name + ': ' + rows.length + ' rows');
    if (resource.name !== 'accuracy') console.log(resource.name, rows.length);
    if (resource.name === 'columns') var columns = rows;
    if (resource.name === 'officials') var officials = rows;
  }
  for (const id of ['col_7', 'col_8', 'col_9']) console.log('[' + columns.find(c => c.column_id === id).title + ']');
  console.log(columns.find(c => c.column_id === 'col_7').week_start === null ? 'empty' : 'not');
  console.log('[' + officials.find(o => o.name.startsWith('甲')).name + ']');
})().catch(e => { console.error(e, e.errors); process.exit(1); });
`), want(r))
}

func TestDuckDBReads(t *testing.T) {
	node := tool(t, "node", "-e", "require('@duckdb/node-api')")
	r := given(t)
	compare(t, run(t, r.Dir, node, "-e", `
const {DuckDBInstance} = require('@duckdb/node-api');
(async () => {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  const one = async q => (await db.runAndReadAll(q)).getRows();
  for (const name of [`+tableNames("'%s'")+`]) console.log(name, Number((await one("SELECT count(*) FROM '" + name + ".csv'"))[0][0]));
  for (const id of ['col_7', 'col_8', 'col_9']) console.log('[' + (await one("SELECT title FROM 'columns.csv' WHERE column_id = '" + id + "'"))[0][0] + ']');
  console.log((await one("SELECT week_start FROM 'columns.csv' WHERE column_id = 'col_7'"))[0][0] === null ? 'empty' : 'not');
  console.log('[' + (await one("SELECT name FROM 'officials.csv' WHERE name LIKE '甲%'"))[0][0] + ']');
})().catch(e => { console.error(e); process.exit(1); });
`), want(r))
}

func TestLibreOfficeOpensTheWorkbookWithoutFormulas(t *testing.T) {
	office := tool(t, "soffice", "--version")
	r := given(t)
	out, profile := t.TempDir(), "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir())
	run(t, out, office, profile, "--headless", "--convert-to", "fods", "--outdir", out, filepath.Join(r.Dir, "tables.xlsx"))
	content, err := os.ReadFile(filepath.Join(out, "tables.fods"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(content, []byte("table:formula")) {
		t.Error("a cell is a formula")
	}
	for _, text := range []string{"<text:p>=SUM(1,2)</text:p>", "<text:p>NA</text:p>", "00123, ", "<text:p>甲某</text:p>", `office:value-type="float" office:value="2"`, `office:value-type="date" office:date-value="2024-04-16"`, `table:display-filter-buttons="true"`} {
		if !bytes.Contains(content, []byte(text)) {
			t.Errorf("the workbook lacks %s", text)
		}
	}
	for _, of := range snapshot.PublicTables() {
		if !bytes.Contains(content, []byte(`table:name="`+of.Name+`"`)) {
			t.Errorf("the workbook lacks the sheet %s", of.Name)
		}
	}
}
