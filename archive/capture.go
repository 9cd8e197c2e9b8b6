package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"shenzheng/parser/source"
)

// decisive tells whether the capture says anything about its column.
func decisive(c *source.Capture) bool {
	return c.Verdict == source.Good || c.Number != "" && (c.Verdict == source.Gone || c.Verdict == source.Unchanged)
}

// complete fills in what the archive knows better than whoever brings a
// capture.
func (a *Archive) complete(c *source.Capture) {
	if c.Source == "" {
		c.Source = source.Newspaper
	}
	if c.CapturedAt.IsZero() {
		c.CapturedAt = a.cfg.Now()
	}
	c.CapturedAt = c.CapturedAt.UTC().Truncate(time.Millisecond)
	if c.Body != nil {
		c.SHA256 = hashOf(c.Body)
	}
}

// store stores a capture and its body. One that was brought in before (the
// same address, time and bytes, from a file, a WARC or a web archive) is not
// stored twice: ID is then the first one's.
func (a *Archive) store(ctx context.Context, tx *sql.Tx, c *source.Capture) error {
	if c.Body != nil {
		if err := a.keepBody(ctx, tx, c.SHA256, c.Body); err != nil {
			return err
		}
	}
	if c.Method != source.MethodCrawl {
		found, err := get(ctx, tx, "look for the capture", `SELECT capture_id FROM captures
			WHERE source = ? AND number = ? AND captured_at = ? AND url = ? AND method = ? AND status = ? AND sha256 IS ?`,
			[]any{c.Source, c.Number, stamp(c.CapturedAt), c.URL, c.Method, c.Status, nullable(c.SHA256)}, &c.ID)
		if err != nil || found {
			return err
		}
	}
	r, err := captureRow(c, stamp(a.cfg.Now()))
	if err != nil {
		return err
	}
	r = append(r, field{"row_sha256", digest(&rowSet{columnsTable: {r}})})
	res, err := tx.ExecContext(ctx, insertInto("captures", r), r.values()...)
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

// captureRow is the row of a capture, but for its id and its digest.
func captureRow(c *source.Capture, keptAt string) (row, error) {
	request, err := headJSON(c.RequestHead)
	if err != nil {
		return nil, err
	}
	response, err := headJSON(c.ResponseHead)
	return captureFields(c, request, response, keptAt), err
}

func captureFields(c *source.Capture, request, response, keptAt string) row {
	return row{{"source", c.Source}, {"number", c.Number}, {"url", c.URL}, {"final_url", c.FinalURL}, {"captured_at", stamp(c.CapturedAt)},
		{"method", c.Method}, {"status", c.Status}, {"content_type", c.ContentType}, {"request_head", request}, {"response_head", response},
		{"sha256", nullable(c.SHA256)}, {"verdict", string(c.Verdict)}, {"reason", c.Reason}, {"run_id", c.RunID}, {"kept_at", keptAt}}
}

var capturesTable = table{name: "captures", blank: captureFields(&source.Capture{}, "", "", "")}

// nameOf is how messages call the capture.
func nameOf(c *source.Capture) string {
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

// nullable is NULL for what is empty.
func nullable(s string) any {
	if s == "" {
		return nil
	}
	return s
}
