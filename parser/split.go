package parser

import (
	"shenzheng/parser/date"
	"shenzheng/parser/text"
)

// A paragraph is split before each sentence that opens with a calendar day.

// piece is a part of a paragraph that belongs to one activity.
type piece struct {
	line, from, to int
}

// pieceEnd gives the end of the piece that begins at from: the next sentence
// that opens with a calendar day, or the end of the paragraph. A sentence
// inside quotation marks opens nothing.
func (l *layout) pieceEnd(fold []rune, from int, quotes *quoted) int {
	for i := from; i < len(fold); {
		end := text.SentenceEnd(fold, i)
		next := text.SkipSpaces(fold, end)
		if next >= len(fold) {
			return len(fold)
		}
		d, ok := date.Read(fold[next:], l.col.Week)
		if ok && d.Explicit && opensSentence(fold, next, d.Len) && l.near(fold[next:], &d) && !quotes.inside(fold, end) {
			return end
		}
		i = end
	}
	return len(fold)
}

// near refuses, inside a paragraph, a day of a printed year that is far from
// the week: history told, not an event of the week.
func (l *layout) near(s []rune, d *date.Expression) bool {
	return d.Start.IsZero() || !text.Contains(s[:d.Len], "年") || l.away(d.Moment) <= 92
}

// opensSentence reports that a day is followed by a comma or by its subject,
// not by what makes it part of a phrase: 24日的会议, 24日召开的会议.
func opensSentence(s []rune, from, n int) bool {
	i := text.SkipSpaces(s, from+n)
	if i >= len(s) {
		return false
	}
	switch s[i] {
	case ',':
		return true
	case '的', '是', '为', '起', '止', '之', '以', '前', '后', '。', '、', ')', ':', ';', '-', '/':
		return text.HasPrefix(s, i, "前海") || text.HasPrefix(s, i, "前往") || text.HasPrefix(s, i, "后海")
	}
	if clauseVerbs.Match(s, i) == "" {
		return true
	}
	for ; i < len(s) && !text.IsStop(s[i]) && !text.IsSentenceEnd(s[i]); i++ {
		if s[i] == '的' {
			return false
		}
	}
	return true
}

var clauseVerbs = text.NewWords("举行 召开 举办 开幕 启动 发布 印发 施行 实施 开业 闭幕 结束 成立 签署 公布 出台 正式")

// quoted follows the quotation marks of a paragraph as far as they are asked
// for.
type quoted struct {
	next, depth int
	until       int  // where the quotation that is open closes
	broken      bool // one never closes: the marks of this paragraph say nothing
}

// inside reports whether a quotation that also closes is open before s[end].
func (q *quoted) inside(s []rune, end int) bool {
	if end < q.until || q.broken {
		return !q.broken
	}
	for ; q.next < end; q.next++ {
		q.depth = max(q.depth+quoteStep(s[q.next]), 0)
	}
	if q.depth <= 0 {
		return false
	}
	for depth, i := q.depth, end; i < len(s); i++ {
		if depth += quoteStep(s[i]); depth == 0 {
			q.until = i
			return true
		}
	}
	q.broken = true
	return false
}

func quoteStep(c rune) int {
	switch c {
	case '“', '「', '『':
		return 1
	case '”', '」', '』':
		return -1
	}
	return 0
}

// away gives how many days a moment lies from the week.
func (l *layout) away(m Moment) int {
	return max(l.col.Week.Start.Sub(m.End), m.Start.Sub(l.col.Week.End))
}
