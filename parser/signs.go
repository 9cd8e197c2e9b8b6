package parser

import "unicode/utf8"

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
func readSigns(lines []line, marks []lineMark, title string) []sign {
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
func amongOpening(signs []sign, marks []lineMark, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		switch s := signs[k]; {
		case s&(signTitle|signOpening) != 0:
			return true
		case s&(signProse|signList) != 0 || marks[k].linked*2 > marks[k].visible:
			return false
		}
	}
	return false
}

// signsOf reads the signs of one line.
func signsOf(l *line, m *lineMark, title string) sign {
	f := l.fold
	var s sign
	if m.linked*2 > m.visible {
		return signsOfLink(l)
	}
	if isProse(f, int(m.visible)) {
		s |= signProse
	}
	if len(f) > 60 && s&signProse != 0 || len(f) > 160 {
		if isSummary(f) {
			s |= signOpening
		}
		return s
	}
	switch {
	case isWeekLine(f):
		return signWeek
	case l.hint&hintTitle != 0, title != "" && equals(l.runes, title):
		return signTitle | signSure
	case isRoundupTitle(f):
		return signTitle
	case isListHeading(f):
		return s | signList
	case isSummary(f), len(f) <= 60 && (isAccount(f) || isColumnTopic(f) || isSlogan(f)):
		return s | signOpening
	case len(f) <= 60 && isWeakOpening(f):
		return s | signWeak
	case isClosingNote(f):
		return s | signClosing
	case isCredit(l):
		return s | signCredit
	}
	return s
}

// signsOfLink reads the signs of a line that is mostly links.
func signsOfLink(l *line) sign {
	switch _, topic := topicName(l.fold); {
	case len(l.fold) > 120:
		return 0
	case l.hint&hintTitle != 0:
		return signTitle | signSure
	case topic && isColumnTopic(l.fold):
		return signOpening
	case isAccount(l.fold):
		return signWeak
	case isListHeading(l.fold):
		return signList
	}
	return 0
}

// isProse reports a line that ends a sentence and is long enough for one, or
// so long that it can be nothing else.
func isProse(f []rune, visible int) bool {
	return visible >= 90 || visible >= 20 && endsSentence(f)
}

// isWeakOpening reports a stamp, an outlet, another topic or a placeholder,
// which stand between title and text but not only there.
func isWeakOpening(f []rune) bool {
	if isOutlet(f) || isPlaceholder(f) {
		return true
	}
	if _, ok := topicName(f); ok {
		return true
	}
	_, ok := findStamp(f)
	return ok
}

// isCredit reports a line of staff or the author's line.
func isCredit(l *line) bool {
	if _, ok := authorName(l.fold); ok {
		return true
	}
	_, ok := parseCredits(l.runes, l.fold)
	return ok
}

// isEnd reports a line of credits that stands nowhere but at the end of an
// article: the author's, or one with several roles. A single role may stand
// under a picture.
func isEnd(l *line) bool {
	if _, ok := authorName(l.fold); ok {
		return true
	}
	credits, _ := parseCredits(l.runes, l.fold)
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
	var buffer [40]byte
	word := buffer[:0]
	for _, r := range f {
		word = utf8.AppendRune(word, r)
	}
	return listHeadings[string(word)]
}

// isDecoration reports what headings are adorned with.
func isDecoration(r rune) bool {
	return isMark(r) || isSpace(r) || isCloser(r) || r == ':' || r == '-' || r == '(' || r == '【' || r == '[' || r == '<' || r == '>'
}

var listHeadings = map[string]bool{
	"推荐阅读": true, "相关阅读": true, "延伸阅读": true, "扩展阅读": true, "更多阅读": true, "阅读推荐": true, "相关新闻": true, "相关推荐": true, "相关文章": true,
	"相关报道": true, "相关链接": true, "热门推荐": true, "热门文章": true, "热门新闻": true, "热点推荐": true, "热点新闻": true, "热门评论": true, "网友评论": true,
	"全部评论": true, "最新评论": true, "猜你喜欢": true, "为你推荐": true, "大家都在看": true, "大家在看": true, "往期回顾": true, "往期推荐": true, "往期精选": true,
	"热榜": true, "读特热榜": true, "24小时热榜": true, "实时热榜": true, "今日热榜": true, "排行榜": true, "新闻排行": true, "点击排行": true, "阅读排行": true, "热门排行": true,
	"最新文章": true, "最新新闻": true, "更多文章": true, "更多新闻": true, "更多精彩": true, "精彩推荐": true, "精选推荐": true, "编辑推荐": true, "今日热点": true, "今日推荐": true,
	"IN视频": true, "鹏友圈": true, "热点": true, "热搜": true, "热文": true, "推荐": true, "评论": true, "上一篇": true, "下一篇": true, "友情链接": true, "关于我们": true,
	"联系我们": true, "专题推荐": true, "热门专题": true, "频道导航": true, "网站导航": true,
}
