package parser

import "strings"

// sign is what a line looks like by its own words, however it is marked up.
// Signs only help to tell the article from what stands beside it; the layout
// reads lines again and with more care.
type sign uint8

const (
	signProse   sign = 1 << iota // a sentence or more, not a link
	signWeek                     // 2024年4月22日至4月28日。
	signTitle                    // the column's title
	signOpening                  // stands between title and week: account, stamp, topic, outlet, summary
	signClosing                  // stands behind the last activity: closing note, credits, author
	signList                     // heads a list of other articles

	signArticle = signWeek | signTitle | signOpening | signClosing
)

// signsOf reads the signs of one line.
func signsOf(l line, m lineMark, title string) sign {
	f := l.fold
	var s sign
	linked := m.linked*2 > m.visible
	if !linked && isProse(f, int(m.visible)) {
		s |= signProse
	}
	if len(f) > 120 || linked {
		if l.hint&hintTitle != 0 && len(f) <= 120 {
			s |= signTitle
		}
		return s
	}
	switch {
	case isWeekLine(f):
		return s | signWeek
	case l.hint&hintTitle != 0, contains(f, "深圳一周") && s&signProse == 0, title != "" && string(l.runes) == title:
		return s | signTitle
	case isOpening(f):
		return s | signOpening
	case isClosing(f):
		return s | signClosing
	case isListHeading(f):
		return s | signList
	}
	return s
}

// isProse reports a line that ends a sentence and is long enough for one, or
// so long that it can be nothing else.
func isProse(f []rune, visible int) bool {
	if visible < 20 {
		return false
	}
	if visible >= 90 {
		return true
	}
	for _, c := range f[max(0, len(f)-3):] {
		switch c {
		case '。', '!', '?', '；', ';':
			return true
		}
	}
	return false
}

// isWeekLine reports a line that is nothing but a range of days with a year.
func isWeekLine(f []rune) bool {
	if len(f) < 9 || len(f) > 48 {
		return false
	}
	var year, month, day, separator bool
	for _, c := range f {
		switch c {
		case '年':
			year = true
		case '月':
			month = true
		case '日', '号':
			day = true
		case '至', '到', '-', '—':
			separator = true
		case ' ', '.', '。', '(', ')', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '〇', '零', '廿', '周', '星', '期', '自', '从', '起', '止', '本', ':':
		default:
			if c < '0' || c > '9' {
				return false
			}
		}
	}
	return year && month && day && separator
}

// isOpening reports a line that stands between title and week line.
func isOpening(f []rune) bool {
	return isStamp(f) || opens(f, openings[:]) || len(f) <= 40 && (contains(f, "机关报") || equals(f, "深圳特区报"))
}

var openings = [...]string{"深政观察", "收录于专题", "收录于", "摘要", "来源:", "来源 ", "图片", "深圳特区报", "导语", "发布时间", "时间:"}

// isStamp reports a line that is a date with a time of day, or a date alone.
func isStamp(f []rune) bool {
	if len(f) < 5 || len(f) > 24 {
		return false
	}
	digits, marks := 0, 0
	for _, c := range f {
		switch {
		case isDigit(c):
			digits++
		case c == '-' || c == ':' || c == '/' || c == '年' || c == '月' || c == '日' || c == '.':
			marks++
		case c != ' ':
			return false
		}
	}
	return digits >= 4 && marks >= 2
}

// isClosing reports a line that stands behind the last activity.
func isClosing(f []rune) bool {
	if len(f) > 0 && f[0] == '(' && opens(f[1:], closings[:]) || opens(f, closings[:]) {
		return true
	}
	return contains(f, "公开报道") && (contains(f, "未有") || contains(f, "没有") || contains(f, "暂无"))
}

var closings = [...]string{"编辑", "责任编辑", "责编", "审读", "二审", "三审", "一审", "初审", "终审", "校对", "作者", "统筹", "策划", "监制", "值班", "记者", "见习记者", "通讯员", "制图", "设计", "免责声明", "其他区"}

// isListHeading reports a line that heads a list of other articles.
func isListHeading(f []rune) bool {
	if len(f) > 16 {
		return false
	}
	s := strings.Trim(string(f), " :|·•>-【】[]()#*▌■◆▶")
	for _, h := range listHeadings {
		if strings.HasPrefix(s, h) && len(s)-len(h) <= len("24小时") || strings.HasSuffix(s, h) && len(s)-len(h) <= len("24小时") {
			return true
		}
	}
	return false
}

var listHeadings = [...]string{
	"推荐阅读", "相关阅读", "延伸阅读", "扩展阅读", "更多阅读", "阅读推荐", "相关新闻", "相关推荐", "相关文章", "相关报道", "相关链接",
	"热门推荐", "热门文章", "热门新闻", "热点推荐", "热点新闻", "热门评论", "网友评论", "全部评论", "最新评论", "猜你喜欢", "为你推荐",
	"大家都在看", "大家在看", "往期回顾", "往期推荐", "往期精选", "热榜", "排行榜", "点击排行", "阅读排行", "最新文章", "最新新闻", "更多文章", "更多新闻",
	"精彩推荐", "精选推荐", "编辑推荐", "今日热点", "今日推荐", "IN视频", "鹏友圈", "热点", "热搜", "热文", "推荐", "上一篇", "下一篇", "友情链接",
	"关于我们", "联系我们", "专题推荐", "热门专题", "频道导航", "网站导航",
}

// opens reports whether f begins with one of words.
func opens(f []rune, words []string) bool { return firstPrefix(f, 0, words) != "" }
