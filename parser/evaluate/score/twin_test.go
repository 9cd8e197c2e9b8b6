package score

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
)

// A twin is a copy of an article in which one thing was changed, so that it
// is known what must follow from the change and that nothing else may. What
// twins show is consistency: a twin of a column that was read wrongly is read
// wrongly too. They are no evidence beside the columns they come from and are
// counted in no figure.

// original is an article as lines, and its reading.
type original struct {
	name  string
	want  parser.Column
	lines []parser.Block
	page  parser.Page
	read  parser.Column
}

// originals are the real column, where it is at hand, and some generated ones.
func originals(t *testing.T) []*original {
	t.Helper()
	if _, ok := corpusFolder(); !ok {
		t.Log("the real column is not here: no shared/corpus beside the module")
	}
	out, err := readOriginals()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var readOriginals = sync.OnceValues(func() (out []*original, err error) {
	add := func(name string, want parser.Column, page parser.Page) {
		if o := (&original{name: name, want: want, lines: want.Blocks, page: page}); want.Kind == parser.KindWeekly {
			o.read = o.twin(o.lines)
			out = append(out, o)
		}
	}
	g := generate.Generator(20240511)
	for i := range 40 {
		truth := g.Column(i)
		add("generated "+truth.Column.Number, truth.Column, truth.Render(generate.Shapes()[0]))
	}
	if folder, ok := corpusFolder(); ok {
		gold, err := ReadGold(folder)
		if err != nil {
			return nil, err
		}
		add(goldNumber+" (real)", gold.Truth.Column, gold.Page)
	}
	return out, nil
})

// twin reads the changed lines as the page they came from.
func (o *original) twin(lines []parser.Block) parser.Column {
	var text strings.Builder
	for _, l := range lines {
		text.WriteString(l.Text + "\n\n")
	}
	page := o.page
	page.Body = []byte(text.String())
	reading := parser.Read(page)
	if reading.Column == nil {
		return parser.Column{}
	}
	return *reading.Column
}

// edit gives the lines with every text changed.
func (o *original) edit(change func(parser.Block) string) []parser.Block {
	lines := slices.Clone(o.lines)
	for i := range lines {
		lines[i].Text = change(lines[i])
	}
	return lines
}

// compared is what a change may or may not touch: everything read but ids,
// hashes, places and the rules that were used.
var compared = cmp.Options{
	cmpopts.IgnoreFields(parser.Column{}, "Blocks", "Text", "Characters", "ArticleSHA256", "Problems"),
	cmpopts.IgnoreFields(parser.Section{}, "ID"),
	cmpopts.IgnoreFields(parser.Activity{}, "ID", "Span", "Paragraphs", "Rule", "KindWord", "KindRule", "Refused"),
	cmpopts.IgnoreFields(parser.Moment{}, "Rule"),
	cmpopts.IgnoreFields(parser.Appearance{}, "OfficialID", "Span"),
	cmpopts.EquateEmpty(),
	cmp.AllowUnexported(parser.Date{}),
}

// follows fails the test where the twin is not what must follow.
func follows(t *testing.T, o *original, want, got parser.Column) {
	t.Helper()
	if diff := cmp.Diff(want, got, compared); diff != "" {
		t.Errorf("twin of %s (-must follow +read):\n%s", o.name, diff)
	}
}

// mapped copies a column with every printed text changed.
func mapped(c parser.Column, change func(string) string) parser.Column {
	c.Title, c.Author, c.Outlet, c.Topic, c.Summary = change(c.Title), change(c.Author), change(c.Outlet), change(c.Topic), change(c.Summary)
	c.Sections = slices.Clone(c.Sections)
	for i := range c.Sections {
		c.Sections[i].Heading, c.Sections[i].Headline = change(c.Sections[i].Heading), change(c.Sections[i].Headline)
	}
	c.Activities = slices.Clone(c.Activities)
	for i := range c.Activities {
		a := &c.Activities[i]
		a.Text, a.Date.Text = change(a.Text), change(a.Date.Text)
		a.Officials = slices.Clone(a.Officials)
		for j := range a.Officials {
			a.Officials[j].Post = change(a.Officials[j].Post)
		}
	}
	return c
}
