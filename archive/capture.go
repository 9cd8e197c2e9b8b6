package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"shenzheng/parser/source"
)

// What crawler and archive both speak of is declared in parser/source.
type (
	Verdict = source.Verdict
	Capture = source.Capture
)

// The verdicts.
const (
	Good      = source.Good
	Bad       = source.Bad
	Gone      = source.Gone
	Unchanged = source.Unchanged
	Listing   = source.Page
)

// The ways a capture came in.
const (
	MethodCrawl    = source.MethodCrawl
	MethodImport   = source.MethodImport
	MethodWARC     = source.MethodWARC
	MethodBackfill = source.MethodBackfill
)

// DefaultSource is the newspaper's own site.
const DefaultSource = source.Newspaper

// decisive tells whether the capture says anything about its column.
func decisive(c *Capture) bool {
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
		return fmt.Errorf("keep capture of %s: %w", nameOf(c), err)
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
	if decisive(c) {
		_, err = tx.ExecContext(ctx, `INSERT INTO unread (capture_id) VALUES (?)`, c.ID)
	}
	return err
}

// name is how messages call the capture.
func nameOf(c *Capture) string {
	switch {
	case c.URL != "":
		return c.URL
	case c.Number != "":
		return c.Source + " " + c.Number
	default:
		return "a page without an address"
	}
}

func headJSON(h map[string][]string) (string, error) {
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
