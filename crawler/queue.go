package crawler

import (
	"cmp"
	"context"
	"slices"

	"shenzheng/parser/source"
)

// walk reads what is queued, listings first, and at the end once more what
// failed, until nothing is left to do.
func (v *visit) walk(ctx context.Context) (err error) {
	for more := true; more && err == nil; {
		more, err = v.step(ctx)
	}
	return err
}

// step reads the next page, and says false where there is none. Where the
// last requests of a crawl are left, robots.txt may take one of them: then
// the articles come first, so that the smallest crawls get on too.
func (v *visit) step(ctx context.Context) (more bool, err error) {
	few, err := v.onePageACrawl(ctx)
	if err != nil {
		return false, err
	}
	next := [...]func() (target, bool){v.nextListing, v.nextArticle}
	if few || v.source.mostRequests()-v.requests <= 2 {
		slices.Reverse(next[:])
	}
	for _, take := range next {
		if t, ok := take(); ok {
			return true, v.read(ctx, t)
		}
	}
	if len(v.later) > 0 {
		return true, v.tryAgain(ctx)
	}
	return false, nil
}

// tryAgain asks once more for the page that failed and may be asked for first,
// or leaves it to a later crawl.
func (v *visit) tryAgain(ctx context.Context) error {
	soonest := func(a, b target) int { return a.ready.Compare(b.ready) }
	t := slices.MinFunc(v.later, soonest)
	v.later = slices.DeleteFunc(v.later, func(o target) bool { return o.url == t.url })
	if wait := t.ready.Sub(v.cfg.Now()); wait > 0 {
		if !v.fits(wait) {
			v.comeBack(t.ready)
			return v.conclude(ctx, t, t.last)
		}
		g, err := v.gate(ctx, t.url.Host)
		if err != nil {
			return err
		}
		if g.until.Before(t.ready) {
			g.until = t.ready
		}
	}
	v.cfg.Log.DebugContext(ctx, "page is tried again", "url", t.url.String(), "tries", t.tries)
	return v.read(ctx, t)
}

// onePageACrawl reports whether the host of the next article gives one page a
// crawl, as far as that is known: a host that failed in nothing and is to be
// left alone does.
func (v *visit) onePageACrawl(ctx context.Context) (bool, error) {
	if len(v.articles) == 0 {
		return false, nil
	}
	g, err := v.gate(ctx, v.articles[0].url.Host)
	return err == nil && (g.perCrawl > 0 || g.host.Failures == 0 && !g.host.NotBefore.IsZero()), err
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

// queue adds a page unless this crawl has met it: a listing by its address, an
// article by its number, under whatever address.
func (v *visit) queue(t target) {
	key, line := cmp.Or(t.number, t.url.String()), &v.articles
	if t.list {
		key, line = t.url.String(), &v.listings
	}
	if !v.met[key] && v.source.Allows(t.url) {
		v.met[key] = true
		*line = append(*line, t)
	}
}

func (v *visit) queueAll(articles []source.Article, due bool) {
	for _, a := range articles {
		if u, err := parseAddress(a.URL); err == nil {
			t := target{url: u, number: a.Number, due: due}
			if !due { // what is held says more than the link did
				t.title = a.Title
			}
			v.queue(t)
		}
	}
}

// nextListing gives the next listing page, as long as enough requests are
// left for the articles that wait.
func (v *visit) nextListing() (t target, ok bool) {
	most := pagesPerCrawl
	if len(v.articles) > 0 {
		most = max(1, min(most, v.source.MaxRequests/2))
	}
	if len(v.listings) == 0 || v.asked >= most {
		return t, false
	}
	t, v.listings = v.listings[0], v.listings[1:]
	v.asked++
	return t, true
}
