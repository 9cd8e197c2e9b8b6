package parser

import (
	"regexp"
	"slices"

	"shenzheng/parser/text"
)

// What a page prints around its article.

// isFurnitureStart reports the line below the article with which the page's own matter begins.
func isFurnitureStart(s []rune, words Span) bool {
	if len(s) > 60 {
		return false
	}
	s = s[words.Start:words.End]
	return disclaimers.At(s, 0) > 0 || pageStarts.Has(s[:trimmed(s, func(c rune) bool { return c == ':' })])
}

var (
	disclaimers = text.NewWords("免责声明 版权声明 特别声明")
	pageStarts  = text.NewWords("点击下载 首页")
)

// webAddress gives the length of the address that a text opens with, 0 for none.
func webAddress(s []rune) int {
	if !text.HasPrefix(s, 0, "http") {
		return 0
	}
	return len(address.FindString(string(s)))
}

var address = regexp.MustCompile(`^https?://[!-~]*`)

// isPageRemark reports what a page says of itself to its readers among the
// paragraphs: that their browser cannot play a film, that they may share it.
func isPageRemark(s []rune) bool {
	return len(s) <= 60 && (pageRemarks.At(s, 0) > 0 || text.HasPrefix(s, 0, "第") && pageNumber.MatchString(string(s))) || len(s) > 0 && webAddress(s) == len(s)
}

// pageNumber is what is printed at the foot of a page: 第2页 共4页.
var pageNumber = regexp.MustCompile(`^第 ?\d+ ?页(?:[,/ ]*共 ?\d+ ?页)?$`)

var pageRemarks = text.NewWords("点击蓝字 点击关注 点击观看 点击查看 点击上 点击下 扫码查看 扫码观看 扫码关注 扫描二维码 长按识别 长按图片 戳这里 戳视频 已关注 上一篇 下一篇 投票 广告】 广告] 广告) 阅读原文 轻触阅读原文 您的浏览器 你的浏览器 当前浏览器 浏览器不支持 分享到 转载请注明 更多资讯请关注 更多精彩请关注 更多内容请关注 觉得不错 欢迎留言 欢迎在评论区 你怎么看 您怎么看 你有什么看法 你最关注 你最期待")

// isTeaser reports a line that says that the text goes on where the reader is
// sent to: behind a button, in an application, another time.
func isTeaser(s []rune) bool {
	return len(s) <= 40 && !noTeasers.In(s) && (teasers.Has(bare(s)) || skip(s, 0, dots.Has) == len(s) || sendsOn.In(s) || text.HasSuffix(s, "阅读更多") ||
		text.Contains(s, "剩余") && remainders.In(s) || inApp.In(s) && reading.In(s) && apps.In(s))
}

var (
	noTeasers  = text.NewWords("滑 返回 评论") // 左右滑动查看更多, 返回某网,查看更多
	teasers    = text.NewWords("详细 全文 详情 待续 未完待续 未完,待续 展开")
	sendsOn    = text.NewWords("阅读全文 查看全文 展开全文 显示全文 浏览全文 获取全文 剩余全文 完整全文 余下全文 展开剩余 展开更多 查看更多 显示更多 加载更多 全文链接 全文见 全文请见")
	remainders = text.NewWords("内容 全文 阅读 查看 显示 浏览 获取 %")
	inApp      = text.NewWords("打开 请在 下载")
	dots       = text.NewSet("….。·")
	reading    = text.NewWords("查看 阅读")
	apps       = text.NewWords("APP App app 客户端 读特 小程序")
	// cutShort is how a paragraph ends that breaks off.
	cutShort = regexp.MustCompile(`(?:…|\.{3}|。{3})\s*(?:[\[(【]?(?:详细|全文|详情|阅读全文|查看全文|更多)[\])】]?[>»]*)?$`)
	// folds close what was unfolded.
	folds = text.NewWords("收起 收起全文")
)

// bare gives a line without what decorates it.
func bare(s []rune) []rune {
	s = s[skip(s, 0, isDecoration):]
	return s[:trimmed(s, isDecoration)]
}

// isListHeading reports a line that heads a list of other articles or what readers say;
// a little may stand beside a heading of four characters, as in 本周热门文章.
func isListHeading(s []rune) bool {
	s = bare(s)
	switch n := len(s); {
	case n < 2 || n > 12:
		return false
	case n > 4 && n <= 8 && (listHeadings.Has(s[:4]) || listHeadings.Has(s[n-4:])):
		return true
	}
	said := s[:trimmed(s, func(c rune) bool { return c == '条' || !text.IsHan(c) })] // 最新评论(12条)
	n := comments.Before(s, len(said), 3)
	return listHeadings.Has(s) || n > 0 && len(said) <= n+4 && !slices.ContainsFunc(said, func(c rune) bool { return !text.IsHan(c) })
}

var (
	comments     = text.NewWords("评论 评论区 留言 留言区 跟帖 跟帖区 热评")
	listHeadings = text.NewWords(
		"推荐阅读 相关阅读 延伸阅读 热门推荐 相关推荐 为你推荐 为您推荐 猜你喜欢 猜你想看 热门文章 相关文章 近期文章 往期回顾 往期推荐 往期链接 更多精彩 往期精彩 更多阅读 精彩推荐 读特热榜 热榜 鹏友圈",
		"喜欢此内容的人还喜欢 你可能感兴趣 你可能还喜欢 我来说两句 相关新闻 最新文章 上一篇 下一篇 IN视频 扩展阅读 阅读推荐 相关报道 相关链接 热门新闻 热点推荐 热点新闻 新闻推荐 视频推荐 大家都在看 大家在看",
		"往期精选 实时热榜 今日热榜 排行榜 新闻排行 点击排行 阅读排行 热门排行 最新新闻 最新资讯 今日要闻 更多文章 更多新闻 更多深政观察 精选推荐 编辑推荐",
		"今日热点 今日推荐 热点 热搜 热文 推荐 友情链接 关于我们 联系我们 专题推荐 热门专题 频道导航 网站导航 24小时热榜 24小时热文",
	)
)

// isSlogan reports what a newspaper says of itself.
func isSlogan(s []rune) bool {
	return len(s) <= 60 && sloganWords.In(s) && !text.Contains(s, "。")
}

var sloganWords = text.NewWords("机关报 窗口 权威发布 新闻客户端 第一媒体")

// isLabel reports counts of readers, buttons, relative times.
func isLabel(s []rune, words Span) bool {
	if len(s) > 16 || text.EndsSentence(s) {
		return false
	}
	return words.Start >= words.End || labelOpeners.At(s, words.Start) > 0 || labelClosers.End(s[:words.End])
}

var (
	labelOpeners = text.NewWords(
		"阅读 浏览 评论 点赞 收藏 分享 关注 字号 字体 大字 听 朗读 打印 发布时间 发布于 更新时间 来源 稿源",
		"IP属地 首页 当前位置 登录 注册 搜索 打开 下载 返回 回到 刚刚 昨天 今天 原创 转发 举报 扫码 用微信扫 微信 微博",
	)
	labelClosers = text.NewWords("小时前 分钟前 天前 阅读 评论 浏览 关注")
)
