package archive

import (
	"context"
	"fmt"
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

// bring reads what of the history this parser version has not read. One body
// is read once, however often it was captured. It reports the captures whose
// readings have to be stored.
func (a *Archive) bring(ctx context.Context, hs []held, force bool) (dirty []int, err error) {
	type page struct{ sha, contentType string }
	done := map[page]reading{}
	for i := range hs {
		h := &hs[i]
		if h.verdict != Good || h.read && h.reading.version == a.cfg.ParserVersion && !force {
			continue
		}
		dirty = append(dirty, i)
		key := page{h.sha, h.contentType}
		r, ok := done[key]
		if !ok {
			if r, err = a.readPage(ctx, *h); err != nil {
				return nil, err
			}
			done[key] = r
		} else {
			r.column = nil // its address and time are another capture's
		}
		if r.kind == failedKind {
			r.columnID = h.was.columnID // what it was a page of, it still is
		}
		h.reading, h.read = r, true
	}
	return dirty, nil
}

func oneLine(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ")
	if r := []rune(s); len(r) > maxReason {
		s = string(r[:maxReason]) + "…"
	}
	return s
}
