package parser

import (
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
	"time"
)

const (
	heldTitle = "深圳一周丨深圳各区书记区长这周都在忙啥?(4月22日-4月28日)"
	heldTop   = "<p>深政观察</p><p>04-28 16:56</p><p>收录于专题:深政观察</p>"
	heldText  = `<p>2024年4月22日至4月28日。</p><p>《深政观察》对本周各区区委书记、区长公开报道的活动进行梳理。</p>` +
		`<p>福田区</p><p>4月23日,福田区委书记甲伯昭主持召开区委常委会会议,研究年度工作。</p>` +
		`<p>罗湖区</p><p>4月24日,罗湖区委书记乙仲明到社区调研,了解居民需求。</p><p>编辑 丙小雯 审读 丁雪</p>`
)

// jsonOf gives a value as JSON.
func jsonOf(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// shell is a page that prints no text, with a script.
func shell(script string) string {
	return "<!DOCTYPE html><html><head><meta charset=utf-8><title>" + heldTitle + "</title></head><body><div id=app></div>" + script + "</body></html>"
}

// pushed gives the scripts with which Next.js sends a stream piece by piece.
func pushed(pieces ...string) (scripts string) {
	for _, p := range pieces {
		scripts += "<script>self.__next_f.push(" + jsonOf([]any{1, p}) + ")</script>"
	}
	return scripts
}

// TestHeldText finds the text of an article in what a page holds and does not
// print.
func TestHeldText(t *testing.T) {
	whole := heldTop + heldText
	article := map[string]any{"title": heldTitle, "content": whole}
	nested := jsonOf(map[string]any{"data": jsonOf(map[string]any{"detail": jsonOf(article)})})
	paragraphs := strings.FieldsFunc(whole, func(r rune) bool { return r == '<' || r == '>' })
	var list []string
	type m = map[string]any
	var blocks, described, edited, pieced []m
	for _, p := range paragraphs {
		if p != "p" && p != "/p" {
			list = append(list, p)
			blocks = append(blocks, map[string]any{"type": "paragraph", "text": p})
			described = append(described, map[string]any{"type": "cnt_article", "desc": p})
			edited = append(edited, m{"type": "paragraph", "data": m{"text": p}})
			cut := len("福")
			pieced = append(pieced, m{"type": "paragraph", "content": []m{{"type": "text", "text": p[:cut]}, {"type": "text", "text": p[cut:]}}})
		}
	}
	tests := []struct{ name, page, where string }{
		{"state", shell("<script>window.__INITIAL_STATE__=" + jsonOf(map[string]any{"article": article}) + ";(function(){var s;}())</script>"), "under article.content"},
		{"state with keys without quotes", shell("<script>window.__NUXT__={data:[" + jsonOf(article) + "],error:null}</script>"), "under content"},
		{"script of JSON", shell(`<script id="__NEXT_DATA__" type="application/json">` + jsonOf(map[string]any{"props": map[string]any{"page": article}}) + "</script>"), "under props.page.content"},
		{"another name", shell("<script>var d=" + jsonOf(map[string]any{"newsTxtRich": whole, "title": heldTitle}) + "</script>"), "under newsTxtRich"},
		{"escaped HTML", shell("<script>var d=" + jsonOf(map[string]any{"content": html.EscapeString(whole)}) + "</script>"), "under content"},
		{"escaped HTML that is printed", shell("<section>" + html.EscapeString(whole) + "</section>"), "<section>"},
		{"JSON in strings of JSON", shell("<script>var d=" + nested + "</script>"), "under data.detail.content"},
		{"JSON in a string of a script", shell("<script>window.S=JSON.parse(" + jsonOf(jsonOf(article)) + ")</script>"), "under content"},
		{"in single quotes", shell("<script>window.S=JSON.parse('" + strings.ReplaceAll(jsonOf(article), `\`, `\\`) + "')</script>"), "under content"},
		{"percent encoded", shell(`<script>window.S=JSON.parse(decodeURIComponent("` + url.PathEscape(jsonOf(article)) + `"))</script>`), "under content"},
		{"script of percent encoded JSON", shell(`<script type="application/json">` + url.PathEscape(jsonOf(article)) + "</script>"), "under content"},
		{"stream of rows", shell(pushed("2:[1,2]\n", fmt.Sprintf("6:T%x,%s", len(whole), heldTop), heldText+`7:{"id":1}`)), "of a script"},
		{"stream of JSON", shell(pushed("7:"+jsonOf(map[string]any{"article": article})[:70], jsonOf(map[string]any{"article": article})[70:]+"\n")), "under article.content"},
		{"list inside an object without a title", shell("<script>var d=" + jsonOf(map[string]any{"title": heldTitle, "content": map[string]any{"cnt": described}}) + "</script>"), "under content.cnt"},
		{"call of a function", shell("<script>window.__NUXT__=(function(a,b){return {data:[{article:{title:a,content:" + jsonOf(whole) + ",id:b}}]}}(" + jsonOf(heldTitle) + ",1))</script>"), "under content"},
		{"piece by piece", shell("<script>document.write('" + strings.ReplaceAll(whole, "</p><p>", "</p>');\ndocument.write('<p>") + "');</script>"), "of a script"},
		{"argument of a function", shell("<script>window.__NUXT__=(function(a){return {data:[{content:a}]}}(" + jsonOf(whole) + "))</script>"), "of a script"},
		{"list of lines", shell("<script>var d=" + jsonOf(map[string]any{"title": heldTitle, "content": list}) + "</script>"), "under content"},
		{"list of paragraphs", shell("<script>var d=" + jsonOf(map[string]any{"title": heldTitle, "blocks": blocks}) + "</script>"), "under blocks"},
		{"list of objects with their text in another", shell("<script>var d=" + jsonOf(map[string]any{"title": heldTitle, "blocks": edited}) + "</script>"), "under blocks"},
		{"list of paragraphs in pieces", shell("<script>var d=" + jsonOf(map[string]any{"title": heldTitle, "doc": m{"type": "doc", "content": pieced}}) + "</script>"), "under doc.content"},
		{"plain lines of schema.org", shell(`<script type="application/ld+json">` + jsonOf(map[string]any{"headline": heldTitle, "articleBody": strings.Join(list, "\n")}) + "</script>"), "under articleBody"},
		{"attribute", shell(`<input type=hidden id=body value="` + html.EscapeString(whole) + `">`), "<input value>"},
		{"data of an element", shell(`<div data-article="` + html.EscapeString(jsonOf(article)) + `"></div>`), "<div data-article>.content"},
		{"template of a script", shell(`<script type="text/template"><div>` + whole + "</div></script>"), "<script>"},
		{"text area", shell("<textarea style=display:none>" + html.EscapeString(whole) + "</textarea>"), "<textarea>"},
		{"without scripts", shell("<noscript>" + whole + "</noscript>"), "<noscript>"},
		{"answer of JSON", jsonOf(map[string]any{"state": true, "data": map[string]any{"common": map[string]any{"contentid": "9000001", "appid": 1, "title": heldTitle, "content": whole}}}), "under data.common.content"},
		{"answer of JSONP", "callback(" + jsonOf(map[string]any{"data": article}) + ");", "under data.content"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := Page{Body: []byte(tt.page), ContentType: "text/html", Number: "9000001"}
			if strings.HasPrefix(tt.name, "answer") {
				p.ContentType = "application/json; charset=utf-8"
			}
			r := Read(p)
			if r.Column == nil {
				t.Fatalf("%s (%s)", r.Kind, r.Reason)
			}
			if len(r.Column.Sections) != 2 || len(r.Column.Activities) != 2 || r.Column.Title != heldTitle || len(r.Column.Credits) != 2 {
				t.Errorf("%d sections, %d activities, title %q", len(r.Column.Sections), len(r.Column.Activities), r.Column.Title)
			}
			where := tt.where
			if !strings.HasPrefix(where, "<") {
				where = "data " + where
			}
			if got := problemsOf(r.Column, problemTextFromData.Code); got != problemTextFromData.Code || !strings.HasSuffix(r.Reason, "its text from "+where) {
				t.Errorf("problems %q, reason %q", got, r.Reason)
			}
		})
	}
}

// TestHeldBelowPrinted: what stands above the text is printed, or stands beside
// it in the data.
func TestHeldBelowPrinted(t *testing.T) {
	data := map[string]any{"title": heldTitle, "content": heldText, "published": 1714294560, "source": "深圳特区报", "topic": map[string]any{"id": 7, "title": "深政观察"}, "author": "丙小雯", "contentid": "9000001"}
	printed := "<html><body><nav><a href=/>首页</a></nav><h1>" + heldTitle + "</h1><div>深政观察</div><div>04-28 10:00</div><div id=body></div><footer><p>版权所有,未经书面授权不得转载,违者将依法追究其责任。</p></footer>" +
		"<script>var d=" + jsonOf(map[string]any{"content": heldText}) + "</script></body></html>"
	for _, tt := range []struct{ name, page, published, meta string }{
		{"all in data", jsonOf(map[string]any{"data": map[string]any{"common": data}}), "2024-04-28T16:56:00+08:00", problemPublishedMeta.Code},
		{"begun in print", "<html><body><h1>" + heldTitle + "</h1>" + heldTop + heldText[:strings.Index(heldText, "<p>罗湖区")] + "<p>展开全文</p><script>var d=" + jsonOf(map[string]any{"title": heldTitle, "content": heldTop + heldText}) + "</script></body></html>", "2024-04-28T16:56:00+08:00", ""},
		{"printed above", printed, "2024-04-28T10:00:00+08:00", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := Read(Page{Body: []byte(tt.page)}).Column
			if c == nil {
				t.Fatal("no column")
			}
			if got := c.Published.Format(time.RFC3339); got != tt.published || c.Author != "深政观察" || c.Title != heldTitle || len(c.Activities) != 2 {
				t.Errorf("published %s, author %q, title %q, %d activities", got, c.Author, c.Title, len(c.Activities))
			}
			if got := problemsOf(c, problemPublishedMeta.Code); got != tt.meta {
				t.Errorf("problems %q, want %q", got, tt.meta)
			}
		})
	}
}

// TestHeldRest: a page prints the beginning of an article and holds the rest for
// the reader who comes there.
func TestHeldRest(t *testing.T) {
	at := strings.Index(heldText, "<p>罗湖区")
	printed := "<html><head><title>" + heldTitle + "</title></head><body><h1>" + heldTitle + "</h1>" + heldTop + heldText[:at]
	rest := "<p>罗湖区</p><p>4月25日,罗湖区委书记乙仲明率队检查老旧小区改造和防汛工作,要求把好事办好、把实事办实。</p>" + heldText[at+len("<p>罗湖区</p>"):]
	for name, held := range map[string]struct {
		html       string
		activities int
	}{
		"text area":  {"<textarea hidden>" + html.EscapeString(rest) + "</textarea>", 3},
		"template":   {`<script type="text/template">` + rest + "</script>", 3},
		"other data": {"<script>var d=" + jsonOf(map[string]any{"list": []any{map[string]any{"title": "罗湖的一周", "content": rest}}}) + "</script>", 1},
	} {
		c := Read(Page{Body: []byte(printed + held.html + "</body></html>")}).Column
		if c == nil || len(c.Activities) != held.activities {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

// TestHeldOther: a column that is no round-up, of which the page prints what
// stands above the text and below it.
func TestHeldOther(t *testing.T) {
	text := "<p>" + strings.Repeat("某区今年把河岸改造成市民客厅,居民出门就能看到绿色。", 8) + "</p>"
	body := "<html><body><h1>河岸变成了市民客厅</h1><div>深政观察</div><div>2024-04-28 10:00</div><div id=body></div><footer>版权所有,未经书面授权不得转载,违者将依法追究其责任。</footer><script>var d=" +
		jsonOf(map[string]any{"content": text + text}) + "</script></body></html>"
	c := Read(Page{Body: []byte(body)}).Column
	if c == nil || c.Kind != KindOther || c.Title != "河岸变成了市民客厅" || !strings.Contains(c.Text, "居民出门") {
		t.Fatalf("%+v", c)
	}
}

// TestHeldElsewhere: the data of a page hold other articles too.
func TestHeldElsewhere(t *testing.T) {
	item := func(id int, text string) map[string]any {
		return map[string]any{"contentid": fmt.Sprint(id), "appid": 1, "title": fmt.Sprintf("第%d篇文章的标题", id), "content": text}
	}
	column, other := item(9000002, heldTop+heldText), item(9000003, "<p>"+strings.Repeat("某市今天召开会议,研究下一步工作。", 30)+"</p>")
	column["title"] = heldTitle
	printed := "<html><body><h1>某市发布新规</h1><p>" + strings.Repeat("某市今天发布新规,要求各部门认真落实。", 30) + "</p>"
	tests := []struct {
		name, page, number string
		want               PageKind
	}{
		{"own article first", shell("<script>var d=" + jsonOf([]any{other, column}) + "</script>"), "9000002", PageColumn},
		{"another's text", shell("<script>var d=" + jsonOf([]any{other, column}) + "</script>"), "9000009", PageEmpty},
		{"own text is none of the column", shell("<script>var d=" + jsonOf([]any{other, column}) + "</script>"), "9000003", PageArticle},
		{"a list with texts", jsonOf(map[string]any{"data": map[string]any{"list": []any{other, column}}}), "", PageListing},
		{"printed article", printed + "<script>var d=" + jsonOf([]any{column}) + "</script></body></html>", "", PageArticle},
		{"long text beside", "<html><head><title>" + heldTitle + "_读特</title></head><body><div id=app></div><div>" + strings.Repeat("<p>本网站的内容未经书面授权不得转载,违者将依法追究其责任。</p>", 20) + "</div><script>var d=" + jsonOf(column) + "</script></body></html>", "9000002", PageColumn},
		{"text under the page's title", shell("<script>var d=" + jsonOf([]any{map[string]any{"id": 1, "title": "另一篇", "content": heldTop + heldText}, map[string]any{"id": 2, "title": heldTitle, "content": heldTop + heldText}}) + "</script>"), "9000002", PageColumn},
		{"nothing", shell("<script>var d=" + jsonOf(map[string]any{"a": []int{1, 2}}) + "</script>"), "", PageEmpty},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if r := Read(Page{Body: []byte(tt.page), Number: tt.number}); r.Kind != tt.want {
				t.Errorf("%s (%s), want %s", r.Kind, r.Reason, tt.want)
			}
		})
	}
}
