package generate

import (
	"fmt"
	"html"
	"math/rand/v2"
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
	d := dice{rand.New(rand.NewPCG(g.seed, uint64(i)<<8|0xff))}
	w := newDraft(d, g.Week(i), i)
	w.home, w.wide = pick(d, districts), narrow
	p := &page{dice: d, Shape: Shape{Heavy: true}}
	article := func(title string, paragraphs ...string) string {
		out := "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1><div><span>深圳特区报</span><span>" + g.Week(i).End.String() + " 09:10</span></div>"
		for _, text := range paragraphs {
			out += "<p>" + html.EscapeString(text) + "</p>"
		}
		return out + "<p>编辑 " + w.cast.outsider(d) + "</p></body></html>"
	}
	news := w.news()
	p.list(60)
	pages := []Stranger{
		{"news", parser.Page{Body: []byte(article(w.fill("{D}召开{meeting}"), news...))}},
		{"news in plain text", parser.Page{Body: []byte(w.fill("{D}召开{meeting}") + "\n" + strings.Join(news, "\n"))}},
		{"news that names the column", parser.Page{Body: []byte(article(w.fill("{D}推进{topic}"), append(news, "此前,《深政观察》曾对各区书记区长的活动进行梳理。")...))}},
		{"listing", parser.Page{Body: []byte("<html><head><title>深圳要闻</title></head><body><ul>" + p.String() + "</ul></body></html>")}},
		{"listing of the column", parser.Page{Body: []byte(g.listing(i))}},
		{"405", parser.Page{Body: []byte("<html><head><title>405</title></head><body><h1>405</h1><p>Method Not Allowed</p></body></html>")}},
		{"404", parser.Page{Body: []byte("<html><head><title>404</title></head><body><p>抱歉,您访问的页面不存在</p></body></html>")}},
		{"502", parser.Page{Body: []byte("<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>")}},
		{"challenge", parser.Page{Body: []byte("<html><head><script>var arg1='" + strings.Repeat("A1B2", 200) + "';document.cookie='acw_sc__v2='+arg1;location.reload();</script></head><body></body></html>")}},
		{"empty", parser.Page{}},
		{"blank", parser.Page{Body: []byte(" \n\n　\n")}},
		{"binary", parser.Page{Body: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\xff\xd8\x00\x01\x02")}},
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
	next := "/p/" + t.Number + "_2.html"
	first = one.Render(Shape{Paragraph: inP, After: `<div class="pages"><a href="` + next + `">下一页</a></div>`})
	second = two.Render(Shape{Paragraph: inP, After: `<div class="pages"><a href="/p/` + t.Number + `.html">上一页</a></div>`})
	second.URL, second.Number = "https://www.dutenews.com"+next, t.Number+"_2"
	return first, second
}

// news gives paragraphs like an activity's, in an article of another kind.
func (w *draft) news() []string {
	var out []string
	for range w.between(2, 5) {
		at := w.line(parser.ClassUnclassified, "")
		w.now = &activity{}
		w.dated(false)
		w.aftermath()
		out = append(out, w.text(w.column.Blocks[at].Span))
	}
	return out
}

// listing is the topic page: titles of columns with links.
func (g *Generator) listing(i int) string {
	var b strings.Builder
	b.WriteString("<html><head><title>深政观察</title></head><body><h1>深政观察</h1><ul>")
	for j := range 12 {
		week := g.Week(i + j)
		fmt.Fprintf(&b, `<li><a href="/n/article/%d">深圳一周丨深圳各区书记区长这周都在忙啥?(%s-%s)</a><span>%s</span></li>`, 7100000+j, ascii.monthDay(week.Start), ascii.monthDay(week.End), week.End)
	}
	b.WriteString(`</ul><a href="?page=2">下一页</a></body></html>`)
	return b.String()
}
