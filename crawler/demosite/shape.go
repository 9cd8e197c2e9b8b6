package demosite

import (
	"fmt"
	"html"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// page is an edition on its way out: the address it is asked at and the
// articles beside it.
type page struct {
	edition
	base  string // scheme and host
	aside []entry
}

func newPage(r *http.Request, e edition, aside []entry) page {
	return page{edition: e, base: "http://" + r.Host, aside: aside}
}

// banner stands on every page, so that nobody takes the demo for the paper.
const banner = "本站为演示站点,人物、企业与文字均为虚构"

// shapes are the forms editors leave an article in. An edition takes them in turn.
var shapes = [...]func(http.ResponseWriter, *http.Request, page){
	serveParagraphs, serveNested, serveBreaks, serveTables,
}

// serveParagraphs prints a <p> per paragraph and bold headings, in UTF-8
// declared by the header, with an ETag.
func serveParagraphs(w http.ResponseWriter, r *http.Request, p page) {
	var b strings.Builder
	for _, l := range p.lines {
		text := html.EscapeString(l.text)
		switch l.role {
		case heading:
			text = "<strong>" + text + "</strong>"
		case caption:
			fmt.Fprintf(&b, "<p style=\"text-align:center\"><img src=\"/img/%d.jpg\"></p>\n<p style=\"text-align:center\">%s</p>\n", p.number, text)
			continue
		}
		fmt.Fprintf(&b, "<p>%s</p>\n", text)
	}
	send(w, r, "text/html; charset=utf-8", p.whole("<meta charset=\"utf-8\">", b.String()), true)
}

// serveNested prints what pasting from WeChat leaves: sections and spans
// around every run, zero-width characters, no-break spaces and full-width
// punctuation.
func serveNested(w http.ResponseWriter, r *http.Request, p page) {
	wide := strings.NewReplacer(",", "，", ":", "：", "(", "（", ")", "）", "?", "？")
	p.title = wide.Replace(p.title)
	var b strings.Builder
	for _, l := range p.lines {
		runes := []rune(wide.Replace(l.text))
		first, rest := html.EscapeString(string(runes[:len(runes)/2])), html.EscapeString(string(runes[len(runes)/2:]))
		fmt.Fprintf(&b, "<section class=\"x%d\"><section><span style=\"font-size:16px\">&nbsp;%s</span><span>\u200b%s</span></section></section>\n", len(runes)%7, first, rest)
	}
	send(w, r, "text/html", p.whole("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">", b.String()), false)
}

// serveBreaks prints one <div> with <br> between paragraphs and headings as
// <h2>, in GBK declared by <meta> only.
func serveBreaks(w http.ResponseWriter, r *http.Request, p page) {
	var b strings.Builder
	b.WriteString("<div>")
	for _, l := range p.lines {
		if l.role == heading {
			fmt.Fprintf(&b, "</div>\n<h2>%s</h2>\n<div>", html.EscapeString(l.text))
			continue
		}
		b.WriteString("　　" + html.EscapeString(l.text) + "<br>\n<br/>")
	}
	b.WriteString("</div>")
	text, err := simplifiedchinese.GBK.NewEncoder().String(p.whole("<meta charset=\"gbk\">", b.String()))
	if err != nil {
		http.Error(w, "encode page: "+err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, "text/html", text, false)
}

// serveTables prints headings as pictures in table cells with the district in
// the alt text, and captions as <figcaption>.
func serveTables(w http.ResponseWriter, r *http.Request, p page) {
	var b strings.Builder
	for _, l := range p.lines {
		text := html.EscapeString(l.text)
		switch l.role {
		case heading:
			fmt.Fprintf(&b, "<table><tbody><tr><td><img src=\"/img/d.png\" alt=\"%s\"></td></tr></tbody></table>\n", text)
		case caption:
			fmt.Fprintf(&b, "<figure><img src=\"/img/%d.jpg\"><figcaption>%s</figcaption></figure>\n", p.number, text)
		default:
			fmt.Fprintf(&b, "<p><span>%s</span></p>\n", text)
		}
	}
	send(w, r, "text/html; charset=utf-8", p.whole("", b.String()), true)
}

// whole puts the article's body into a page: the lines above it, the list
// beside it and what stands below.
func (p page) whole(meta, body string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head>%s<title>%s_演示新闻</title>\n<style>p{line-height:1.8}</style></head>\n<body>\n", meta, html.EscapeString(p.title))
	fmt.Fprintf(&b, "<header><div>%s</div><nav><a href=\"/\">首页</a> <a href=\"/channel/yaowen\">要闻</a></nav></header>\n", banner)
	fmt.Fprintf(&b, "<main><h1>%s</h1>\n", html.EscapeString(p.title))
	if p.topic {
		fmt.Fprintf(&b, "<div class=\"meta\"><div>深政观察</div><div>%s</div>\n<div><a href=\"%s\">收录于专题:深政观察</a></div></div>\n", p.published, topicPath)
		b.WriteString("<div><div>深圳特区报</div><div>深圳市委机关报,改革开放的窗口</div></div>\n")
	} else {
		fmt.Fprintf(&b, "<div class=\"meta\"><div>演示日报记者</div><div>%s</div></div>\n", p.published)
	}
	if p.summary != "" {
		fmt.Fprintf(&b, "<div>%s</div>\n", html.EscapeString(p.summary))
	}
	fmt.Fprintf(&b, "<article>\n%s\n", body)
	if p.credits != "" {
		fmt.Fprintf(&b, "<p>%s</p>\n", p.credits)
	}
	if p.topic {
		b.WriteString("<p>(作者:深政观察)</p>\n")
	}
	b.WriteString("</article></main>\n")
	b.WriteString("<footer><p>免责声明</p><p>未经许可或明确书面授权,任何人不得复制、转载、摘编、修改、链接本站内容</p>\n<div>推荐阅读</div><ul>\n")
	for _, a := range p.aside {
		fmt.Fprintf(&b, "<li><a href=\"%s\">%s</a></li>\n", a.path, html.EscapeString(a.title))
	}
	b.WriteString("</ul><div>首页</div></footer>\n<script>var page={\"id\":" + strconv.Itoa(p.number) + "};</script>\n</body></html>\n")
	return b.String()
}
