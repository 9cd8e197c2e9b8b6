package archive

import (
	"context"
	"fmt"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// ColumnPage gives the page that a column's rows are read from: the first
// capture of its current revision.
func (a *Archive) ColumnPage(ctx context.Context, columnID string) (parser.Page, error) {
	var capture int64
	found, err := get(ctx, a.reader, "look up column "+columnID, `SELECT capture_id FROM columns WHERE column_id = ?`, []any{columnID}, &capture)
	if err != nil {
		return parser.Page{}, err
	}
	if !found {
		return parser.Page{}, fmt.Errorf("%w: %s", ErrNoColumn, columnID)
	}
	hs, err := a.captures(ctx, oneSQL, capture)
	if err != nil {
		return parser.Page{}, fmt.Errorf("look up column %s: %w", columnID, err)
	}
	body, err := a.Body(ctx, hs[0].sha)
	if err != nil {
		return parser.Page{}, fmt.Errorf("look up column %s: %w", columnID, err)
	}
	return hs[0].page(body), nil
}

// pageOf is what the parser is given of a capture that is on its way in.
func pageOf(c *source.Capture) parser.Page {
	h := held{source: c.Source, number: c.Number, url: c.FinalURL, at: c.CapturedAt, contentType: c.ContentType, truncated: c.ResponseHead[source.Truncated] != nil,
		cut: c.Reason == source.CutOff, whole: c.Reason == source.Whole}
	if h.url == "" {
		h.url = addressOf(c.Source, c.Number, c.URL)
	}
	return h.page(c.Body)
}

// page is what the parser is given of a capture.
func (h *held) page(body []byte) parser.Page {
	return parser.Page{Body: body, ContentType: h.contentType, URL: h.url, Source: h.source, Number: h.number, CapturedAt: h.at, Truncated: h.truncated || h.cut, Whole: h.whole}
}
