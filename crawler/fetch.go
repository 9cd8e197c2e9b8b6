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

// maxHops is the number of redirects followed for one page.
const maxHops = 5

// answer is what the last request for a page brought.
type answer struct {
	exchange
	url         *url.URL // asked at this hop
	status      int      // 0 where no response came
	contentType string
	body        []byte
	note        string // what is doubtful of it
	err         error  // why no response came
	took        time.Duration
}

// trip is a page on its way: the request for its address, and those for the
// addresses that answers redirect to.
type trip struct {
	ctx    context.Context
	permit func(context.Context, *url.URL) error
	at     *url.URL
	begun  time.Time
	seen   map[string]int
	hops   int
	fault  string // why a redirect was not followed
	err    error  // why the crawl cannot go on
}

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
	c.MaxRequests = 0               // counts no redirects: depart does
	c.MaxBodySize = 0               // cuts without a word: the wire says so
	c.SetRequestTimeout(0)          // throws away what came in time: the wire keeps it
	c.AllowURLRevisit = true        // a page may be tried again
	c.ParseHTTPErrorResponse = true // every answer is kept
	c.DetectCharset, c.TraceHTTP = false, false
	c.IgnoreRobotsTxt = true // obeyed in robots.go, where its version is kept
	// No LimitRule: its pause cannot be broken off, and forgets the crawl before. gate.go has it.
	c.WithTransport(v.wire)
	c.SetRedirectHandler(v.onRedirect)
	c.OnRequest(func(r *colly.Request) {
		if r.Headers.Get("Accept") == "*/*" { // colly's own
			r.Headers.Set("Accept", "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5")
		}
		r.Headers.Set("Accept-Language", "zh-CN,zh;q=0.9")
		r.Headers.Set("Accept-Encoding", "gzip")
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

// newTrip begins a trip to an address that may be asked for; a *stopped says
// that it may not.
func (v *visit) newTrip(ctx context.Context, u *url.URL, permit func(context.Context, *url.URL) error) (*trip, error) {
	if err := permit(ctx, u); err != nil {
		return nil, err
	}
	t := &trip{ctx: ctx, permit: permit, seen: map[string]int{}}
	return t, v.depart(t, u)
}

// depart waits until a request may be made and counts it.
func (v *visit) depart(t *trip, u *url.URL) error {
	if v.requests >= v.source.mostRequests() {
		return errBudget
	}
	g, err := v.gate(t.ctx, u.Host)
	if err != nil {
		return err
	}
	if err := v.pass(t.ctx, g); err != nil {
		return err
	}
	v.requests++
	v.report.Requests++
	t.at, t.begun = u, v.cfg.Now()
	t.seen[u.String()]++
	return nil
}

// get makes the request that departed, and those its answers redirect to. It
// returns an error only where the crawl cannot go on; a request without
// response is an answer with err.
func (v *visit) get(t *trip, head http.Header) (*answer, error) {
	outer := v.trip
	v.trip, t.fault = t, ""
	defer func() { v.trip = outer }()
	a := &answer{}
	on := colly.NewContext()
	on.Put("answer", a)
	v.wire.last = exchange{}
	err := v.collector.Request(http.MethodGet, t.at.String(), nil, on, head)
	if t.err != nil {
		return nil, t.err
	}
	if err != nil && t.ctx.Err() != nil {
		return nil, fmt.Errorf("get %s: %w", t.at, t.ctx.Err())
	}
	a.exchange = v.wire.last
	a.url, a.took = t.at, v.cfg.Now().Sub(t.begun)
	if a.at.IsZero() {
		a.at = t.begun
	}
	if t.fault != "" {
		a.fault = t.fault
	}
	if err != nil && a.status == 0 {
		if status, location := v.wire.last.status, a.responseHead.Get("Location"); isRedirect(status) && location != "" {
			_, reason := redirectTarget(t.at, location)
			if errors.Is(err, colly.ErrForbiddenDomain) && reason == "" {
				reason = "redirects to " + location + ", host is not on the list"
			}
			a.status, a.fault = status, reason
			return a, nil
		}
		a.err, a.slow = err, isTimeout(err)
	}
	return a, nil
}

// onRedirect decides whether the answer that v.trip just got is followed.
// Where it is not, it is itself the answer, and its fault says why.
func (v *visit) onRedirect(req *http.Request, _ []*http.Request) error {
	t, last := v.trip, v.wire.last
	next, fault := redirectTarget(t.at, last.responseHead.Get("Location"))
	if fault == "" {
		a := &answer{exchange: last, url: t.at, status: last.status, took: v.cfg.Now().Sub(t.begun)}
		fault, t.err = v.follow(t, a, next)
	}
	if t.err != nil {
		return t.err
	}
	if t.fault = fault; fault != "" {
		v.wire.last = last
		return http.ErrUseLastResponse
	}
	req.URL = next
	return nil
}

// follow records an answer that leads to another address and departs for it,
// or says why not. Every hop has to be on the list and allowed by its host's
// robots.txt.
func (v *visit) follow(t *trip, a *answer, next *url.URL) (fault string, err error) {
	switch {
	// A page may send its reader back to itself once, to set a cookie.
	case t.seen[next.String()] >= 2:
		return "redirects in a circle", nil
	case t.hops == maxHops:
		return "too many redirects", nil
	}
	err = t.permit(t.ctx, next)
	if err == nil {
		if err = v.record(t.ctx, a, "redirect", "to "+next.String()); err == nil {
			t.hops++
			err = v.depart(t, next)
		}
	}
	var stop *stopped
	if errors.As(err, &stop) {
		return "redirects to " + next.String() + ", " + stop.reason, nil
	}
	return "", err
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

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// listed permits the hosts of the source's list.
func (v *visit) listed(_ context.Context, u *url.URL) error {
	if v.hosts.allows(u) {
		return nil
	}
	return &stopped{kind: ItemRefused, reason: "host " + u.Host + " is not on the list"}
}

// allowed permits what is listed and not forbidden by robots.txt.
func (v *visit) allowed(ctx context.Context, u *url.URL) error {
	if err := v.listed(ctx, u); err != nil {
		return err
	}
	return v.obey(ctx, u)
}

// record writes down a request made, and what its host is like now.
func (v *visit) record(ctx context.Context, a *answer, outcome, detail string) error {
	g, err := v.gate(ctx, a.url.Host)
	if err != nil {
		return err
	}
	g.host.LastRequest = v.cfg.Now()
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
