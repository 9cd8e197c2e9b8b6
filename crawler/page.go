package crawler

import (
	"context"
	"errors"
	"fmt"
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
	last  *answer   // of the try before

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

// answer is what came of asking for a page once: the capture that is kept, how
// it came, and what it is worth.
type answer struct {
	source.Capture          // with status 0 where no response came
	stop           *stopped // why it was not asked for; then nothing else is there

	url  *url.URL // that answered
	gate *gate    // of its host
	took time.Duration
	err  error // why no response came
	// fault says what was wrong with the body, empty if nothing was.
	fault string
	// broken is true where another try may give the whole body.
	broken bool
	// slow is true where the time ran out.
	slow bool
	// unframed is true where nothing but the end of the connection says where
	// the body ends, so that a cut cannot be told from an end.
	unframed bool

	page    parser.Page
	reading parser.Reading
	// again is true where another try in the same crawl may bring better.
	again bool
	// block is true where the host told us to slow down or to go away.
	block bool
	// soft is true where an article is gone by what the answer says or where
	// it leads, and not by its status.
	soft bool
	// listing is true where a listing was found at an article's address.
	listing bool
	next    string        // address that it leads to
	asked   time.Duration // that the host asked to be left alone for
	change  source.Change // what it did to its column
	note    string        // what is doubtful of it, in a web archive
}

// newTarget makes the target of an address, an article where it has the number of one.
func newTarget(u *url.URL) target {
	number, _ := parser.ArticleNumber(u.String())
	return target{url: u, number: number}
}

// held is the page that is held of an article.
func (t target) held(name string) parser.Page {
	return parser.Page{Body: t.known.Body, ContentType: t.known.ContentType, URL: t.known.URL, Source: name, Number: t.number}
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

// ask asks for a page once. Every answer is recorded, and kept whatever it is
// worth. Where the host failed for several pages in a row, a page known to be
// good is asked for before the host is stopped.
func (v *visit) ask(ctx context.Context, t target) (*answer, error) {
	a, err := v.try(ctx, t)
	if err == nil && a.stop == nil && len(a.gate.bad) >= pagesInARow && a.gate.stop == nil {
		err = v.doubt(ctx, a.gate)
	}
	return a, err
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
		t := newTarget(good)
		if err := v.lookUp(ctx, &t); err != nil {
			return err
		}
		a, err := v.try(ctx, t)
		if err != nil || a.stop == nil && a.Verdict != source.Bad {
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
func (v *visit) try(ctx context.Context, t target) (a *answer, err error) {
	at, seen, hops := t.url, map[string]int{}, 0
	var stop *stopped
	for err = v.permit(ctx, t, at); err == nil; hops++ {
		seen[at.String()]++
		if a, err = v.get(ctx, at, t.head()); err != nil {
			break
		}
		if v.weigh(t, a); a.next == "" {
			return a, v.settle(ctx, t, a)
		}
		next, fault := redirectTarget(at, a.next)
		switch {
		case fault != "":
		case seen[next.String()] >= 2: // a page may send its reader back to itself once, to set a cookie
			fault = "redirects in a circle"
		case hops == maxHops:
			fault = "too many redirects"
		default:
			if err = v.permit(ctx, t, next); errors.As(err, &stop) {
				fault, err = "redirects to "+next.String()+", "+stop.reason, nil
			} else if err == nil {
				at, err = next, v.record(ctx, a, "redirect", "to "+next.String())
			}
		}
		if fault != "" {
			a.bad(fault)
			a.block = false
			return a, v.settle(ctx, t, a)
		}
	}
	if errors.As(err, &stop) {
		return &answer{stop: stop}, nil
	}
	return a, err
}

// persist tries a page at once again where that may help and fits the crawl, as
// long as its host is not failing altogether.
func (v *visit) persist(ctx context.Context, t target) (a *answer, err error) {
	for again := true; again && t.tries < triesPerPage; t.tries++ {
		if a, err = v.try(ctx, t); err != nil {
			return nil, err
		}
		again = a.stop == nil && a.again && v.fits(a.asked) && len(a.gate.bad) < pagesInARow
	}
	return a, nil
}

// weigh judges an answer.
func (v *visit) weigh(t target, a *answer) {
	if a.err != nil {
		a.bad(unanswered(a.err))
		a.again = !errors.Is(a.err, errPrivate)
		return
	}
	switch a.Status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if a.next = http.Header(a.ResponseHead).Get("Location"); a.next != "" {
			return
		}
	}
	a.page = parser.Page{Body: a.Body, ContentType: a.ContentType, URL: a.FinalURL, Source: v.source.Name, Number: t.number, CapturedAt: a.CapturedAt}
	if a.Status == http.StatusOK {
		a.gate.measure(&a.page)
	}
	a.judge(t)
	a.next = a.reading.MovedTo
	a.asked = parseRetryAfter(http.Header(a.ResponseHead).Get("Retry-After"), v.cfg.Now())
}

// settle lets the host's gate know how it answered, keeps the answer and
// records the request. Of robots.txt every version is kept once.
func (v *visit) settle(ctx context.Context, t target, a *answer) error {
	v.learn(t, a)
	if a.err != nil {
		return v.record(ctx, a, "error", a.Reason)
	}
	isNew := t.want != wantRobots || a.Verdict == source.Bad || a.Verdict == source.Page && a.gate.noteRobots(a.Body)
	if isNew && t.want != wantArchived {
		if err := v.keep(ctx, t, a); err != nil {
			return err
		}
	}
	return v.record(ctx, a, string(a.Verdict), a.Reason)
}

func (v *visit) keep(ctx context.Context, t target, a *answer) (err error) {
	c := a.Capture
	c.Source, c.URL, c.Method, c.RunID = v.source.Name, t.url.String(), source.MethodCrawl, v.request.RunID
	if c.Verdict == source.Unchanged || len(c.Body) == 0 {
		c.Body = nil
	}
	if !a.listing {
		c.Number = t.number
	}
	if c.Verdict == source.Good && a.page.Whole {
		c.Reason = source.Whole
	}
	a.change, err = v.cfg.Store.Take(ctx, &c, &a.reading)
	return err
}

// learn lets a host's gate know how it answered. A robots.txt that is served
// says nothing of how pages are.
func (v *visit) learn(t target, a *answer) {
	g, page := a.gate, t.url.String()
	switch {
	case a.err != nil, a.broken:
		v.fail(g, page, ItemUnreachable, a.Reason, 0)
	case a.block:
		v.fail(g, page, ItemBlocked, a.Reason, a.asked)
	case t.want != wantRobots && a.Verdict != source.Bad:
		g.succeed()
		if a.Verdict != source.Gone {
			g.good = t.url
		}
		if a.Verdict == source.Good {
			g.remember(a.page)
		}
	}
	if g.perCrawl > 0 && t.want != wantRobots && g.stop == nil { // one page a crawl
		g.host.NotBefore = v.cfg.Now().Add(g.perCrawl)
		g.leave(ItemLater, fmt.Sprintf("%s asks for %s between two requests: one page a crawl, the next from %s",
			g.host.Host, g.perCrawl, v.clock(g.host.NotBefore)), g.host.NotBefore)
	}
}

// again puts a page that failed behind the others, to be tried again at the
// end of the crawl, and says whether it did. A page that was bad in the crawls
// before is tried once.
func (v *visit) again(t target, a *answer) bool {
	most := triesPerPage
	switch {
	case a.slow:
		most = triesPerSlowPage
	case t.known.Failures > 0 && len(v.request.URLs) == 0:
		most = 1
	}
	t.tries++
	t.ready, t.last = v.cfg.Now().Add(a.asked), a
	if a.stop != nil || !a.again || t.once || t.tries >= most || a.asked >= v.source.MaxWait {
		return false
	}
	v.later = append(v.later, t)
	return true
}
