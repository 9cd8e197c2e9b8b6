package parser

import "shenzheng/parser/text"

// The lines about the article that stand between its title and its text.

// isAccount reports the account's name alone, or behind a label.
func isAccount(ln *line) bool {
	s, rest := ln.fold, ln.words()
	if n := accountLabels.At(s, rest.Start); n > 0 {
		if i := skipColon(s, rest.Start+n); i > rest.Start+n {
			rest.Start = i
		}
	}
	return rest.End-rest.Start == text.Len(columnName) && text.HasPrefix(s, rest.Start, columnName)
}

var accountLabels = text.NewWords("来源 公众号 账号 栏目 文 原创")

// isColumnAuthor reports (作者:深政观察).
func isColumnAuthor(ln *line) bool {
	name, ok := authorName(ln)
	return ok && text.Equals(ln.fold[name.Start:name.End], columnName)
}

// authorName gives the place of the name in (作者:某某).
func authorName(ln *line) (Span, bool) {
	s, at := ln.fold, ln.words()
	if !text.HasPrefix(s, at.Start, "作者") {
		return Span{}, false
	}
	i := skipColon(s, at.Start+2)
	if i == at.Start+2 || i >= at.End || at.End-i > 20 {
		return Span{}, false
	}
	for _, c := range s[i:at.End] {
		if text.IsSpace(c) {
			return Span{}, false
		}
	}
	return Span{Start: i, End: at.End}, true
}

// topicName gives the place of the topic in 收录于专题:深政观察; empty where
// the name stands in the next line.
func topicName(ln *line) (Span, bool) {
	s, at := ln.fold, ln.words()
	n := topicLabels.At(s, at.Start)
	if n == 0 || at.End-at.Start > 60 {
		return Span{}, false
	}
	i := at.Start + n
	j := skipColon(s, i)
	if j == i && j < at.End {
		return Span{}, false
	}
	for j < at.End && (isMark(s[j]) || text.IsSpace(s[j])) {
		j++
	}
	return Span{Start: j, End: max(at.End, j)}, true
}

var topicLabels = text.NewWords("收录于专题 收录于话题 收录于合集 收录于 所属专题 专题")

func isColumnTopic(ln *line) bool {
	at, ok := topicName(ln)
	return ok && text.Contains(ln.fold[at.Start:at.End], columnName)
}

// isOutlet reports the name of a newspaper or news service alone.
func isOutlet(ln *line) bool {
	at, ok := outletName(ln)
	return ok && at.End > at.Start
}

// outletName gives the place of the outlet's name in its line.
func outletName(ln *line) (Span, bool) {
	s, at := ln.fold, ln.words()
	labelled := false
	if n := labelsOfSource.At(s, at.Start); n > 0 {
		if i := skipColon(s, at.Start+n); i > at.Start+n {
			at.Start, labelled = i, true
		}
	}
	n := at.End - at.Start
	if n < 2 || n > 14 || !labelled && !text.HasAnySuffix(s[:at.End], outletEndings[:]) {
		return at, false
	}
	for _, c := range s[at.Start:at.End] {
		if !text.IsHan(c) && !text.IsLetter(c) {
			return at, false
		}
	}
	return at, true
}

// outletBeside gives the outlet printed beside a stamp: 18:11 来源:某某日报.
func outletBeside(ln *line, st stamp) string {
	for _, label := range sourceLabels {
		i := text.Index(ln.fold, 0, label)
		if i < 0 || i >= st.start && i < st.end {
			continue
		}
		from := skipColon(ln.fold, i+text.Len(label))
		to := from
		for to < len(ln.fold) && (text.IsHan(ln.fold[to]) || text.IsLetter(ln.fold[to])) {
			to++
		}
		return string(ln.runes[from:to])
	}
	return ""
}

var (
	sourceLabels  = [...]string{"来源", "稿源", "信息来源", "文章来源", "出处", "媒体"}
	outletEndings = [...]string{"特区报", "商报", "晚报", "日报", "晶报", "早报", "新闻网", "客户端", "新闻"}
)

var labelsOfSource = text.NewWords(sourceLabels[:]...)

// isSlogan reports what a newspaper says of itself.
func isSlogan(s []rune) bool {
	return len(s) <= 60 && sloganWords.In(s) && !text.Contains(s, "。")
}

var sloganWords = text.NewWords("机关报 窗口 权威发布 新闻客户端 第一媒体")

// isSummary reports the 摘要 line.
func isSummary(ln *line) bool {
	_, ok := summaryText(ln)
	return ok
}

// summaryText gives the place of the summary in its line; empty where the
// line is the label alone and the summary is the next one.
func summaryText(ln *line) (Span, bool) {
	s, i := ln.fold, ln.words().Start
	if i >= len(s) || !opensSummary(s[i]) {
		return Span{}, false
	}
	label := ""
	for _, w := range summaryLabels {
		if k, ok := hasSpaced(s, i, w); ok {
			label, i = w, k
			break
		}
	}
	if label == "" {
		return Span{}, false
	}
	bounded := i >= len(s)
	for i < len(s) && (text.IsSpace(s[i]) || text.IsCloser(s[i]) || s[i] == ':' || s[i] == '：' || s[i] == '|' || s[i] == '丨') {
		bounded = true
		i++
	}
	return Span{Start: i, End: len(s)}, bounded
}

// opensSummary is the quick test for the first characters of summaryLabels.
func opensSummary(c rune) bool {
	switch c {
	case '内', '文', '摘', '提', '核', '导':
		return true
	}
	return false
}

var summaryLabels = [...]string{"内容摘要", "内容提要", "文章摘要", "摘要", "提要", "核心提示", "导读", "导语"}

// hasSpaced reports word at s[i:], spaces between its characters allowed.
func hasSpaced(s []rune, i int, word string) (int, bool) {
	for _, c := range word {
		i = text.SkipSpaces(s, i)
		if i >= len(s) || s[i] != c {
			return i, false
		}
		i++
	}
	return i, true
}

// isLabel reports what a page prints about an article besides: counts of
// readers, buttons, relative times.
func isLabel(ln *line) bool {
	s := ln.fold
	if len(s) > 16 || text.EndsSentence(s) {
		return false
	}
	at := ln.words()
	if at.Start >= at.End {
		return true
	}
	return text.FirstPrefix(s, at.Start, labelOpeners[:]) != "" || text.HasAnySuffix(s[:at.End], labelClosers[:])
}

var (
	labelOpeners = [...]string{"阅读", "浏览", "评论", "点赞", "收藏", "分享", "关注", "字号", "字体", "大字", "听", "朗读", "打印", "发布时间", "发布于", "更新时间", "来源", "稿源",
		"IP属地", "首页", "当前位置", "登录", "注册", "搜索", "打开", "下载", "返回", "刚刚", "昨天", "今天", "原创", "转发", "举报", "扫码", "微信", "微博"}
	labelClosers = [...]string{"小时前", "分钟前", "天前", "阅读", "评论", "浏览", "关注"}
)
