package score

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"shenzheng/parser"
)

// goldFile is the hand-made truth of the one real column.
type goldFile struct {
	Source struct {
		File, URL string
	}
	Article struct {
		Title, Account, Outlet, Topic, Author string
		Published                             struct{ Value time.Time }
		Week                                  struct{ Start, End string }
	}
	Districts []goldDistrict
	Officials []struct {
		Name  string
		Posts []parser.Post
	}
	Credits    []parser.Credit
	Kinds      map[string]string // by how an activity's text opens
	LineLabels []struct {
		Line  int
		Label string
	} `json:"line_labels"`
}

type goldDistrict struct {
	Name       string
	Headlines  []string
	Activities []goldActivity
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
	Page parser.Page
	Want Want
}

// goldNumber is the real column's article number.
const goldNumber = "8137676"

// ReadGold reads the real column and its truth from a folder. Where the
// folder does not hold them the error is fs.ErrNotExist.
func ReadGold(folder fs.FS) (Gold, error) {
	text, err := fs.ReadFile(folder, goldNumber+".txt")
	if err != nil {
		return Gold{}, fmt.Errorf("read real column: %w", err)
	}
	truth, err := fs.ReadFile(folder, goldNumber+".gold.json")
	if err != nil {
		return Gold{}, fmt.Errorf("read truth of real column: %w", err)
	}
	var file goldFile
	if err := json.Unmarshal(truth, &file); err != nil {
		return Gold{}, fmt.Errorf("read truth of real column: %w", err)
	}
	kinds, err := fs.ReadFile(folder, goldNumber+".kinds.json")
	if err != nil {
		return Gold{}, fmt.Errorf("read kinds of real column: %w", err)
	}
	if err := json.Unmarshal(kinds, &file); err != nil {
		return Gold{}, fmt.Errorf("read kinds of real column: %w", err)
	}
	want, err := file.want(string(text))
	if err != nil {
		return Gold{}, err
	}
	page := parser.Page{Body: text, ContentType: "text/plain", URL: file.Source.URL, Source: "dutenews", Number: goldNumber}
	return Gold{Page: page, Want: want}, nil
}

// goldBuilder turns the file into a Want.
type goldBuilder struct {
	goldFile
	column    parser.Column
	optional  map[string][]string
	lineStart map[int]int // line number to offset in the canonical text
	searched  int         // no later paragraph stands before this offset
}

func (file goldFile) want(text string) (Want, error) {
	b := &goldBuilder{goldFile: file, optional: map[string][]string{}, lineStart: map[int]int{}}
	c := &b.column
	c.ID, c.Number, c.Kind, c.Title, c.Published = "col_"+goldNumber, goldNumber, parser.KindWeekly, file.Article.Title, file.Article.Published.Value
	c.Author, c.Outlet, c.Topic, c.Credits = file.Article.Author, file.Article.Outlet, file.Article.Topic, file.Credits
	c.Week = parser.Week{Start: day(file.Article.Week.Start), End: day(file.Article.Week.End)}
	b.blocks(text)
	for i, d := range file.Districts {
		b.section(i, d)
	}
	return Want{
		Name: goldNumber + " (real)", Column: *c,
		Open: func(_ int, name, field string) bool {
			if field == "class" {
				return strings.Contains(name, "作者")
			}
			return field == "activity_id" || field == "official_id" || field == "office" || field == "summary"
		},
		Tolerated: func(activity int, name string) []string { return b.optional[strconv.Itoa(activity)+name] },
	}, nil
}

func day(s string) parser.Date {
	d, _ := parser.ParseDate(s)
	return d
}

// goldClasses translates the labels of the file's lines.
var goldClasses = map[string]parser.Class{
	"title": parser.ClassTitle, "account": parser.ClassMeta, "published": parser.ClassMeta, "topic": parser.ClassMeta, "outlet": parser.ClassMeta,
	"outlet_slogan": parser.ClassMeta, "week_range": parser.ClassWeek, "intro": parser.ClassIntroduction, "intro_column_statement": parser.ClassIntroduction,
	"district": parser.ClassHeading, "headline": parser.ClassHeadline, "activity": parser.ClassActivity, "image_caption": parser.ClassCaption,
	"closing_note": parser.ClassClosingNote, "credits": parser.ClassCredit, "author": parser.ClassCredit, "account_repeat": parser.ClassCredit,
}

func (b *goldBuilder) blocks(text string) {
	labels := map[int]string{}
	for _, l := range b.LineLabels {
		labels[l.Line] = l.Label
	}
	offset := 0
	var texts []string
	for i, text := range strings.Split(text, "\n") {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		class, known := goldClasses[labels[i+1]]
		if !known {
			class = parser.ClassFurniture
		}
		length := len([]rune(text))
		b.column.Blocks = append(b.column.Blocks, parser.Block{Text: text, Class: class, Span: parser.Span{Start: offset, End: offset + length}})
		b.column.Characters += length
		texts = append(texts, text)
		offset += length + 1
	}
	b.column.Text = strings.Join(texts, "\n")
}

func (b *goldBuilder) section(i int, d goldDistrict) {
	s := parser.Section{Position: i + 1, Heading: d.Name, HeadingSource: "printed", Headline: strings.Join(d.Headlines, " / "), Activities: len(d.Activities)}
	for _, each := range parser.Districts() {
		if each.NameZH == d.Name {
			s.District = each.Slug
			s.ID = "sec_" + goldNumber + "_" + each.Slug
		}
	}
	b.column.Sections = append(b.column.Sections, s)
	for _, a := range d.Activities {
		b.activity(i, a)
	}
}

func (b *goldBuilder) activity(section int, a goldActivity) {
	text := strings.Join(a.Paragraphs, "\n")
	whole := b.column.Text
	at := strings.Index(whole[b.searched:], text) + b.searched
	start := len([]rune(whole[:at]))
	b.searched = at + len(text)
	out := parser.Activity{Section: section, Text: text, Span: parser.Span{Start: start, End: start + len([]rune(text))}, Paragraphs: make([]parser.Span, len(a.Paragraphs))}
	out.Date = parser.Moment{Start: day(a.Date.Start), End: day(a.Date.End), Text: a.Date.Expr, Precision: parser.Precision(strings.Replace(a.Date.Precision, "day-range", "range", 1))}
	for opening, kind := range b.Kinds {
		if strings.HasPrefix(text, opening) {
			out.Kind = kind
		}
	}
	for i, o := range a.Officials {
		first := o.Mentions[0]
		p := parser.Appearance{
			Name: o.Name, Position: i + 1, Post: o.Post, Posts: o.Posts, NamedAs: "name_only", Role: "actor", Verbs: o.Verbs, Statements: o.Statements,
			Span: parser.Span{Start: start + first.Start, End: start + first.End},
		}
		for _, m := range o.Mentions {
			if m.WithPost {
				p.NamedAs = "post_and_name"
			}
		}
		b.optional[strconv.Itoa(len(b.column.Activities))+o.Name] = o.Optional
		out.Officials = append(out.Officials, p)
	}
	b.column.Activities = append(b.column.Activities, out)
}
