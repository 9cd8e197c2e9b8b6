package generate

import (
	"fmt"
	"html"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"shenzheng/parser"
)

// page writes one HTML page.
type page struct {
	strings.Builder
	dice
	Shape
}

// html gives the page's source. The dice begin anew, so that a truth gives
// the same page at every call.
func (t Truth) html(s Shape) string {
	number, err := strconv.ParseUint(t.Number, 10, 64)
	if err != nil {
		number = 1
	}
	p := &page{dice: dice{rand.New(rand.NewPCG(number, 0))}, Shape: s}
	p.WriteString("<!DOCTYPE html>\n<html><head>")
	if s.Charset == (Charset{}) {
		s.Charset.Meta = "utf-8"
	}
	if s.Charset.Meta != "" {
		fmt.Fprintf(p, `<meta charset="%s">`, s.Charset.Meta)
	}
	fmt.Fprintf(p, "<title>%s</title>", html.EscapeString(t.Column.Title))
	if s.Heavy {
		p.scripts()
	}
	p.WriteString("</head><body>" + s.Before)
	if s.Heavy {
		p.menu()
	}
	p.article(t.Column.Blocks)
	if s.Heavy {
		p.sidebar()
	}
	p.WriteString(s.After + "</body></html>\n")
	return p.String()
}

// article writes the head lines, the text in its own box, and the footer.
func (p *page) article(blocks []parser.Block) {
	head, body, foot := "", "", ""
	for i, b := range blocks {
		if p.Fold && i == len(blocks)/3 {
			body += "<a>展开全文</a><div class=\"more\" style=\"display:none\">"
		}
		switch b.Class {
		case parser.ClassTitle:
			head += "<h1>" + html.EscapeString(b.Text) + "</h1>\n"
		case parser.ClassMeta:
			text := html.EscapeString(b.Text)
			if p.Topic != "" && strings.HasPrefix(text, "收录于") {
				text = `<a href="` + p.Topic + `">` + text + "</a>"
			}
			head += "<div><span>" + text + "</span></div>\n"
		case parser.ClassFurniture:
			foot += "<div><span>" + html.EscapeString(b.Text) + "</span></div>\n"
		default:
			body += p.line(b)
		}
	}
	p.WriteString(`<div class="c1">` + head)
	if p.Heavy && p.Noise {
		p.related()
	}
	if p.Fold {
		body += "</div>"
	}
	if p.Body != "" {
		body = fmt.Sprintf(p.Body, body)
	}
	p.WriteString(body + `</div><div class="c3">` + foot + "</div>\n")
}

// line marks a line of the text.
func (p *page) line(b parser.Block) string {
	mark := p.Paragraph
	switch {
	case b.Class == parser.ClassHeading && p.Heading != "" && (p.Heading != picture || usual(b.Text)):
		mark = p.Heading
	case b.Class == parser.ClassCaption && p.Caption != "":
		mark = p.Caption
	}
	text := html.EscapeString(b.Text)
	if p.Noise {
		text = p.noisy(b.Text)
	}
	if p.Struck && p.chance(30) {
		runes := []rune(b.Text)
		at := p.IntN(len(runes) + 1)
		text = html.EscapeString(string(runes[:at])) + pick(p.dice, []string{"<s>旧稿</s>", "<del>误作他人</del>", `<span style="text-decoration:line-through">删去</span>`}) + html.EscapeString(string(runes[at:]))
	}
	if strings.Count(mark, "%s") == 2 {
		runes := []rune(text)
		cut := len(runes) / 2
		if strings.ContainsAny(text, "&;") {
			cut = 0
		}
		return fmt.Sprintf(mark, string(runes[:cut]), string(runes[cut:]))
	}
	out := fmt.Sprintf(mark, text)
	if mark == inP && p.chance(10) {
		out += pick(p.dice, []string{"<p><br></p>\n", "<p>&nbsp;</p>\n", "<!-- 2月3日,福田区委书记 -->\n"})
	}
	return out
}

// usual reports a heading that is nothing but a district.
func usual(heading string) bool {
	heading = strings.TrimRight(heading, ":：")
	return slices.ContainsFunc(districts, func(d district) bool { return heading == d.name || heading == d.short })
}

// noisy puts invisible characters between a line's own and spaces around it.
func (p *page) noisy(text string) string {
	var b strings.Builder
	b.WriteString(pick(p.dice, []string{"", "&nbsp;&nbsp;", "　　", "&nbsp; &nbsp;"}))
	for _, r := range text {
		if p.chance(3) {
			b.WriteString(pick(p.dice, []string{"\u200b", "\ufeff", "\u200d", "&#8203;"}))
		}
		b.WriteString(html.EscapeString(string(r)))
	}
	b.WriteString(pick(p.dice, []string{"", "&nbsp;", " "}))
	return b.String()
}

// scripts writes styles and scripts, some of which hold what looks like text.
func (p *page) scripts() {
	p.WriteString("<style>")
	for i := range 900 {
		fmt.Fprintf(p, ".x%d{margin:0 %dpx;color:#%06x;font-family:\"PingFang SC\"}\n", i, i%17, i*4177%0xffffff)
	}
	p.WriteString("</style><script>var data=[")
	for range 500 {
		fmt.Fprintf(p, `{"title":"%s","url":"https:\/\/www.dutenews.com\/p\/%d.html","time":"4月%d日"},`, p.rumour(), p.between(7000000, 7999999), p.between(1, 30))
	}
	p.WriteString("];</script>")
}

// menu writes what stands before the article: links, some of them districts.
func (p *page) menu() {
	p.WriteString(`<header><ul class="n">`)
	for _, d := range districts {
		fmt.Fprintf(p, `<li><a href="/c/%s">%s</a></li>`, d.slug, d.name)
	}
	p.WriteString("</ul></header>\n<div class=\"l\"><ul>")
	p.list(20)
	p.WriteString("</ul></div>\n")
}

// sidebar writes the lists of other articles beside the text, with districts,
// days and officials in them.
func (p *page) sidebar() {
	p.WriteString(`<div class="r"><h3>热门文章</h3><ul>`)
	p.list(800)
	p.WriteString("</ul></div><footer><p>深圳报业集团版权所有</p></footer>")
}

// related writes a list between the head lines and the text, where some pages
// have one.
func (p *page) related() {
	p.WriteString(`<div class="m"><h4>相关阅读</h4><ul>`)
	p.list(5)
	p.WriteString("</ul></div>\n")
}

func (p *page) list(n int) {
	for range n {
		fmt.Fprintf(p, `<li class="item"><div><a href="https://www.dutenews.com/n/article/%d" target="_blank" rel="noopener">%s</a></div><span>%d月%d日</span></li>`+"\n",
			p.between(7000000, 7999999), p.rumour(), p.between(1, 12), p.between(1, 28))
	}
}

// rumour is the title of another article.
func (p *page) rumour() string {
	d := pick(p.dice, districts).name
	word := func(slot string) string { return pick(p.dice, world[slot]) }
	someone := ordinaryName(p.dice).plain
	return pick(p.dice, []string{
		d + "委书记" + someone + "主持召开" + word("meeting"),
		fmt.Sprintf("%d月%d日,%s举办%s", p.between(1, 12), p.between(1, 28), d, word("festival")),
		d, d + word("topic") + "跑出加速度",
		"区长" + someone + "带队检查" + word("topic"),
	})
}
