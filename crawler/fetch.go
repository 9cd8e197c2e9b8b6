package crawler

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"

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
	c.AllowedDomains, c.DisallowedDomains = v.hosts.domains(), nil // ports and users are looked at in address.go
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
	a.took = v.cfg.Now().Sub(a.CapturedAt)
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
	case !v.hosts.allows(u):
		return &stopped{kind: ItemRefused, reason: "host " + u.Host + " is not on the list"}
	case t.want == wantRobots:
		return nil
	}
	return v.obey(ctx, u)
}

// record writes down a request made, and what its host is like now.
func (v *visit) record(ctx context.Context, a *answer, outcome, detail string) error {
	a.gate.host.LastRequest = v.cfg.Now()
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
