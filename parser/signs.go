package parser

import (
	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// sign is what a line looks like by its own words, however it is marked up.
// Signs only help to tell the article from what stands beside it; the layout
// reads the lines again, each in its place.
type sign uint16

const (
	signProse   sign = 1 << iota // a sentence or more, not a link
	signWeek                     // 2024年4月22日至4月28日。
	signTitle                    // the column's title
	signOpening                  // stands between title and week: account, stamp, topic, outlet, summary
	signClosing                  // the closing note behind the last activity
	signCredit                   // credits or author, the end of the article
	signList                     // heads a list of other articles
	signSure                     // is signTitle by more than its wording
	signWeak                     // is signOpening among others of its kind: menus and lists hold stamps and names too

	signArticle = signWeek | signTitle | signOpening | signClosing | signCredit
)

// readSigns reads the signs of all lines.
func readSigns(lines []line, marks []page.Line, title string) []sign {
	signs := make([]sign, len(lines))
	sure := false
	for i := range lines {
		signs[i] = signsOf(&lines[i], &marks[i], title)
		sure = sure || signs[i]&signSure != 0
	}
	if sure {
		// Titles of other editions stand in lists.
		for i, s := range signs {
			if s&(signTitle|signSure) == signTitle {
				signs[i] &^= signTitle
			}
		}
	}
	for i, s := range signs {
		if s&signWeak != 0 && amongOpening(signs, marks, i) {
			signs[i] |= signOpening
		}
	}
	return signs
}

// amongOpening reports whether the title or a line about the article stands
// close above line i, with no prose and no link in between.
func amongOpening(signs []sign, marks []page.Line, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		switch s := signs[k]; {
		case s&(signTitle|signOpening) != 0:
			return true
		case s&(signProse|signList) != 0 || marks[k].Linked*2 > marks[k].Visible:
			return false
		}
	}
	return false
}

// signsOf reads the signs of one line.
func signsOf(l *line, m *page.Line, title string) sign {
	f := l.fold
	var s sign
	if m.Linked*2 > m.Visible {
		return signsOfLink(l)
	}
	if isProse(f, int(m.Visible)) {
		s |= signProse
	}
	if len(f) > 60 && s&signProse != 0 || len(f) > 160 {
		if isSummary(l) {
			s |= signOpening
		}
		return s
	}
	switch {
	case isWeekLine(l):
		return signWeek
	case l.hint&hintTitle != 0, title != "" && text.Equals(l.runes, title):
		return signTitle | signSure
	case isRoundupTitle(l):
		return signTitle
	case isListHeading(f):
		return s | signList
	case isSummary(l), len(f) <= 60 && (isAccount(l) || isColumnTopic(l) || isSlogan(f)):
		return s | signOpening
	case len(f) <= 60 && isWeakOpening(l):
		return s | signWeak
	case isClosingNote(l):
		return s | signClosing
	case isCredit(l):
		return s | signCredit
	}
	l.plain = len(f) <= 60 // and all of the above was asked
	return s
}

// signsOfLink reads the signs of a line that is mostly links.
func signsOfLink(l *line) sign {
	switch _, topic := topicName(l); {
	case len(l.fold) > 120:
		return 0
	case l.hint&hintTitle != 0:
		return signTitle | signSure
	case topic && isColumnTopic(l):
		return signOpening
	case isAccount(l):
		return signWeak
	case isListHeading(l.fold):
		return signList
	}
	return 0
}

// isProse reports a line that ends a sentence and is long enough for one, or
// so long that it can be nothing else.
func isProse(f []rune, visible int) bool {
	return visible >= 90 || visible >= 20 && text.EndsSentence(f)
}

// isWeakOpening reports a stamp, an outlet, another topic or a placeholder,
// which stand between title and text but not only there.
func isWeakOpening(l *line) bool {
	if isOutlet(l) || isPlaceholder(l.fold) {
		return true
	}
	if _, ok := topicName(l); ok {
		return true
	}
	_, ok := findStamp(l.fold)
	return ok
}

// isCredit reports a line of staff or the author's line.
func isCredit(l *line) bool {
	if _, ok := authorName(l); ok {
		return true
	}
	_, ok := parseCredits(l)
	return ok
}

// isEnd reports a line of credits that stands nowhere but at the end of an
// article: the author's, or one with several roles. A single role may stand
// under a picture.
func isEnd(l *line) bool {
	if _, ok := authorName(l); ok {
		return true
	}
	credits, _ := parseCredits(l)
	return len(credits) > 1
}

// isListHeading reports a line that heads a list of other articles: one of the
// headings, or one of four characters with a little before or behind it, as in
// 本周热门文章.
func isListHeading(f []rune) bool {
	for len(f) > 0 && isDecoration(f[0]) {
		f = f[1:]
	}
	for len(f) > 0 && isDecoration(f[len(f)-1]) {
		f = f[:len(f)-1]
	}
	switch n := len(f); {
	case n < 2 || n > 10:
		return false
	case n > 4 && n <= 8 && (isOneHeading(f[:4]) || isOneHeading(f[n-4:])):
		return true
	}
	return isOneHeading(f)
}

func isOneHeading(f []rune) bool {
	return listHeadings.Has(f) || text.Equals(f, "24小时热榜") || text.Equals(f, "IN视频")
}

// isDecoration reports what headings are adorned with.
func isDecoration(r rune) bool {
	return isMark(r) || text.IsSpace(r) || text.IsCloser(r) || r == ':' || r == '-' || r == '(' || r == '【' || r == '[' || r == '<' || r == '>'
}

var listHeadings = text.NewWords(
	"推荐阅读 相关阅读 延伸阅读 扩展阅读 更多阅读 阅读推荐 相关新闻 相关推荐 相关文章 相关报道 相关链接 热门推荐 热门文章 热门新闻 热点推荐 热点新闻 热门评论 网友评论 全部评论 最新评论 猜你喜欢 为你推荐",
	"大家都在看 大家在看 往期回顾 往期推荐 往期精选 热榜 读特热榜 实时热榜 今日热榜 排行榜 新闻排行 点击排行 阅读排行 热门排行 最新文章 最新新闻 更多文章 更多新闻 更多精彩 精彩推荐 精选推荐 编辑推荐",
	"今日热点 今日推荐 鹏友圈 热点 热搜 热文 推荐 评论 上一篇 下一篇 友情链接 关于我们 联系我们 专题推荐 热门专题 频道导航 网站导航",
)
