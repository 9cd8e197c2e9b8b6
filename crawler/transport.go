package crawler

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// transport reads every body itself, so that a bomb, a cut or a drip ends
// early and what did come is still there to be kept. It serves one request
// at a time and fills in the answer that its owner waits for.
type transport struct {
	base  *http.Transport
	limit int64
	// timeout bounds a request from dialling to the last byte.
	timeout time.Duration
	answer  *answer
}

func newTransport(hosts hostList, limit int64, timeout time.Duration) *transport {
	return &transport{
		limit: limit, timeout: timeout,
		base: &http.Transport{
			DialContext:         hosts.dial,
			TLSHandshakeTimeout: timeout,
			// A connection used again can fail and be asked again unseen by
			// us; every request has to be counted.
			DisableKeepAlives: true,
			// The bytes are unpacked here, within the limit.
			DisableCompression:     true,
			MaxResponseHeaderBytes: 1 << 20,
		},
	}
}

// RoundTrip makes one request and reads its body up to the limit.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	a := t.answer
	a.RequestHead = r.Header.Clone()
	ctx, cancel := context.WithTimeout(r.Context(), t.timeout)
	defer cancel()
	res, err := t.base.RoundTrip(r.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	a.Status, a.ResponseHead, a.ContentType = res.StatusCode, res.Header.Clone(), res.Header.Get("Content-Type")
	a.unframed = res.ContentLength < 0 && len(res.TransferEncoding) == 0
	body := t.read(res)
	if err := res.Body.Close(); err != nil && a.fault == "" {
		a.fault = "close body: " + err.Error()
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	res.ContentLength = int64(len(body))
	res.Uncompressed = true // or colly would unpack it a second time
	// colly would decode a body whose charset the header names, and follow a
	// redirect unseen: the bytes are to be kept as they were sent, and each hop
	// to be permitted, paused for, counted and recorded.
	res.Header.Set("Content-Type", "application/octet-stream")
	res.Header.Del("Location")
	return res, nil
}

// read tells gzip by its first bytes: headers say so of plain pages, and nothing
// of packed ones. Of what else they say, utf-8 and the like mean nothing.
func (t *transport) read(res *http.Response) []byte {
	packed := bufio.NewReader(res.Body)
	var from io.Reader = packed
	magic, _ := packed.Peek(2) // what went wrong is met again below
	switch encoding := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding"))); {
	case string(magic) == "\x1f\x8b":
		unpacked, err := gzip.NewReader(packed)
		if err != nil {
			t.fail(res, fmt.Errorf("unpack gzip: %w", err))
			return nil
		}
		from = unpacked
	case slices.Contains([]string{"br", "zstd", "deflate", "compress"}, encoding):
		t.answer.fault = "content encoding " + encoding + " was not asked for"
	}
	var body bytes.Buffer
	_, err := io.Copy(&body, io.LimitReader(from, t.limit+1))
	if int64(body.Len()) > t.limit {
		body.Truncate(int(t.limit))
		t.answer.fault = fmt.Sprintf("body is larger than %d bytes, cut there", t.limit)
		return body.Bytes()
	}
	// Bytes after a complete gzip stream are not ours to mind.
	if err != nil && !(errors.Is(err, gzip.ErrHeader) && body.Len() > 0) {
		t.fail(res, err)
	}
	return body.Bytes()
}

// fail notes a body that ended before it should.
func (t *transport) fail(res *http.Response, err error) {
	t.answer.broken = true
	switch {
	case isTimeout(err):
		t.answer.fault, t.answer.slow = "body did not end in time", true
	case errors.Is(err, io.ErrUnexpectedEOF) && res.ContentLength > 0:
		t.answer.fault = fmt.Sprintf("body is shorter than its length of %d bytes", res.ContentLength)
	case errors.Is(err, io.ErrUnexpectedEOF):
		t.answer.fault = "body was cut off"
	default:
		t.answer.fault = "read body: " + err.Error()
	}
}
