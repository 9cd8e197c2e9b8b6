package parser

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// The lines about the article that stand between its title and its text: the
// account, the author, the topic, the outlet, the summary, and several in one.

// read reads a line about the article; header is where it says several things.
func (a *about) read(s []rune, words Span, ends bool) (header *about) {
	a.stamp = findStamp(s)
	if a.stamp == nil && !ends {
		a.relative = findRelative(s)
	}
	switch h := readHeader(s, true); {
	case h.pieces > 1:
		several := h
		several.stamp = cmp.Or(a.stamp, h.stamp)
		a.stamp, a.relative, header = several.stamp, h.relative, &several
	case h.pieces == 1:
		a.account = h.account
	}
	a.author = authorName(s, words)
	a.topic = topicName(s, words)
	a.columnTopic = a.topic != nil && text.Contains(s[a.topic.Start:a.topic.End], columnName)
	a.outlet = outletName(s, words)
	return header
}

// isNameMark reports a sign that stands before the name of an account or a topic.
func isNameMark(c rune) bool { return isMark(c) || strings.ContainsRune("@「『“《】", c) }

// behindLabel gives the place behind one of labels at s[i] and its colon or space, or 0.
func behindLabel(s []rune, i int, labels *text.Words) int {
	n := labels.At(s, i)
	if at := skipColon(s, i+n); n > 0 && at > i+n {
		return at
	}
	return 0
}

// authorName gives the place of the name in (作者:某某), nil in other lines.
func authorName(s []rune, words Span) *Span {
	i := behindLabel(s, words.Start, authorLabel)
	if i == 0 || i >= words.End || words.End-i > 20 || slices.ContainsFunc(s[i:words.End], text.IsSpace) {
		return nil
	}
	return &Span{Start: i, End: words.End}
}

// topicName gives the place of the topic in 收录于专题:深政观察, nil in other
// lines; it is empty where the name stands in the next line.
func topicName(s []rune, words Span) *Span {
	i := words.Start + topicLabels.At(s, words.Start)
	if i == words.Start || words.End-words.Start > 60 {
		return nil
	}
	j := skip(s[:max(i, words.End)], skipColon(s, i), isNameMark)
	if j == i && j < words.End {
		return nil
	}
	name := itemCount.ReplaceAllString(string(s[j:max(words.End, j)]), "")
	return &Span{Start: j, End: j + text.Len(name)}
}

// itemCount is how many articles are in a topic.
var itemCount = regexp.MustCompile(` ?\d+[个篇]$`)

// outletName gives the place of the name of a newspaper or news service that
// is the whole line, nil in other lines.
func outletName(s []rune, words Span) *Span {
	parted := behindLabel(s, words.Start, sourceLabels)
	if parted > 0 {
		words.Start = skip(s[:max(parted, words.End)], parted, isNameMark)
	}
	name := s[words.Start:max(words.Start, words.End)]
	one := len(name) <= 14 && !slices.ContainsFunc(name, func(c rune) bool { return !isNameSign(c) })
	if len(name) < 2 || len(name) > 20 || !outletEndings.End(name) && parted == 0 || !one && !isOutlets(name) {
		return nil
	}
	return &Span{Start: words.Start, End: words.End}
}

// isOutlets reports the names of several that print one text: 深圳特区报·读特客户端.
func isOutlets(s []rune) bool {
	names := strings.FieldsFunc(string(s), func(c rune) bool { return strings.ContainsRune("·、/&|- ", c) })
	return len(names) > 1 && !slices.ContainsFunc(names, func(name string) bool { return !outletEndings.End([]rune(name)) })
}

func isNameSign(c rune) bool { return text.IsHan(c) || text.IsLetter(c) }

// summaryText gives the place of the summary in the line of 摘要, empty where it
// stands in the next line, nil in other lines.
func summaryText(s []rune, words Span) *Span {
	label := words.Start + spacedLabel(s[words.Start:])
	i := skip(s, label, func(c rune) bool { return text.IsCloser(c) || c == ':' || c == '|' })
	if label == words.Start || i == label && i < len(s) {
		return nil
	}
	return &Span{Start: i, End: len(s)}
}

var summaryLabels = text.NewWords("内容摘要 内容提要 文章摘要 摘要 提要 核心提示 导读 导语")

// spacedLabel gives the length of the label that a text opens with, 0 for none;
// spaces may stand between its characters: 摘 要.
func spacedLabel(s []rune) int {
	label := make([]rune, 0, 4)
	for i, c := range s {
		if text.IsSpace(c) {
			continue
		}
		if len(label) == cap(label) {
			break
		}
		if label = append(label, c); summaryLabels.Has(label) {
			return i + 1
		}
	}
	return 0
}

// about is what a line says of the article.
type about struct {
	stamp       *stamp    // stamp.go: when it was published
	relative    *relative // when, counted from the capture
	author      *Span     // (作者:某某), the name
	topic       *Span     // 收录于专题:某某, the name, empty where the next line holds it
	outlet      *Span     // the name of a newspaper
	account     bool      // 深政观察 alone
	byColumn    bool      // the author is 深政观察
	columnTopic bool      // the topic is 深政观察
	pieces      int       // of a header, that say something
}

// readHeader reads a line that names the column, alone or among pieces that other pages
// spread over several lines: 深政观察 2024-04-28 16:56 收录于专题:深政观察. All of it has to
// be known, but of any other line that is not read whole the pieces that are.
func readHeader(s []rune, whole bool) (h about) {
	if len(s) > 100 || whole && !text.Contains(s, columnName) {
		return about{}
	}
	sign := func(c rune) bool {
		return isNameMark(c) || text.IsCloser(c) || strings.ContainsRune("|,/;([【", c)
	}
	for i := skip(s, 0, sign); i < len(s); i = skip(s, i, sign) {
		end := h.piece(s, i)
		if end <= i && whole {
			return about{}
		}
		i = max(end, i+1)
	}
	return h
}

// ofColumn reports a header that says the article is one of the column: by its
// topic, or by the account beside what lists of articles do not print.
func (h *about) ofColumn() bool {
	return h.columnTopic || h.byColumn || h.account && h.pieces > 2 || h.account && h.stamp != nil && h.stamp.timed || h.account && h.relative != nil
}

// piece reads the piece at s[i:] and gives its end, 0 for anything else.
func (h *about) piece(s []rune, i int) int {
	if n := text.Len(counterHere.FindString(string(s[i:]))) + webAddress(s[i:]); n > 0 {
		return i + n
	}
	h.pieces++
	for _, labelled := range []struct {
		labels *text.Words
		of     **Span
		column *bool // it is 深政观察
	}{
		{topicLabels, &h.topic, &h.columnTopic}, {sourceLabels, &h.outlet, &h.account}, {authorLabel, &h.author, &h.byColumn},
	} {
		n := labelled.labels.At(s, i)
		if n == 0 {
			continue
		}
		if at := nameBehind(s, i+n); at != nil {
			isColumn := text.Equals(s[at.Start:at.End], columnName)
			if *labelled.column = *labelled.column || isColumn; !isColumn || labelled.of != &h.outlet {
				*labelled.of = at
			}
			return at.End
		}
	}
	if end := h.time(s, i); end > 0 {
		return end
	}
	at := i
	if n := accountLabels.At(s, i); n > 0 && text.HasPrefix(s, skipColon(s, i+n), columnName) {
		at = skipColon(s, i+n)
	}
	if text.HasPrefix(s, at, columnName) {
		h.account = true
		return at + text.Len(columnName)
	}
	if n := headerLabels.At(s, i); n > 0 {
		h.pieces--
		return skipColon(s, i+n)
	}
	end := i
	for text.IsHanAt(s, end) {
		end++
	}
	if end < i+3 || end > i+14 || !outletEndings.End(s[i:end]) {
		return 0
	}
	h.outlet = &Span{Start: i, End: end}
	return end
}

// time reads a stamp at s[i:], absolute or relative, and gives its end.
func (h *about) time(s []rune, i int) int {
	if text.IsDigit(s[i]) && (i == 0 || !text.IsDigit(s[i-1])) {
		if st, ok := scanStamp(s, i); ok {
			if h.stamp == nil {
				h.stamp = &st
			}
			return st.end
		}
	}
	if h.relative == nil {
		if r, at := readRelative(string(s[i:])); r != nil && at.Start == 0 {
			h.relative = r
			return i + at.End
		}
	}
	return 0
}

// nameBehind gives the name behind a label and a colon: the column's, or the next word.
func nameBehind(s []rune, i int) *Span {
	from := skipColon(s, i)
	if from == i {
		return nil
	}
	for from < len(s) && (isMark(s[from]) || s[from] == '《') {
		from++
	}
	to := from
	for to < len(s) && to < from+14 && isNameSign(s[to]) {
		to++
	}
	for end := to; end > from; end-- { // a button may stand right behind it
		if text.HasSuffix(s[from:end], columnName) || outletEndings.End(s[from:end]) {
			to = end
			break
		}
	}
	if to == from {
		return nil
	}
	return &Span{Start: from, End: to}
}

var (
	// headerLabels say nothing by themselves.
	headerLabels  = text.Union(stampLabels, text.NewWords("原创 关注 订阅 听 字号 大 中 小 已关注 官方账号 分享 打印 收藏 点赞 评论 阅读 来自 公众号 广东 最后 首次"))
	accountLabels = text.NewWords("来源 稿件来源 公众号 账号 读特号 栏目 文 撰文 出品 原创 By by")
	authorLabel   = text.NewWords("作者")
	topicLabels   = text.NewWords("收录于专栏 本文收录于专题 来自专题 专栏 收录于专题 收录于话题 收录于合集 收录于 所属专题 专题")
	sourceLabels  = text.NewWords("来源 来自 转自 稿件来源 稿源 信息来源 文章来源 出处 媒体")
	outletEndings = text.NewWords("读特 读创 融媒体中心 融媒 电视台 特区报 商报 晚报 日报 晶报 早报 新闻网 客户端 新闻")
)
