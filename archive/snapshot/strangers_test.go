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

func tableNames(format string) string {
	var names []string
	for _, of := range snapshot.PublicTables() {
		names = append(names, fmt.Sprintf(format, of.Name))
	}
	return strings.Join(names, ", ")
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

func TestPandasReads(t *testing.T) {
	python := tool(t, "python3", "-c", "import pandas")
	r := given(t)
	run(t, r.Dir, python, "-X", "utf8", "-c", fence(t, r.Dir, "python"))
	compare(t, run(t, r.Dir, python, "-X", "utf8", "-c", `
import pandas as pd
def read_table(name):
    return pd.read_csv(f"{name}.csv", dtype=str, keep_default_na=False, na_values=[""])
for name in [`+tableNames("%q")+`]:
    print(name, len(read_table(name)))
columns = read_table("columns").set_index("column_id")
for column in ["col_7", "col_8", "col_9"]:
    print("[" + columns.loc[column, "title"] + "]")
print("empty" if pd.isna(columns.loc["col_7", "week_start"]) else "not")
officials = read_table("officials")
print("[" + officials[officials["name"].str.startswith("甲")]["name"].iloc[0] + "]")
typed = pd.read_csv("activities.csv")
assert typed["span_start"].dtype == "int64" and typed["activity_id"].str.startswith("act_").all()
`), want(r))
}

func TestRReads(t *testing.T) {
	rscript := tool(t, "Rscript", "--version")
	r := given(t)
	script := filepath.Join(t.TempDir(), "script.R")
	code := fence(t, r.Dir, "r") + `
sink(stdout())
cat("---\n")
for (name in c(` + tableNames("%q") + `)) cat(name, nrow(read_table(name)), "\n")
columns <- read_table("columns")
for (column in c("col_7", "col_8", "col_9")) cat("[", columns$title[columns$column_id == column], "]\n", sep = "")
cat(if (is.na(columns$week_start[columns$column_id == "col_7"])) "empty\n" else "not\n")
officials <- read_table("officials")
cat("[", officials$name[startsWith(officials$name, "\u7532")], "]\n", sep = "")
`
	if err := os.WriteFile(script, []byte(code), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("LC_ALL", "C.UTF-8")
	_, printed, found := strings.Cut(run(t, r.Dir, rscript, "--vanilla", script), "---\n")
	if !found {
		t.Fatal("the script of the README did not end")
	}
	compare(t, strings.ReplaceAll(printed, " \n", "\n"), want(r))
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
	for _, text := range []string{"<text:p>=SUM(1,2)</text:p>", "<text:p>NA</text:p>", "00123, ", "<text:p>甲某</text:p>", `office:value-type="float" office:value="2"`} {
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
