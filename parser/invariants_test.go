package parser

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// checkReading holds every reading to what rows rely on: offsets lie in the
// text, texts are what their spans say, the ledger adds up, ids are unique.
func checkReading(t testing.TB, r Reading) {
	t.Helper()
	c := r.Column
	if (r.Kind == PageColumn) != (c != nil) {
		t.Fatalf("kind %s with column %v", r.Kind, c != nil)
	}
	if c == nil {
		return
	}
	if !utf8.ValidString(c.Text) {
		t.Fatal("the text is not UTF-8")
	}
	text := []rune(c.Text)
	in := func(s Span) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= len(text) }
	checkBlocks(t, c, text)
	if c.Kind == KindOther && len(c.Sections)+len(c.Activities) > 0 {
		t.Fatal("a column that is no round-up has activities")
	}
	if c.Kind == KindWeekly && (len(c.Sections) == 0 || c.Week.Start.IsZero() || c.Week.End.Before(c.Week.Start)) {
		t.Fatal("a round-up without sections or week")
	}
	ids := map[string]bool{}
	perSection := make([]int, len(c.Sections))
	for i := range c.Activities {
		a := &c.Activities[i]
		if ids[a.ID] || a.Position != i+1 || a.Section >= len(c.Sections) {
			t.Fatalf("activity %d: id %s position %d section %d", i, a.ID, a.Position, a.Section)
		}
		ids[a.ID] = true
		perSection[a.Section]++
		checkActivity(t, a, text)
	}
	for i, s := range c.Sections {
		if ids[s.ID] || s.Activities != perSection[i] || s.Position != i+1 {
			t.Fatalf("section %d: %+v", i, s)
		}
		ids[s.ID] = true
	}
	for i, p := range c.Problems {
		if !in(p.Span) || i > 0 && c.Problems[i-1].Span.Start > p.Span.Start || strings.Contains(p.Detail, "\n") {
			t.Fatalf("problem %d: %+v", i, p)
		}
	}
}

func checkBlocks(t testing.TB, c *Column, text []rune) {
	t.Helper()
	known := map[Class]bool{}
	for _, class := range Classes() {
		known[Class(class.Code)] = true
	}
	end, characters := 0, 0
	for i, b := range c.Blocks {
		if i > 0 {
			if text[end] != '\n' {
				t.Fatalf("block %d does not follow a line feed", i)
			}
			end++
		}
		if b.Span.Start != end || string(text[b.Span.Start:b.Span.End]) != b.Text || !known[b.Class] || b.Rule == "" {
			t.Fatalf("block %d: %+v, expected at %d", i, b, end)
		}
		end = b.Span.End
		characters += b.Span.End - b.Span.Start
	}
	if end != len(text) || characters != c.Characters {
		t.Fatalf("blocks end at %d of %d, %d characters, column says %d", end, len(text), characters, c.Characters)
	}
}

func checkActivity(t testing.TB, a *Activity, text []rune) {
	t.Helper()
	var paragraphs []string
	for _, p := range a.Paragraphs {
		paragraphs = append(paragraphs, string(text[p.Start:p.End]))
	}
	if strings.Join(paragraphs, "\n") != a.Text || a.Text == "" {
		t.Fatalf("text %q, paragraphs %q", a.Text, paragraphs)
	}
	if a.Span != (Span{Start: a.Paragraphs[0].Start, End: a.Paragraphs[len(a.Paragraphs)-1].End}) {
		t.Fatalf("span %v of paragraphs %v", a.Span, a.Paragraphs)
	}
	if !strings.HasPrefix(a.Text, a.Date.Text) {
		t.Fatalf("date %q does not open %q", a.Date.Text, a.Text)
	}
	switch a.Date.Precision {
	case PrecisionVague, PrecisionNone, PrecisionInvalid:
		if !a.Date.Start.IsZero() || !a.Date.End.IsZero() {
			t.Fatalf("%s has days: %+v", a.Date.Precision, a.Date)
		}
	default:
		if a.Date.Start.IsZero() || a.Date.End.Before(a.Date.Start) {
			t.Fatalf("%q: %+v", a.Date.Text, a.Date)
		}
	}
	for _, o := range a.Officials {
		if o.Span.Start < a.Span.Start || o.Span.End > a.Span.End || o.Span.Start >= o.Span.End {
			t.Fatalf("official %s at %v in activity %v", o.Name, o.Span, a.Span)
		}
	}
}
