package parser

import (
	"strings"
	"testing"
)

func TestPageKind(t *testing.T) {
	article := strings.Repeat("某市今天发布一项新规,完善人机验证和验证码管理,用户遇到404页面不存在时可以申诉。", 12)
	links := ""
	for _, s := range []string{"一", "二", "三", "四", "五", "六"} {
		links += `<li><a href="/n/article/700000` + s + `">第` + s + `篇文章的标题在这里</a><span>04-0` + s + `</span></li>`
	}
	tests := []struct {
		name, body string
		want       PageKind
	}{
		{"empty", " \n", PageEmpty},
		{"markup only", "<html><body><div></div></body></html>", PageEmpty},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00", PageBinary},
		{"noise", "a\x00\x01\x02\x03\x04\x05\x06\x07\x08", PageBinary},
		{"405 title", "<html><head><title>405</title></head><body></body></html>", PageError},
		{"405 page", "<html><head><title>405</title></head><body><h1>405</h1><p>很抱歉,由于您访问的URL有可能对网站造成安全威胁,您的访问被阻断。</p></body></html>", PageError},
		{"forbidden", "<h1>Forbidden</h1><p>You don't have permission to access this resource.</p>", PageError},
		{"bad gateway", "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>", PageError},
		{"plain forbidden", "Forbidden", PageError},
		{"an answer that it is gone", `{"state":false,"error":"内容不存在","data":null}`, PageGone},
		{"an answer by its status", `{"code":404,"msg":"文章已删除"}`, PageGone},
		{"an answer that refuses", `{"code":403,"message":"访问被拒绝"}`, PageError},
		{"an answer that it went well", `{"code":200,"msg":"操作成功","data":{"list":[]}}`, PageEmpty},
		{"missing", "<title>读特</title><body><div>抱歉,您访问的页面不存在</div><a href='/'>返回首页</a>", PageGone},
		{"missing beside links", "<body><div>您访问的页面不存在</div><ul>" + links + "</ul>", PageGone},
		{"number alone", "<body><div>404</div><div>返回首页</div>", PageGone},
		{"deleted", "<title>链接已删除</title><body><p>链接已删除</p><p>点击此处跳转至首页(5s后为您自动跳转)</p>", PageGone},
		{"deleted by its author", "<title>某客户端</title><body><p>该内容已被发布者删除</p>", PageGone},
		{"taken down", "<body><p>抱歉,您访问的稿件已下线。</p><a href=/>首页</a>", PageGone},
		{"deleted, in other words", "<body><p>抱歉,您查看的内容因违规无法查看</p>", PageGone},
		{"deleted, in few words", "<body><h2>已删除</h2><a href=/>返回首页</a>", PageGone},
		{"expired", "<title>提示</title><p>该链接已失效</p>", PageGone},
		{"a list that never was", "<p>栏目不存在</p>", PageGone},
		{"a film that expired", "<p>视频已失效</p>", PageGone},
		{"not found, in English", "<p>The article you requested could not be found.</p>", PageGone},
		{"looked over", "<title>安全检测</title><p>正在进行安全检测,请稍候...</p>", PageChallenge},
		{"banned", "<p>您的IP已被封禁</p>", PageError},
		{"no database", "<h1>Error establishing a database connection</h1>", PageError},
		{"a program that fails", "<pre>Fatal error: Uncaught Exception in index.php:12</pre>", PageError},
		{"out of service", "<p>站点已暂停服务,请联系管理员</p>", PageError},
		{"never was", "<body><p>内容不存在</p>", PageGone},
		{"not to be seen", "<title>读特</title><p>哎呀,您访问的页面不见了</p><p>5秒后自动返回首页</p>", PageGone},
		{"flown away", "<title>读特</title><p>内容飞走了~</p><p>去看看其他内容吧</p>", PageGone},
		{"no such key", `<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>`, PageGone},
		{"no such way", "<title>Error</title><pre>Cannot GET /n/article/7000001</pre>", PageGone},
		{"not to be found in English", "<h1>Oops!</h1><p>We can't find the page you're looking for.</p>", PageGone},
		{"not found in English", "<title>Not Found</title><h1>Not Found</h1><p>The requested URL was not found on this server.</p>", PageGone},
		{"deleted, then sent on", "<meta http-equiv=refresh content='5;url=/'><p>文章已删除</p>", PageGone},
		{"article about deletion", "<h1>旧规已删除</h1><div>2024-04-28 10:00</div><p>某市今天公布新规,旧规中的三条内容已被删除。</p>", PageArticle},
		{"sent on", "<html><head><meta http-equiv=refresh content='0;url=/p/7000001.html'></head><body>正在跳转</body></html>", PageOther},
		{"maintenance", "<title>系统维护</title><p>系统维护中,请稍后再试。</p>", PageError},
		{"no database", "<title>系统提示</title><p>数据库连接失败!</p>", PageError},
		{"not from here", "<title>访问受限</title><p>您所在的地区暂不支持访问</p>", PageError},
		{"no upstream", "upstream connect error or disconnect/reset before headers. reset reason: connection timeout", PageError},
		{"no right", `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>You have no right to access this object.</Message></Error>`, PageError},
		{"for sale", "<h1>news.example 此域名正在出售</h1><p>This domain is for sale.</p>", PageError},
		{"blocked", "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>", PageChallenge},
		{"taken for an attack", "<title>WAF</title><p>您的请求ID是: 8b2f0a,当前访问疑似黑客攻击,已被拦截。</p>", PageChallenge},
		{"unusual traffic", "<p>Sorry, we have detected unusual traffic from your network.</p>", PageChallenge},
		{"script challenge", "<html><body><script>var arg1='ABC';function setCookie(n,v){document.cookie=n+v}setCookie('acw_sc__v2',x);location.reload()</script></body></html>", PageChallenge},
		{"browser check", "<title>Just a moment...</title><p>Checking your browser before accessing.</p>", PageChallenge},
		{"captcha", "<title>安全验证</title><p>请完成安全验证后继续访问。</p>", PageChallenge},
		{"noscript", "<p>请开启JavaScript并刷新该页。</p><script>x</script>", PageChallenge},
		{"cookie and reload", "<body>loading<script>document.cookie='a=b';location.reload(true)</script>", PageChallenge},
		{"login", "<title>读特</title><p>登录后查看全文</p><input name=user>", PageChallenge},
		{"login to go on", "<h1>深圳一周丨深圳各区书记区长这周都在忙啥?(4月22日-4月28日)</h1><p>深政观察</p><p>2024-04-28 17:30</p><p>2024年4月22日至4月28日。</p><p>本周,深圳各区……</p><p>登录后阅读全文</p>", PageChallenge},
		{"paid", "<title>读特</title><p>本文为付费内容,开通会员后可阅读全文</p>", PageChallenge},
		{"picture of a round-up", "<h1>深圳一周丨深圳各区书记区长这周都在忙啥?(4月22日-4月28日)</h1><p>深政观察</p><p>2024-04-28 17:30</p><p><img src=1.jpg></p>", PageArticle},
		{"search", "<title>搜索结果</title>" + strings.Repeat("<div><a href=/n/article/7000001>福田区委书记调研</a><p>某市今天发布一项新规,完善各项管理,用户可以申诉。</p></div>", 3), PageListing},
		{"listing", "<body><h1>深政观察</h1><ul>" + links + "</ul>", PageListing},
		{"article about errors", "<h1>404与验证码</h1><p>" + article + "</p>", PageArticle},
		{"article beside links", "<ul>" + links + "</ul><h1>新规</h1><p>" + article + "</p><ul>" + links + "</ul>", PageArticle},
		{"short article", "<h1>人机验证新规发布</h1><div>2024-04-28 10:00</div><p>某市今天发布人机验证新规,自五月一日起施行。</p>", PageArticle},
		{"pictures and a few words", "<h1>组图:早春</h1><div>2024-04-28 10:00</div><p>公园里,市民在赏花。</p><p>海湾畔,候鸟翩飞。</p>", PageArticle},
		{"no word yet", "<h1>组图:早春</h1><div>2024-04-28 10:00</div><p>正在加载</p>", PageOther},
		{"gone for good", "<title>Error</title><center><h1>410 Gone</h1></center><hr><center>nginx</center>", PageGone},
		{"words", "<p>你好</p>", PageOther},
		{"plain article", article, PageArticle},
		{"nested too deep", strings.Repeat("<div>", 600) + article, PageDeep},
		{"too many tags", strings.Repeat("<p>a", 300_000), PageLarge},
		{"too many lines", strings.Repeat("a\n", 300_000), PageLarge},
		{"nested deep", strings.Repeat("<div>", 400) + article, PageArticle},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readPage(&Page{Body: []byte(tt.body)})
			if d.kind != tt.want {
				t.Errorf("kind = %s (%s), want %s; lines %q", d.kind, d.reason, tt.want, printed(d))
			}
			if d.kind != PageArticle && d.reason == "" {
				t.Error("no reason")
			}
		})
	}
}
