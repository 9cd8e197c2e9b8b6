package crawler

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
)

// bodyLimit is the largest body believed, in bytes after decompression.
const bodyLimit = 10 << 20

// newWire makes what one visit's requests go through.
func newWire(dial func(ctx context.Context, network, address string) (net.Conn, error)) *http.Transport {
	return &http.Transport{
		DialContext: dial,
		// A connection used again can fail and be asked again unseen by
		// us; every request has to be counted.
		DisableKeepAlives: true,
		// The bytes are unpacked here, within the limit.
		DisableCompression:     true,
		MaxResponseHeaderBytes: 1 << 20,
	}
}

// RoundTrip makes one request for colly and fills in the answer that is waited
// for. It reads the body itself, so that a bomb, a cut or a drip ends early and
// what did come is still there to be kept.
func (v *visit) RoundTrip(r *http.Request) (*http.Response, error) {
	a := v.waiting
	a.RequestHead = r.Header.Clone()
	ctx, cancel := context.WithTimeout(r.Context(), v.cfg.Timeout)
	defer cancel()
	res, err := v.wire.RoundTrip(r.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	a.Status, a.ResponseHead, a.ContentType = res.StatusCode, res.Header.Clone(), res.Header.Get("Content-Type")
	a.unframed = res.ContentLength < 0 && len(res.TransferEncoding) == 0
	body := a.unpack(res)
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

// unpack reads a body up to the limit. It tells gzip by its first bytes: headers say so of plain pages, and nothing
// of packed ones. Of what else they say, utf-8 and the like mean nothing.
func (a *answer) unpack(res *http.Response) []byte {
	packed := bufio.NewReader(res.Body)
	var from io.Reader = packed
	magic, _ := packed.Peek(2) // what went wrong is met again below
	switch encoding := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding"))); {
	case string(magic) == "\x1f\x8b":
		unpacked, err := gzip.NewReader(packed)
		if err != nil {
			a.breakOff(res, fmt.Errorf("unpack gzip: %w", err))
			return nil
		}
		from = unpacked
	case slices.Contains([]string{"br", "zstd", "deflate", "compress"}, encoding):
		a.fault = "content encoding " + encoding + " was not asked for"
	}
	var body bytes.Buffer
	_, err := io.Copy(&body, io.LimitReader(from, bodyLimit+1))
	if int64(body.Len()) > bodyLimit {
		body.Truncate(bodyLimit)
		a.fault = fmt.Sprintf("body is larger than %d bytes, cut there", bodyLimit)
		return body.Bytes()
	}
	// Bytes after a complete gzip stream are not ours to mind.
	if err != nil && !(errors.Is(err, gzip.ErrHeader) && body.Len() > 0) {
		a.breakOff(res, err)
	}
	return body.Bytes()
}

// breakOff notes a body that ended before it should.
func (a *answer) breakOff(res *http.Response, err error) {
	a.broken = true
	switch {
	case isTimeout(err):
		a.fault, a.slow = "body did not end in time", true
	case errors.Is(err, io.ErrUnexpectedEOF) && res.ContentLength > 0:
		a.fault = fmt.Sprintf("body is shorter than its length of %d bytes", res.ContentLength)
	case errors.Is(err, io.ErrUnexpectedEOF):
		a.fault = "body was cut off"
	default:
		a.fault = "read body: " + err.Error()
	}
}
