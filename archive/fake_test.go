package archive

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// fakeRead reads a tiny language instead of a newspaper page, so that tests
// of the archive say in a line what a page holds:
//
//	column TITLE YYYY-MM-DD      the Monday of the week
//	section SLUG
//	activity YYYY-MM-DD NAME TEXT…
//	sidebar TEXT                 is furniture: no part of the revision
//	problem CODE
//	credit ROLE NAME
//	panic WORDS
//
// A page that does not begin with 'column' is none.
func fakeRead(p parser.Page) parser.Reading {
	text := string(p.Body)
	if strings.Contains(text, "\npanic") {
		panic("told to")
	}
	if !strings.HasPrefix(text, "column ") {
		return parser.Reading{Kind: parser.PageOther, Reason: "no column line"}
	}
	f := fake{page: p, c: &parser.Column{Number: p.Number, Source: p.Source, SourceURL: p.URL, Kind: parser.KindOther}}
	f.c.ID = "col_" + p.Number
	if p.Number == "" {
		f.c.ID = "col_x" + hashOf(p.Body)[:12]
	}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		f.line(strings.Fields(line))
	}
	f.c.Text = strings.Join(f.text, "\n")
	f.c.Characters = characters(f.c.Text)
	f.c.ArticleSHA256 = hashOf([]byte(strings.Join(f.article, "\n")))
	return parser.Reading{Kind: parser.PageColumn, Reason: "begins with column", Column: f.c}
}

type fake struct {
	page          parser.Page
	c             *parser.Column
	text, article []string
	length        int
}

func (f *fake) line(words []string) {
	rest := strings.Join(words[1:], " ")
	class := parser.ClassUnclassified
	span := parser.Span{Start: f.length, End: f.length + utf8.RuneCountInString(rest)}
	switch words[0] {
	case "column":
		class = parser.ClassTitle
		f.c.Title = words[1]
		start, ok := parser.ParseDate(words[2])
		if ok {
			f.c.Kind, f.c.Week = parser.KindWeekly, parser.Week{Start: start, End: start.AddDays(6)}
			f.c.Published = start.AddDays(6).Time().Add(9 * time.Hour)
		}
	case "section":
		class = parser.ClassHeading
		f.c.Sections = append(f.c.Sections, parser.Section{ID: fmt.Sprintf("sec_%s_%s", f.c.ID[4:], words[1]),
			Position: len(f.c.Sections) + 1, District: words[1], Heading: rest, HeadingSource: "printed"})
	case "activity":
		class = parser.ClassActivity
		f.activity(words, rest, span)
	case "sidebar":
		class = parser.ClassFurniture
	case "credit":
		class = parser.ClassCredit
		f.c.Credits = append(f.c.Credits, parser.Credit{Role: words[1], Name: words[2]})
	case "problem":
		f.c.Problems = append(f.c.Problems, parser.Problem{Code: words[1], Severity: "warning", Span: span})
	}
	f.c.Blocks = append(f.c.Blocks, parser.Block{Text: rest, Span: span, Class: class, Rule: "fake"})
	f.text = append(f.text, rest)
	f.length = span.End + 1
	if class != parser.ClassFurniture {
		f.article = append(f.article, rest)
	}
}

func (f *fake) activity(words []string, rest string, span parser.Span) {
	day, _ := parser.ParseDate(words[1])
	name := words[2]
	last := len(f.c.Sections) - 1
	f.c.Sections[last].Activities++
	f.c.Activities = append(f.c.Activities, parser.Activity{
		ID: "act_" + f.c.ID[4:] + "_" + hashOf([]byte(rest))[:8], Section: last, Position: len(f.c.Activities) + 1,
		Date: parser.Moment{Start: day, End: day, Precision: parser.PrecisionDay, Text: words[1]},
		Kind: "meeting", Text: rest, Span: span, Paragraphs: []parser.Span{span},
		Officials: []parser.Appearance{{OfficialID: "off_" + hashOf([]byte(name))[:8], Name: name, Position: 1,
			Post: "区委书记", Posts: []parser.Post{{Org: "区委", Title: "书记"}}, Office: "secretary", NamedAs: "post_and_name",
			Role: "actor", Verbs: []string{"主持"}, Span: span}},
	})
}

// clock is a clock that a test moves.
type clock struct{ t time.Time }

func (c *clock) now() time.Time          { return c.t }
func (c *clock) advance(d time.Duration) { c.t = c.t.Add(d) }

func newClock() *clock { return &clock{time.Date(2024, 4, 28, 10, 0, 0, 0, time.UTC)} }

// testConfig is an archive in a new folder with the fake parser.
func testConfig(t testing.TB, c *clock) Config {
	t.Helper()
	return Config{Dir: t.TempDir(), Now: c.now, Read: fakeRead,
		Sources: []Source{{Name: "dutenews", Hosts: []string{"www.dutenews.com", "m.dutenews.com"}}}}
}

func open(t testing.TB, cfg Config) *Archive {
	t.Helper()
	a, err := Open(context.Background(), cfg)
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

// page is a good capture of article number with this text.
func page(c *clock, number, text string) *source.Capture {
	return &source.Capture{Number: number, URL: "https://www.dutenews.com/p/" + number + ".html", CapturedAt: c.t,
		FinalURL: "https://www.dutenews.com/p/" + number + ".html", Method: source.MethodCrawl, Status: 200,
		ContentType: "text/html", Body: []byte(text), Verdict: source.Good}
}

// keep takes a capture in and gives what came of it.
func keep(t testing.TB, a *Archive, c *source.Capture) Outcome {
	t.Helper()
	x := &arrival{capture: c}
	if err := a.take(context.Background(), x); err != nil {
		t.Fatal(err)
	}
	return x.out
}

// keepUnread takes a capture in as a process does that ends before it is read.
func keepUnread(t testing.TB, a *Archive, c *source.Capture) {
	t.Helper()
	if err := a.keep(context.Background(), []*arrival{{capture: c}}); err != nil {
		t.Fatal(err)
	}
}

// dropDerived deletes everything that was read from captures.
func dropDerived(t testing.TB, a *Archive) {
	t.Helper()
	err := a.write(context.Background(), func(tx *sql.Tx) error {
		for i := len(derivedTables) - 1; i >= 0; i-- {
			if _, err := tx.Exec(`DELETE FROM ` + derivedTables[i]); err != nil {
				return err
			}
		}
		_, err := tx.Exec(markUnreadSQL)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

const weekOne = `column 甲周 2024-04-22
section futian
activity 2024-04-23 林一禾 主持会议。
activity 2024-04-24 林一禾 调研企业。
section luohu
activity 2024-04-25 欧阳子木 检查工地。
sidebar 推荐阅读
`

// weekNumber is weekOne, so many weeks later and under a title of its own.
func weekNumber(i int) string {
	monday, _ := parser.ParseDate("2024-04-22")
	return strings.Replace(weekOne, "甲周 2024-04-22", fmt.Sprint("周", i, " ", monday.AddDays(7*i)), 1)
}
