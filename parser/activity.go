package parser

import (
	"slices"
	"strings"

	"shenzheng/parser/date"
	"shenzheng/parser/kind"
	"shenzheng/parser/people"
	"shenzheng/parser/text"
)

// activityReader cuts the paragraphs of the sections into activities and
// writes their rows.
type activityReader struct {
	*layout
	stem   string // of the ids
	ids    twins
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

// The rules that open an activity.
const (
	openedByDate     = "dated_paragraph"
	openedBySentence = "date_in_paragraph"
	openedUndated    = "undated_paragraph"
)

// read cuts the paragraphs of a section.
func (r *activityReader) read(section int, d *District, lines []int) {
	first := len(r.drafts)
	for _, i := range lines {
		before := len(r.drafts)
		if !r.guard("activity", i, func() { r.cut(section, d, i, first) }) {
			r.drafts = r.drafts[:before]
		}
	}
}

// cut cuts a paragraph into activities, the first of which may go on from the
// one before it in the section, whose first draft is given.
func (r *activityReader) cut(section int, d *District, i, first int) {
	fold := r.lines[i].Fold
	o := r.opening(i)
	quotes := quoted{next: o.from}
	to := r.pieceEnd(fold, o.from, &quotes)
	open := func(m Moment, rule string, p piece) {
		r.drafts = append(r.drafts, draft{section, d, m, rule, []piece{p}})
	}
	switch {
	case o.dated:
		open(r.moment(o.date, i, o.from), openedByDate, piece{i, o.from, to})
	case len(r.drafts) > first && (r.onlyDated(r.drafts[len(r.drafts)-1]) || r.continues(i)):
		last := &r.drafts[len(r.drafts)-1]
		last.pieces = append(last.pieces, piece{i, 0, to})
	default:
		open(Moment{Precision: PrecisionNone}, openedUndated, piece{i, 0, to})
	}
	for to < len(fold) {
		from := text.SkipSpaces(fold, to)
		e, _ := date.Read(fold[from:], r.col.Week)
		to = r.pieceEnd(fold, from, &quotes)
		open(r.moment(e, i, from), openedBySentence, piece{i, from, to})
	}
}

// onlyDated reports an activity of which nothing but its date is there yet.
func (r *activityReader) onlyDated(d draft) bool { return len(d.pieces) == 1 && r.isDay(d.pieces[0]) }

// isDay reports a date on a line of its own.
func (r *activityReader) isDay(p piece) bool {
	return p.to == len(r.lines[p.line].Fold) && r.dayAlone(p.line)
}

// finish writes the rows of the activities. One that cannot be read is left
// out, and its paragraphs with it unless another activity is in them.
func (r *activityReader) finish() {
	c := r.col
	read := map[int]bool{}
	var lost []draft
	c.Activities = slices.Grow(c.Activities, len(r.drafts))
	for _, d := range r.drafts {
		var a Activity
		if failure := r.try("activity", d.pieces[0].line, func() { a = r.row(d) }); failure != "" {
			c.problem(problemRuleFailed, c.Blocks[d.pieces[0].line].Span, failure)
			lost = append(lost, d)
			continue
		}
		a.Position = len(c.Activities) + 1
		c.Activities = append(c.Activities, a)
		c.Sections[d.section].Activities++
		for _, p := range d.pieces {
			read[p.line] = true
		}
	}
	for _, d := range lost {
		for _, p := range d.pieces {
			if b := &c.Blocks[p.line]; !read[p.line] {
				b.Class, b.Rule = ClassUnclassified, ruleFailed
			}
		}
	}
}

// row reads the paragraphs of an activity.
func (r *activityReader) row(d draft) Activity {
	a := Activity{Section: d.section, Date: d.date, Rule: d.rule}
	texts, passages := make([]string, 0, 4), make([]people.Passage, 0, 4) // seldom more
	for _, p := range d.pieces {
		for p.to > p.from && text.IsSpace(r.lines[p.line].Fold[p.to-1]) {
			p.to--
		}
		s := r.passage(p.line, p.from, p.to)
		passages = append(passages, s)
		texts = append(texts, r.printed(p.line, p.from, p.to))
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
	a.ID = r.ids.activityID(r.stem, passages)
	return a
}

// openingSentence is the first sentence behind a date of so many code points,
// folded, with a blank for every character of an official's name, so that no
// name is read as a verb.
func openingSentence(first people.Passage, date int, officials []Appearance) []rune {
	sentence := slices.Clone(first.Fold[:text.SentenceEnd(first.Fold, 0)])
	for _, o := range officials {
		for i := range text.Len(o.Name) {
			if at := o.Span.End - first.Start - 1 - i; at >= 0 && at < len(sentence) {
				sentence[at] = ' '
			}
		}
	}
	sentence = sentence[min(len(sentence), date):]
	for len(sentence) > 0 && (sentence[0] == ',' || sentence[0] == ' ') {
		sentence = sentence[1:]
	}
	return sentence
}

// moment gives the moment of a date at from in its line, with what is printed,
// and reports what is wrong with it.
func (l *layout) moment(d date.Expression, line, from int) Moment {
	m := d.Moment
	m.Text = l.printed(line, from, from+d.Len)
	start := l.col.Blocks[line].Span.Start + from
	at := Span{Start: start, End: start + d.Len}
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
