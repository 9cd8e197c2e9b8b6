package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"github.com/gocolly/colly/v2"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// visit is one crawl of one source.
type visit struct {
	*crawl
	source    *Source
	hosts     hostList
	wire      *transport
	collector *colly.Collector

	requests int  // made so far
	answered bool // some page came that was no refusal
	failed   bool // something went wrong

	listings []listing // to be read, in this order
	articles []target  // to be fetched
	pages    map[string]bool
	numbers  map[string]bool
	pending  []string // listing pages that outlive the crawl until they are read
	read     int      // listing pages believed
	asked    int      // listing pages asked for
	strange  int      // strangers in a row that were no column
	done     int      // pages done, for the progress

	stops map[string]bool // reasons that stopped a host and have been reported
}

func newVisit(cr *crawl, source *Source) *visit {
	v := &visit{
		crawl: cr, source: source, hosts: newHostList(source.Hosts),
		pages: map[string]bool{}, numbers: map[string]bool{}, stops: map[string]bool{},
	}
	v.wire = newTransport(v.hosts, cr.cfg.BodyLimit, cr.cfg.Timeout, cr.cfg.Now)
	return v
}

func (v *visit) close() { v.wire.base.CloseIdleConnections() }

// run makes the visit. Running out of requests is no failure: what is left
// is known and comes first next time.
func (v *visit) run(ctx context.Context, asked []string) error {
	v.collector = newCollector(ctx, &v.cfg, v.wire)
	var err error
	switch {
	case len(asked) > 0:
		err = v.only(ctx, asked)
	case v.request.Recheck:
		err = v.recheck(ctx)
	default:
		err = v.discover(ctx)
	}
	if errors.Is(err, errBudget) {
		v.cfg.Log.InfoContext(ctx, "crawl has made its requests", "source", v.source.Name, "max_requests", v.source.MaxRequests)
		v.report.Left++ // the page that was about to be asked for
		err = nil
	}
	v.report.Left += len(v.articles) + len(v.listings)
	if v.answered {
		v.report.Answered = append(v.report.Answered, v.source.Name)
	}
	if v.failed && !v.answered {
		v.report.silent++
	}
	return err
}

// only asks for the given addresses and follows nothing.
func (v *visit) only(ctx context.Context, asked []string) error {
	for _, address := range asked {
		u, err := parseAddress(address)
		if err != nil {
			return err
		}
		if v.pages[u.String()] {
			continue
		}
		v.pages[u.String()] = true
		if number, ok := parser.ArticleNumber(address); ok {
			v.queue(target{url: u, want: wantArticle, number: number, named: true})
			continue
		}
		v.articles = append(v.articles, target{url: u, want: wantAny, named: true})
	}
	return v.fetchQueued(ctx)
}

// recheck asks again for the articles that are due.
func (v *visit) recheck(ctx context.Context) error {
	work, err := v.cfg.Store.Work(ctx, v.source.Name, v.cfg.Now())
	if err != nil {
		return fmt.Errorf("list articles to recheck: %w", err)
	}
	for _, a := range work.Due {
		if u, err := parseAddress(a.URL); err == nil {
			v.queue(target{url: u, want: wantArticle, number: a.Number, due: true})
		}
	}
	return v.fetchQueued(ctx)
}

func (v *visit) fetchQueued(ctx context.Context) error {
	for len(v.articles) > 0 {
		t := v.articles[0]
		v.articles = v.articles[1:]
		if err := v.readArticle(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// discover looks for new articles, beginning at the start pages, and fetches
// those that are not held.
func (v *visit) discover(ctx context.Context) error {
	held, err := v.begin(ctx)
	if err != nil {
		return err
	}
	if err := v.walk(ctx); err != nil {
		return err
	}
	// No listing could be read although its address is known from what is
	// held: the topic may have moved, and an article would know where to.
	if v.read == 0 && len(held) > 0 {
		v.articles = append(v.articles, held[0])
		return v.walk(ctx)
	}
	return nil
}

// walk reads what is queued, listings first, until nothing is left to do.
func (v *visit) walk(ctx context.Context) error {
	for {
		more, err := v.step(ctx)
		if err != nil || !more {
			return err
		}
	}
}

// step reads the next page, and says false where there is none. Where the
// last requests of a crawl are left, robots.txt may take one of them: then
// the articles come first, so that the smallest crawls get on too.
func (v *visit) step(ctx context.Context) (more bool, err error) {
	if v.source.MaxRequests-v.requests <= 2 {
		if t, ok := v.nextArticle(); ok {
			return true, v.readArticle(ctx, t)
		}
	}
	if l, ok := v.nextListing(); ok {
		return true, v.readListing(ctx, l)
	}
	if t, ok := v.nextArticle(); ok {
		return true, v.readArticle(ctx, t)
	}
	return false, nil
}

// strangersInARow is after how many articles in a row that turned out to be
// no column the crawl stops trying articles whose link does not name the
// column. So a list of other news beside a topic costs a few requests, not
// the whole newspaper.
const strangersInARow = 5

// nextArticle gives the next article to fetch, those first whose link names
// the column.
func (v *visit) nextArticle() (target, bool) {
	i := slices.IndexFunc(v.articles, func(t target) bool { return !t.stranger() })
	if i < 0 && len(v.articles) > 0 && v.strange < strangersInARow {
		i = 0
	}
	if i < 0 {
		return target{}, false
	}
	t := v.articles[i]
	v.articles = slices.Delete(v.articles, i, i+1)
	return t, true
}

// queue adds an article unless this crawl has met it, under whatever address.
func (v *visit) queue(t target) {
	if !v.numbers[t.number] && v.hosts.allows(t.url) {
		v.numbers[t.number] = true
		v.articles = append(v.articles, t)
	}
}

func (v *visit) queueAll(articles []source.Article) {
	for _, a := range articles {
		if u, err := parseAddress(a.URL); err == nil {
			v.queue(target{url: u, want: wantArticle, number: a.Number, title: a.Title})
		}
	}
}

// problem names a page that failed. Where its whole host is stopped, the
// first page stands for the rest.
func (v *visit) problem(u *url.URL, number string, kind ItemKind, reason string) {
	v.failed = true
	v.report.fail(Item{Source: v.source.Name, Number: number, URL: u.String(), Kind: kind, Reason: reason})
}

// outcome looks at what came of a page and reports what went wrong; false
// means that there is nothing to read.
func (v *visit) outcome(t target, r result) bool {
	v.done++
	v.cfg.Progress(Progress{
		Source: v.source.Name, Done: v.done, Total: v.done + len(v.articles) + len(v.listings), Page: t.url.String(),
	})
	if r.answer != nil && r.answer.status != 0 && !r.block {
		v.answered = true
	}
	switch {
	case r.stop != nil:
		if !r.stop.wholeHost || !v.stops[r.stop.reason] {
			v.stops[r.stop.reason] = true
			v.problem(t.url, t.number, r.stop.kind, r.stop.reason)
		}
		v.report.Left++
		return false
	case r.answer.err != nil && errors.Is(r.answer.err, errPrivate):
		v.problem(t.url, t.number, ItemRefused, r.reason)
		return false
	case r.answer.err != nil:
		v.problem(t.url, t.number, ItemUnreachable, r.reason)
		return false
	case r.verdict == source.Bad && r.reading.Kind == parser.PageOther && t.stranger():
		v.report.Other++ // nobody said that it would be a column
	case r.verdict == source.Bad && !t.once:
		v.report.Bad++
		v.problem(t.url, t.number, ItemBad, r.reason)
	}
	return r.verdict != source.Bad
}
