package parser

import (
	"strings"

	"shenzheng/parser/text"
)

// header is what one line says of the article that other pages spread over
// several: 深政观察 2024-04-28 16:56 收录于专题:深政观察.
type header struct {
	account     bool
	author      *Span
	byColumn    bool // the author is 深政观察
	topic       *Span
	columnTopic bool // the topic is
	outlet      *Span
	stamp       *stamp
	relative    *relative
	pieces      int // that say something
}

// readHeader reads a line that consists of several pieces about the article,
// nil for any other.
func readHeader(s []rune) *header {
	if len(s) > longestHeader || !text.Contains(s, columnName) {
		return nil
	}
	var h header
	for i := skipHeaderSigns(s, 0); i < len(s); i = skipHeaderSigns(s, i) {
		n := h.piece(s, i)
		if n == 0 {
			return nil
		}
		i += n
	}
	if h.pieces < 2 {
		return nil
	}
	return &h
}

// longestHeader bounds such a line.
const longestHeader = 100

// skipHeaderSigns passes what parts the pieces.
func skipHeaderSigns(s []rune, i int) int {
	for i < len(s) && (text.IsSpace(s[i]) || isMark(s[i]) || strings.ContainsRune("|,/;()[]【】", s[i])) {
		i++
	}
	return i
}

// piece reads the piece at s[i:] and gives its length, 0 for anything else.
func (h *header) piece(s []rune, i int) int {
	if n := counterAt(s, i); n > 0 {
		return n
	}
	if n := topicLabels.At(s, i); n > 0 {
		if at := nameBehind(s, i+n); at != nil {
			h.topic = at
			h.columnTopic = text.Equals(s[at.Start:at.End], columnName)
			h.pieces++
			return at.End - i
		}
	}
	if n := labelsOfSource.At(s, i); n > 0 {
		if at := nameBehind(s, i+n); at != nil {
			h.pieces++
			if text.Equals(s[at.Start:at.End], columnName) {
				h.account = true
			} else {
				h.outlet = at
			}
			return at.End - i
		}
	}
	if text.HasPrefix(s, i, "作者") {
		if at := nameBehind(s, i+2); at != nil {
			h.author = at
			h.byColumn = text.Equals(s[at.Start:at.End], columnName)
			h.pieces++
			return at.End - i
		}
	}
	if n := h.time(s, i); n > 0 {
		h.pieces++
		return n
	}
	if n := accountLabels.At(s, i); n > 0 && text.HasPrefix(s, skipColon(s, i+n), columnName) {
		i0 := i
		i = skipColon(s, i+n)
		h.account = true
		h.pieces++
		return i + text.Len(columnName) - i0
	}
	if text.HasPrefix(s, i, columnName) {
		h.account = true
		h.pieces++
		return text.Len(columnName)
	}
	if n := headerLabels.At(s, i); n > 0 {
		return skipColon(s, i+n) - i
	}
	return h.paper(s, i)
}

// time reads a stamp at s[i:], absolute or relative.
func (h *header) time(s []rune, i int) int {
	if text.IsDigit(s[i]) && (i == 0 || !text.IsDigit(s[i-1])) {
		if st, ok := scanStamp(s, i); ok && h.stamp == nil {
			h.stamp = &st
			return st.end - i
		}
	}
	if h.relative != nil || !relativeOpeners.Has(s[i]) {
		return 0
	}
	for k := i + 2; k <= len(s) && k <= i+12; k++ { // the longest before which a shorter one ends
		if r := findRelative(s[i:k]); r != nil && (k == len(s) || findRelative(s[i:k+1]) == nil || !text.IsDigit(s[k])) {
			h.relative = r
			return k - i
		}
	}
	return 0
}

var relativeOpeners = text.NewSet("0123456789半一二两三四五六七八九十今昨前刚")

// paper reads the name of a newspaper at s[i:].
func (h *header) paper(s []rune, i int) int {
	end := i
	for end < len(s) && text.IsHan(s[end]) && end < i+14 {
		end++
		if end-i >= 3 && outletEndings.End(s[i:end]) && (end == len(s) || !text.IsHan(s[end])) {
			h.outlet = &Span{Start: i, End: end}
			h.pieces++
			return end - i
		}
	}
	return 0
}

// nameBehind gives the name behind a label and a colon: that of the column, or
// the word up to the next sign.
func nameBehind(s []rune, i int) *Span {
	from := skipColon(s, i)
	if from == i {
		return nil
	}
	for from < len(s) && (isMark(s[from]) || s[from] == '《') {
		from++
	}
	if text.HasPrefix(s, from, columnName) {
		return &Span{Start: from, End: from + text.Len(columnName)}
	}
	to := from
	for to < len(s) && to < from+14 && (text.IsHan(s[to]) || text.IsLetter(s[to])) {
		to++
	}
	if to == from {
		return nil
	}
	return &Span{Start: from, End: to}
}

// headerLabels say nothing by themselves.
var headerLabels = text.NewWords("发布时间 发布于 发表于 发表时间 更新时间 更新于 发布 时间 日期 原创 关注 订阅 听 字号 大 中 小 分享 打印 收藏 点赞 评论 阅读 来自 公众号 广东")

var accountLabels = text.NewWords("来源 公众号 账号 栏目 文 原创")

var topicLabels = text.NewWords("收录于专题 收录于话题 收录于合集 收录于 所属专题 专题")

var (
	sourceLabels   = [...]string{"来源", "稿源", "信息来源", "文章来源", "出处", "媒体"}
	labelsOfSource = text.NewWords(sourceLabels[:]...)
	outletEndings  = text.NewWords("特区报 商报 晚报 日报 晶报 早报 新闻网 客户端 新闻")
)
