package parser

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// enoughProse is how many code points of running text, links left out, make a page that is
// never taken for an error or a challenge, whatever words it holds.
const enoughProse = 300

// contents counts what a page prints.
type contents struct {
	text    int  // code points
	linked  int  // of these, inside links
	links   int  // lines that are mostly links
	prose   int  // code points of running text outside links and side lists
	teasers int  // of these, right below a link
	cards   int  // lines of these
	titled  bool // with the title of a round-up
	headed  bool
	stamped bool
	said    bool // a sentence, were it short
}

// pageKind tells what a page is that is not yet known to be a column, and why.
// It decides by text and structure, never by names of classes.
func pageKind(d document, p Page, c contents) (PageKind, string) {
	if c.prose < enoughProse {
		if kind, reason := obstacle(d, p, c); kind != "" {
			return kind, reason
		}
	}
	article := c.prose >= 80 || c.prose > 0 && (c.headed || c.stamped) || c.said && c.headed && c.stamped
	switch {
	case len(d.lines) == 0:
		return PageEmpty, "the page prints no text"
	case c.cards >= 3 && c.teasers*2 > c.prose:
		return PageListing, fmt.Sprintf("%d teasers of articles", c.cards)
	case c.linked*2 >= c.text && (c.links >= 5 && c.linked > c.prose || c.links >= 3 && (!article || c.linked > 3*c.prose)):
		return PageListing, fmt.Sprintf("%d of its %d lines are links", c.links, len(d.lines))
	case c.titled && c.prose == 0 && (c.headed || c.stamped):
		return PageArticle, "the title of a round-up, but no text"
	case article:
		return PageArticle, "running text, but not a column of 深政观察"
	}
	return PageOther, "text of no known kind"
}

// countContents counts the lines of a page.
func countContents(lines []*line) contents {
	var c contents
	for i, ln := range lines {
		c.text += ln.Visible
		c.linked += ln.Linked
		c.headed = c.headed || ln.is(page.HintTitle)
		c.stamped = c.stamped || ln.Visible <= 40 && ln.stamp != nil
		switch {
		case ln.mostlyLink():
			c.links++
		case ln.aside:
		case ln.title:
			c.titled = true
		case ln.isProse() && !ln.isWeek():
			if c.prose += ln.Visible; i > 0 && lines[i-1].mostlyLink() {
				c.cards, c.teasers = c.cards+1, c.teasers+ln.Visible
			}
		default:
			c.said = c.said || ln.isText()
		}
	}
	return c
}

// obstacle recognizes a page that stands in the way of another: an error, a
// challenge, or the word that there is none any more. It gives an empty kind for any other page.
func obstacle(d document, p Page, c contents) (PageKind, string) {
	said := statements(d, c)
	for _, s := range said {
		switch status := statusIn(s); status {
		case "":
		case "404", "410":
			return PageGone, "the page says " + status
		default:
			return PageError, "the page says " + status
		}
	}
	if c.stamped && c.prose > 0 {
		return "", "" // a short article may speak of anything
	}
	for _, s := range said {
		if word := gone.FindString(s); word != "" {
			return PageGone, "the page says " + word
		}
	}
	if word := firstOf(said, challengeWords[:]); word != "" {
		return PageChallenge, "the page says " + word
	}
	if c.text-c.linked < 200 {
		if mark := firstMark(p.Body); mark != "" {
			return PageChallenge, "hardly any text, and scripts that hold " + mark
		}
	}
	if word := firstOf(said, errorWords[:]); word != "" {
		return PageError, "the page says " + word
	}
	if word := firstOf(said, loginWords[:]); word != "" && c.prose < 80 && c.links < 5 {
		return PageChallenge, "the page says " + word
	}
	return "", ""
}

// statements gives what a page says in few words, in small letters: its title and its short
// lines, and all where there are but few and nothing else looks like an article.
func statements(d document, c contents) []string {
	said := []string{strings.ToLower(d.Title)}
	all := c.text-c.linked <= 200
	for _, l := range d.lines {
		if len(said) > 200 {
			break
		}
		if l.is(page.HintLink) || len(l.Fold) > 200 || !all && (len(l.Fold) > 30 || text.EndsSentence(l.Fold) && c.prose > 0) {
			continue
		}
		said = append(said, strings.ToLower(string(l.Fold)))
	}
	return said
}

// firstOf gives the first of words that stands in one of said.
func firstOf(said, words []string) string {
	for _, word := range words {
		for _, s := range said {
			if strings.Contains(s, word) {
				return word
			}
		}
	}
	return ""
}

// firstMark gives a mark of a script challenge in a page.
func firstMark(body []byte) string {
	body = body[:min(len(body), 1<<18)]
	if mark := firstOf([]string{string(body)}, challengeMarks[:]); mark != "" {
		return mark
	}
	if bytes.Contains(body, []byte("document.cookie")) && (bytes.Contains(body, []byte("location.reload")) || bytes.Contains(body, []byte("location.href"))) {
		return "document.cookie and a reload"
	}
	return ""
}

var (
	challengeWords = [...]string{
		"正在验证", "安全验证", "人机验证", "滑动验证", "滑块验证", "图形验证", "身份验证", "访问验证", "完成验证", "进行验证", "输入验证码", "验证码", "拖动滑块", "按住滑块", "向右滑动",
		"开启javascript", "启用javascript", "打开javascript", "支持javascript", "允许javascript", "enable javascript", "javascript is disabled", "requires javascript", "turn on javascript",
		"just a moment", "checking your browser", "verify you are human", "are you a robot", "are you human", "not a robot", "captcha", "security check", "ddos protection",
		"访问过于频繁", "访问频繁", "操作频繁", "请求过于频繁", "访问异常", "异常访问", "疑似攻击", "浏览器检查", "检查您的浏览器", "正在检测浏览器", "浏览器安全检查", "正在跳转",
		"安全检测", "点击验证", "疑似黑客", "网站防火墙", "设置拦截", "attention required", "client challenge", "unusual traffic",
	}
	challengeMarks = [...]string{
		"acw_sc__v2", "acw_sc__v3", "aliyun_waf", "aliyunCaptcha", "AliyunCaptcha", "_waf_", "__jsl_clearance", "__jsluid", "cf_chl_", "cf-challenge", "challenge-platform",
		"geetest", "yidun", "TencentCaptcha", "turing.captcha", "hcaptcha", "recaptcha", "nocaptcha", "$_ts", "safeline", "probe.js",
	}
	errorWords = [...]string{
		"无法访问", "禁止访问", "拒绝访问", "访问被拒绝", "访问被阻断", "访问被拦截", "请求被拦截", "已被拦截", "已被封禁", "您的访问被", "没有权限", "服务器错误", "服务器内部错误", "服务器繁忙", "系统繁忙", "系统错误", "网关错误", "网关超时", "出错了", "出错啦", "服务不可用", "请稍后再试", "请稍后重试",
		"数据库连接", "暂停服务", "域名已过期", "参数错误", "暂不支持访问", "域名正在出售", "域名出售",
		"系统维护", "网站维护", "维护中", "升级维护", "系统升级", "停机维护",
		"forbidden", "bad gateway", "bad request", "gateway time-out", "gateway timeout", "gateway time out", "service unavailable", "temporarily unavailable", "internal server error", "access denied", "not allowed",
		"too many requests", "unauthorized", "under maintenance", "error occurred", "request blocked", "has been blocked", "have been blocked", "accessdenied", "upstream connect error", "timed out", "request timeout", "overloaded", "database connection", "fatal error", "domain is for sale", "page isn't working", "welcome to nginx",
	}
	loginWords = [...]string{"请登录", "请先登录", "登录后", "扫码登录", "登录查看", "登录以继续", "需要登录", "账号登录", "用户登录", "手机号登录", "开通会员", "付费内容", "付费阅读", "log in to continue", "sign in to continue", "please log in", "please sign in"}
)

// gone is how a page says that an article was deleted or never was.
var gone = regexp.MustCompile(goneThing + `?(?:已经?|被)[^,。，！!?？]{0,6}?(?:删除|删掉|下线|下架|撤下|撤回|撤稿|撤销|移除)|(?:链接|地址|页面?|内容|文章|视频|作品)[^,。，！!?？]{0,4}?(?:失效|过期)` +
	`|` + goneThing + `(?:不存在|找不到|未找到|没有找到|走丢|丢失|不见了|飞走|(?:无法|不能|不可)(?:查看|显示))` +
	`|(?:找不到|未找到|没有找到|无法找到)[^,。，！!?？]{0,8}?(?:页|文章|内容|资源|地址|链接|新闻)|not found|(?:could not|cannot) be found|ca(?:n't|n’t|nnot) find|does not exist|cannot get /|no longer (?:exists|available)|has been (?:deleted|removed)`)

// goneThing is what may be gone, and a little behind it.
const goneThing = `(?:(?:链接|地址|文章|稿件|新闻|内容|信息|页面?|网页|资源|数据|作品|视频|栏目|帖子|专题)[^,。，！!?？]{0,6}?)`

// statusIn gives the HTTP status of failure that a short line consists of,
// alone or with words about it: 405, Error 404, HTTP 502.
func statusIn(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' && r < 'a' || r > 'z' })
	if len(words) > 4 || len([]rune(s)) > 24 {
		return ""
	}
	for _, w := range words {
		alone := len(words) == 1 && strings.Trim(s, " -_:.!#()|"+w) == ""
		if status.MatchString(w) && (alone || aboutStatus.MatchString(s)) {
			return w
		}
	}
	return ""
}

var (
	status      = regexp.MustCompile(`^[45][0-2]\d$`)
	aboutStatus = regexp.MustCompile(`error|http|错误|status|gone`)
)
