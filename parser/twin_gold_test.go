package parser

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// districtRows gives district, date and beginning of every activity.
func districtRows(c *Column) []string {
	var out []string
	for _, a := range c.Activities {
		out = append(out, strings.Join([]string{c.Sections[a.Section].District, a.Date.Start.String(), a.Date.End.String(), string([]rune(a.Text)[:6])}, " "))
	}
	return out
}

// TestGoldWithoutHeadings: twins of the real column whose headings are not
// visible give the same districts, all inferred.
func TestGoldWithoutHeadings(t *testing.T) {
	_, text, r := readGold(t)
	var kept []string
	for _, l := range strings.Split(text, "\n") {
		if d, headline := readHeading([]rune(strings.TrimSpace(l))); d == nil || headline > 0 || strings.TrimSpace(l) == "" {
			kept = append(kept, l)
		}
	}
	twin := Read(Page{Body: []byte(strings.Join(kept, "\n")), Number: "8137676"}).Column
	if twin == nil {
		t.Fatal("no column")
	}
	if diff := cmp.Diff(districtRows(r.Column), districtRows(twin)); diff != "" {
		t.Errorf("-printed +inferred:\n%s", diff)
	}
	for i, s := range twin.Sections {
		if s.HeadingSource != "inferred" || s.Heading != "" || s.Headline != r.Column.Sections[i].Headline {
			t.Errorf("%+v", s)
		}
	}
}

// TestGoldWithoutOneHeading: a twin that lacks one heading loses no section.
func TestGoldWithoutOneHeading(t *testing.T) {
	_, text, r := readGold(t)
	for _, s := range r.Column.Sections {
		t.Run(s.District, func(t *testing.T) {
			twin := Read(Page{Body: []byte(strings.Replace(text, "\n"+s.Heading+"\n", "\n", 1)), Number: "8137676"}).Column
			if diff := cmp.Diff(districtRows(r.Column), districtRows(twin)); diff != "" {
				t.Errorf("-whole +twin:\n%s", diff)
			}
		})
	}
}

// TestGoldFullWidth: the twin in full width gives the same rows.
func TestGoldFullWidth(t *testing.T) {
	_, text, r := readGold(t)
	wide := strings.Map(func(c rune) rune {
		switch c {
		case ',', ':', '(', ')', '?', '-':
			return c + 0xfee0
		}
		if c >= '0' && c <= '9' {
			return c + 0xfee0
		}
		return c
	}, text)
	narrow := func(rows []string) string {
		return string(foldText(strings.Join(rows, "\n")))
	}
	twin := Read(Page{Body: []byte(wide), Number: "8137676"})
	if diff := cmp.Diff(narrow(columnRows(r)), narrow(columnRows(twin))); diff != "" {
		t.Errorf("-half +full:\n%s", diff)
	}
	for i := range r.Column.Activities {
		if a, b := r.Column.Activities[i], twin.Column.Activities[i]; a.ID != b.ID || a.Span != b.Span {
			t.Errorf("%s %v became %s %v", a.ID, a.Span, b.ID, b.Span)
		}
	}
}
