package parser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"shenzheng/parser/internal/pairs"
	"shenzheng/parser/text"
)

// TestColumnPairs reads page.txt, page.html, or body.txt set below the prelude
// of a column, and compares the kinds of row that the pair lists.
func TestColumnPairs(t *testing.T) {
	pairFiles().Run(t, func(t *testing.T, ar *txtar.Archive) string {
		want := map[string]bool{}
		for _, l := range strings.Split(pairs.File(t, ar, "rows"), "\n") {
			if word, _, _ := strings.Cut(l, " "); word != "" {
				want[word] = true
			}
		}
		var b strings.Builder
		for _, l := range columnRows(Read(pairPage(t, ar))) {
			if word, _, _ := strings.Cut(l, " "); len(want) == 0 || want[word] {
				b.WriteString(l + "\n")
			}
		}
		return b.String()
	})
}

// pairPage is the page of a pair.
func pairPage(t *testing.T, ar *txtar.Archive) Page {
	t.Helper()
	p := Page{Number: "9000001", URL: "https://news.example/n/article/9000001", CapturedAt: time.Date(2024, 4, 30, 0, 0, 0, 0, time.UTC)}
	for _, f := range ar.Files {
		switch f.Name {
		case "body.txt":
			prelude, err := os.ReadFile(filepath.Join("testdata", "prelude.txt"))
			if err != nil {
				t.Fatal(err)
			}
			p.Body = append(prelude, f.Data...)
		case "page.txt", "page.html":
			p.Body = f.Data
		}
	}
	return p
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

func momentRow(m Moment) string {
	var list []string
	for _, d := range m.List {
		list = append(list, d.String())
	}
	return strings.Join([]string{string(m.Precision), m.Start.String(), m.End.String(), strings.Join(list, ";"), m.Part}, "|")
}

// foldText folds as pages are folded.
func foldText(s string) []rune { return text.Folded(s) }
