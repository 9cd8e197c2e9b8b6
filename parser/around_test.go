package parser_test

import (
	"fmt"
	"html"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
)

// TestAround puts invented columns into pages of random make and with random
// lists around and inside them. The article read from the page must be the one
// read from its plain text. These are twins of the columns as text: they prove
// that markup changes nothing, not that the text is read well.
func TestAround(t *testing.T) {
	made := generate.Generator(20240428)
	rapid.Check(t, func(t *rapid.T) {
		truth := made.Column(rapid.IntRange(0, 40).Draw(t, "column"))
		plain := truth.Render(generate.Shapes()[0])
		want := parser.Read(plain)
		if want.Column == nil {
			t.Skip("no column")
		}
		if rapid.Bool().Draw(t, "no end") {
			plain.Body = []byte(withoutEnd(want.Column.Blocks))
			want = parser.Read(plain)
		}
		m := &maker{t: t, blocks: want.Column.Blocks}
		page := plain
		page.ContentType = "text/html; charset=utf-8"
		page.Body = []byte(m.page())
		got := parser.Read(page)
		if got.Column == nil {
			t.Fatalf("read as %s (%s)\n%s", got.Kind, got.Reason, page.Body)
		}
		if diff := cmp.Diff(article(want.Column), article(got.Column)); diff != "" {
			t.Fatalf("article (-text +page):\n%s\n%s", diff, page.Body)
		}
	})
}

// withoutEnd gives the text of an article up to its credits.
func withoutEnd(blocks []parser.Block) string {
	var out strings.Builder
	for _, b := range blocks {
		if b.Class == parser.ClassCredit || b.Class == parser.ClassClosingNote {
			break
		}
		out.WriteString(b.Text + "\n")
	}
	return out.String()
}

// article gives the blocks that are no furniture.
func article(c *parser.Column) []string {
	var out []string
	for _, b := range c.Blocks {
		if b.Class != parser.ClassFurniture {
			out = append(out, string(b.Class)+" "+b.Text)
		}
	}
	return out
}

// maker makes a page around an article.
type maker struct {
	t      *rapid.T
	blocks []parser.Block
	b      strings.Builder
	serial int
}

func (m *maker) chance(name string) bool { return rapid.Bool().Draw(m.t, name) }

func (m *maker) pick(name string, options ...string) string {
	return rapid.SampledFrom(options).Draw(m.t, name)
}

func (m *maker) page() string {
	title, top, body, end := m.parts()
	m.b.WriteString("<!DOCTYPE html><html><head><title>" + html.EscapeString(title) + "_读特</title></head><body>")
	m.list("before", "menu", "links", "cards", "excerpts", "titles")
	outer := m.pick("outer", "", "div", "main", "article", "table")
	m.open(outer)
	m.wrap(m.pick("head", "", "div", "header"), func() {
		m.b.WriteString(m.pick("title", "<h1>", "<div><strong>", "<p>") + html.EscapeString(title) + "</h1></p></strong></div>")
		m.lines("div", top)
	})
	m.list("above", "links", "cards", "excerpts", "titles")
	inner := m.pick("inner", "", "div", "section")
	m.open(inner)
	m.body(body)
	if len(end) == 0 {
		m.list("inside", "links", "cards", "excerpts", "titles")
	}
	m.wrap(m.pick("end", "", "div"), func() { m.lines("p", end) })
	m.close(inner)
	m.close(outer)
	m.list("below", "links", "cards", "excerpts", "titles", "comments")
	m.b.WriteString("<footer><p>版权所有,未经授权禁止转载。</p></footer></body></html>")
	return m.b.String()
}

// parts cuts the article into title, what stands under it, text and end.
func (m *maker) parts() (title string, top, body, end []parser.Block) {
	for _, b := range m.blocks {
		switch {
		case b.Class == parser.ClassTitle && title == "":
			title = b.Text
		case b.Class == parser.ClassMeta && len(body) == 0:
			top = append(top, b)
		case b.Class == parser.ClassCredit || b.Class == parser.ClassMeta || len(end) > 0:
			end = append(end, b)
		default:
			body = append(body, b)
		}
	}
	return title, top, body, end
}

func (m *maker) open(tag string) {
	switch tag {
	case "":
	case "table":
		m.b.WriteString("<table><tr><td>")
	default:
		m.b.WriteString("<" + tag + ">")
	}
}

func (m *maker) close(tag string) {
	switch tag {
	case "":
	case "table":
		m.b.WriteString("</td></tr></table>")
	default:
		m.b.WriteString("</" + tag + ">")
	}
}

func (m *maker) wrap(tag string, inside func()) {
	m.open(tag)
	inside()
	m.close(tag)
}

func (m *maker) lines(tag string, blocks []parser.Block) {
	for _, b := range blocks {
		m.wrap(tag, func() { m.b.WriteString("<span>" + html.EscapeString(b.Text) + "</span>") })
	}
}

// body writes the text: plain, in a block for each district, or with a list
// of other articles in the middle.
func (m *maker) body(blocks []parser.Block) {
	tag := m.pick("paragraph", "p", "div", "section")
	parted := m.chance("parted")
	middle := -1
	list := m.pick("middle", "", "links", "cards", "excerpts")
	if list != "" {
		middle = rapid.IntRange(1, len(blocks)).Draw(m.t, "at")
	}
	open := false
	for i, b := range blocks {
		if parted && b.Class == parser.ClassHeading {
			if open {
				m.close("div")
			}
			m.open("div")
			open = true
		}
		m.lines(tag, []parser.Block{b})
		if i == middle {
			m.write(list)
		}
	}
	if open {
		m.close("div")
	}
}

// list writes a list of other articles, or none.
func (m *maker) list(place string, kinds ...string) {
	m.write(m.pick(place, append([]string{""}, kinds...)...))
}

func (m *maker) write(kind string) {
	n := 3 + m.serial%4
	m.serial++
	switch kind {
	case "menu":
		m.b.WriteString(`<div><a href="/">首页</a><a href="/c">福田区</a><a href="/d">深政观察</a></div>`)
	case "links":
		m.b.WriteString("<div><h3>相关阅读</h3><ul>")
		for i := range n {
			fmt.Fprintf(&m.b, `<li><a href="/n/article/70000%02d">龙岗区委书记石某调研产业园第%d站</a><span>04-0%d</span></li><li><a href="/x">盐田区</a></li>`, i, i, i+1)
		}
		m.b.WriteString("</ul></div>")
	case "cards":
		m.b.WriteString("<div>")
		for i := range n {
			fmt.Fprintf(&m.b, `<a href="/n/article/71000%02d"><div><h4>坪山区</h4><p>4月%d日,坪山区委书记石某主持召开会议,强调抓好落实。</p></div></a>`, i, i+1)
		}
		m.b.WriteString("</div>")
	case "excerpts":
		m.b.WriteString("<div>")
		for i := range n {
			fmt.Fprintf(&m.b, `<div><h4><a href="/n/article/72000%02d">光明区委书记石某调研重点项目</a></h4><p>4月%d日,光明区委书记石某调研。</p><em>04-0%d</em></div>`, i, i+1, i+1)
		}
		m.b.WriteString("</div>")
	case "titles":
		m.b.WriteString("<div><h3>读特热榜</h3>")
		for i := range n {
			fmt.Fprintf(&m.b, `<div>%d</div><div>南山区委书记石某会见客商</div><div>2024-04-0%d</div>`, i+1, i+1)
		}
		m.b.WriteString("</div>")
	case "comments":
		m.b.WriteString(`<div><div>全部评论</div><div>读者甲:福田区越来越好了。</div><div>4月3日</div></div>`)
	}
}
