package parser

import "shenzheng/parser/text"

// An activity opens at a paragraph that opens with a date, at a sentence that
// opens with a calendar day, and at an undated paragraph that does not
// continue the one before it.

// piece is a part of a paragraph that belongs to one activity.
type piece struct {
	line, from, to int
}

// opening is what a line opens with, read once.
type opening struct {
	read, weighed bool // the fields below are known; continues is
	dated         bool
	date          dated // the expression; its moment is that of an activity
	from, to      int   // where it stands, behind any bullets
	continues     bool  // the line can only refer back
}

// opening gives what line i opens with.
func (l *layout) opening(i int) *opening {
	o := &l.opens[i]
	if !o.read {
		fold := l.lines[i].fold
		o.read, o.from = true, skipMarks(fold, 0)
		o.date, o.dated = readDate(fold[o.from:], l.col.Week)
		o.to = o.from + o.date.n
	}
	return o
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
		if opensDate(fold[next]) {
			_, n, explicit, ok := scanDate(fold[next:], l.col.Week)
			if ok && explicit && opensSentence(fold, next, n) && l.near(fold[next:]) && !quotes.inside(fold, end) {
				return end
			}
		}
		i = end
	}
	return len(fold)
}

// near refuses, inside a paragraph, a day of a printed year that is far from
// the week: history told, not an event of the week.
func (l *layout) near(s []rune) bool {
	m, n, _, _ := scanDate(s, l.col.Week)
	if m.Start.IsZero() || !text.Contains(s[:n], "年") {
		return true
	}
	return l.away(m) <= 92
}

// opensSentence reports that a day is followed by a comma or by its subject,
// not by what makes it part of a phrase: 24日的会议, 24日召开的会议.
func opensSentence(s []rune, from, n int) bool {
	i := text.SkipSpaces(s, from+n)
	if i >= len(s) {
		return false
	}
	switch s[i] {
	case ',', '，':
		return true
	case '的', '是', '为', '起', '止', '之', '以', '前', '后', '。', '、', ')', '）', ':', ';', '-', '/':
		return text.HasPrefix(s, i, "前海") || text.HasPrefix(s, i, "前往") || text.HasPrefix(s, i, "后海")
	}
	if text.FirstPrefix(s, i, clauseVerbs[:]) == "" {
		return true
	}
	for ; i < len(s) && !text.IsStop(s[i]) && !text.IsSentenceEnd(s[i]); i++ {
		if s[i] == '的' {
			return false
		}
	}
	return true
}

var clauseVerbs = [...]string{"举行", "召开", "举办", "开幕", "启动", "发布", "印发", "施行", "实施", "开业", "闭幕", "结束", "成立", "签署", "公布", "出台", "正式"}

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

// continues reports that an undated paragraph can only refer back.
func (l *layout) continues(i int) bool {
	o := l.opening(i)
	if o.dated {
		return false
	}
	if !o.weighed {
		fold := l.lines[i].fold[o.from:]
		o.weighed = true
		o.continues = text.FirstPrefix(fold, 0, backWords[:]) != "" && !text.HasPrefix(fold, 0, "他山") ||
			l.roster.continues(l.passage(i, o.from, len(l.lines[i].fold))) && l.knownAbove(i)
	}
	return o.continues
}

var backWords = [...]string{
	"会议", "活动", "仪式", "座谈会", "论坛", "现场", "双方", "据悉", "据介绍", "其中", "此外", "同时", "随后", "期间", "他", "她",
}

// moment gives the moment of a date at from in its line, with what is printed,
// and reports what is wrong with it.
func (l *layout) moment(d dated, line, from int) Moment {
	m := d.moment
	m.Text = l.printed(line, from, from+d.n)
	start := l.col.Blocks[line].Span.Start + from
	at := Span{Start: start, End: start + d.n}
	switch {
	case m.Precision == PrecisionInvalid:
		l.col.problem(problemInvalidDate, at, m.Text)
	case !m.Start.IsZero() && l.away(m) > 31:
		l.col.problem(problemDateFar, at, m.Text)
	}
	if m.Precision == PrecisionDay && !m.Start.IsZero() && d.n >= 6 && d.weekday > 0 && d.weekday%7 != int(m.Start.Weekday()) {
		l.col.problem(problemWeekdayDisagrees, at, m.Text)
	}
	return m
}

// away gives how many days a moment lies from the week.
func (l *layout) away(m Moment) int {
	return max(l.col.Week.Start.Sub(m.End), m.Start.Sub(l.col.Week.End))
}
