package parser

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The parts of an invented page.
const (
	asideHead = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>深圳一周丨各区忙啥?(4月1日-4月7日)_读特</title></head><body>`
	asideTop  = `<h1>深圳一周丨各区忙啥?(4月1日-4月7日)</h1><div><span>深政观察</span></div><div>2024-04-07 17:00</div><div>收录于专题:<a href="/t/1">深政观察</a></div><p>深圳特区报</p>`
	asideText = `<p>2024年4月1日至4月7日。</p><p>《深政观察》对本周各区公开报道的活动进行梳理,看看他们在忙些什么。</p>
<p><strong>福田区</strong></p><p>抓项目 促发展</p><p>4月2日,福田区委书记甲某某主持召开区委常委会会议,研究部署全区重点工作,推动各项任务落到实处、见到成效。</p>
<p>4月3日,福田区委副书记、区长乙某某率队调研辖区企业,了解企业生产经营情况,听取意见建议,帮助解决问题。</p>
<p><strong>罗湖区</strong></p><p>4月4日,罗湖区委书记丙某主持召开专题会议,听取重点项目建设情况汇报,并对下一步工作作出安排。</p>`
	asideEnd  = `<p>其他区主要领导本周未有公开报道的活动。</p><p>编辑 丁某 审读 戊某</p><p>(作者:深政观察)</p>`
	asideSide = `<div><h3>热榜</h3><ul><li><a href="/n/article/7000001">龙岗区委书记己某某调研产业园</a><span>04-05</span></li><li><a href="/n/article/7000002">龙岗区</a></li><li><a href="/n/article/7000003"><p>4月5日,龙岗区委书记己某某主持召开会议,强调抓好落实。</p></a></li></ul></div>`
	asideCard = `<div><div><h4>坪山区</h4><p>4月6日,坪山区委书记庚某某主持召开全区工作会议。</p><em>04-06</em></div></div>`
	asideMenu = `<div><a href="/">首页</a> <a href="/c/1">福田区</a> <a href="/c/2">罗湖区</a></div>`
	asideFoot = `<div><p>关于我们</p><p>深圳报业集团版权所有,未经授权禁止转载。</p></div>`
)

var asideWant = []string{
	"深圳一周丨各区忙啥?(4月1日-4月7日)", "深政观察", "2024-04-07 17:00", "收录于专题:深政观察", "深圳特区报",
	"2024年4月1日至4月7日。", "《深政观察》对本周各区公开报道的活动进行梳理,看看他们在忙些什么。",
	"福田区", "抓项目 促发展", "4月2日,福田区委书记甲某某主持召开区委常委会会议,研究部署全区重点工作,推动各项任务落到实处、见到成效。",
	"4月3日,福田区委副书记、区长乙某某率队调研辖区企业,了解企业生产经营情况,听取意见建议,帮助解决问题。",
	"罗湖区", "4月4日,罗湖区委书记丙某主持召开专题会议,听取重点项目建设情况汇报,并对下一步工作作出安排。",
}

var asideWantEnd = []string{"其他区主要领导本周未有公开报道的活动。", "编辑 丁某 审读 戊某", "(作者:深政观察)"}

// kept gives the lines of a page that are not marked as beside the article.
func kept(body string) []string {
	var out []string
	for _, l := range readPage(&Page{Body: []byte(body), ContentType: "text/html"}).lines {
		if !l.aside {
			out = append(out, string(l.Runes))
		}
	}
	return out
}

func TestAsides(t *testing.T) {
	div := func(s ...string) string { return "<div>" + strings.Join(s, "") + "</div>" }
	brs := "<div>" + strings.NewReplacer("<p>", "", "</p>", "<br>", "\n", "").Replace(asideText) + "</div>"
	half := strings.Index(asideText, "<p><strong>罗湖区")
	tests := []struct {
		name, body string
		end        bool
	}{
		{"bare article", asideTop + asideText + asideEnd, true},
		{"all in one", asideMenu + asideTop + asideText + asideEnd + asideSide + asideCard + asideFoot, true},
		{"own blocks", div(asideMenu) + div(asideTop) + div(asideText+asideEnd) + asideSide + asideFoot, true},
		{"side before the title", asideSide + asideCard + div(asideTop, div(asideText, asideEnd)), true},
		{"side between title and week", div(div(asideTop), asideSide, asideCard, div(asideText, asideEnd)), true},
		{"side between, one level", asideTop + asideSide + asideCard + asideText + asideEnd, true},
		{"side behind, no credits", div(asideTop, div(asideText)) + asideSide + asideCard, false},
		{"side behind in the same block, no credits", div(asideTop, asideText, asideSide), false},
		{"list in the middle", div(asideTop, asideText[:half], asideSide, asideText[half:], asideEnd), true},
		{"links under a paragraph", div(asideTop, asideText, "<p>推荐阅读</p><p><a href='/1'>坪山区委书记庚某某调研</a></p><p><a href='/2'>盐田区</a></p>"), false},
		{"headings without links", div(asideTop, asideText, "<h3>相关阅读</h3><p>坪山区委书记庚某某调研</p><p>04-03</p>"), false},
		{"credits in a block of their own", div(asideMenu) + div(asideTop) + div(asideText) + div(asideEnd) + asideSide, true},
		{"line breaks", div(asideTop) + brs + div(asideEnd) + asideSide, true},
		{"sections in blocks", div(asideTop, div(asideText[:half]), div(asideText[half:]), asideEnd) + asideSide, true},
		{"semantic", "<header><a href='/'>读特</a><p>福田区</p></header><nav>" + asideMenu + "</nav><main><article><header>" + asideTop + "</header>" + asideText +
			"<footer>" + asideEnd + "</footer></article></main><aside><p>坪山区</p><p>4月6日,坪山区委书记庚某某主持召开全区工作会议。</p></aside><footer>" + asideFoot + "</footer>", true},
		{"layout table", "<table><tr><td>" + asideMenu + asideSide + "</td><td>" + asideTop + asideText + asideEnd + "</td><td>" + asideCard + "</td></tr></table>", true},
		{"deep", strings.Repeat("<div>", 300) + asideTop + div(asideText, asideEnd) + strings.Repeat("</div>", 300) + asideSide, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := asideWant
			if tt.end {
				want = append(want[:len(want):len(want)], asideWantEnd...)
			}
			if diff := cmp.Diff(want, kept(asideHead+tt.body+"</body></html>")); diff != "" {
				t.Error(diff)
			}
		})
	}
}
