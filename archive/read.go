package archive

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shenzheng/parser"
)

// maxReason bounds, in code points, what a panic may say in a stored reason.
const maxReason = 200

// readPage reads one capture outside any transaction. A panic of the parser
// ends at the page: it becomes a failed reading. Only an unreadable body is
// an error.
func (a *Archive) readPage(ctx context.Context, h held) (reading, error) {
	body := []byte{}
	if h.sha != "" {
		var err error
		if body, err = a.Body(ctx, h.sha); err != nil {
			return reading{}, fmt.Errorf("read capture %d: %w", h.id, err)
		}
	}
	return a.readBody(h, body), nil
}

func (a *Archive) readBody(h held, body []byte) (r reading) {
	defer func() {
		if p := recover(); p != nil {
			reason := oneLine("the parser failed: " + fmt.Sprint(p))
			a.cfg.Log.Error("reading failed", "capture", h.id, "url", h.url, "reason", reason)
			r = reading{kind: failedKind, reason: reason, version: a.cfg.ParserVersion}
		}
	}()
	got := a.cfg.Read(h.page(body))
	r = reading{kind: string(got.Kind), reason: got.Reason, version: a.cfg.ParserVersion}
	if got.Kind == parser.PageColumn && got.Column != nil {
		if err := believe(got.Column); err != nil {
			return reading{kind: failedKind, reason: oneLine(err.Error()), version: a.cfg.ParserVersion}
		}
		r.column, r.columnID, r.articleSHA = got.Column, got.Column.ID, got.Column.ArticleSHA256
	}
	return r
}

// bring reads what of the captures this parser version has not read. One body
// is read once an article, however often it was captured. A capture whose
// body cannot be had is marked as broken.
func (p *planner) bring(ctx context.Context, hs []held) error {
	wanted := map[string][]*held{} // by hash, in the order given
	for i := range hs {
		h := &hs[i]
		if h.verdict == Good && (p.force || !h.read || h.reading.version != p.archive.cfg.ParserVersion) {
			h.dirty = true
			wanted[h.sha] = append(wanted[h.sha], h)
		}
	}
	if len(wanted[""]) > 0 {
		p.readAll(wanted[""], []byte{})
		delete(wanted, "")
	}
	err := p.bodies(ctx, slices.Collect(maps.Keys(wanted)), func(sha string, body []byte, err error) {
		if err != nil {
			broken(wanted[sha], err)
		} else {
			p.readAll(wanted[sha], body)
		}
		delete(wanted, sha)
	})
	for sha, same := range wanted {
		broken(same, fmt.Errorf("read body %s: %w", sha, ErrNoBody))
	}
	return err
}

func broken(hs []*held, err error) {
	for _, h := range hs {
		h.broken = fmt.Errorf("read capture %d: %w", h.id, err)
	}
}

// readAll reads the captures of one body, each way of reading it once.
func (p *planner) readAll(hs []*held, body []byte) {
	for i, h := range hs {
		j := slices.IndexFunc(hs[:i], h.samePage)
		if j < 0 {
			h.reading = p.archive.readBody(*h, body)
		} else {
			h.reading = hs[j].reading
			h.reading.column = nil // its address and time are another capture's
		}
		if h.reading.kind == failedKind {
			h.reading.columnID = h.was.columnID // what it was a page of, it still is
		}
		h.read = true
	}
}

// samePage tells whether a capture of the same body is read the same way.
func (h *held) samePage(other *held) bool {
	return h.source == other.source && h.number == other.number && h.contentType == other.contentType
}

func oneLine(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ")
	if r := []rune(s); len(r) > maxReason {
		s = string(r[:maxReason]) + "…"
	}
	return s
}
