package parser

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// update rewrites the expected rows of the pairs; read the difference before
// it is committed.
var update = flag.Bool("update", false, "rewrite the expected rows of the txtar pairs")

// pairs runs check on every txtar file of a folder of testdata. Adding a file
// is the whole of adding a test.
func pairs(t *testing.T, folder string, check func(t *testing.T, ar *txtar.Archive) string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no pairs in testdata/%s (%v)", folder, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := check(t, ar)
			if *update {
				setFile(ar, "rows", got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want := pairFile(t, ar, "rows")
			if strings.TrimSpace(want) == "" {
				t.Fatalf("%s expects no rows: list those that matter, or run the test with -update", file)
			}
			if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s (-rows +read):\n%s", file, diff)
			}
		})
	}
}

func pairFile(t *testing.T, ar *txtar.Archive, name string) string {
	t.Helper()
	for _, f := range ar.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	t.Fatalf("the pair has no %s", name)
	return ""
}

func setFile(ar *txtar.Archive, name, data string) {
	for i := range ar.Files {
		if ar.Files[i].Name == name {
			ar.Files[i].Data = []byte(data)
			return
		}
	}
	ar.Files = append(ar.Files, txtar.File{Name: name, Data: []byte(data)})
}

// TestDatePairs reads every line of input in the week that the file's comment
// names (week: 2024-04-22) and prints precision, days and the expression.
func TestDatePairs(t *testing.T) {
	pairs(t, "dates", func(t *testing.T, ar *txtar.Archive) string {
		week := pairWeek(t, ar)
		var b strings.Builder
		for _, in := range strings.Split(strings.TrimSuffix(pairFile(t, ar, "input"), "\n"), "\n") {
			fold := foldText(in)
			m, n, explicit, ok := scanDate(fold, week)
			if !ok {
				fmt.Fprintf(&b, "none\n")
				continue
			}
			row := strings.TrimRight(momentRow(m), "|")
			if explicit {
				row += " explicit"
			}
			fmt.Fprintf(&b, "%s <%s>\n", row, string([]rune(in)[:n]))
		}
		return b.String()
	})
}

func pairWeek(t *testing.T, ar *txtar.Archive) Week {
	t.Helper()
	for _, l := range strings.Split(string(ar.Comment), "\n") {
		if s, ok := strings.CutPrefix(l, "week: "); ok {
			start := mustDate(t, strings.TrimSpace(s))
			return Week{start, start.AddDays(6)}
		}
	}
	t.Fatal("the comment names no week")
	return Week{}
}

// TestColumnPairs reads page.txt, page.html, or body.txt set below the prelude
// of a column, and compares the kinds of row that the pair lists.
func TestColumnPairs(t *testing.T) {
	prelude, err := os.ReadFile(filepath.Join("testdata", "prelude.txt"))
	if err != nil {
		t.Fatal(err)
	}
	pairs(t, "columns", func(t *testing.T, ar *txtar.Archive) string {
		p := Page{Number: "9000001", URL: "https://news.example/n/article/9000001", CapturedAt: time.Date(2024, 4, 30, 0, 0, 0, 0, time.UTC)}
		want := map[string]bool{}
		for _, f := range ar.Files {
			switch f.Name {
			case "body.txt":
				p.Body = append(append([]byte{}, prelude...), f.Data...)
			case "page.txt", "page.html":
				p.Body = f.Data
			case "rows":
				for _, l := range strings.Split(string(f.Data), "\n") {
					if word, _, _ := strings.Cut(l, " "); word != "" {
						want[word] = true
					}
				}
			}
		}
		var b strings.Builder
		for _, l := range columnRows(Read(p)) {
			if word, _, _ := strings.Cut(l, " "); len(want) == 0 || want[word] {
				b.WriteString(l + "\n")
			}
		}
		return b.String()
	})
}

// columnRows prints a reading, one row a line; the first word is the kind of
// row.
func columnRows(r Reading) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	add("page %s", r.Kind)
	c := r.Column
	if c == nil {
		return out
	}
	published := ""
	if !c.Published.IsZero() {
		published = c.Published.Format(time.RFC3339)
	}
	add("column %s %s week=%s/%s published=%s author=%s outlet=%s topic=%s", c.ID, c.Kind, c.Week.Start, c.Week.End, published, c.Author, c.Outlet, c.Topic)
	add("title %s", c.Title)
	if c.Summary != "" {
		add("summary %s", c.Summary)
	}
	for _, s := range c.Sections {
		add("section %s %s <%s> activities=%d headline=%s", s.ID, s.HeadingSource, s.Heading, s.Activities, s.Headline)
	}
	for _, a := range c.Activities {
		add("activity %s %s %s <%s> kind=%s rule=%s paragraphs=%d %s", c.Sections[a.Section].District, strings.TrimRight(momentRow(a.Date), "|"), a.ID[len(a.ID)-2:], a.Date.Text, a.Kind, a.Rule, len(a.Paragraphs), brief(a.Text))
	}
	for _, cr := range c.Credits {
		add("credit %s=%s", cr.Role, cr.Name)
	}
	for _, p := range c.Problems {
		add("problem %s %s %s", p.Severity, p.Code, p.Detail)
	}
	for _, b := range c.Blocks {
		add("block %s %s %s", b.Class, b.Rule, brief(b.Text))
	}
	return out
}

// brief is the beginning and the end of a text.
func brief(s string) string {
	r := []rune(strings.ReplaceAll(s, "\n", "¶"))
	if len(r) <= 24 {
		return string(r)
	}
	return string(r[:14]) + "…" + string(r[len(r)-8:])
}
