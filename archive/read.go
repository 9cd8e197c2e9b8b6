package archive

import (
	"context"
	"fmt"
	"slices"
	"strings"

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
	if h.verdict != source.Good || !p.force && h.was.version == p.archive.cfg.ParserVersion {
		return
	}
	if r := p.given[h.id]; r != nil {
		h.now, h.column = p.archive.readingOf(*r)
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
	return other.verdict == source.Good && h.sha == other.sha && h.source == other.source && h.number == other.number &&
		h.contentType == other.contentType && h.truncated == other.truncated && h.cut == other.cut && h.whole == other.whole
}

// read parses the page of a capture, outside any transaction.
func (p *planner) read(ctx context.Context, h *held) error {
	body := []byte{}
	if h.sha != "" {
		var err error
		if body, err = p.archive.Body(ctx, h.sha); err != nil {
			return fmt.Errorf("read capture %d: %w", h.id, err)
		}
	}
	h.now, h.column = p.archive.readingOf(p.archive.parse(h.page(body)))
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

func oneLine(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ")
	if r := []rune(s); len(r) > maxReason {
		s = string(r[:maxReason]) + "…"
	}
	return s
}
