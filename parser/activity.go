package parser

import (
	"slices"
	"strings"

	"shenzheng/parser/date"
	"shenzheng/parser/kind"
	"shenzheng/parser/people"
	"shenzheng/parser/text"
)

// activityReader cuts the paragraphs of the sections into activities. One opens at a
// paragraph with a date, at a sentence with a calendar day, and at an undated paragraph
// that does not continue the one before it.
type activityReader struct {
	*layout
	stem   string         // of the ids
	ids    map[string]int // activities of each key; twins get a number behind it
	drafts []draft
}

// draft is an activity whose paragraphs are known and not yet read.
type draft struct {
	section  int
	district *District // of the section
	date     Moment
	rule     string
	pieces   []piece
}

// piece is a part of a paragraph that belongs to one activity.
type piece struct {
	*line
	from, to int
}

// read cuts the paragraphs of a section.
func (r *activityReader) read(section int, p *part) {
	first := len(r.drafts)
	for _, ln := range p.lines {
		before := len(r.drafts)
		if !r.guard("activity", ln, func() { r.cut(section, p.district, ln, first) }) {
			r.drafts = r.drafts[:before]
		}
	}
}

// cut cuts a paragraph before each sentence that opens with a calendar day. It may go on
// from the activity before it in the section, whose first draft is given.
func (r *activityReader) cut(section int, d *District, ln *line, first int) {
	o := r.opening(ln)
	to := r.pieceEnd(ln.Fold, o.from)
	open := func(m Moment, rule string, p piece) {
		r.drafts = append(r.drafts, draft{section, d, m, rule, []piece{p}})
	}
	var above []piece // of the activity before
	if len(r.drafts) > first {
		above = r.drafts[len(r.drafts)-1].pieces
	}
	switch {
	case o.dated:
		open(r.moment(o.date, ln, o.from), "dated_paragraph", piece{ln, o.from, to})
	case len(above) == 1 && r.isDay(above[0]) || len(above) > 0 && r.continues(ln):
		r.drafts[len(r.drafts)-1].pieces = append(above, piece{ln, 0, to})
	default:
		open(Moment{Precision: PrecisionNone}, "undated_paragraph", piece{ln, 0, to})
	}
	for to < len(ln.Fold) {
		from := text.SkipSpaces(ln.Fold, to)
		e, _ := date.Read(ln.Fold[from:], r.col.Week)
		to = r.pieceEnd(ln.Fold, from)
		open(r.moment(e, ln, from), "date_in_paragraph", piece{ln, from, to})
	}
}

// isDay reports a date on a line of its own.
func (r *activityReader) isDay(p piece) bool { return p.to == len(p.Fold) && r.dayAlone(p.line) }

// finish writes the rows of the activities but of those that cannot be read.
func (r *activityReader) finish() {
	c := r.col
	for _, d := range r.drafts {
		var a Activity
		if !r.guard("activity", d.pieces[0].line, func() { a = r.row(d) }) {
			for _, p := range d.pieces[1:] {
				p.block.Class, p.block.Rule = ClassUnclassified, ruleFailed
			}
			continue
		}
		a.Position = len(c.Activities) + 1
		c.Activities = append(c.Activities, a)
		c.Sections[d.section].Activities++
	}
}

// row reads the paragraphs of an activity.
func (r *activityReader) row(d draft) Activity {
	a := Activity{Section: d.section, Date: d.date, Rule: d.rule}
	var texts []string
	var passages []people.Passage
	for _, p := range d.pieces {
		s := p.passage(p.from, max(p.from, trimmed(p.Fold[:p.to], text.IsSpace)))
		passages = append(passages, s)
		if texts = append(texts, p.block.Text); len(s.Runes) < len(p.Runes) {
			texts[len(texts)-1] = string(s.Runes)
		}
		a.Paragraphs = append(a.Paragraphs, Span{Start: s.Start, End: s.Start + len(s.Runes)})
	}
	a.Text = strings.Join(texts, "\n")
	a.Span = Span{Start: a.Paragraphs[0].Start, End: a.Paragraphs[len(a.Paragraphs)-1].End}
	a.Officials = r.roster.Appearances(passages, d.district)
	a.Refused = r.roster.Refused(passages)
	opening := openingSentence(passages[0], text.Len(a.Date.Text), a.Officials)
	if len(passages) > 1 && r.isDay(d.pieces[0]) {
		opening = openingSentence(passages[1], 0, a.Officials)
	}
	verdict := kind.Of(opening)
	a.Kind, a.KindWord, a.KindRule = verdict.Kind, verdict.Word, verdict.Rule
	key := activityKey(passages)
	r.ids[key]++
	a.ID = numbered("act_"+r.stem+"_"+key, "-", r.ids[key])
	return a
}

// openingSentence is the first sentence behind a date of so many code points, folded,
// with blanks for posts and names, so that none is read as a verb.
func openingSentence(first people.Passage, date int, officials []Appearance) []rune {
	sentence := slices.Clone(first.Fold[:text.SentenceEnd(first.Fold, 0)])
	opens := min(len(sentence), date)
	for opens < len(sentence) && (sentence[opens] == ',' || sentence[opens] == ' ') {
		opens++
	}
	for _, o := range officials {
		for i := o.Span.Start - first.Start; i >= 0 && i < min(o.Span.End-first.Start, len(sentence)); i++ {
			if sentence[i] != ',' { // 作为市级河长,副市长某某巡查: what it ends is no predicate
				sentence[i] = ' '
			}
		}
	}
	return sentence[opens:]
}

// moment gives the moment of a date at from in its line, and reports what is wrong with it.
func (l *layout) moment(d date.Expression, ln *line, from int) Moment {
	m, s := d.Moment, ln.passage(from, from+d.Len)
	m.Text = string(s.Runes)
	at := Span{Start: s.Start, End: s.Start + d.Len}
	switch {
	case m.Precision == PrecisionInvalid:
		l.col.problem(problemInvalidDate, at, m.Text)
	case !m.Start.IsZero() && l.away(m) > 31:
		l.col.problem(problemDateFar, at, m.Text)
	}
	if m.Precision == PrecisionDay && !m.Start.IsZero() && d.Len >= 6 && d.Weekday > 0 && d.Weekday%7 != int(m.Start.Weekday()) {
		l.col.problem(problemWeekdayDisagrees, at, m.Text)
	}
	return m
}

// pieceEnd gives the end of the piece that begins at from: the next sentence, but none in
// quotation marks, that opens with a calendar day, or the end of the paragraph.
func (l *layout) pieceEnd(fold []rune, from int) int {
	for i := from; i < len(fold); {
		end := text.SentenceEnd(fold, i)
		next := text.SkipSpaces(fold, end)
		d, ok := date.Read(fold[next:], l.col.Week)
		// A printed year that is far from the week is history told, no event of it.
		history := !d.Start.IsZero() && text.Contains(fold[next:next+d.Len], "年") && l.away(d.Moment) > 92
		if ok && d.Explicit && !history && opensSentence(fold, next, d.Len) && !isQuoted(fold[from:min(len(fold), end+maxQuotation)], end-from) {
			return end
		}
		i = end
	}
	return len(fold)
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
	case '的', '是', '为', '将', '拟', '起', '止', '之', '以', '前', '后', '。', '、', ')', ':', ';', '-', '/':
		return text.HasPrefix(s, i, "前海") || text.HasPrefix(s, i, "前往") || text.HasPrefix(s, i, "后海")
	}
	if clauseVerbs.At(s, i) == 0 {
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

// maxQuotation bounds, in code points, what of a quotation stands behind a place in it.
const maxQuotation = 2000

// isQuoted reports a place between the marks of a quotation that closes.
func isQuoted(s []rune, at int) bool {
	depth, start := 0, 0
	for i, c := range s {
		switch c {
		case '“', '「', '『':
			if depth++; depth == 1 {
				start = i
			}
		case '”', '」', '』':
			if depth == 1 && start < at && at <= i {
				return true
			}
			depth = max(depth-1, 0)
		}
	}
	return false
}

// away gives how many days a moment lies from the week.
func (l *layout) away(m Moment) int {
	return max(l.col.Week.Start.Sub(m.End), m.Start.Sub(l.col.Week.End))
}
