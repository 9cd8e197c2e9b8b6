package score

import (
	"slices"
	"testing"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
)

// TestStrangersGiveNoColumn reads pages that are none of the column's.
func TestStrangersGiveNoColumn(t *testing.T) {
	g := generate.Generator(17)
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

// parts prints a long column as two pages: the first leads to the second,
// which is no column by itself.
func parts(t generate.Truth) (first, second parser.Page) {
	half := len(t.Column.Blocks) / 2
	one, two := t, t
	one.Column.Blocks, two.Column.Blocks = t.Column.Blocks[:half], t.Column.Blocks[half:]
	next := "/p/" + t.Column.Number + "_2.html"
	shape := generate.Shapes()[1]
	shape.After = `<div class="pages"><a href="` + next + `">下一页</a></div>`
	first = one.Render(shape)
	shape.After = `<div class="pages"><a href="/p/` + t.Column.Number + `.html">上一页</a></div>`
	second = two.Render(shape)
	second.URL, second.Number = "https://www.dutenews.com"+next, t.Column.Number+"_2"
	return first, second
}

// TestPartsOfAnArticle reads a column that goes on at another address: the
// first page says so, the second is none.
func TestPartsOfAnArticle(t *testing.T) {
	g := generate.Generator(23)
	for i := range 10 {
		truth := g.Column(i)
		if truth.Column.Kind != parser.KindWeekly {
			continue
		}
		first, second := parts(truth)
		c := parser.Read(first).Column
		if c == nil || !slices.ContainsFunc(c.Problems, func(p parser.Problem) bool { return p.Code == "article_continues" }) {
			t.Errorf("column %s: its first part does not say that it goes on", truth.Column.Number)
		}
		if r := parser.Read(second); r.Column != nil {
			t.Errorf("column %s: its second part is read as a column (%s)", truth.Column.Number, r.Reason)
		}
	}
}
