package warc

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// Response is the answer of a server as a response or revisit record holds it.
type Response struct {
	Status int
	Head   http.Header
	// Body is the page after transfer and content coding are removed; empty
	// in a revisit record, whose payload is elsewhere.
	Body []byte
}

// ErrTooLarge is the error of a body above the limit.
var ErrTooLarge = errors.New("body is larger than the limit")

// ReadResponse reads the HTTP answer in the record's block. limit is the
// largest body in bytes, counted after decompression.
func (r *Record) ReadResponse(limit int64) (*Response, error) {
	block := bufio.NewReader(r.Block)
	res, err := http.ReadResponse(block, nil)
	if err != nil {
		return nil, fmt.Errorf("read HTTP head of %s: %w", r.TargetURI, err)
	}
	defer res.Body.Close()
	out := &Response{Status: res.StatusCode, Head: res.Header}
	if r.Type == "revisit" {
		return out, nil
	}
	body, err := decoded(res)
	if err != nil {
		return nil, fmt.Errorf("read body of %s: %w", r.TargetURI, err)
	}
	out.Body, err = io.ReadAll(io.LimitReader(body, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read body of %s: %w", r.TargetURI, err)
	}
	if int64(len(out.Body)) > limit {
		return nil, fmt.Errorf("read body of %s: %w of %d bytes", r.TargetURI, ErrTooLarge, limit)
	}
	return out, nil
}

// inflate reads what servers call deflate: zlib by the standard, without its
// frame by some.
func inflate(body io.Reader) (io.Reader, error) {
	in := bufio.NewReader(body)
	head, err := in.Peek(2)
	if err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		return zlib.NewReader(in)
	}
	return flate.NewReader(in), nil
}

func decoded(res *http.Response) (io.Reader, error) {
	coding := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding")))
	switch coding {
	case "", "identity":
		return res.Body, nil
	case "gzip", "x-gzip":
		return gzip.NewReader(res.Body)
	case "deflate":
		return inflate(res.Body)
	case "zstd":
		d, err := zstd.NewReader(res.Body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(32<<20))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return nil, fmt.Errorf("content coding %q is not known", coding)
}
