package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// maxReason bounds, in code points, what a panic may say in a stored reason.
const maxReason = 200

// bring reads a capture unless this parser version has read it already.
// earlier are captures of the same article that were brought before: the same
// body is read once an article, however often it was captured. A body that
// cannot be had marks the capture as broken; what it was read as before stays.
func (p *planner) bring(ctx context.Context, h *held, earlier []held) {
	if h.Verdict != source.Good || !p.force && h.was.version == p.archive.cfg.ParserVersion {
		return
	}
	if x := p.given[h.ID]; x != nil && x.reading != nil {
		h.now, h.column = p.archive.readingOf(*x.reading)
		return
	}
	if i := slices.IndexFunc(earlier, h.samePage); i >= 0 {
		h.now, h.broken = earlier[i].now, earlier[i].broken // without the column, whose address and time are another capture's
		return
	}
	if err := p.read(ctx, h); err != nil {
		h.broken = err
	}
}

// samePage tells whether a capture of the same body was brought and is read
// the same way.
func (h *held) samePage(other held) bool {
	return other.Verdict == source.Good && h.SHA256 == other.SHA256 && h.Source == other.Source && h.Number == other.Number &&
		h.ContentType == other.ContentType && h.truncated == other.truncated && h.Reason == other.Reason
}

// read parses the page of a capture, outside any transaction.
func (p *planner) read(ctx context.Context, h *held) error {
	page, err := p.archive.page(ctx, h)
	if err != nil {
		return fmt.Errorf("read capture %d: %w", h.ID, err)
	}
	h.now, h.column = p.archive.readingOf(p.archive.parse(page))
	if h.now.kind == failedKind {
		h.now.columnID = h.was.columnID // what it was a page of, it still is
	}
	return nil
}

// parse runs the parser. A panic of it ends at the page: it becomes a failed
// reading.
func (a *Archive) parse(page parser.Page) (r parser.Reading) {
	defer func() {
		if p := recover(); p != nil {
			r = parser.Reading{Kind: failedKind, Reason: oneLine("the parser failed: " + fmt.Sprint(p))}
			a.cfg.Log.Error("reading failed", "url", page.URL, "reason", r.Reason)
		}
	}()
	return a.cfg.Read(page)
}

// readingOf is what is stored of what the parser gave, and the column where
// it can be believed.
func (a *Archive) readingOf(got parser.Reading) (reading, *parser.Column) {
	r := reading{kind: string(got.Kind), reason: got.Reason, version: a.cfg.ParserVersion}
	if got.Kind != parser.PageColumn || got.Column == nil {
		return r, nil
	}
	if err := believe(got.Column); err != nil {
		return reading{kind: failedKind, reason: oneLine(err.Error()), version: a.cfg.ParserVersion}, nil
	}
	r.columnID, r.articleSHA = got.Column.ID, got.Column.ArticleSHA256
	return r, got.Column
}

// believe checks what a reading must hold before its rows are kept: unique ids,
// sections that exist, spans inside the text. A reading that breaks one of these
// counts as failed, because half of it would be worse than none.
func believe(c *parser.Column) error {
	length := utf8.RuneCountInString(c.Text)
	outside := func(s parser.Span) bool { return s.Start < 0 || s.Start > s.End || s.End > length }
	switch {
	case c.ID == "":
		return errors.New("the column has no id")
	case !utf8.ValidString(c.Text) || !utf8.ValidString(c.Title):
		return errors.New("the text is not valid UTF-8")
	case slices.ContainsFunc(c.Blocks, func(b parser.Block) bool { return outside(b.Span) }):
		return errors.New("a block lies outside the text")
	}
	ids := map[string]bool{}
	twice := func(id string) bool {
		there := ids[id]
		ids[id] = true
		return there
	}
	for _, s := range c.Sections {
		if twice(s.ID) {
			return fmt.Errorf("two sections have the id %s", s.ID)
		}
	}
	for _, a := range c.Activities {
		switch {
		case twice(a.ID):
			return fmt.Errorf("two activities have the id %s", a.ID)
		case slices.ContainsFunc(a.Officials, func(o parser.Appearance) bool { return twice(a.ID + o.OfficialID) }):
			return fmt.Errorf("activity %s names an official twice", a.ID)
		case a.Section < 0 || a.Section >= len(c.Sections):
			return fmt.Errorf("activity %s is in no section", a.ID)
		case outside(a.Span) || slices.ContainsFunc(a.Officials, func(o parser.Appearance) bool { return outside(o.Span) }):
			return fmt.Errorf("activity %s, or an official in it, lies outside the text", a.ID)
		}
	}
	return nil
}

func oneLine(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ")
	if r := []rune(s); len(r) > maxReason {
		s = string(r[:maxReason]) + "…"
	}
	return s
}

// ErrManyColumns says that columns of several sources have this number.
var ErrManyColumns = errors.New("several columns have this number; name one by its id")

// ColumnNamed gives the id of the column that a person means by its id, or by
// the number of its article, which is the newspaper's where several have it.
func (a *Archive) ColumnNamed(ctx context.Context, name string) (id string, err error) {
	defer wrap(&err, "look up column %s", name)
	ids, err := texts(ctx, a.reader, "list columns", `SELECT column_id FROM columns WHERE column_id IN (?1, 'col_' || ?1) OR number = nullif(?1, '')
		ORDER BY column_id NOT IN (?1, 'col_' || ?1), column_id`, name)
	switch {
	case err != nil || len(ids) == 0:
		return "", cmp.Or(err, ErrNoColumn)
	case len(ids) > 1 && ids[0] != name && ids[0] != "col_"+name:
		return "", fmt.Errorf("%w: %s", ErrManyColumns, strings.Join(ids, ", "))
	}
	return ids[0], nil
}

// ColumnPage gives the page that a column's rows are read from: the first
// capture of its current revision.
func (a *Archive) ColumnPage(ctx context.Context, columnID string) (page parser.Page, err error) {
	defer wrap(&err, "look up column %s", columnID)
	hs, err := a.captures(ctx, heldSQL+`c.capture_id = (SELECT capture_id FROM columns WHERE column_id = ?)`, columnID)
	if err != nil || len(hs) == 0 {
		return page, cmp.Or(err, ErrNoColumn)
	}
	return a.page(ctx, &hs[0])
}

// page is what the parser is given of a capture that is held.
func (a *Archive) page(ctx context.Context, h *held) (parser.Page, error) {
	page := pageOf(&h.Capture)
	body, err := a.Body(ctx, h.SHA256)
	page.Body, page.Truncated = body, page.Truncated || h.truncated
	return page, err
}

// pageOf is what the parser is given of a capture.
func pageOf(c *source.Capture) parser.Page {
	return parser.Page{Body: c.Body, ContentType: c.ContentType, URL: cmp.Or(c.FinalURL, addressOf(c.Source, c.Number, c.URL)),
		Source: c.Source, Number: c.Number, CapturedAt: c.CapturedAt,
		Truncated: c.ResponseHead[source.Truncated] != nil || c.Reason == source.CutOff, Whole: c.Reason == source.Whole}
}
