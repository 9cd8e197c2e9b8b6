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
	stem     string // of the ids
	ids      twins
	district *District // of the section
	section  int
	pieces   []piece // of the activity that is open, none between sections
}

// The rules that open an activity.
const (
	openedByDate     = "dated_paragraph"
	openedBySentence = "date_in_paragraph"
	openedUndated    = "undated_paragraph"
)

// read reads the paragraphs of a section.
func (r *activityReader) read(section int, d *District, lines []int) {
	r.section, r.district = section, d
	for _, i := range lines {
		fold := r.lines[i].Fold
		o := r.opening(i)
		quotes := quoted{next: o.from}
		to := r.pieceEnd(fold, o.from, &quotes)
		switch {
		case o.dated:
			r.open(r.moment(o.date, i, o.from), openedByDate, piece{i, o.from, to})
		case len(r.pieces) > 0 && r.continues(i):
			r.pieces = append(r.pieces, piece{i, 0, to})
		default:
			r.open(Moment{Precision: PrecisionNone}, openedUndated, piece{i, 0, to})
		}
		for to < len(fold) {
			from := text.SkipSpaces(fold, to)
			d, _ := date.Read(fold[from:], r.col.Week)
			to = r.pieceEnd(fold, from, &quotes)
			r.open(r.moment(d, i, from), openedBySentence, piece{i, from, to})
		}
	}
	r.close()
}

// open begins an activity.
func (r *activityReader) open(m Moment, rule string, p piece) {
	r.close()
	c := r.col
	c.Activities = append(c.Activities, Activity{})
	a := &c.Activities[len(c.Activities)-1]
	a.Section, a.Position, a.Date, a.Rule = r.section, len(c.Activities), m, rule
	c.Sections[r.section].Activities++
	r.pieces = append(r.pieces, p)
}

// close writes the rest of the row of the activity that is open, if one is.
func (r *activityReader) close() {
	if len(r.pieces) == 0 {
		return
	}
	a := &r.col.Activities[len(r.col.Activities)-1]
	var texts []string
	var passages []people.Passage
	for _, p := range r.pieces {
		for p.to > p.from && text.IsSpace(r.lines[p.line].Fold[p.to-1]) {
			p.to--
		}
		s := r.passage(p.line, p.from, p.to)
		passages = append(passages, s)
		texts = append(texts, string(s.Runes))
		a.Paragraphs = append(a.Paragraphs, Span{Start: s.Start, End: s.Start + len(s.Runes)})
	}
	a.Text = strings.Join(texts, "\n")
	a.Span = Span{Start: a.Paragraphs[0].Start, End: a.Paragraphs[len(a.Paragraphs)-1].End}
	a.ID = r.ids.activityID(r.stem, passages)
	a.Officials = r.roster.Appearances(passages, r.district)
	a.Refused = r.roster.Refused(passages)
	verdict := kind.Of(openingSentence(a, passages[0]))
	a.Kind, a.KindWord, a.KindRule = verdict.Kind, verdict.Word, verdict.Rule
	r.pieces = r.pieces[:0]
}

// openingSentence is the first sentence behind the date, folded, with a blank
// for every character of an official's name, so that no name is read as a verb.
func openingSentence(a *Activity, first people.Passage) string {
	sentence := slices.Clone(first.Fold[:text.SentenceEnd(first.Fold, 0)])
	for _, o := range a.Officials {
		for i := range []rune(o.Name) {
			if at := o.Span.End - first.Start - 1 - i; at >= 0 && at < len(sentence) {
				sentence[at] = ' '
			}
		}
	}
	return strings.TrimLeft(string(sentence[min(len(sentence), len([]rune(a.Date.Text))):]), ", ")
}

// printed gives the text of a part of a line.
func (l *layout) printed(line, from, to int) string { return string(l.lines[line].Runes[from:to]) }

func (l *layout) passage(line, from, to int) people.Passage {
	ln := &l.lines[line]
	return people.Passage{Runes: ln.Runes[from:to], Fold: ln.Fold[from:to], Start: l.col.Blocks[line].Span.Start + from}
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

// away gives how many days a moment lies from the week.
func (l *layout) away(m Moment) int {
	return max(l.col.Week.Start.Sub(m.End), m.Start.Sub(l.col.Week.End))
}
