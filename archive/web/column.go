package web

import (
	"context"
	"database/sql"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"shenzheng/archive/snapshot"
)

// columnPage is one column as read.
type columnPage struct {
	Column    columnView
	Sections  []sectionView
	Problems  []record
	Revisions []revisionView
	Credits   []record
	Lines     []line // the text, where the visitor may read it
	MayRead   bool
	At        *span
	Citation  *citation
}

// span is a half-open range of code points of the canonical text.
type span struct{ Start, End int }

// line is a block of the text, cut where the marked passage begins and ends.
type line struct {
	Class               string
	Section             *sectionView  // that begins here
	Activity            *activityView // it belongs to, where its class says so
	Opens               bool          // the first line of its activity
	Before, Mark, After string
}

// column answers one column; ?at=START-END marks a passage.
func (s *Server) column(w http.ResponseWriter, r *http.Request) error {
	at, err := parseAt(r.URL.Query().Get("at"))
	if err != nil {
		return err
	}
	body := columnPage{MayRead: s.mayReadText(r), At: at}
	ctx := r.Context()
	if err := s.read(ctx, func(tx *sql.Tx) error { return body.fill(ctx, tx, r.PathValue("id")) }); err != nil {
		return err
	}
	id := body.Column.ID
	body.Citation = s.citeColumn(r, body.Column, id, body.Column.Title, body.Column.Title, "/columns/"+id)
	if wantsJSON(r) {
		return s.entity(w, r, body.Citation, columnParts(id))
	}
	s.privateIfText(w, body.MayRead)
	return s.page(w, r, http.StatusOK, "column.html", page{ZH: body.Column.Title, EN: body.Column.Title, Body: &body})
}

func (c *columnPage) fill(ctx context.Context, tx *sql.Tx, id string) (err error) {
	if c.Column, err = columnByID(ctx, tx, id); err != nil {
		return err
	}
	if c.Sections, err = sectionsOf(ctx, tx, id); err != nil {
		return err
	}
	if c.Problems, err = recordsOf(ctx, tx, part{"problems", snapshot.Filter{Column: id}}); err != nil {
		return err
	}
	if c.Revisions, err = revisionsOf(ctx, tx, id); err != nil {
		return err
	}
	if c.Credits, err = recordsOf(ctx, tx, part{"credits", snapshot.Filter{Column: id}}); err != nil {
		return err
	}
	if !c.MayRead {
		return nil
	}
	blocks, err := blocksOf(ctx, tx, id)
	if err != nil {
		return err
	}
	c.Lines = c.lines(blocks)
	return nil
}

var atPattern = regexp.MustCompile(`^([0-9]{1,9})-([0-9]{1,9})$`)

// parseAt reads START-END, code points of the canonical text, half open.
func parseAt(v string) (*span, error) {
	if v == "" {
		return nil, nil
	}
	m := atPattern.FindStringSubmatch(v)
	if m == nil {
		return nil, badRequest("at 须为 START-END", "at must be START-END, code points of the canonical text")
	}
	start, err := strconv.Atoi(m[1])
	if err != nil {
		return nil, badRequest("at 须为 START-END", "at must be START-END")
	}
	end, err := strconv.Atoi(m[2])
	if err != nil || end < start {
		return nil, badRequest("at 的终点早于起点", "at ends before it starts")
	}
	return &span{start, end}, nil
}

// Marked reports whether an activity holds part of the marked passage.
func (c *columnPage) Marked(a activityView) bool {
	return c.At != nil && c.At.Start < a.SpanEnd && c.At.End > a.SpanStart
}

// lines lays the text out: each block with its activity and its marked part.
func (c *columnPage) lines(blocks []blockView) []line {
	var out []line
	var last *activityView
	for _, b := range blocks {
		l := line{Class: b.Class}
		if b.Class == "activity" {
			l.Activity = c.activityAt(b.Start)
			l.Opens = l.Activity != nil && l.Activity != last
			last = l.Activity
		}
		l.Before, l.Mark, l.After = cut(b.Text, b.Start, c.At)
		out = append(out, l)
	}
	for i := range c.Sections {
		placeSection(out, &c.Sections[i])
	}
	return out
}

// placeSection puts a section before the heading or headline above its first
// activity, or before its heading where it has none.
func placeSection(lines []line, s *sectionView) {
	at := slices.IndexFunc(lines, func(l line) bool {
		if len(s.Activities) > 0 {
			return l.Opens && l.Activity.ID == s.Activities[0].ID
		}
		return l.Class == "heading" && l.Section == nil && l.Before+l.Mark+l.After == s.Heading
	})
	if at < 0 {
		return
	}
	for at > 0 && lines[at].Class != "heading" && (lines[at-1].Class == "heading" || lines[at-1].Class == "headline") {
		at--
	}
	lines[at].Section = s
}

func (c *columnPage) activityAt(at int) *activityView {
	for i := range c.Sections {
		for j := range c.Sections[i].Activities {
			a := &c.Sections[i].Activities[j]
			if a.SpanStart <= at && at < a.SpanEnd {
				return a
			}
		}
	}
	return nil
}

// cut divides a text that begins at code point start where the span does.
func cut(text string, start int, at *span) (before, mark, after string) {
	if at == nil {
		return text, "", ""
	}
	n := utf8.RuneCountInString(text)
	from, to := min(max(at.Start-start, 0), n), min(max(at.End-start, 0), n)
	if from >= to {
		return text, "", ""
	}
	i, j := byteAt(text, from), byteAt(text, to)
	return text[:i], text[i:j], text[j:]
}

// byteAt is the byte offset of the nth code point.
func byteAt(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
