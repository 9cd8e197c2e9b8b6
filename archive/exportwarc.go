package archive

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"time"

	"shenzheng/archive/warc"

	"shenzheng/parser/source"
)

// EachCapture gives every capture in the order in which they were kept, with
// its body, one at a time. One that is damaged is given to f with the error,
// and what can be read of it; the others go on.
func (a *Archive) EachCapture(ctx context.Context, f func(*source.Capture, error) error) error {
	return a.ReadTx(ctx, func(tx *sql.Tx) error {
		ids, err := list(ctx, tx, "list captures", func(id *int64) []any { return []any{id} }, `SELECT capture_id FROM captures ORDER BY capture_id`)
		for i := 0; err == nil && i < len(ids); i++ {
			c, damage := a.capture(ctx, tx, ids[i])
			if err = ctx.Err(); err == nil {
				err = f(c, damage)
			}
		}
		return err
	})
}

func (a *Archive) capture(ctx context.Context, tx *sql.Tx, id int64) (*source.Capture, error) {
	var c source.Capture
	var request, response string
	_, err := get(ctx, tx, "read capture", `SELECT capture_id, source, number, url, final_url, captured_at, method, status,
			content_type, request_head, response_head, coalesce(sha256, ''), verdict, reason, run_id FROM captures WHERE capture_id = ?`, []any{id},
		&c.ID, &c.Source, &c.Number, &c.URL, &c.FinalURL,
		(*strictStamp)(&c.CapturedAt), &c.Method, &c.Status, &c.ContentType, &request, &response, &c.SHA256, &c.Verdict, &c.Reason, &c.RunID)
	if err != nil {
		return &c, err
	}
	var errs [3]error
	c.RequestHead, errs[0] = parseHead(request)
	c.ResponseHead, errs[1] = parseHead(response)
	if c.SHA256 != "" {
		c.Body, errs[2] = a.Body(ctx, c.SHA256)
	}
	return &c, errors.Join(errs[:]...)
}

// ExportWARC writes all captures as WARC/1.1 in the order in which they were
// kept, and says how many, and of each that is damaged and left out why. software
// is the program and its version. The same captures give the same bytes.
func (a *Archive) ExportWARC(ctx context.Context, out io.Writer, compress bool, software string) (n int, damaged []error, err error) {
	defer wrap(&err, "export captures")
	var began time.Time
	_, err = get(ctx, a.reader, "look for the first", `SELECT coalesce(min(captured_at), '') FROM captures`, nil, (*stampScan)(&began))
	if err != nil {
		return 0, nil, err
	}
	w, err := warc.NewWriter(out, compress, software, began)
	if err != nil {
		return 0, nil, err
	}
	err = a.EachCapture(ctx, func(c *source.Capture, damage error) error {
		if damage != nil {
			damaged = append(damaged, errors.New(oneLine(fmt.Sprintf("capture %d %s is left out: %v", c.ID, c.URL, damage))))
			return nil
		}
		n++
		note := [][2]string{{"source", c.Source}, {"number", c.Number}, {"url", c.URL}, {"method", c.Method},
			{"verdict", string(c.Verdict)}, {"reason", c.Reason}, {"run", c.RunID}}
		c.URL = cmp.Or(c.FinalURL, addressOf(c.Source, c.Number, c.URL), "urn:sha256:"+c.SHA256)
		return w.Write(c, note)
	})
	return n, damaged, err
}
