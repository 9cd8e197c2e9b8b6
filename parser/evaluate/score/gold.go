package score

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"time"
	"unicode/utf8"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
)

// goldFile is the hand-made truth of the one real column. What it says in the
// parser's own words is read into the parser's types.
type goldFile struct {
	Source  struct{ URL string }
	Article struct {
		parser.Column
		Published struct{ Value time.Time }
		Week      struct{ Start, End string }
	}
	Districts []struct {
		Name       string
		Headlines  []string
		Activities []goldActivity
	}
	Credits    []parser.Credit
	Kinds      map[string]string // by the heads of the activities' texts
	LineLabels []struct {
		Line  int
		Label string
	} `json:"line_labels"`
}

type goldActivity struct {
	Head       string `json:"text_head"`
	Paragraphs []string
	Date       struct {
		parser.Moment
		Expr, Start, End string
	}
	Officials []struct {
		parser.Appearance
		PostRaw  string   `json:"post_raw"`
		Optional []string `json:"verbs_optional"`
		Mentions []struct {
			Start, End int
			WithPost   bool `json:"with_post"`
		}
	}
}

// goldClasses translates those labels of lines that are no classes.
var goldClasses = map[string]parser.Class{
	"account": parser.ClassMeta, "published": parser.ClassMeta, "topic": parser.ClassMeta, "outlet": parser.ClassMeta,
	"outlet_slogan": parser.ClassMeta, "week_range": parser.ClassWeek, "intro": parser.ClassIntroduction,
	"intro_column_statement": parser.ClassIntroduction, "district": parser.ClassHeading, "image_caption": parser.ClassCaption,
	"credits": parser.ClassCredit, "author": parser.ClassCredit, "account_repeat": parser.ClassCredit, "boilerplate": parser.ClassFurniture,
}

// goldNumber is the real column's article number.
const goldNumber = "8137676"

// Gold is the one real column: its page, and what must be read from it.
type Gold struct {
	Page  parser.Page
	Truth generate.Truth
}

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
	gold := &Gold{Page: parser.Page{Body: text, ContentType: "text/plain", URL: file.Source.URL, Source: "dutenews", Number: goldNumber}}
	gold.Truth.Column, gold.Truth.Open = file.Article.Column, map[generate.Place]bool{{Activity: -1, Field: "summary"}: true}
	c := &gold.Truth.Column
	c.ID, c.Number, c.Kind, c.Credits = "col_"+goldNumber, goldNumber, parser.KindWeekly, file.Credits
	c.Published, c.Week.Start, c.Week.End = file.Article.Published.Value, day(file.Article.Week.Start), day(file.Article.Week.End)
	gold.blocks(string(text), file)
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
			gold.activity(i, a, file.Kinds[a.Head])
		}
	}
	return gold, nil
}

// Compare reads the real column and compares it.
func (g *Gold) Compare() *Report {
	r := new(Report)
	r.Compare(goldNumber+" (real)", g.Truth, parser.Read(g.Page))
	return r
}

func day(s string) parser.Date {
	d, _ := parser.ParseDate(s)
	return d
}

func spanOf(start int, text string) parser.Span {
	return parser.Span{Start: start, End: start + utf8.RuneCountInString(text)}
}

// blocks takes the text apart into lines.
func (g *Gold) blocks(text string, file goldFile) {
	c, classes := &g.Truth.Column, map[int]parser.Class{}
	for _, l := range file.LineLabels {
		classes[l.Line] = cmp.Or(goldClasses[l.Label], parser.Class(l.Label))
	}
	for i, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if c.Text != "" {
			c.Text += "\n"
		}
		span := spanOf(utf8.RuneCountInString(c.Text), line)
		c.Blocks = append(c.Blocks, parser.Block{Text: line, Class: cmp.Or(classes[i+1], parser.ClassFurniture), Span: span})
		c.Text += line
		c.Characters += span.End - span.Start
		if strings.Contains(line, "作者") {
			g.Truth.Open[generate.Place{Activity: -1, Name: line, Field: "class"}] = true
		}
	}
}

// activity adds an activity with its place, date, kind and officials. No two
// have the same text.
func (g *Gold) activity(section int, a goldActivity, kind string) {
	c, text := &g.Truth.Column, strings.Join(a.Paragraphs, "\n")
	before, _, _ := strings.Cut(c.Text, text)
	out := parser.Activity{Section: section, Text: text, Kind: kind, Paragraphs: make([]parser.Span, len(a.Paragraphs))}
	out.Span = spanOf(utf8.RuneCountInString(before), text)
	out.Date = a.Date.Moment
	out.Date.Start, out.Date.End, out.Date.Text = day(a.Date.Start), day(a.Date.End), a.Date.Expr
	out.Date.Precision = parser.Precision(strings.TrimPrefix(string(a.Date.Precision), "day-"))
	leave := func(name, field, value string) {
		g.Truth.Open[generate.Place{Activity: len(c.Activities), Name: name, Field: field, Value: value}] = true
	}
	leave("", "activity_id", "")
	for i, o := range a.Officials {
		p, first := o.Appearance, o.Mentions[0]
		p.Position, p.Post, p.NamedAs, p.Role = i+1, o.PostRaw, "name_only", "actor"
		p.Span = parser.Span{Start: out.Span.Start + first.Start, End: out.Span.Start + first.End}
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
