package generate

import "fmt"

// scripts writes styles and scripts, some of which hold what looks like text.
func (p *page) scripts() {
	if !p.Heavy {
		return
	}
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
	if !p.Heavy {
		return
	}
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
	if !p.Heavy {
		return
	}
	p.WriteString(`<div class="r"><h3>热门文章</h3><ul>`)
	p.list(800)
	p.WriteString("</ul></div><footer><p>深圳报业集团版权所有</p></footer>")
}

// related writes a list between the title and the text, where some pages
// have one.
func (p *page) related() {
	if !p.Heavy || !p.Noise {
		return
	}
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
	word := func(slot string) string { return pick(p.dice, words[slot]) }
	someone := ordinaryName(p.dice).plain
	return pick(p.dice, []string{
		d + "委书记" + someone + "主持召开" + word("meeting"),
		fmt.Sprintf("%d月%d日,%s举办%s", p.between(1, 12), p.between(1, 28), d, word("festival")),
		d, d + word("topic") + "跑出加速度",
		"区长" + someone + "带队检查" + word("topic"),
	})
}
