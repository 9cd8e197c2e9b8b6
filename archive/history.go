package archive

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// article names what derived rows hang on: all captures of one article
// number, or, where no number is known, one capture.
type article struct {
	source, number string
	capture        int64 // only where number is ''
}

func (k article) String() string {
	if k.number == "" {
		return fmt.Sprint("capture ", k.capture)
	}
	return k.source + " " + k.number
}

// held is one decisive capture of an article, without its heads and body, and
// what it is read as.
type held struct {
	source.Capture
	truncated bool           // its body is known not to be whole
	order     time.Time      // no later than that of any capture kept after it
	keptAt    time.Time      // zero where it was not noted
	unread    bool           // its column is not up to date with it
	was       reading        // as stored; of version 0 where it was never read
	now       reading        // by this parser
	column    *parser.Column // where it was parsed just now
	broken    error          // its body cannot be had
}

// cut tells whether its page ends before its end.
func (h *held) cut() bool { return h.Reason == source.CutOff }

// reading is a row of readings.
type reading struct {
	columnID, kind, reason, articleSHA string
	version                            int
}

// failedKind marks a page the parser could not get through.
const failedKind = "failed"

// shows tells whether the capture is a readable page of the column.
func (h *held) shows(columnID string) bool {
	return h.Verdict == source.Good && h.now.kind == string(parser.PageColumn) && h.now.columnID == columnID
}

const heldSQL = `SELECT c.capture_id, c.source, c.number, c.url, c.final_url, c.captured_at, c.kept_at, c.status, c.verdict, c.reason,
	c.content_type, instr(c.response_head, '"' || '` + source.Truncated + `' || '"') > 0, coalesce(c.sha256, ''),
	EXISTS (SELECT 1 FROM unread u WHERE u.capture_id = c.capture_id), coalesce(r.column_id, ''), coalesce(r.page_kind, ''),
	coalesce(r.reason, ''), coalesce(r.article_sha256, ''), coalesce(r.parser_version, 0)
	FROM captures c LEFT JOIN readings r USING (capture_id) WHERE `

// The captures of one article, all but one of a column without a number, and one alone.
const (
	ofArticleSQL = heldSQL + `c.source = ? AND c.number = ? AND c.verdict IN ('good', 'gone', 'unchanged')`
	ofLooseSQL   = heldSQL + `c.number = '' AND c.verdict = 'good' AND r.column_id = ? AND c.capture_id <> ?`
	oneSQL       = heldSQL + `c.capture_id = ?`
)

// captures gives captures in the order in which they came about.
func (a *Archive) captures(ctx context.Context, query string, args ...any) ([]held, error) {
	hs, err := list(ctx, a.stmts, "read captures", func(h *held) []any {
		return []any{&h.ID, &h.Source, &h.Number, &h.URL, &h.FinalURL, (*strictStamp)(&h.CapturedAt), (*strictStamp)(&h.keptAt), &h.Status,
			&h.Verdict, &h.Reason, &h.ContentType, &h.truncated, &h.SHA256,
			&h.unread, &h.was.columnID, &h.was.kind, &h.was.reason, &h.was.articleSHA, &h.was.version}
	}, query, args...)
	for i := range hs {
		hs[i].now = hs[i].was
	}
	inOrder(hs)
	return hs, err
}

// inOrder sorts captures by the order in which they came about. That is the
// order in which they were kept, whatever the clock said then: a capture is
// never later than those kept after it. What tells of an earlier time, such as
// a page out of a web archive, takes its place by that time.
func inOrder(hs []held) {
	slices.SortFunc(hs, func(a, b held) int { return cmp.Compare(a.ID, b.ID) })
	var bound time.Time
	for i := len(hs) - 1; i >= 0; i-- {
		h := &hs[i]
		if !h.keptAt.IsZero() && (bound.IsZero() || h.keptAt.Before(bound)) {
			bound = h.keptAt
		}
		if h.order = h.CapturedAt; !bound.IsZero() && bound.Before(h.CapturedAt) {
			h.order = bound
		}
	}
	slices.SortStableFunc(hs, func(a, b held) int { return a.order.Compare(b.order) })
}

// addressOf gives the address of a file that was known by its number alone.
func addressOf(name, number, url string) string {
	if url == "" && number != "" && name == source.Newspaper {
		return "https://www.dutenews.com/p/" + number + ".html"
	}
	return url
}

// stampScan lets Scan read a stamp into a time. One that is damaged counts as
// none, so that it stops nothing but what it is about.
type stampScan time.Time

// Scan implements sql.Scanner.
func (s *stampScan) Scan(v any) error {
	if err := (*strictStamp)(s).Scan(v); err != nil {
		*s = stampScan{}
	}
	return nil
}

// strictStamp is stampScan for what rows follow from.
type strictStamp time.Time

// Scan implements sql.Scanner.
func (s *strictStamp) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("read time: %T is no text", v)
	}
	t, err := parseStamp(text)
	*s = strictStamp(t)
	return err
}

// The states of a column (codebook, section 1).
const (
	StateProvisional = "provisional"
	StateSettled     = "settled"
	StateEdited      = "edited"
	StateWithdrawn   = "withdrawn"
)

// settleAfter is how long after publication a column counts as settled.
const settleAfter = 7 * 24 * time.Hour

// revision is a run of consecutive captures with one article text.
type revision struct {
	first    held
	lastSeen time.Time
}

// revisionsOf gives the revisions of one column from its captures in their
// order. Half a page is a revision only as long as no whole one is held: it is
// no edit that the other half came later, or did not come again.
func revisionsOf(hs []held, columnID string) []revision {
	var out []revision
	for _, h := range hs {
		if h.Verdict == source.Unchanged && len(out) > 0 {
			out[len(out)-1].lastSeen = h.CapturedAt
		}
		n := len(out)
		if !h.shows(columnID) || h.cut() && n > 0 && !out[n-1].first.cut() {
			continue
		}
		if n > 0 && out[n-1].first.cut() && !h.cut() {
			out, n = out[:n-1], n-1
		}
		if n > 0 && out[n-1].first.now.articleSHA == h.now.articleSHA {
			out[n-1].lastSeen = h.CapturedAt
			continue
		}
		out = append(out, revision{h, h.CapturedAt})
	}
	return out
}

// softGoneAfter is how long after the first answer that says so, with another
// status than 404 and 410, a column counts as withdrawn if it is said again.
const softGoneAfter = 24 * time.Hour

// stateOf decides the state; since is the time of publication, or the nearest
// thing known to it.
func stateOf(hs []held, columnID string, revisions int, since time.Time) string {
	withdrawn, settled := false, false
	var said time.Time // that it is gone, softly, for the first time
	for i := range hs {
		h := &hs[i]
		soft := h.Status != http.StatusNotFound && h.Status != http.StatusGone
		switch {
		case h.Verdict == source.Gone && soft && said.IsZero():
			said = h.order
		case h.Verdict == source.Gone:
			withdrawn = withdrawn || !soft || h.order.Sub(said) >= softGoneAfter
		case h.Verdict == source.Unchanged, h.shows(columnID):
			withdrawn, said = false, time.Time{}
			settled = !h.cut() && !h.order.Before(since.Add(settleAfter))
		}
	}
	switch {
	case withdrawn:
		return StateWithdrawn
	case revisions > 1:
		return StateEdited
	case settled:
		return StateSettled
	default:
		return StateProvisional
	}
}

// publishedOr is the time of publication; where it is not known, the end of the
// week; and where neither is, the first capture of the revision.
func publishedOr(publishedAt, weekEnd string, captured time.Time) time.Time {
	if t, err := time.Parse(time.RFC3339, publishedAt); err == nil {
		return t
	}
	if d, ok := parser.ParseDate(weekEnd); ok {
		return d.Time()
	}
	return captured
}
