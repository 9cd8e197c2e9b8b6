package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Verdict is what was made of a response before anything was read from it.
type Verdict string

// The verdicts.
const (
	Good      Verdict = "good"      // an article page worth reading
	Bad       Verdict = "bad"       // kept, not believed
	Gone      Verdict = "gone"      // 404 or 410
	Unchanged Verdict = "unchanged" // 304
	Listing   Verdict = "page"      // a listing or another page kept for the record
)

// The ways a capture came in.
const (
	MethodCrawl    = "crawl"
	MethodImport   = "import"
	MethodWARC     = "warc"
	MethodBackfill = "backfill"
)

// Capture is one response or imported file, byte for byte.
type Capture struct {
	ID          int64     // given by Keep
	Source      string    // name of the source; "" is the newspaper's own
	Number      string    // article number, "" if the address is no article's
	URL         string    // address asked for, "" for a file without one
	FinalURL    string    // address that answered
	CapturedAt  time.Time // kept to the millisecond, in UTC
	Method      string
	Status      int    // HTTP status, 0 for a file
	ContentType string // as sent

	RequestHead, ResponseHead http.Header

	// Body holds the bytes as the source sent them, transfer and content
	// codings removed; nil where no body came.
	Body []byte
	// SHA256 is given by Keep, "" without a body.
	SHA256  string
	Verdict Verdict
	Reason  string // one line
	RunID   string
}

// DefaultSource is the newspaper's own site.
const DefaultSource = "dutenews"

// decisive tells whether the capture says anything about its column.
func (c *Capture) decisive() bool {
	return c.Verdict == Good || c.Number != "" && (c.Verdict == Gone || c.Verdict == Unchanged)
}

// Keep stores the capture and its body; both are on disk when it returns. A
// capture that was brought in before (the same address, time and bytes, from
// a file, a WARC or a web archive) is not stored twice: ID is then the first
// one's.
func (a *Archive) Keep(ctx context.Context, c *Capture) error {
	if c.Source == "" {
		c.Source = DefaultSource
	}
	if c.CapturedAt.IsZero() {
		c.CapturedAt = a.cfg.Now()
	}
	c.CapturedAt = c.CapturedAt.UTC().Truncate(time.Millisecond)
	if c.Body != nil {
		c.SHA256 = hashOf(c.Body)
	}
	if err := a.write(ctx, func(tx *sql.Tx) error { return a.keep(ctx, tx, c) }); err != nil {
		return fmt.Errorf("keep capture of %s: %w", c.name(), err)
	}
	return nil
}

func (a *Archive) keep(ctx context.Context, tx *sql.Tx, c *Capture) error {
	if c.Method != MethodCrawl {
		err := tx.QueryRowContext(ctx, `SELECT capture_id FROM captures
			WHERE source = ? AND number = ? AND captured_at = ? AND url = ? AND method = ? AND status = ? AND sha256 IS ?`,
			c.Source, c.Number, stamp(c.CapturedAt), c.URL, c.Method, c.Status, nullable(c.SHA256)).Scan(&c.ID)
		if err == nil {
			return nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	if c.Body != nil {
		if err := a.keepBody(ctx, tx, c.SHA256, c.Body); err != nil {
			return err
		}
	}
	return insertCapture(ctx, tx, c)
}

func insertCapture(ctx context.Context, tx *sql.Tx, c *Capture) error {
	request, err := headJSON(c.RequestHead)
	if err != nil {
		return err
	}
	response, err := headJSON(c.ResponseHead)
	if err != nil {
		return err
	}
	res, err := tx.ExecContext(ctx, `INSERT INTO captures (source, number, url, final_url, captured_at, method, status,
		content_type, request_head, response_head, sha256, verdict, reason, run_id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.Source, c.Number, c.URL, c.FinalURL, stamp(c.CapturedAt), c.Method, c.Status,
		c.ContentType, request, response, nullable(c.SHA256), string(c.Verdict), c.Reason, c.RunID)
	if err != nil {
		return err
	}
	if c.ID, err = res.LastInsertId(); err != nil {
		return err
	}
	if c.decisive() {
		_, err = tx.ExecContext(ctx, `INSERT INTO unread (capture_id) VALUES (?)`, c.ID)
	}
	return err
}

// name is how messages call the capture.
func (c *Capture) name() string {
	switch {
	case c.URL != "":
		return c.URL
	case c.Number != "":
		return c.Source + " " + c.Number
	default:
		return "a page without an address"
	}
}

func headJSON(h http.Header) (string, error) {
	if len(h) == 0 {
		return "{}", nil
	}
	b, err := json.Marshal(h)
	if err != nil {
		return "", fmt.Errorf("write headers: %w", err)
	}
	return string(b), nil
}

func parseHead(s string) (http.Header, error) {
	h := http.Header{}
	if err := json.Unmarshal([]byte(s), &h); err != nil {
		return nil, fmt.Errorf("read headers: %w", err)
	}
	return h, nil
}

func nullable(s string) sql.NullString { return sql.NullString{String: s, Valid: s != ""} }
