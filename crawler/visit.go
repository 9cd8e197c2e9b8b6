package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/gocolly/colly/v2"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// visit is one crawl of one source.
type visit struct {
	*crawl
	source    *Source
	wire      *http.Transport
	collector *colly.Collector
	waiting   *answer // what the request under way fills in

	requests int           // made so far
	waited   time.Duration // beyond the usual pauses
	answered bool          // some page came that was no refusal
	failed   bool          // something went wrong

	listings  []target        // to be read, in this order
	articles  []target        // to be fetched
	later     []target        // failed, and to be tried again at the end
	met       map[string]bool // numbers of articles and addresses of other pages
	pending   []string        // listing pages that outlive the crawl until they are read, see readNote
	knownGood string          // address of a page that was good in an earlier crawl
	believed  int             // listing pages
	asked     int             // listing pages asked for
	strange   int             // strangers in a row that were no column
	done      int             // pages done, for the progress

	stops map[string]bool // reasons that stopped a host and have been reported
}

func newVisit(ctx context.Context, cr *crawl, from *Source) *visit {
	v := &visit{crawl: cr, source: from, met: map[string]bool{}, stops: map[string]bool{}}
	v.wire = newWire(from.dial)
	if cr.cfg.Dial != nil {
		v.wire.DialContext = cr.cfg.Dial
	}
	v.collector = v.newCollector(ctx)
	return v
}

// run makes the visit: only of the pages that a person asked for, if any, only
// of the articles that are due in a recheck, and else of what is new. Running
// out of requests is no failure: what is left is known and comes first next time.
func (v *visit) run(ctx context.Context, asked []target) error {
	work, err := v.cfg.Store.Work(ctx, v.source.Name, v.cfg.Now())
	if err != nil {
		return err
	}
	v.pending, v.knownGood = work.Listings, work.Good
	if len(asked) == 0 {
		v.comeBack(work.Later)
	}
	var held []target
	switch {
	case len(asked) > 0:
		for _, t := range asked {
			v.queue(t)
		}
	case v.request.Recheck:
		v.queueAll(work.Due, true)
	default:
		held, err = v.begin(ctx, work.Wanted)
	}
	if err == nil {
		err = v.walk(ctx)
	}
	// No listing could be read although its address is known from what is
	// held: the topic may have moved, and an article would know where to.
	if err == nil && v.believed == 0 && len(held) > 0 {
		v.articles = append(v.articles, held[0])
		err = v.walk(ctx)
	}
	if err == nil {
		err = v.acquit(ctx)
	}
	if errors.Is(err, errBudget) {
		v.cfg.Log.InfoContext(ctx, "crawl has made its requests", "source", v.source.Name, "max_requests", v.source.MaxRequests)
		v.report.Left++ // the page that was about to be asked for
		err = nil
	}
	v.report.Left += len(v.articles) + len(v.listings) + len(v.later)
	if v.answered {
		v.report.Answered = append(v.report.Answered, v.source.Name)
	} else if v.failed {
		v.report.silent++
	}
	return err
}

// acquit asks a host that wants peace because of one page for another that is
// known to be good, so that the next crawl does not have to wait for that page.
func (v *visit) acquit(ctx context.Context) error {
	for _, g := range v.gates {
		mine := v.source.Allows(&url.URL{Scheme: "http", Host: g.host.Host})
		if mine && len(g.bad) > 0 && g.stop == nil && g.host.NotBefore.Sub(v.cfg.Now()) > v.source.MaxWait {
			if err := v.doubt(ctx, g); err != nil {
				return err
			}
			if g.stop != nil {
				v.comeBack(g.stop.until)
			}
		}
	}
	return nil
}

// comeBack notes when what is left may be asked for.
func (v *visit) comeBack(at time.Time) {
	if !at.IsZero() && (v.report.Again.IsZero() || at.Before(v.report.Again)) {
		v.report.Again = at.In(v.cfg.Now().Location())
	}
}

// begin queues the start pages and what earlier crawls left, and gives the
// start articles that are held already: they are not asked for again, their
// topic links are read from what is held. Those that are not held but known to
// be gone or always bad are asked for only where nothing else leads to the topic.
func (v *visit) begin(ctx context.Context, wanted []source.Article) (held []target, err error) {
	var unheld []target
	for _, start := range v.source.Start {
		u, err := parseAddress(start)
		if err != nil {
			return nil, fmt.Errorf("start %s: %w", start, err)
		}
		t := newTarget(u)
		t.named = true
		if t.number == "" {
			v.queue(target{url: u, list: true, start: true})
			continue
		}
		if err := v.lookUp(ctx, &t); err != nil {
			return nil, err
		}
		if !t.known.Read {
			unheld = append(unheld, t)
			continue
		}
		v.met[t.number] = t.known.Failures == 0 // or it is among those that are wanted
		held = append(held, t)
		v.queueTopics(parser.Links(t.held(v.source.Name)))
	}
	for _, t := range unheld {
		if (t.known.Gone || t.known.NotBefore.After(v.cfg.Now())) && len(v.listings) > 0 {
			v.met[t.number] = true
		}
		v.queue(t)
	}
	for _, note := range v.pending {
		address, _ := readNote(note)
		u, err := parseAddress(address)
		if err != nil {
			continue
		}
		if v.queue(target{url: u, list: true, topic: true, patience: patience}); !v.source.Allows(u) {
			if err := v.giveUp(ctx, u, "host "+u.Host+" is not on the list of sources[].hosts any more"); err != nil {
				return nil, err
			}
		}
	}
	v.queueAll(wanted, false)
	return held, nil
}

// problem names a page that failed. Where its whole host is stopped, the
// first page stands for the rest.
func (v *visit) problem(u *url.URL, kind ItemKind, reason string) {
	v.failed = true
	v.report.Items = append(v.report.Items, Item{Source: v.source.Name, URL: u.String(), Kind: kind, Reason: reason})
}

// stopped reports a page that was not asked for.
func (v *visit) stopped(t target, stop *stopped) {
	v.report.Left++
	v.comeBack(stop.until)
	switch {
	case stop.wholeHost && v.stops[stop.reason]:
	case stop.kind == ItemLater:
		v.report.Notes = append(v.report.Notes, stop.reason)
	default:
		v.problem(t.url, stop.kind, stop.reason)
	}
	v.stops[stop.reason] = true
}

// progress tells that one more page is done, and how many are ahead.
func (v *visit) progress(ahead int) {
	if v.done++; v.cfg.Progress != nil {
		v.cfg.Progress(v.done, v.done+ahead)
	}
}

// outcome looks at what came of a page and reports what went wrong; false
// means that there is nothing to read.
func (v *visit) outcome(t target, a *answer) bool {
	v.progress(len(v.articles) + len(v.listings) + len(v.later))
	if a.stop != nil {
		if !t.once || a.stop.kind != ItemForbidden { // a guess that is forbidden is no page that is missed
			v.stopped(t, a.stop)
		}
		return false
	}
	// A source whose pages lead elsewhere has moved; of one old article that says little.
	if a.Status != 0 && !a.block && (a.next == "" || v.request.Recheck) {
		v.answered = true
	}
	switch {
	case a.err != nil && errors.Is(a.err, errPrivate):
		v.problem(t.url, ItemRefused, a.Reason)
	case a.err != nil:
		v.problem(t.url, ItemUnreachable, a.Reason)
	case a.Verdict == source.Bad && a.reading.Kind == parser.PageOther && t.stranger():
		v.report.Other++ // nobody said that it would be a column
	case a.Verdict == source.Bad && !t.once:
		v.report.Bad++
		v.problem(t.url, ItemBad, a.Reason)
	}
	return a.Verdict != source.Bad
}
