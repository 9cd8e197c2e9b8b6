package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"shenzheng/archive/snapshot"
)

// columnPage is one column as read.
type columnPage struct {
	Column    record
	Sections  []section
	Problems  []record
	Revisions []record
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
	Section             *section  // that begins here
	Activity            *activity // it belongs to, where its class says so
	Opens               bool      // the first line of its activity
	Before, Mark, After string
}

// column answers one column; ?at=START-END marks a passage.
func (s *Server) column(w http.ResponseWriter, r *http.Request) error {
	at, err := parseAt(r.URL.Query().Get("at"))
	if err != nil {
		return err
	}
	body := columnPage{MayRead: s.mayReadText(r), At: at}
	if err := s.read(r.Context(), func(m *moment) { body.fill(m, r.PathValue("id")) }); err != nil {
		return err
	}
	id, title := body.Column.S("column_id"), body.Column.S("title")
	body.Citation = s.citeColumn(r, body.Column, cited{key: id, zh: title, en: title, path: "/columns/" + id})
	if wantsJSON(r) {
		return s.entity(w, r, body.Citation, snapshot.Filter{Column: id},
			"columns", "sections", "activities", "appearances", "posts", "credits", "ledger", "problems")
	}
	s.privateIfText(w, body.MayRead)
	return s.page(w, r, http.StatusOK, "column.html", page{ZH: title, EN: title, Body: &body})
}

func (c *columnPage) fill(m *moment, id string) {
	of := snapshot.Filter{Column: id}
	c.Column, c.Sections, c.Problems, c.Credits = m.column(id), m.sections(id), m.records("problems", of), m.records("credits", of)
	c.Revisions = m.query("read revisions", `SELECT article_sha256, first_seen, last_seen FROM revisions WHERE column_id = ? ORDER BY revision`, id)
	if c.MayRead {
		c.Lines = c.lines(m.records("full/blocks", of))
	}
}

// column reads one column; an unknown one is a 404.
func (m *moment) column(id string) record {
	c := m.record("columns", snapshot.Filter{Column: id})
	if c.columns == nil {
		m.fail("look up column", notFound("没有这篇专栏："+clip(id), "there is no column "+clip(id)))
	}
	return c
}

// section is a row of sections with its activities.
type section struct {
	record
	Activities []activity
}

func (m *moment) sections(columnID string) []section {
	rows, activities := m.records("sections", snapshot.Filter{Column: columnID}), m.activities(snapshot.Filter{Column: columnID})
	sections := make([]section, len(rows))
	for i, r := range rows {
		sections[i].record = r
		for _, a := range activities {
			if a.S("section_id") == r.S("section_id") {
				sections[i].Activities = append(sections[i].Activities, a)
			}
		}
	}
	return sections
}

// parseAt reads START-END, code points of the canonical text, half open.
func parseAt(v string) (*span, error) {
	if v == "" {
		return nil, nil
	}
	start, end, _ := strings.Cut(v, "-")
	from, err := strconv.ParseUint(start, 10, 30)
	to, err2 := strconv.ParseUint(end, 10, 30)
	switch {
	case err != nil || err2 != nil:
		return nil, badRequest("at 须为 START-END", "at must be START-END, code points of the canonical text")
	case to < from:
		return nil, badRequest("at 的终点早于起点", "at ends before it starts")
	}
	return &span{int(from), int(to)}, nil
}

// Marked reports whether an activity holds part of the marked passage.
func (c *columnPage) Marked(a activity) bool {
	return c.At != nil && c.At.Start < a.N("span_end") && c.At.End > a.N("span_start")
}

// lines lays the text out: each block with its activity and its marked part.
func (c *columnPage) lines(blocks []record) (lines []line) {
	var last *activity
	for _, b := range blocks {
		l := line{Class: b.S("class")}
		if l.Class == "activity" {
			l.Activity = c.activityAt(b.N("span_start"))
			l.Opens = l.Activity != nil && l.Activity != last
			last = l.Activity
		}
		l.Before, l.Mark, l.After = cut(b.S("text"), b.N("span_start"), c.At)
		lines = append(lines, l)
	}
	for i := range c.Sections {
		placeSection(lines, &c.Sections[i])
	}
	return lines
}

// placeSection puts a section before the heading or headline above its first
// activity, or before its heading where it has none.
func placeSection(lines []line, s *section) {
	at := slices.IndexFunc(lines, func(l line) bool {
		if len(s.Activities) > 0 {
			return l.Opens && l.Activity.S("activity_id") == s.Activities[0].S("activity_id")
		}
		return l.Class == "heading" && l.Section == nil && l.Before+l.Mark+l.After == s.S("heading")
	})
	if at < 0 {
		return
	}
	for at > 0 && lines[at].Class != "heading" && (lines[at-1].Class == "heading" || lines[at-1].Class == "headline") {
		at--
	}
	lines[at].Section = s
}

func (c *columnPage) activityAt(at int) *activity {
	for i := range c.Sections {
		for j := range c.Sections[i].Activities {
			a := &c.Sections[i].Activities[j]
			if a.N("span_start") <= at && at < a.N("span_end") {
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
	r := []rune(text)
	from, to := min(max(at.Start-start, 0), len(r)), min(max(at.End-start, 0), len(r))
	if from >= to {
		return text, "", ""
	}
	return string(r[:from]), string(r[from:to]), string(r[to:])
}
