package generate

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"shenzheng/parser"
)

// sample are columns that several tests look at.
var sample = sync.OnceValue(func() (out []Truth) {
	for i := range 250 {
		out = append(out, Generator(11).Column(i))
	}
	return out
})

func TestColumnIsTheSameForTheSameSeed(t *testing.T) {
	a, b := Generator(3), Generator(3)
	b.Column(0) // what was asked for before changes nothing
	for _, i := range []int{0, 7, 19} {
		x, y := a.Column(i), b.Column(i)
		if x.Column.Text != y.Column.Text {
			t.Errorf("column %d differs between two generators of one seed", i)
		}
	}
	x := a.Column(7)
	for _, s := range Shapes() {
		if !bytes.Equal(x.Render(s).Body, x.Render(s).Body) {
			t.Errorf("a column gives two pages in shape %s", s.Name)
		}
	}
	if Generator(3).Column(0).Column.Text == Generator(4).Column(0).Column.Text {
		t.Error("two seeds give one text")
	}
}

// TestTruthAgreesWithItself checks what the parser would be checked for: a
// truth whose spans or counts were wrong would blame the parser.
func TestTruthAgreesWithItself(t *testing.T) {
	numbers := map[string]bool{}
	for i, truth := range sample() {
		c := truth.Column
		if strings.ContainsAny(c.Text, "{}[]<>=¶␠␢") {
			t.Errorf("column %d: a slot is not filled: %s", i, c.Text)
		}
		text := []rune(c.Text)
		if numbers[truth.Column.Number] {
			t.Errorf("number %s twice", truth.Column.Number)
		}
		numbers[truth.Column.Number] = true
		for _, b := range c.Blocks {
			if string(text[b.Span.Start:b.Span.End]) != b.Text {
				t.Errorf("column %d: block %q is not at its span", i, b.Text)
			}
		}
		ids := map[string]bool{}
		sections := make([]int, len(c.Sections))
		for _, a := range c.Activities {
			if ids[a.ID] {
				t.Errorf("column %d: id %s twice", i, a.ID)
			}
			ids[a.ID] = true
			sections[a.Section]++
			checkActivity(t, text, a)
		}
		for j, s := range c.Sections {
			if sections[j] != s.Activities {
				t.Errorf("column %d: section %s has %d activities, not %d", i, s.ID, sections[j], s.Activities)
			}
		}
	}
}

func checkActivity(t *testing.T, text []rune, a parser.Activity) {
	t.Helper()
	var paragraphs []string
	for _, p := range a.Paragraphs {
		paragraphs = append(paragraphs, string(text[p.Start:p.End]))
	}
	if strings.Join(paragraphs, "\n") != a.Text {
		t.Errorf("%s: paragraphs are not its text", a.ID)
	}
	if !strings.HasPrefix(a.Text, a.Date.Text) {
		t.Errorf("%s does not open with %q", a.ID, a.Date.Text)
	}
	for i, o := range a.Officials {
		printed := string(text[o.Span.Start:o.Span.End])
		if !strings.HasPrefix(printed, o.Post) && !strings.Contains(a.Text, o.Post) || o.Position != i+1 || o.Span.Start < a.Span.Start || o.Span.End > a.Span.End {
			t.Errorf("%s: %s is not at %q", a.ID, o.Name, printed)
		}
		if (o.Post == "") != (o.NamedAs == "name_only") || (o.Post == "") != (len(o.Posts) == 0) {
			t.Errorf("%s: %s has post %q and is %s", a.ID, o.Name, o.Post, o.NamedAs)
		}
	}
}

// TestEveryFormOccurs keeps the generator from quietly losing a form.
func TestEveryFormOccurs(t *testing.T) {
	seen := map[string]bool{}
	for _, truth := range sample() {
		c := truth.Column
		seen["column "+string(c.Kind)] = true
		for _, p := range c.Problems {
			seen["problem "+p.Code] = true
		}
		for _, b := range c.Blocks {
			seen["class "+string(b.Class)] = true
		}
		for _, s := range c.Sections {
			seen["district "+s.District], seen["heading "+s.HeadingSource] = true, true
			if strings.HasSuffix(s.ID, "_2") {
				seen["district twice"] = true
			}
		}
		for _, a := range c.Activities {
			seen["precision "+string(a.Date.Precision)], seen["kind "+a.Kind] = true, true
			for _, o := range a.Officials {
				seen["office "+o.Office], seen["role "+o.Role], seen[o.NamedAs] = true, true, true
				for _, v := range append(slices.Clone(o.Verbs), o.Statements...) {
					seen["verb "+v] = true
				}
			}
		}
		for _, sep := range texts("separator") {
			seen["separator "+sep] = seen["separator "+sep] || strings.Contains(c.Text, "日"+sep)
		}
	}
	want := strings.Fields("column_weekly column_other problem_week_disagrees heading_printed heading_inferred district_twice office_secretary office_head office_both office_other " +
		"role_actor role_mentioned name_only post_and_name precision_day precision_range precision_list precision_week precision_month_part precision_vague precision_none precision_invalid " +
		"kind_investment kind_signing kind_ceremony kind_inspection kind_meeting kind_media kind_event kind_other kind_exchange " +
		"class_title class_meta class_week class_introduction class_heading class_headline class_activity class_caption class_closing_note class_credit class_furniture")
	for _, v := range slices.Concat(texts("verb"), texts("statement")) {
		want = append(want, "verb "+v)
	}
	for _, d := range districts() {
		want = append(want, "district "+d.slug)
	}
	for _, sep := range texts("separator") {
		want = append(want, "separator "+sep)
	}
	for _, w := range want {
		if !seen[w] && !seen[strings.Replace(w, "_", " ", 1)] {
			t.Errorf("%d columns hold no %s", len(sample()), w)
		}
	}
}

func TestRender(t *testing.T) {
	truth := Generator(9).Column(4)
	for _, s := range Shapes() {
		t.Run(s.Name, func(t *testing.T) {
			p := truth.Render(s)
			if utf8.Valid(p.Body) != s.UTF8() {
				t.Errorf("page is UTF-8: %v", !s.UTF8())
			}
			if s.has("heavy") && (len(p.Body) < 200<<10 || len(p.Body) > 450<<10) {
				t.Errorf("heavy page has %d bytes", len(p.Body))
			}
			if !s.HTML() {
				return
			}
			if _, err := html.Parse(bytes.NewReader(p.Body)); err != nil {
				t.Error(err)
			}
		})
	}
}

func BenchmarkColumn(b *testing.B) {
	g := Generator(1)
	for i := 0; b.Loop(); i++ {
		g.Column(i)
	}
}
