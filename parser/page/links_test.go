package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// isTopic knows the topic by its name, with or without a label before it.
func isTopic(text string) bool {
	_, name, ok := strings.Cut(text, ":")
	return text == "深政观察" || ok && name == "深政观察"
}

func TestLinks(t *testing.T) {
	const here = "https://www.example.org/n/topic/77"
	tests := []struct {
		name, url, body string
		want            []Link
	}{
		{"anchors", here, `<a href="/n/article/7000001"> 深圳一周丨<b>甲</b> </a><a href='//m.example.org/p/7000001.html'>again</a><a href="http://other.org/p/7000001.html#x">乙</a>`, []Link{
			{"https://www.example.org/n/article/7000001", "7000001", "深圳一周丨甲", LinkArticle},
			{"http://other.org/p/7000001.html", "7000001", "乙", LinkArticle},
		}},
		{"picture first", here, `<a href="/p/7000001.html"><img src=x alt=""></a><a href="/p/7000001.html">标题</a><a href="/p/7000002.html"><img alt="图题"></a><a href="/p/7000003.html" title="提示"></a>`, []Link{
			{"https://www.example.org/p/7000001.html", "7000001", "标题", LinkArticle},
			{"https://www.example.org/p/7000002.html", "7000002", "图题", LinkArticle},
			{"https://www.example.org/p/7000003.html", "7000003", "提示", LinkArticle},
		}},
		{"topic", "https://www.example.org/p/7000001.html", `<p>收录于专题:<a href="/n/topic/77">深政观察</a></p><a href="/n/topic/78">收录于专题:别的</a><a href="/x/y">专题:深政观察</a><a href="/z">深政观察这一周</a>`, []Link{
			{"https://www.example.org/n/topic/77", "", "深政观察", LinkTopic},
			{"https://www.example.org/n/topic/78", "", "收录于专题:别的", LinkOther},
			{"https://www.example.org/x/y", "", "专题:深政观察", LinkTopic},
			{"https://www.example.org/z", "", "深政观察这一周", LinkOther},
		}},
		{"next", here, `<link rel="next" href="?page=2"><a href="?page=3">3</a><a href="/n/topic/78?page=3">x</a><a href="/more">下一页 ></a><a href="?tab=1">t</a>`, []Link{
			{"https://www.example.org/n/topic/77?page=2", "", "", LinkNext},
			{"https://www.example.org/n/topic/77?page=3", "", "3", LinkNext},
			{"https://www.example.org/n/topic/78?page=3", "", "x", LinkOther},
			{"https://www.example.org/more", "", "下一页 >", LinkNext},
			{"https://www.example.org/n/topic/77?tab=1", "", "t", LinkOther},
		}},
		{"next in the path", "https://www.example.org/szgc/index.html", `<a href="index_2.html">2</a><a href="/szgc/page/3">3</a>`, []Link{
			{"https://www.example.org/szgc/index_2.html", "", "2", LinkNext},
			{"https://www.example.org/szgc/page/3", "", "3", LinkOther},
		}},
		{"data", here, `<script>window.D={"list":[{"title":"\u6df1\u5733\u4e00\u5468\u4e28甲","id":1,"url":"https:\/\/www.example.org\/n\/article\/7000001"},{"url":"\u002Fp\u002F7000002.html","tag":{"name":"x"},"title":"乙"}],"next":"\/n\/topic\/77?page=2","img":"\/static\/1234567.png"};var r=/p\/d+/;</script>`, []Link{
			{"https://www.example.org/n/article/7000001", "7000001", "深圳一周丨甲", LinkArticle},
			{"https://www.example.org/p/7000002.html", "7000002", "乙", LinkArticle},
			{"https://www.example.org/n/topic/77?page=2", "", "", LinkNext},
		}},
		{"numbers without addresses", here, `<script>window.S={"data":{"list":[{"contentid":"7000001","appid":1,"title":"甲"},{"content_id":7000002,"appid":"1","title":"乙"},{"contentid":"7000003","appid":4,"title":"视频"},{"contentid":"7000004","title":"丙"},{"contentid":"7000005"},{"id":7000006,"appid":1},{"contentid":"7000007","appid":1,"share_url":"https://m.example.org/p/7000007.html","title":"丁"}]}};</script>`, []Link{
			{"https://www.example.org/n/article/7000001", "7000001", "甲", LinkArticle},
			{"https://www.example.org/n/article/7000002", "7000002", "乙", LinkArticle},
			{"https://www.example.org/n/article/7000004", "7000004", "丙", LinkArticle},
			{"https://www.example.org/n/article/7000006", "7000006", "", LinkArticle},
			{"https://m.example.org/p/7000007.html", "7000007", "丁", LinkArticle},
		}},
		{"numbers in calls", here, `<li onclick="openArticle(7000001)">甲</li><a href="javascript:toDetail('7000002',1)">乙</a><a href="#" onclick="return app.show(7000003);">丙</a><i onclick="share(7000004)">丁</i><i onclick="openArticle(7000005)"></i>`, []Link{
			{"https://www.example.org/n/article/7000001", "7000001", "甲", LinkArticle},
			{"https://www.example.org/n/article/7000002", "7000002", "乙", LinkArticle},
			{"https://www.example.org/n/article/7000003", "7000003", "丙", LinkArticle},
		}},
		{"numbers in attributes", here, `<div data-id="7000001" data-appid="1"><b>甲</b></div><li data-contentid="7000002">乙</li><div data-id="7000003">丙</div><div data-id="7000004" data-appid="2">丁</div>`, []Link{
			{"https://www.example.org/n/article/7000001", "7000001", "甲", LinkArticle},
			{"https://www.example.org/n/article/7000002", "7000002", "乙", LinkArticle},
		}},
		{"blocks of a listing", "https://api.example.org/topic?id=77&page=2", `{"data":{"focus":{"list":[{"contentid":"7000001","appid":1,"title":"甲"}]},"more":{"blocks":[{"list":[{"contentid":"7000002","appid":1,"title":"乙","thumb":"x"}]}]},"page":2,"pagesize":20,"total":57}}`, []Link{
			{"https://api.example.org/n/article/7000001", "7000001", "甲", LinkArticle},
			{"https://api.example.org/n/article/7000002", "7000002", "乙", LinkArticle},
			{"https://api.example.org/topic?id=77&page=3", "", "", LinkNext},
		}},
		{"last page of a listing", "https://api.example.org/topic?pageNo=3", `{"list":[{"contentid":"7000001","appid":1,"title":"甲"}],"pageNo":3,"pageCount":3}`, []Link{
			{"https://api.example.org/n/article/7000001", "7000001", "甲", LinkArticle},
		}},
		{"more of a listing", "https://api.example.org/topic?pageNo=3", `{"list":[{"contentid":"7000001","appid":1,"title":"甲"}],"pageNo":3,"has_more":true}`, []Link{
			{"https://api.example.org/n/article/7000001", "7000001", "甲", LinkArticle},
			{"https://api.example.org/topic?pageNo=4", "", "", LinkNext},
		}},
		{"next by address", here, `{"items":[{"contentid":"7000001","appid":1,"title":"甲"}],"next":"/api/list?cursor=abc"}`, []Link{
			{"https://www.example.org/n/article/7000001", "7000001", "甲", LinkArticle},
			{"https://www.example.org/api/list?cursor=abc", "", "", LinkNext},
		}},
		{"counts of something else", here, `<a href="/n/article/7000001">甲</a><script>var c={"page":1,"total":300,"size":10,"comments":[{"text":"好"}]}</script>`, []Link{
			{"https://www.example.org/n/article/7000001", "7000001", "甲", LinkArticle},
		}},
		{"keys without quotes", here, `<script>window.S=(function(a){return {data:[{list:[{contentid:7000001,appid:1,title:"甲"},{contentid:7000002,appid:4,title:"视频"}]}]}}(null))</script>`, []Link{
			{"https://www.example.org/n/article/7000001", "7000001", "甲", LinkArticle},
		}},
		{"data in a string", here, `<script>var d=JSON.parse("{\"list\":[{\"contentid\":7000001,\"appid\":1,\"title\":\"甲\"}]}")</script><script type="application/json">{"state":"{\"contentid\":7000002,\"appid\":1,\"title\":\"乙\"}"}</script>`, []Link{
			{"https://www.example.org/n/article/7000001", "7000001", "甲", LinkArticle},
			{"https://www.example.org/n/article/7000002", "7000002", "乙", LinkArticle},
		}},
		{"without scripts", here, `<noscript><a href="/p/7000001.html">甲</a><img src="/t.gif?id=7000002"></noscript>`, []Link{
			{"https://www.example.org/p/7000001.html", "7000001", "", LinkArticle},
		}},
		{"markup in data", here, `<script>x="<a href=\"\/p\/7000001.html\">甲<\/a>"</script>`, []Link{
			{"https://www.example.org/p/7000001.html", "7000001", "", LinkArticle},
		}},
		{"json", here, `{"data":[{"title":"甲","url":"http:\/\/www.example.org\/p\/7000001.html"}]}`, []Link{
			{"http://www.example.org/p/7000001.html", "7000001", "甲", LinkArticle},
		}},
		{"clicks", here, `<li onclick="location.href='/n/article/7000001'">甲</li><div data-url="/p/7000002.html">乙</div>`, []Link{
			{"https://www.example.org/n/article/7000001", "7000001", "", LinkArticle},
			{"https://www.example.org/p/7000002.html", "7000002", "", LinkArticle},
		}},
		{"base", here, `<base href="https://cdn.example.org/a/b/"><a href="../7000001.html">甲</a>`, []Link{
			{"https://cdn.example.org/a/7000001.html", "7000001", "甲", LinkArticle},
		}},
		{"nowhere", here, `<a href="#top">a</a><a href="javascript:void(0)">b</a><a href="mailto:a@b">c</a><a>d</a><a href="">e</a><a href="http://[bad">f</a><!-- <a href="/p/7000001.html">g</a> -->`, nil},
		{"no address", "", `<a href="/p/7000001.html">甲</a><a href="?page=2">2</a>`, []Link{
			{"/p/7000001.html", "7000001", "甲", LinkArticle},
			{"?page=2", "", "2", LinkOther},
		}},
		{"plain", "", "见 https://www.example.org/p/7000001.html 。", []Link{
			{"https://www.example.org/p/7000001.html", "7000001", "", LinkArticle},
		}},
		{"unclosed", here, `<a href="/p/7000001.html">甲<a href="/p/7000002.html">乙`, []Link{
			{"https://www.example.org/p/7000001.html", "7000001", "甲", LinkArticle},
			{"https://www.example.org/p/7000002.html", "7000002", "乙", LinkArticle},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Links([]byte(tt.body), "", tt.url, isTopic)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLinksNamedByKeysThatEndLikeTitles finds a topic whose object names it
// under a key of its own.
func TestLinksNamedByKeysThatEndLikeTitles(t *testing.T) {
	page := `<html><body><script>var d={"id":"9","topicTitle":"深政观察","topicUrl":"\/topic\/detail\/2071","author":{"name":"某人"}}</script></body></html>`
	links := Links([]byte(page), "", "https://www.example.org/n/article/8000001", isTopic)
	want := []Link{{URL: "https://www.example.org/topic/detail/2071", Text: "深政观察", Kind: LinkTopic}}
	if diff := cmp.Diff(want, links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}
