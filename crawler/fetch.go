package crawler

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/gocolly/colly/v2"

	"shenzheng/parser/source"
)

// errBudget ends the visit of a source that has had its requests.
var errBudget = errors.New("max_requests reached")

// answer is what one request brought.
type answer struct {
	exchange
	url         *url.URL // asked at this hop
	status      int      // 0 where no response came
	contentType string
	body        []byte
	err         error // why no response came
	took        time.Duration
}

// newCollector makes the collector of one visit. The options that the
// environment could set are put back afterwards, because only the operator's
// configuration may change a crawl.
func newCollector(ctx context.Context, cfg *Config, wire *transport) *colly.Collector {
	c := colly.NewCollector()
	c.Context = ctx
	c.UserAgent = cfg.userAgent()
	c.AllowedDomains, c.DisallowedDomains = nil, nil
	c.CacheDir = ""
	c.MaxDepth, c.MaxBodySize, c.MaxRequests = 0, 0, 0 // the wire and the gate bound both
	c.AllowURLRevisit = true                           // a page may be tried again
	c.ParseHTTPErrorResponse = true                    // every answer is kept
	c.DetectCharset, c.TraceHTTP = false, false
	c.IgnoreRobotsTxt = true // obeyed in robots.go, where its version is kept
	c.WithTransport(wire)
	c.SetRequestTimeout(0) // the wire has its own, and keeps what came in time
	c.SetRedirectHandler(func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse // each hop is checked in follow.go
	})
	c.OnResponseHeaders(func(r *colly.Response) {
		// colly would decode a body whose charset the header names; the
		// bytes are to be kept as they were sent.
		r.Ctx.Put("content-type", r.Headers.Get("Content-Type"))
		r.Headers.Set("Content-Type", "application/octet-stream")
	})
	c.OnResponse(func(r *colly.Response) {
		if a, ok := r.Ctx.GetAny("answer").(*answer); ok {
			a.status, a.body, a.contentType = r.StatusCode, r.Body, r.Ctx.Get("content-type")
		}
	})
	return c
}

// get makes one request when the host's gate opens. It returns an error only
// where the crawl cannot go on; a request without response is an answer with err.
func (v *visit) get(ctx context.Context, u *url.URL, head http.Header) (*answer, error) {
	if v.requests >= v.source.MaxRequests {
		return nil, errBudget
	}
	g, err := v.gate(ctx, u.Host)
	if err != nil {
		return nil, err
	}
	if err := g.wait(ctx); err != nil {
		return nil, err
	}
	v.requests++
	v.report.Requests++
	a := &answer{url: u}
	on := colly.NewContext()
	on.Put("answer", a)
	sent := http.Header{
		"Accept":          {"text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"},
		"Accept-Language": {"zh-CN,zh;q=0.9"},
		"Accept-Encoding": {"gzip"},
	}
	for name, values := range head {
		sent[name] = values
	}
	v.wire.last = exchange{}
	started := v.cfg.Now()
	err = v.collector.Request(http.MethodGet, u.String(), nil, on, sent)
	a.took = v.cfg.Now().Sub(started)
	a.exchange = v.wire.last
	if a.at.IsZero() {
		a.at = started
	}
	g.done(v.cfg.Now())
	if err != nil && a.status == 0 {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("get %s: %w", u, ctx.Err())
		}
		a.err, a.slow = err, isTimeout(err)
	}
	return a, nil
}

// record writes down a request made.
func (v *visit) record(ctx context.Context, a *answer, outcome, detail string) error {
	g, err := v.gate(ctx, a.url.Host)
	if err != nil {
		return err
	}
	err = v.cfg.Store.Record(ctx, &source.Request{
		At: a.at, Host: a.url.Host, URL: a.url.String(), Status: a.status, Bytes: int64(len(a.body)), Took: a.took,
		Outcome: outcome, Detail: detail, RunID: v.request.RunID,
	}, g.host)
	if err != nil {
		return fmt.Errorf("record request: %w", err)
	}
	return nil
}

// unanswered says in a few words why no response came.
func unanswered(err error) string {
	var dns *net.DNSError
	var where *url.Error
	switch {
	case errors.Is(err, errPrivate):
		return "refused: " + errPrivate.Error()
	case errors.As(err, &dns):
		return "host name not found: " + dns.Name
	case isTimeout(err):
		return "no answer in time"
	case errors.As(err, &where):
		return where.Err.Error()
	}
	return err.Error()
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}
