package parser

import (
	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// isFurnitureStart reports the line with which the page's own matter begins
// below the article.
func isFurnitureStart(s []rune, words Span) bool {
	if len(s) > 60 {
		return false
	}
	if disclaimers.At(s, words.Start) > 0 {
		return true
	}
	end := words.End
	for end > words.Start && s[end-1] == ':' {
		end--
	}
	s = s[words.Start:end]
	return furnitureStarts.Has(s)
}

var disclaimers = text.NewWords("免责声明 版权声明 特别声明")

var furnitureStarts = text.NewWords(
	"推荐阅读 相关阅读 延伸阅读 热门推荐 相关推荐 为你推荐 猜你喜欢 热门文章 相关文章 往期回顾 往期推荐 更多精彩 更多阅读 精彩推荐 读特热榜 热榜 鹏友圈",
	"最新评论 全部评论 网友评论 热门评论 评论 点击下载 首页 相关新闻 最新文章 上一篇 下一篇 IN视频",
)

// isFoldButton reports the line that unfolds the rest of an article.
func isFoldButton(l *layout, i int) bool {
	ln := l.lines[i]
	return foldButtons.Has(ln.Fold[ln.words.Start:ln.words.End])
}

var foldButtons = text.NewWords("展开全文 展开阅读全文 阅读全文 查看全文 点击展开 点击展开全文 点击查看全文 点击阅读全文 展开剩余 展开更多 展开 收起 收起全文 显示全文")

// isListHeading reports a line that heads a list of other articles: one of the
// headings, or one of four characters with a little before or behind it, as in
// 本周热门文章.
func isListHeading(s []rune) bool {
	for len(s) > 0 && isDecoration(s[0]) {
		s = s[1:]
	}
	for len(s) > 0 && isDecoration(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	switch n := len(s); {
	case n < 2 || n > 10:
		return false
	case n > 4 && n <= 8 && (listHeadings.Has(s[:4]) || listHeadings.Has(s[n-4:])):
		return true
	}
	return listHeadings.Has(s)
}

var listHeadings = text.NewWords(
	"推荐阅读 相关阅读 延伸阅读 扩展阅读 更多阅读 阅读推荐 相关新闻 相关推荐 相关文章 相关报道 相关链接 热门推荐 热门文章 热门新闻 热点推荐 热点新闻 热门评论 网友评论 全部评论 最新评论 猜你喜欢 为你推荐",
	"大家都在看 大家在看 往期回顾 往期推荐 往期精选 热榜 读特热榜 实时热榜 今日热榜 排行榜 新闻排行 点击排行 阅读排行 热门排行 最新文章 最新新闻 更多文章 更多新闻 更多精彩 精彩推荐 精选推荐 编辑推荐",
	"今日热点 今日推荐 鹏友圈 热点 热搜 热文 推荐 评论 上一篇 下一篇 友情链接 关于我们 联系我们 专题推荐 热门专题 频道导航 网站导航 24小时热榜 IN视频",
)

// isListAbove takes a list of other articles between the title and the text.
func isListAbove(l *layout, i int) bool {
	ln := l.lines[i]
	return ln.is(page.HintLink|page.HintListItem) || ln.furniture && !ln.label
}
