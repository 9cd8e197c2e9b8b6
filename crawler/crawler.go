// Package crawler asks the network for pages and hands every answer to a
// Store. It finds the columns of a topic, fetches those that are not held
// yet, asks again for those that are due, and believes nothing that does not
// look like what was asked for.
//
// In come sources (start addresses and the hosts that may be asked) and a
// Store that knows what is held; out go captures, committed one by one, and a
// Report. The package keeps no state of its own between two crawls.
//
//	config.go     what a crawler is told, and needs to have kept for it
//	report.go     what it tells
//	crawler.go    one crawl over all sources
//	visit.go      one crawl of one source: what it begins with, and what came of it
//	queue.go      what is read next, and what is tried again at the end
//	listing.go    listing pages: what they bring and where they go on
//	article.go    what comes of a page that was read
//	page.go       one try of a page: redirects followed, the answer judged, kept and recorded
//	judge.go      what an answer is worth
//	ending.go     half a page or a whole one, by how its host's others end
//	fetch.go      requests through colly, and the wire: size limit, decompression
//	gate.go       when a host may be asked again: delay, back-off, Retry-After
//	robots.go     robots.txt
//	backfill.go   what a web archive is asked for
//	replay.go     asking it: index and captures
//	cdx.go        what its index answers
//	address.go    the one form of an address, and which hosts may be asked at all
package crawler

import (
	"context"
	"fmt"
	"slices"
)

// crawl is one crawl under way.
type crawl struct {
	cfg     Config
	request Request
	report  Report
	gates   map[string]*gate  // by host
	robots  map[string]policy // by scheme and host
}

func newCrawl(cfg Config, request Request) *crawl {
	return &crawl{cfg: cfg, request: request, gates: map[string]*gate{}, robots: map[string]policy{}}
}

// Crawl makes one crawl: every source is visited in turn. Nothing that is not on
// the hosts of its source is ever asked for, a start address neither. What the
// network does wrong is in the report; an error means that the store failed or
// ctx ended, and the report then says how far the crawl came.
func Crawl(ctx context.Context, cfg Config, request Request) (Report, error) {
	cr := newCrawl(cfg, request)
	asked := cr.addresses()
	for i := range cfg.Sources {
		from := &cfg.Sources[i]
		if len(request.URLs) > 0 && len(asked[from.Name]) == 0 {
			continue
		}
		if from.Robots == IgnoreRobots {
			cfg.Log.WarnContext(ctx, "robots.txt is ignored", "source", from.Name)
		}
		v := newVisit(ctx, cr, from)
		err := v.run(ctx, asked[from.Name])
		cr.report.Waited += v.waited
		if err != nil {
			return cr.report, fmt.Errorf("crawl %s: %w", from.Name, err)
		}
	}
	return cr.report, nil
}

// addresses sorts the pages a person asked for by the source whose hosts they
// belong to, and reports those of no source.
func (cr *crawl) addresses() map[string][]target {
	bySource := map[string][]target{}
	for _, address := range cr.request.URLs {
		u, err := parseAddress(address)
		i := slices.IndexFunc(cr.cfg.Sources, func(s Source) bool { return err == nil && s.Allows(u) })
		if err == nil && i < 0 {
			err = fmt.Errorf("host %s is on no source's list", u.Host)
		}
		if err != nil {
			cr.report.Items = append(cr.report.Items, Item{URL: address, Kind: ItemRefused, Reason: err.Error()})
			continue
		}
		t := newTarget(u)
		t.named = true
		name := cr.cfg.Sources[i].Name
		bySource[name] = append(bySource[name], t)
	}
	return bySource
}
