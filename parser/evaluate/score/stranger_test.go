package score

import (
	"slices"
	"testing"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
)

// TestStrangersGiveNoColumn reads pages that are none of the column's.
func TestStrangersGiveNoColumn(t *testing.T) {
	g := generate.New(17)
	for i := range 25 {
		for _, s := range g.Strangers(i) {
			reading := parser.Read(s.Page)
			if reading.Column != nil || reading.Kind == parser.PageColumn {
				t.Errorf("%s %d is read as a column (%s)", s.Name, i, reading.Reason)
			}
			if reading.Reason == "" {
				t.Errorf("%s %d: no reason for kind %s", s.Name, i, reading.Kind)
			}
		}
	}
}

// TestPartsOfAnArticle reads a column that goes on at another address: the
// first page says so, the second is none.
func TestPartsOfAnArticle(t *testing.T) {
	g := generate.New(23)
	for i := range 10 {
		truth := g.Column(i)
		if truth.Column.Kind != parser.KindWeekly {
			continue
		}
		first, second := truth.Parts()
		c := parser.Read(first).Column
		if c == nil || !slices.ContainsFunc(c.Problems, func(p parser.Problem) bool { return p.Code == "article_continues" }) {
			t.Errorf("column %s: its first part does not say that it goes on", truth.Column.Number)
		}
		if r := parser.Read(second); r.Column != nil {
			t.Errorf("column %s: its second part is read as a column (%s)", truth.Column.Number, r.Reason)
		}
	}
}
