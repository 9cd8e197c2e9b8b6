package parser

import "shenzheng/parser/text"

// isFurnitureStart reports the line with which the page's own matter begins
// below the article.
func isFurnitureStart(ln *line) bool {
	s := ln.fold
	if len(s) > 60 {
		return false
	}
	at := ln.words()
	if disclaimers.At(s, at.Start) > 0 {
		return true
	}
	for at.End > at.Start && (s[at.End-1] == ':' || s[at.End-1] == '：') {
		at.End--
	}
	s = s[at.Start:at.End]
	return furnitureStarts.Has(s) || text.Equals(s, "IN视频")
}

var disclaimers = text.NewWords("免责声明 版权声明 特别声明")

var furnitureStarts = text.NewWords(
	"推荐阅读 相关阅读 延伸阅读 热门推荐 相关推荐 为你推荐 猜你喜欢 热门文章 相关文章 往期回顾 往期推荐 更多精彩 更多阅读 精彩推荐 读特热榜 热榜 鹏友圈",
	"最新评论 全部评论 网友评论 热门评论 评论 点击下载 首页 相关新闻 最新文章 上一篇 下一篇",
)
