package parser

import "strings"

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
			r.open(o.moment, openedByDate, piece{i, from, to}, behind-from)
		case len(r.pieces) > 0 && r.continues(i):
			r.pieces = append(r.pieces, piece{i, 0, to})
		default:
			r.open(&Moment{Precision: PrecisionNone}, openedUndated, piece{i, 0, to}, 0)
		}
		for to < len(fold) {
			from = skipSpaces(fold, to)
			moment, n, _, _ := scanDate(fold[from:], r.col.Week)
			to = r.pieceEnd(fold, from, &quotes)
			r.open(&moment, openedBySentence, piece{i, from, to}, n)
		}
	}
	r.close()
}

// open begins an activity with the date of n code points that its first piece
// opens with, 0 for none.
func (r *activityReader) open(m *Moment, rule string, p piece, n int) {
	r.close()
	if n > 0 {
		r.finishMoment(m, p.line, p.from, n)
	}
	c := r.col
	c.Activities = append(c.Activities, Activity{Section: r.section, Position: len(c.Activities) + 1, Date: *m, Rule: rule})
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
		for p.to > p.from && isSpace(r.lines[p.line].fold[p.to-1]) {
			p.to--
		}
		s := r.passage(p.line, p.from, p.to)
		r.passages = append(r.passages, s)
		r.spans = append(r.spans, Span{s.start, s.start + len(s.fold)})
	}
	a.Paragraphs = r.spans[first:len(r.spans):len(r.spans)]
	a.Text = r.textOf(r.pieces)
	a.Span = Span{a.Paragraphs[0].Start, a.Paragraphs[len(a.Paragraphs)-1].End}
	a.ID = r.ids.activityID(r.stem, r.passages)
	fold := r.passages[0].fold
	a.Kind = activityKind(fold[:sentenceEnd(fold, 0)])
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
		texts[k] = string(l.lines[p.line].runes[p.from:p.to])
	}
	return strings.Join(texts, "\n")
}

func (l *layout) passage(line, from, to int) passage {
	ln := &l.lines[line]
	return passage{runes: ln.runes[from:to], fold: ln.fold[from:to], start: l.col.Blocks[line].Span.Start + from}
}
