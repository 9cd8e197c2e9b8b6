package score

import (
	"slices"
	"strings"
	"testing"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/forms"
	"shenzheng/parser/evaluate/generate"
)

// whole gives a truth that has every kind of row in it, and a reading that is
// right in everything.
func whole(t *testing.T) (generate.Truth, *parser.Column) {
	t.Helper()
	g := generate.Generator(2)
	for i := range 200 {
		truth := g.Column(i)
		c := truth.Column
		if len(c.Sections) < 3 || len(c.Credits) < 2 || c.Summary == "" || c.Topic == "" || c.Sections[0].Headline == "" {
			continue
		}
		first := c.Activities[0]
		if len(first.Officials) < 2 || first.Date.Precision != parser.PrecisionDay || len(first.Officials[0].Verbs) == 0 {
			continue
		}
		return truth, &c
	}
	t.Fatal("no generated column has every kind of row")
	return generate.Truth{}, nil
}

func compare(w generate.Truth, c *parser.Column) *Report {
	r := new(Report)
	r.Compare(w.Column.Number, w, parser.Reading{Kind: parser.PageColumn, Column: c})
	return r
}

func TestRightReadingHasNoMiss(t *testing.T) {
	w, c := whole(t)
	r := compare(w, c)
	if len(r.Misses) > 0 || r.Minimum().F1() != 1 {
		t.Errorf("the truth against itself: %v", r.Misses)
	}
	for _, field := range []string{"column.title", "block.class", "section.district", "activity.date_start", "appearance.posts", "credit.role_and_name"} {
		if r.figure(field).Support() == 0 {
			t.Errorf("%s has no support", field)
		}
	}
}

// TestWrongReadingIsNoticed breaks one thing at a time: an evaluator that
// missed it would praise a parser that does the same.
func TestWrongReadingIsNoticed(t *testing.T) {
	w, c := whole(t)
	person := func(c *parser.Column) *parser.Appearance { return &c.Activities[0].Officials[0] }
	for field, spoil := range map[string]func(*parser.Column){
		"column.kind":             func(c *parser.Column) { c.Kind = parser.KindOther },
		"column.title":            func(c *parser.Column) { c.Title += "。" },
		"column.column_id":        func(c *parser.Column) { c.ID = "col_1" },
		"column.published_at":     func(c *parser.Column) { c.Published = c.Published.Add(time.Hour) },
		"column.week_start":       func(c *parser.Column) { c.Week.Start = c.Week.Start.AddDays(7) },
		"column.week_end":         func(c *parser.Column) { c.Week.End = parser.Date{} },
		"column.author":           func(c *parser.Column) { c.Author = "" },
		"column.outlet":           func(c *parser.Column) { c.Outlet = "" },
		"column.topic":            func(c *parser.Column) { c.Topic = "" },
		"column.summary":          func(c *parser.Column) { c.Summary = "" },
		"column.ledger":           func(c *parser.Column) { c.Characters++ },
		"block.class":             func(c *parser.Column) { c.Blocks[3].Class = parser.ClassActivity },
		"section.district":        func(c *parser.Column) { c.Sections = c.Sections[1:] },
		"section.section_id":      func(c *parser.Column) { c.Sections[0].ID = "sec_1" },
		"section.heading":         func(c *parser.Column) { c.Sections[0].Heading = "" },
		"section.heading_source":  func(c *parser.Column) { c.Sections[0].HeadingSource = "inferred" },
		"section.headline":        func(c *parser.Column) { c.Sections[0].Headline = "" },
		"section.activities":      func(c *parser.Column) { c.Sections[0].Activities++ },
		"activity.presence":       func(c *parser.Column) { c.Activities = c.Activities[:len(c.Activities)-1] },
		"activity.district":       func(c *parser.Column) { c.Activities[0].Section++ },
		"activity.activity_id":    func(c *parser.Column) { c.Activities[0].ID = "act_1" },
		"activity.date_start":     func(c *parser.Column) { c.Activities[0].Date.Start = parser.Date{} },
		"activity.date_end":       func(c *parser.Column) { c.Activities[0].Date.End = c.Week.End.AddDays(9) },
		"activity.date_precision": func(c *parser.Column) { c.Activities[0].Date.Precision = parser.PrecisionRange },
		"activity.date_part":      func(c *parser.Column) { c.Activities[0].Date.Part += "晚" },
		"activity.date_list":      func(c *parser.Column) { c.Activities[0].Date.List = []parser.Date{c.Week.Start} },
		"activity.date_text":      func(c *parser.Column) { c.Activities[0].Date.Text = "" },
		"activity.kind":           func(c *parser.Column) { c.Activities[0].Kind = "none" },
		"activity.text":           func(c *parser.Column) { c.Activities[0].Text += "。" },
		"activity.paragraphs":     func(c *parser.Column) { c.Activities[0].Paragraphs = append(c.Activities[0].Paragraphs, parser.Span{}) },
		"activity.span":           func(c *parser.Column) { c.Activities[0].Span.End-- },
		"appearance.name":         func(c *parser.Column) { c.Activities[0].Officials = c.Activities[0].Officials[1:] },
		"appearance.official_id":  func(c *parser.Column) { person(c).OfficialID = "" },
		"appearance.position":     func(c *parser.Column) { person(c).Position = 7 },
		"appearance.post":         func(c *parser.Column) { person(c).Post += "、" },
		"appearance.posts":        func(c *parser.Column) { person(c).Posts = append(person(c).Posts, parser.Post{Org: "x", Title: "y"}) },
		"appearance.office":       func(c *parser.Column) { person(c).Office = "none" },
		"appearance.named_as":     func(c *parser.Column) { person(c).NamedAs = "none" },
		"appearance.role":         func(c *parser.Column) { person(c).Role = "none" },
		"appearance.verbs":        func(c *parser.Column) { person(c).Verbs = person(c).Verbs[1:] },
		"appearance.statements":   func(c *parser.Column) { person(c).Statements = append(person(c).Statements, "说") },
		"appearance.span":         func(c *parser.Column) { person(c).Span.Start-- },
		"credit.role_and_name":    func(c *parser.Column) { c.Credits = c.Credits[:1] },
		"problem.code":            func(c *parser.Column) { c.Problems = append(c.Problems, parser.Problem{Code: "week_disagrees"}) },
	} {
		t.Run(field, func(t *testing.T) {
			spoiled := clone(c)
			spoil(spoiled)
			r := compare(w, spoiled)
			if r.figure(field).F1() == 1 && len(r.Misses) == 0 {
				t.Error("not noticed")
			}
			if !slices.ContainsFunc(r.Misses, func(m Miss) bool { return m.Field == field }) {
				t.Errorf("misses name other fields: %v", r.Misses)
			}
		})
	}
}

// clone copies what the test spoils.
func clone(c *parser.Column) *parser.Column {
	out := *c
	out.Blocks, out.Sections, out.Credits = slices.Clone(c.Blocks), slices.Clone(c.Sections), slices.Clone(c.Credits)
	out.Activities = slices.Clone(c.Activities)
	out.Activities[0].Officials = slices.Clone(c.Activities[0].Officials)
	return &out
}

func TestNothingReadMissesEverything(t *testing.T) {
	w, _ := whole(t)
	r := new(Report)
	r.Compare(w.Column.Number, w, parser.Reading{Kind: parser.PageError})
	for _, row := range r.Figures {
		if row.True != 0 || row.False != 0 && row.Field != "column.ledger" {
			t.Errorf("%s: %d right, %d wrong of nothing", row.Field, row.True, row.False)
		}
	}
	if r.Minimum().F1() != 0 {
		t.Errorf("lowest F1 is %v", r.Minimum())
	}
}

func TestFigures(t *testing.T) {
	for _, c := range []struct {
		tally                 forms.Figure
		precision, recall, f1 float64
	}{
		{forms.Figure{}, 1, 1, 1},
		{forms.Figure{True: 3, False: 1}, 0.75, 1, 6.0 / 7},
		{forms.Figure{True: 1, Missed: 3}, 1, 0.25, 0.4},
		{forms.Figure{False: 2, Missed: 2}, 0, 0, 0},
	} {
		if c.tally.Precision() != c.precision || c.tally.Recall() != c.recall || c.tally.F1() != c.f1 {
			t.Errorf("%+v: %v %v %v", c.tally, c.tally.Precision(), c.tally.Recall(), c.tally.F1())
		}
	}
}

func TestRowsAnswerEachOtherInOrder(t *testing.T) {
	list := func(names string) (rows []row) {
		for _, name := range strings.Fields(names) {
			rows = append(rows, newRow("section", name, name, generate.Place{}, "district", name, "heading", name))
		}
		return rows
	}
	r := new(Report)
	r.compare(list("a b c d"), list("b x d a"), true)
	for _, field := range []string{"section.district", "section.heading"} {
		if f := *r.figure(field); f.True != 2 || f.Missed != 2 || f.False != 2 {
			t.Errorf("%+v", f)
		}
	}
	if len(r.Misses) != 4 || r.Misses[0].Want != "a" || r.Misses[3].Got != "a" {
		t.Errorf("misses %v", r.Misses)
	}
}
