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
	"net/url"
	"slices"
	"strings"
	"syscall"

	"github.com/gocolly/colly/v2"

	"shenzheng/parser/source"
)

// errBudget ends the visit of a source that has had its requests.
var errBudget = errors.New("max_requests reached")

// newCollector makes the collector of one visit. The environment could set
// options, so all that matter are set afterwards: only the operator's
// configuration may change a crawl.
func (v *visit) newCollector(ctx context.Context) *colly.Collector {
	c := colly.NewCollector()
	c.Context = ctx
	c.UserAgent = v.cfg.userAgent()
	c.AllowedDomains, c.DisallowedDomains = v.source.domains(), nil // ports and users are looked at in address.go
	c.CacheDir = ""
	c.MaxDepth = 0                  // the crawler follows links itself
	c.MaxRequests = 0               // a visit ends in good order: get counts
	c.MaxBodySize = 0               // cuts without a word: the wire says so
	c.SetRequestTimeout(0)          // throws away what came in time: the wire keeps it
	c.AllowURLRevisit = true        // a page may be tried again
	c.ParseHTTPErrorResponse = true // every answer is kept
	c.DetectCharset, c.TraceHTTP = false, false
	c.IgnoreRobotsTxt = true // obeyed in robots.go, where its version is kept
	// No LimitRule: its pause cannot be broken off, and forgets the crawl before. gate.go has it.
	c.WithTransport(v)
	c.OnRequest(func(r *colly.Request) {
		if r.Headers.Get("Accept") == "*/*" { // colly's own
			r.Headers.Set("Accept", "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5")
		}
		r.Headers.Set("Accept-Language", "zh-CN,zh;q=0.9")
		r.Headers.Set("Accept-Encoding", "gzip")
	})
	c.OnResponse(func(r *colly.Response) { v.waiting.Body = r.Body })
	return c
}

// get makes one request as soon as it may be made, and counts it. It returns an
// error only where it is not to be made: a request without response is an
// answer with err.
func (v *visit) get(ctx context.Context, u *url.URL, head http.Header) (*answer, error) {
	if v.requests >= v.source.mostRequests() {
		return nil, errBudget
	}
	g, err := v.gate(ctx, u.Host)
	if err == nil {
		err = v.pass(ctx, g)
	}
	if err != nil {
		return nil, err
	}
	v.requests++
	v.report.Requests++
	a := &answer{url: u, gate: g, Capture: source.Capture{FinalURL: u.String(), CapturedAt: v.cfg.Now()}}
	v.waiting = a
	err = v.collector.Request(http.MethodGet, u.String(), nil, nil, head)
	if err != nil && ctx.Err() != nil {
		return nil, fmt.Errorf("get %s: %w", u, ctx.Err())
	}
	g.host.LastRequest = v.cfg.Now() // also of a redirect, which is recorded once it is known whether it is followed
	a.took = g.host.LastRequest.Sub(a.CapturedAt)
	if err != nil && a.Status == 0 {
		a.err, a.slow = err, isTimeout(err)
	}
	return a, nil
}

// redirectTarget gives the address that a redirect leads to, or says what is
// wrong with it.
func redirectTarget(from *url.URL, location string) (*url.URL, string) {
	next, err := from.Parse(location)
	if err != nil {
		return nil, "redirects to no address: " + location
	}
	if next, err = parseAddress(next.String()); err != nil {
		return nil, "redirects to " + location + ", " + err.Error()
	}
	return next, ""
}

// permit permits what is on the source's list and, but for robots.txt itself,
// not forbidden by robots.txt.
func (v *visit) permit(ctx context.Context, t target, u *url.URL) error {
	switch {
	case !v.source.Allows(u):
		return &stopped{kind: ItemRefused, reason: "host " + u.Host + " is not on the list of sources[].hosts"}
	case t.want == wantRobots:
		return nil
	}
	return v.obey(ctx, u)
}

// record writes down a request made, and what its host is like now.
func (v *visit) record(ctx context.Context, a *answer, outcome, detail string) error {
	return v.cfg.Store.Record(ctx, &source.Request{
		At: a.CapturedAt, Host: a.url.Host, URL: a.FinalURL, Status: a.Status, Bytes: int64(len(a.Body)), Took: a.took,
		Outcome: outcome, Detail: detail, RunID: v.request.RunID,
	}, a.gate.host)
}

// unanswered says in a few words why no response came.
func unanswered(err error) string {
	var dns *net.DNSError
	var where *url.Error
	switch {
	case errors.Is(err, errPrivate):
		return "refused: " + errPrivate.Error()
	case errors.As(err, &dns) && dns.IsNotFound: // and not that nobody could be asked
		return "host name not found: " + dns.Name
	case isTimeout(err):
		return "no answer in time"
	case errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		return "the connection was closed without an answer"
	case errors.As(err, &where):
		return where.Err.Error()
	}
	return err.Error()
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

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
		from = &members{unpacked, packed}
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
	if err != nil {
		a.breakOff(res, err)
	}
	return body.Bytes()
}

// members reads the gzip members of a body one after the other. Bytes behind them, be
// it a line feed, are not ours to mind: gzip.Reader itself takes them for a broken one.
type members struct {
	*gzip.Reader
	packed *bufio.Reader
}

// Read implements io.Reader.
func (m *members) Read(p []byte) (int, error) {
	m.Multistream(false)
	n, err := m.Reader.Read(p)
	if err == io.EOF {
		if magic, _ := m.packed.Peek(2); string(magic) == "\x1f\x8b" {
			err = m.Reset(m.packed)
		}
	}
	return n, err
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
