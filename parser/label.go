package parser

import "shenzheng/parser/text"

// isSlogan reports what a newspaper says of itself.
func isSlogan(s []rune) bool {
	return len(s) <= 60 && sloganWords.In(s) && !text.Contains(s, "。")
}

var sloganWords = text.NewWords("机关报 窗口 权威发布 新闻客户端 第一媒体")

// isLabel reports what a page prints about an article besides: counts of
// readers, buttons, relative times.
func isLabel(s []rune, words Span) bool {
	if len(s) > 16 || text.EndsSentence(s) {
		return false
	}
	return words.Start >= words.End || labelOpeners.Match(s, words.Start) != "" || labelClosers.End(s[:words.End])
}

var (
	labelOpeners = text.NewWords(
		"阅读 浏览 评论 点赞 收藏 分享 关注 字号 字体 大字 听 朗读 打印 发布时间 发布于 更新时间 来源 稿源",
		"IP属地 首页 当前位置 登录 注册 搜索 打开 下载 返回 刚刚 昨天 今天 原创 转发 举报 扫码 微信 微博",
	)
	labelClosers = text.NewWords("小时前 分钟前 天前 阅读 评论 浏览 关注")
)

func isSloganLine(l *layout, i int) bool {
	ln := l.lines[i]
	return ln.slogan || l.follows(ruleOutlet) && len(ln.Fold) <= 40 && !ln.ends
}

func isLabelLine(l *layout, i int) bool { return l.lines[i].label }
