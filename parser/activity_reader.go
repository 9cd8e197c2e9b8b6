package parser

import (
	"strings"
	"unicode/utf8"

	"shenzheng/parser/date"
	"shenzheng/parser/text"
)

// activityReader cuts the paragraphs of the sections into activities and
// writes their rows. The activities share the memory of spans.
type activityReader struct {
	*layout
	stem     string // of the ids
	ids      twins
	district *District // of the section
	section  int
	pieces   []piece   // of the activity that is open, none between sections
	passages []passage // of the same
	spans    []Span    // of all paragraphs
}

// The rules that open an activity.
const (
	openedByDate     = "date"
	openedBySentence = "date_in_paragraph"
	openedUndated    = "undated_paragraph"
)

// newActivityReader makes a reader of at least size activities.
func newActivityReader(l *layout, stem string, size int) *activityReader {
	l.col.Activities = make([]Activity, 0, size)
	return &activityReader{layout: l, stem: stem, ids: make(twins, size), spans: make([]Span, 0, size)}
}

// read reads the paragraphs of a section.
func (r *activityReader) read(section int, d *District, lines []int) {
	r.section, r.district = section, d
	for _, i := range lines {
		fold := r.lines[i].fold
		o := r.opening(i)
		from, behind := o.span()
		quotes := quoted{next: from}
		to := r.pieceEnd(fold, from, &quotes)
		switch {
		case o.moment != nil:
			r.finishMoment(o.moment, i, from, behind-from, int(o.weekday))
			r.open(o.moment, openedByDate, piece{i, from, to})
		case len(r.pieces) > 0 && r.continues(i):
			r.pieces = append(r.pieces, piece{i, 0, to})
		default:
			r.open(&Moment{Precision: PrecisionNone}, openedUndated, piece{i, 0, to})
		}
		for to < len(fold) {
			from = text.SkipSpaces(fold, to)
			d, _ := date.Read(fold[from:], r.col.Week)
			r.finishMoment(&d.Moment, i, from, d.Len, d.Weekday)
			to = r.pieceEnd(fold, from, &quotes)
			r.open(&d.Moment, openedBySentence, piece{i, from, to})
		}
	}
	r.close()
}

// open begins an activity.
func (r *activityReader) open(m *Moment, rule string, p piece) {
	r.close()
	c := r.col
	c.Activities = append(c.Activities, Activity{})
	a := &c.Activities[len(c.Activities)-1]
	a.Section, a.Position, a.Date, a.Rule = r.section, len(c.Activities), *m, rule
	c.Sections[r.section].Activities++
	r.pieces = append(r.pieces, p)
}

// close writes the rest of the row of the activity that is open, if one is.
func (r *activityReader) close() {
	if len(r.pieces) == 0 {
		return
	}
	a := &r.col.Activities[len(r.col.Activities)-1]
	first := len(r.spans)
	r.passages = r.passages[:0]
	for k := range r.pieces {
		p := &r.pieces[k]
		for p.to > p.from && text.IsSpace(r.lines[p.line].fold[p.to-1]) {
			p.to--
		}
		s := r.passage(p.line, p.from, p.to)
		r.passages = append(r.passages, s)
		r.spans = append(r.spans, Span{Start: s.start, End: s.start + len(s.fold)})
	}
	a.Paragraphs = r.spans[first:len(r.spans):len(r.spans)]
	a.Text = r.textOf(r.pieces)
	a.Span = Span{Start: a.Paragraphs[0].Start, End: a.Paragraphs[len(a.Paragraphs)-1].End}
	a.ID = r.ids.activityID(r.stem, r.passages)
	fold := r.passages[0].fold
	a.Kind = activityKind(fold[:text.SentenceEnd(fold, 0)])
	a.Officials = r.roster.appearances(r.passages, r.district)
	r.pieces = r.pieces[:0]
}

// textOf gives the printed text of an activity, its paragraphs joined. Where
// they are whole blocks with nothing in between it shares the column's memory.
func (l *layout) textOf(pieces []piece) string {
	first, last := pieces[0].line, pieces[len(pieces)-1].line
	whole := last-first == len(pieces)-1
	for _, p := range pieces {
		whole = whole && p.from == 0 && p.to == len(l.lines[p.line].runes)
	}
	if whole {
		return l.col.Text[l.offsets[first] : int(l.offsets[last])+len(l.col.Blocks[last].Text)]
	}
	texts := make([]string, len(pieces))
	for k, p := range pieces {
		texts[k] = l.printed(p.line, p.from, p.to)
	}
	return strings.Join(texts, "\n")
}

// printed gives the text of a part of a line. It shares the column's memory
// where the part stands at the beginning.
func (l *layout) printed(line, from, to int) string {
	part := l.lines[line].runes[from:to]
	if from > 0 {
		return string(part)
	}
	n := 0
	for _, c := range part {
		n += utf8.RuneLen(c)
	}
	return l.col.Blocks[line].Text[:n]
}

func (l *layout) passage(line, from, to int) passage {
	ln := &l.lines[line]
	return passage{runes: ln.runes[from:to], fold: ln.fold[from:to], start: l.col.Blocks[line].Span.Start + from}
}
