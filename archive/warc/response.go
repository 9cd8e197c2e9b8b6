package warc

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"
	"net/http/httputil"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"shenzheng/parser/source"
)

// ErrTooLarge is the error of a body above the limit.
var ErrTooLarge = errors.New("body is larger than the limit")

// Fill takes status, headers, content type and body out of the record into a
// capture: of the HTTP answer in a response or revisit record, whose payload is
// elsewhere, or of a resource or conversion. limit is the largest body in bytes,
// counted after transfer and content coding are removed. A body that its maker
// says is truncated (WARC-Truncated), or that ends before its codings or its
// length do, has the header source.Truncated. One that has the digest of its
// payload that the record names neither as stored nor without its codings gets a
// Reason that says so.
//
// What bounds the body is the record alone. Makers of WARC files undo codings
// and keep the headers that speak of them, or store what came over HTTP/2 or 3
// under a status line of their own: a coding that the bytes do not have counts
// as undone, and a Content-Length as told of something else.
func (r *Record) Fill(c *source.Capture, limit int64) (err error) {
	if r.Type == "resource" || r.Type == "conversion" {
		c.ContentType = r.Header.Get("Content-Type")
		if c.Body, err = readBody(r.Block, limit); err != nil {
			err = fmt.Errorf("read resource: %w", err)
		}
		return err
	}
	in := bufio.NewReader(r.Block)
	status, head, err := readHead(in)
	if err != nil {
		return fmt.Errorf("read HTTP head of %s: %w", r.TargetURI, err)
	}
	c.Status, c.ResponseHead, c.ContentType = status, head, head.Get("Content-Type")
	if r.Type == "revisit" {
		return nil
	}
	stored, err := readBody(in, limit)
	if err != nil {
		return fmt.Errorf("read body of %s: %w", r.TargetURI, err)
	}
	plain := unchunked(stored, head.Get("Transfer-Encoding"), limit)
	truncated := r.Header.Get(source.Truncated) != "" || shortOf(head, stored)
	c.Body, err = decoded(plain, head.Get("Content-Encoding"), limit)
	if errors.Is(err, io.ErrUnexpectedEOF) && len(c.Body) > 0 { // what came is worth keeping
		truncated, err = true, nil
	}
	if err != nil {
		return fmt.Errorf("read body of %s: %w", r.TargetURI, err)
	}
	if truncated {
		c.ResponseHead[source.Truncated] = []string{cmp.Or(r.Header.Get(source.Truncated), "unspecified")}
	}
	if contradicts(r.Header.Get("Warc-Payload-Digest"), stored, plain, c.Body) {
		c.Reason = "its bytes are not those of the digest that the file names"
	}
	return nil
}

// shortOf reports a body without codings that has fewer bytes than its head says.
func shortOf(head http.Header, body []byte) bool {
	n, err := strconv.ParseInt(strings.TrimSpace(head.Get("Content-Length")), 10, 64)
	return err == nil && int64(len(body)) < n && head.Get("Content-Encoding") == "" && head.Get("Transfer-Encoding") == ""
}

// readHead reads status line and headers: HTTP/1.1, HTTP/2, h3, in any case,
// with a reason or without.
func readHead(in *bufio.Reader) (status int, head http.Header, err error) {
	lines := &Reader{in: in}
	line, err := lines.line()
	if errors.Is(err, io.EOF) && line == "" {
		err = io.ErrUnexpectedEOF
	}
	if err != nil && line == "" {
		return 0, nil, err
	}
	fields := strings.Fields(line)
	if len(fields) < 2 || !strings.HasPrefix(strings.ToLower(fields[0]), "h") {
		return 0, nil, fmt.Errorf("%.40q is no status line", line)
	}
	if status, err = strconv.Atoi(fields[1]); err != nil || status < 100 || status > 999 {
		return 0, nil, fmt.Errorf("%.40q is no status line", line)
	}
	h, err := lines.header()
	if err != nil {
		return 0, nil, err
	}
	return status, http.Header(h), nil
}

func readBody(in io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = fmt.Errorf("%w of %d bytes", ErrTooLarge, limit)
	}
	return b, err
}

// unchunked takes a chunked body apart; one that only says so is taken as it is.
func unchunked(body []byte, coding string, limit int64) []byte {
	if !strings.Contains(strings.ToLower(coding), "chunked") {
		return body
	}
	if plain, err := readBody(httputil.NewChunkedReader(bytes.NewReader(body)), limit); err == nil {
		return plain
	}
	return body
}

// decoded undoes the content codings, the last one first.
func decoded(body []byte, codings string, limit int64) ([]byte, error) {
	for _, coding := range slices.Backward(strings.Split(strings.ToLower(codings), ",")) {
		r, err := decoder(strings.TrimSpace(coding), body)
		if err != nil {
			return nil, err
		}
		if r == nil {
			continue
		}
		if body, err = readBody(r, limit); err != nil {
			return body, err
		}
	}
	return body, nil
}

// decoder gives what undoes a coding, nil where there is nothing to undo: bytes
// without the mark of a coding had it undone before they were stored.
func decoder(coding string, body []byte) (io.Reader, error) {
	in := bytes.NewReader(body)
	switch zipped, packed := bytes.HasPrefix(body, gzipMagic), bytes.HasPrefix(body, zstdMagic); coding {
	case "gzip", "x-gzip":
		if zipped {
			return gzip.NewReader(in)
		}
	case "zstd":
		if packed {
			return unzstd(in)
		}
	case "", "identity":
	default:
		switch {
		case looksPlain(body):
		case coding == "deflate":
			return inflate(in)
		case coding == "br":
			return brotli.NewReader(in), nil
		default:
			return nil, fmt.Errorf("content coding %q is not known", coding)
		}
	}
	return nil, nil
}

// looksPlain tells text from what a coding without a mark of its own made of
// it: a page of text holds no control characters but white space.
func looksPlain(body []byte) bool {
	return !bytes.ContainsFunc(body[:min(len(body), 512)], func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\r\f", r) })
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

func unzstd(body io.Reader, more ...zstd.DOption) (io.Reader, error) {
	d, err := zstd.NewReader(body, append(more, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(32<<20))...)
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// contradicts reports that a digest is of none of the forms of a payload: makers
// count it over the bytes as stored or over those without their codings. A
// digest by an unknown algorithm says nothing.
func contradicts(digest string, forms ...[]byte) bool {
	known := false
	for _, body := range forms {
		ok, is := HasDigest(body, digest)
		if is {
			return false
		}
		known = known || ok
	}
	return known
}

var digests = map[string]func() hash.Hash{"sha1": sha1.New, "sha256": sha256.New, "sha512": sha512.New, "md5": md5.New}

// HasDigest compares bytes with a digest as WARC files write it, sha1:, sha256:,
// sha512: or md5:, in base 32 or hexadecimal. known is false for another algorithm.
func HasDigest(body []byte, digest string) (known, is bool) {
	algorithm, want, _ := strings.Cut(strings.TrimSpace(digest), ":")
	start, known := digests[strings.ReplaceAll(strings.ToLower(algorithm), "-", "")]
	if !known {
		return false, false
	}
	h := start()
	h.Write(body)
	sum := h.Sum(nil)
	want = strings.TrimRight(want, "=")
	return true, strings.EqualFold(want, strings.TrimRight(base32.StdEncoding.EncodeToString(sum), "=")) ||
		strings.EqualFold(want, hex.EncodeToString(sum))
}
