package generate

import (
	"fmt"
	"strings"

	"shenzheng/parser"
)

// Stranger is a page that is no column of 深政观察, and what it is.
type Stranger struct {
	Name string
	Page parser.Page
}

// Strangers gives one page of every kind that a crawler meets beside columns:
// none of them may give a column.
func (g *Generator) Strangers(i int) []Stranger {
	w := newDraft(newDice(g.seed, uint64(i)<<8), g.Week(i), i)
	w.home, w.wide, w.column.Kind, w.titled = pick(w.dice, districts), "", parser.KindWeekly, w.week
	pages := []Stranger{{"binary", parser.Page{Body: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\xff\xd8\x00\x01\x02")}}}
	for _, line := range texts("stranger") {
		name, body, _ := strings.Cut(line, " ")
		pages = append(pages, Stranger{name, parser.Page{Body: []byte(w.fill(body))}})
	}
	for j := range pages {
		number := fmt.Sprint(7000000 + i*100 + j)
		pages[j].Page.Number, pages[j].Page.Source, pages[j].Page.URL = number, "dutenews", address(number)
		pages[j].Page.ContentType = "text/html; charset=utf-8"
		pages[j].Page.CapturedAt = g.Week(i).End.Time()
	}
	return pages
}

// Parts prints a long column as two pages: the first leads to the second,
// which is no column by itself.
func (t Truth) Parts() (first, second parser.Page) {
	half := len(t.Column.Blocks) / 2
	one, two := t, t
	one.Column.Blocks, two.Column.Blocks = t.Column.Blocks[:half], t.Column.Blocks[half:]
	next := "/p/" + t.Column.Number + "_2.html"
	shape := Shapes()[1]
	shape.After = `<div class="pages"><a href="` + next + `">下一页</a></div>`
	first = one.Render(shape)
	shape.After = `<div class="pages"><a href="/p/` + t.Column.Number + `.html">上一页</a></div>`
	second = two.Render(shape)
	second.URL, second.Number = "https://www.dutenews.com"+next, t.Column.Number+"_2"
	return first, second
}
