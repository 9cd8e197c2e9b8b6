package crawler

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

const (
	// triesPerPage is how often a page is asked for in one crawl before it is
	// left to the next.
	triesPerPage = 3
	// triesPerSlowPage is the same for a page that let the time run out.
	triesPerSlowPage = 2
	// maxHops is the number of redirects followed for one page.
	maxHops = 5
)

// target is a page to be asked for.
type target struct {
	url    *url.URL
	want   want
	number string // article number, if the address has one
	title  string // of the link that led here
	known  source.Known
	named  bool        // by the operator or a person
	due    bool        // to be asked for again
	header http.Header // of the request, of what is asked of a web archive
	// once is true where a failure is not worth another try.
	once  bool
	tries int       // in this crawl so far
	ready time.Time // not tried again earlier
	last  *result   // of the try before

	// Of a page that is asked for as a listing:
	list     bool
	start    bool // named by the operator
	topic    bool // lists the column, so that every article in it counts
	patience int  // pages without anything unknown that are still read past
	// linked is true for a further page that a link names; one that no link
	// names is guessed, and tried once. Where further pages are linked, the last
	// is the one without such a link.
	linked bool
}

// conditional reports whether it is enough to hear that a page is the same. A
// page that was cut off is to be had anew.
func (t target) conditional() bool {
	return t.known.Column && !t.known.CutOff && (t.known.ETag != "" || t.known.LastModified != "")
}

// head gives the request headers that ask for a page only if it changed.
func (t target) head() http.Header {
	head := t.header.Clone()
	if head == nil {
		head = http.Header{}
	}
	if t.conditional() && t.known.ETag != "" {
		head.Set("If-None-Match", t.known.ETag)
	}
	if t.conditional() && t.known.LastModified != "" {
		head.Set("If-Modified-Since", t.known.LastModified)
	}
	return head
}

// result is what came of asking for a page once.
type result struct {
	judgement
	answer *answer
	page   parser.Page
	next   string        // address that it leads to
	change source.Change // what it did to its column
	asked  time.Duration // that the host asked to be left alone for
	stop   *stopped      // why it was not asked for
}

// ask asks for a page once. Every answer is recorded, and kept whatever it is
// worth. Where the host failed for several pages in a row, a page known to be
// good is asked for before the host is stopped.
func (v *visit) ask(ctx context.Context, t target) (result, error) {
	r, err := v.try(ctx, t)
	if err != nil || r.stop != nil {
		return r, err
	}
	if g := r.answer.gate; len(g.bad) >= pagesInARow && g.stop == nil {
		err = v.doubt(ctx, g)
	}
	return r, err
}

// doubt asks a host that failed for several pages for one that is known to be
// good, and stops the host where that fails too.
func (v *visit) doubt(ctx context.Context, g *gate) error {
	last, good := g.last, g.good
	if good == nil {
		if u, err := parseAddress(v.knownGood); err == nil && u.Host == g.host.Host {
			good = u
		}
	}
	if good != nil && !g.bad[good.String()] {
		number, _ := parser.ArticleNumber(good.String())
		t := target{url: good, want: wantAny, number: number}
		if err := v.lookUp(ctx, &t); err != nil {
			return err
		}
		r, err := v.try(ctx, t)
		if err != nil || r.stop == nil && r.verdict != source.Bad {
			return err
		}
	}
	g.stop = last
	return nil
}

// try makes one try of a page: the request for its address, and those for the
// addresses that answers lead to, by their status or in their text. Every hop
// has to be on the list and allowed by its host's robots.txt; where one is not
// followed, the answer that leads to it is what came of the page.
func (v *visit) try(ctx context.Context, t target) (r result, err error) {
	permit := v.allowed
	if t.want == wantRobots {
		permit = v.listed
	}
	at, seen, hops := t.url, map[string]int{}, 0
	for err = permit(ctx, at); err == nil; hops++ {
		seen[at.String()]++
		var a *answer
		if a, err = v.get(ctx, at, t.head()); err != nil {
			break
		}
		if r = v.weigh(t, a); r.next == "" {
			return r, v.settle(ctx, t, &r)
		}
		next, fault := redirectTarget(at, r.next)
		switch {
		case fault != "":
		case seen[next.String()] >= 2: // a page may send its reader back to itself once, to set a cookie
			fault = "redirects in a circle"
		case hops == maxHops:
			fault = "too many redirects"
		default:
			var stop *stopped
			if err = permit(ctx, next); errors.As(err, &stop) {
				fault, err = "redirects to "+next.String()+", "+stop.reason, nil
			} else if err == nil {
				at, err = next, v.record(ctx, a, "redirect", "to "+next.String())
			}
		}
		if fault != "" {
			r.judgement = bad(r.judgement, fault, false, false)
			return r, v.settle(ctx, t, &r)
		}
	}
	var stop *stopped
	if errors.As(err, &stop) {
		return result{stop: stop}, nil
	}
	return r, err
}

// weigh judges an answer.
func (v *visit) weigh(t target, a *answer) result {
	r := result{answer: a}
	if a.err != nil {
		r.judgement = judgement{verdict: source.Bad, reason: unanswered(a.err), again: !errors.Is(a.err, errPrivate)}
		return r
	}
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if r.next = a.responseHead.Get("Location"); r.next != "" {
			return r
		}
	}
	r.page = parser.Page{
		Body: a.body, ContentType: a.contentType, URL: a.url.String(),
		Source: v.source.Name, Number: t.number, CapturedAt: a.at,
	}
	if a.status == http.StatusOK {
		a.gate.measure(&r.page)
	}
	r.judgement = judge(t, a, r.page)
	r.next = r.reading.MovedTo
	r.asked = parseRetryAfter(a.responseHead.Get("Retry-After"), v.cfg.Now())
	return r
}

// settle lets the host's gate know how it answered, keeps the answer and
// records the request. Of robots.txt every version is kept once.
func (v *visit) settle(ctx context.Context, t target, r *result) error {
	a := r.answer
	v.learn(t, r)
	if a.err != nil {
		return v.record(ctx, a, "error", r.reason)
	}
	isNew := t.want != wantRobots || r.verdict == source.Bad || r.verdict == source.Page && a.gate.newRobots(a.body, a.at)
	if isNew && t.want != wantArchived {
		if err := v.keep(ctx, t, r); err != nil {
			return err
		}
	}
	return v.record(ctx, a, string(r.verdict), r.reason)
}

func (v *visit) keep(ctx context.Context, t target, r *result) (err error) {
	a := r.answer
	c := source.Capture{
		Source: v.source.Name, Number: t.number, URL: t.url.String(), FinalURL: a.url.String(),
		CapturedAt: a.at, Method: source.MethodCrawl, Status: a.status, ContentType: a.contentType,
		RequestHead: a.requestHead, ResponseHead: a.responseHead, Body: a.body,
		Verdict: r.verdict, Reason: r.reason, RunID: v.request.RunID,
	}
	if r.verdict == source.Unchanged || len(a.body) == 0 {
		c.Body = nil
	}
	if r.listing {
		c.Number = ""
	}
	if r.verdict == source.Good && r.page.Whole {
		c.Reason = source.Whole
	}
	r.change, err = v.cfg.Store.Take(ctx, &c, &r.reading)
	return err
}

// learn lets a host's gate know how it answered. A robots.txt that is served
// says nothing of how pages are.
func (v *visit) learn(t target, r *result) {
	g, page := r.answer.gate, t.url.String()
	switch {
	case r.answer.err != nil, r.answer.broken:
		v.miss(g, page, r.reason)
	case r.block:
		v.fail(g, page, r.reason, r.asked)
	case t.want != wantRobots && r.verdict != source.Bad:
		g.succeed()
		if r.verdict != source.Gone {
			g.good = t.url
		}
		if r.verdict == source.Good {
			g.remember(r.page)
		}
	}
	if g.perCrawl > 0 && t.want != wantRobots && g.stop == nil {
		g.onePage(v.cfg.Now().Add(g.perCrawl))
	}
}

// again puts a page that failed behind the others, to be tried again at the
// end of the crawl, and says whether it did. A page that was bad in the crawls
// before is tried once.
func (v *visit) again(t target, r result) bool {
	most := triesPerPage
	switch {
	case r.answer != nil && r.answer.slow:
		most = triesPerSlowPage
	case t.known.Failures > 0 && len(v.request.URLs) == 0:
		most = 1
	}
	t.tries++
	t.ready, t.last = v.cfg.Now().Add(r.asked), &r
	if r.stop != nil || !r.again || t.once || t.tries >= most || r.asked >= v.source.MaxWait {
		return false
	}
	v.later = append(v.later, t)
	return true
}
