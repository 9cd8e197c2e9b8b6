package score

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
)

// goldFile is the hand-made truth of the one real column.
type goldFile struct {
	Source  struct{ URL string }
	Article struct {
		Title, Outlet, Topic, Author string
		Published                    struct{ Value time.Time }
		Week                         struct{ Start, End string }
	}
	Districts []struct {
		Name       string
		Headlines  []string
		Activities []goldActivity
	}
	Credits    []parser.Credit
	Kinds      map[string]string // by how an activity's text opens
	LineLabels []struct {
		Line  int
		Label string
	} `json:"line_labels"`
}

type goldActivity struct {
	Paragraphs []string
	Date       struct {
		Expr, Start, End, Precision string
	}
	Officials []struct {
		Name       string
		Post       string `json:"post_raw"`
		Posts      []parser.Post
		Verbs      []string
		Optional   []string `json:"verbs_optional"`
		Statements []string
		Mentions   []struct {
			Start, End int
			WithPost   bool `json:"with_post"`
		}
	}
}

// Gold is the one real column: its page, and what must be read from it.
type Gold struct {
	Page  parser.Page
	Truth generate.Truth
}

// goldNumber is the real column's article number.
const goldNumber = "8137676"

// ReadGold reads the real column and its truth from a folder. Where the
// folder does not hold them the error is fs.ErrNotExist.
func ReadGold(folder fs.FS) (*Gold, error) {
	text, err := fs.ReadFile(folder, goldNumber+".txt")
	if err != nil {
		return nil, fmt.Errorf("read real column: %w", err)
	}
	var file goldFile
	for _, name := range []string{goldNumber + ".gold.json", goldNumber + ".kinds.json"} {
		truth, err := fs.ReadFile(folder, name)
		if err == nil {
			err = json.Unmarshal(truth, &file)
		}
		if err != nil {
			return nil, fmt.Errorf("read truth of real column: %w", err)
		}
	}
	a := file.Article
	gold := &Gold{Page: parser.Page{Body: text, ContentType: "text/plain", URL: file.Source.URL, Source: "dutenews", Number: goldNumber}}
	gold.Truth.Open = map[generate.Place]bool{{Activity: -1, Field: "summary"}: true}
	gold.Truth.Column = parser.Column{
		ID: "col_" + goldNumber, Number: goldNumber, Kind: parser.KindWeekly, Title: a.Title, Published: a.Published.Value,
		Author: a.Author, Outlet: a.Outlet, Topic: a.Topic, Credits: file.Credits,
		Week: parser.Week{Start: day(a.Week.Start), End: day(a.Week.End)},
	}
	gold.blocks(string(text), file)
	c := &gold.Truth.Column
	for i, d := range file.Districts {
		s := parser.Section{Position: i + 1, Heading: d.Name, HeadingSource: "printed", Activities: len(d.Activities)}
		s.Headline = strings.Join(d.Headlines, " / ")
		for _, each := range parser.Districts() {
			if each.NameZH == d.Name {
				s.District, s.ID = each.Slug, "sec_"+goldNumber+"_"+each.Slug
			}
		}
		c.Sections = append(c.Sections, s)
		for _, a := range d.Activities {
			gold.activity(i, a, file.Kinds)
		}
	}
	return gold, nil
}

// Compare reads the real column and compares it.
func (g *Gold) Compare() *Report {
	r := NewReport()
	r.Compare(goldNumber+" (real)", g.Truth, parser.Read(g.Page))
	return r
}

func day(s string) parser.Date {
	d, _ := parser.ParseDate(s)
	return d
}

func spanOf(start int, text string) parser.Span {
	return parser.Span{Start: start, End: start + len([]rune(text))}
}

// goldClasses translates the labels of the file's lines.
var goldClasses = map[string]parser.Class{
	"account": parser.ClassMeta, "published": parser.ClassMeta, "topic": parser.ClassMeta, "outlet": parser.ClassMeta,
	"outlet_slogan": parser.ClassMeta, "week_range": parser.ClassWeek, "intro": parser.ClassIntroduction,
	"intro_column_statement": parser.ClassIntroduction, "district": parser.ClassHeading, "image_caption": parser.ClassCaption,
	"credits": parser.ClassCredit, "author": parser.ClassCredit, "account_repeat": parser.ClassCredit,
	"title": parser.ClassTitle, "headline": parser.ClassHeadline, "activity": parser.ClassActivity, "closing_note": parser.ClassClosingNote,
}

func (g *Gold) blocks(text string, file goldFile) {
	c, classes := &g.Truth.Column, map[int]parser.Class{}
	for _, l := range file.LineLabels {
		classes[l.Line] = goldClasses[l.Label]
	}
	var texts []string
	for i, text := range strings.Split(text, "\n") {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		b := parser.Block{Text: text, Class: classes[i+1], Span: spanOf(c.Characters+len(texts), text)}
		if b.Class == "" {
			b.Class = parser.ClassFurniture
		}
		if strings.Contains(text, "作者") {
			g.Truth.Open[generate.Place{Activity: -1, Name: text, Field: "class"}] = true
		}
		c.Blocks, texts = append(c.Blocks, b), append(texts, text)
		c.Characters += b.Span.End - b.Span.Start
	}
	c.Text = strings.Join(texts, "\n")
}

// activity adds an activity with its place, date, kind and officials.
func (g *Gold) activity(section int, a goldActivity, kinds map[string]string) {
	c, text, searched := &g.Truth.Column, strings.Join(a.Paragraphs, "\n"), ""
	if n := len(c.Activities); n > 0 { // it stands behind the one before
		searched = string([]rune(c.Text)[:c.Activities[n-1].Span.End])
	}
	before, _, _ := strings.Cut(c.Text[len(searched):], text)
	span := spanOf(len([]rune(searched+before)), text)
	out := parser.Activity{Section: section, Text: text, Span: span, Paragraphs: make([]parser.Span, len(a.Paragraphs))}
	precision := strings.Replace(a.Date.Precision, "day-range", "range", 1)
	out.Date = parser.Moment{Start: day(a.Date.Start), End: day(a.Date.End), Text: a.Date.Expr, Precision: parser.Precision(precision)}
	for opening, kind := range kinds {
		if strings.HasPrefix(text, opening) {
			out.Kind = kind
		}
	}
	leave := func(name, field, value string) {
		g.Truth.Open[generate.Place{Activity: len(c.Activities), Name: name, Field: field, Value: value}] = true
	}
	leave("", "activity_id", "")
	for i, o := range a.Officials {
		p := parser.Appearance{
			Name: o.Name, Position: i + 1, Post: o.Post, Posts: o.Posts, NamedAs: "name_only", Role: "actor", Verbs: o.Verbs,
			Statements: o.Statements, Span: parser.Span{Start: span.Start + o.Mentions[0].Start, End: span.Start + o.Mentions[0].End},
		}
		for _, m := range o.Mentions {
			if m.WithPost {
				p.NamedAs = "post_and_name"
			}
		}
		leave(o.Name, "official_id", "")
		leave(o.Name, "office", "")
		for _, verb := range o.Optional {
			leave(o.Name, "verbs", verb)
		}
		out.Officials = append(out.Officials, p)
	}
	c.Activities = append(c.Activities, out)
}
