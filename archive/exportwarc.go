package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"time"

	"shenzheng/archive/warc"
)

// EachCapture gives every capture in the order of time, with its body, one at
// a time.
func (a *Archive) EachCapture(ctx context.Context, f func(*Capture) error) error {
	return a.ReadTx(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT capture_id, source, number, url, final_url, captured_at, method, status,
			content_type, request_head, response_head, coalesce(sha256, ''), verdict, reason, run_id
			FROM captures ORDER BY captured_at, capture_id`)
		if err != nil {
			return fmt.Errorf("list captures: %w", err)
		}
		defer func() { err = errors.Join(err, rows.Close()) }()
		for rows.Next() {
			c, err := a.scanCapture(ctx, rows)
			if err != nil {
				return err
			}
			if err := f(c); err != nil {
				return err
			}
		}
		return rows.Err()
	})
}

func (a *Archive) scanCapture(ctx context.Context, rows *sql.Rows) (*Capture, error) {
	var c Capture
	var request, response string
	err := rows.Scan(&c.ID, &c.Source, &c.Number, &c.URL, &c.FinalURL, (*stampScan)(&c.CapturedAt), &c.Method, &c.Status,
		&c.ContentType, &request, &response, &c.SHA256, &c.Verdict, &c.Reason, &c.RunID)
	if err != nil {
		return nil, fmt.Errorf("read capture: %w", err)
	}
	if c.RequestHead, err = parseHead(request); err != nil {
		return nil, err
	}
	if c.ResponseHead, err = parseHead(response); err != nil {
		return nil, err
	}
	if c.SHA256 != "" {
		if c.Body, err = a.Body(ctx, c.SHA256); err != nil {
			return nil, err
		}
	}
	return &c, nil
}

// ExportWARC writes all captures as WARC/1.1 in the order of time and says
// how many. software is the program and its version. The same captures give
// the same bytes.
func (a *Archive) ExportWARC(ctx context.Context, out io.Writer, compress bool, software string) (n int, err error) {
	var began time.Time
	err = a.reader.QueryRowContext(ctx, `SELECT coalesce(min(captured_at), '') FROM captures`).Scan((*stampScan)(&began))
	if err != nil {
		return 0, fmt.Errorf("export captures: %w", err)
	}
	w, err := warc.NewWriter(out, compress, software, began)
	if err != nil {
		return 0, fmt.Errorf("export captures: %w", err)
	}
	err = a.EachCapture(ctx, func(c *Capture) error {
		n++
		return w.Write(warcCapture(c))
	})
	if err != nil {
		return n, fmt.Errorf("export captures: %w", err)
	}
	return n, nil
}

func warcCapture(c *Capture) warc.Capture {
	address := c.FinalURL
	if address == "" {
		address = addressOf(c.Source, c.Number, c.URL)
	}
	if address == "" {
		address = "urn:sha256:" + c.SHA256
	}
	return warc.Capture{URL: address, At: c.CapturedAt, Status: c.Status, ContentType: c.ContentType,
		RequestHead: c.RequestHead, ResponseHead: c.ResponseHead, Body: c.Body, HasBody: c.SHA256 != "",
		Note: [][2]string{{"source", c.Source}, {"number", c.Number}, {"url", c.URL}, {"method", c.Method},
			{"verdict", string(c.Verdict)}, {"reason", c.Reason}, {"run", c.RunID}}}
}
