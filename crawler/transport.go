package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// errPrivate marks an address that is not of the open internet and not listed.
var errPrivate = errors.New("a private address that is not listed")

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
	g := guard{hosts: hosts, plain: &net.Dialer{Timeout: timeout}}
	g.checked = &net.Dialer{Timeout: timeout, Control: g.control}
	return &transport{
		limit: limit, timeout: timeout,
		base: &http.Transport{
			DialContext:         g.dial,
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
	a.requestHead = r.Header.Clone()
	ctx, cancel := context.WithTimeout(r.Context(), t.timeout)
	defer cancel()
	res, err := t.base.RoundTrip(r.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	a.status, a.responseHead, a.contentType = res.StatusCode, res.Header.Clone(), res.Header.Get("Content-Type")
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

func (t *transport) read(res *http.Response) []byte {
	var from io.Reader = res.Body
	encoding := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding")))
	switch encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(res.Body)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			t.fail(res, fmt.Errorf("said to be gzip: %w", err))
			return nil
		}
		from = unpacked
	default:
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

// guard dials only where a crawl may go: to public addresses, and to others
// only where the list names the very address, or localhost.
type guard struct {
	hosts          hostList
	plain, checked *net.Dialer
}

func (g guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("dial %s: %w", address, err)
	}
	if strings.EqualFold(host, "localhost") && g.hosts.names(host, port) {
		return g.plain.DialContext(ctx, network, address)
	}
	return g.checked.DialContext(ctx, network, address)
}

// control looks at the address a name led to, after every look-up.
func (g guard) control(_, address string, _ syscall.RawConn) error {
	where, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("read address %s: %w", address, err)
	}
	ip, port := where.Addr().Unmap(), strconv.Itoa(int(where.Port()))
	if !isPublic(ip) && !g.hosts.names(ip.WithZone("").String(), port) {
		return fmt.Errorf("%s: %w", ip, errPrivate)
	}
	return nil
}
