package archive

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"shenzheng/archive/warc"
	"shenzheng/parser/source"
)

// decisive tells whether the capture says anything about its column.
func decisive(c *source.Capture) bool {
	return c.Verdict == source.Good || c.Number != "" && (c.Verdict == source.Gone || c.Verdict == source.Unchanged)
}

// complete fills in what the archive knows better than whoever brings a
// capture.
func (a *Archive) complete(c *source.Capture) {
	c.Source = cmp.Or(c.Source, source.Newspaper)
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
// stored twice: ID is then the first one's. What was not believed then and is
// now is stored beside it, since what is held is never rewritten.
func (a *Archive) store(ctx context.Context, tx *sql.Tx, c *source.Capture) error {
	if c.Body != nil {
		if err := a.keepBody(ctx, tx, c.SHA256, c.Body); err != nil {
			return err
		}
	}
	if c.Method != source.MethodCrawl {
		found, err := get(ctx, tx, "look for the capture", `SELECT capture_id FROM captures
			WHERE source = ? AND number = ? AND captured_at = ? AND url = ? AND method = ? AND status = ? AND sha256 IS ?
			AND verdict IN (?, 'good')`,
			[]any{c.Source, c.Number, stamp(c.CapturedAt), c.URL, c.Method, c.Status, nullable(c.SHA256), string(c.Verdict)}, &c.ID)
		if err != nil || found {
			return err
		}
	}
	request, rerr := asJSON(c.RequestHead)
	response, err := asJSON(c.ResponseHead)
	if err = cmp.Or(rerr, err); err != nil {
		return fmt.Errorf("write headers: %w", err)
	}
	r := row{{"source", c.Source}, {"number", c.Number}, {"url", c.URL}, {"final_url", c.FinalURL}, {"captured_at", stamp(c.CapturedAt)},
		{"method", c.Method}, {"status", c.Status}, {"content_type", c.ContentType}, {"request_head", request}, {"response_head", response},
		{"sha256", nullable(c.SHA256)}, {"verdict", string(c.Verdict)}, {"reason", c.Reason}, {"run_id", c.RunID}, {"kept_at", stamp(a.cfg.Now())}}
	_, err = get(ctx, tx, "store the capture", insertInto("captures", r)+` RETURNING capture_id`, r.values(), &c.ID)
	if err == nil && decisive(c) {
		_, err = tx.ExecContext(ctx, `INSERT INTO unread (capture_id) VALUES (?)`, c.ID)
	}
	return err
}

// asJSON gives a map as an object, {} for none.
func asJSON[V any](m map[string]V) (string, error) {
	if m == nil {
		m = map[string]V{}
	}
	b, err := json.Marshal(m)
	return string(b), err
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

// ErrNoBody says that no body of this hash is held.
var ErrNoBody = errors.New("no such body")

// maxBody bounds what one body may unpack to, against a damaged database.
const maxBody = 1 << 30

// slack is room behind a body that lets the decompressor copy in strides.
const slack = 1 << 10

// must is for options that are right.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// decompress unpacks a body of so many bytes.
func (a *Archive) decompress(b []byte, size int64) ([]byte, error) {
	if size < 0 || size > maxBody {
		return nil, fmt.Errorf("length %d is not possible", size)
	}
	out, err := a.decoder.DecodeAll(b, make([]byte, 0, size+slack))
	if err == nil && int64(len(out)) != size {
		err = fmt.Errorf("%d bytes instead of %d", len(out), size)
	}
	return out, err
}

// keepBody stores the bytes under their hash, once. What lies there and is
// damaged is replaced, and its captures are read again.
func (a *Archive) keepBody(ctx context.Context, tx *sql.Tx, sha string, body []byte) (err error) {
	_, found := a.body(ctx, tx, sha)
	if found == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	defer wrap(&err, "keep body %s", sha)
	_, err = tx.ExecContext(ctx, `INSERT INTO bodies (sha256, bytes, zstd) VALUES (?1, ?2, ?3)
			ON CONFLICT (sha256) DO UPDATE SET bytes = excluded.bytes, zstd = excluded.zstd;
		INSERT OR IGNORE INTO unread (capture_id) SELECT capture_id FROM captures WHERE sha256 = ?1 AND verdict = 'good'`,
		sha, len(body), a.encoder.EncodeAll(body, nil))
	if err == nil && !errors.Is(found, ErrNoBody) {
		a.cfg.Log.InfoContext(ctx, "damaged bytes replaced by good ones", "sha256", sha, "found", found)
	}
	return err
}

// Body gives the bytes of a capture by their hash, and checks them against it;
// none for "".
func (a *Archive) Body(ctx context.Context, sha string) ([]byte, error) {
	return a.body(ctx, a.reader, sha)
}

func (a *Archive) body(ctx context.Context, from querier, sha string) (body []byte, err error) {
	if sha == "" {
		return nil, nil
	}
	defer wrap(&err, "read body %s", sha)
	var size int64
	var packed []byte
	found, err := get(ctx, from, "look it up", `SELECT bytes, zstd FROM bodies WHERE sha256 = ?`, []any{sha}, &size, &packed)
	if err != nil || !found {
		return nil, cmp.Or(err, ErrNoBody)
	}
	if body, err = a.decompress(packed, size); err != nil {
		return nil, fmt.Errorf("damaged: decompress: %w", err)
	}
	if got := hashOf(body); got != sha {
		return nil, fmt.Errorf("damaged, its bytes have hash %s", got)
	}
	return body, nil
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

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
	c.Body, errs[2] = a.Body(ctx, c.SHA256)
	return &c, errors.Join(errs[:]...)
}

// urnOfContent begins what stands in a WARC file for the address of a page
// that has none.
const urnOfContent = "urn:sha256:"

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
		c.URL = cmp.Or(c.FinalURL, addressOf(c.Source, c.Number, c.URL), urnOfContent+c.SHA256)
		return w.Write(c, note)
	})
	return n, damaged, err
}
