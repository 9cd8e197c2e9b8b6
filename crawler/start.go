package crawler

import (
	"context"
	"fmt"
	"math/rand/v2"

	"shenzheng/parser"
)

// begin queues the start pages and what earlier crawls left, and gives the
// start articles that are held already: they are not asked for again, their
// topic links are read from what is held.
func (v *visit) begin(ctx context.Context) (held []target, err error) {
	var unheld []target
	for _, start := range v.source.Start {
		u, err := parseAddress(start)
		if err != nil {
			return nil, fmt.Errorf("start %s: %w", start, err)
		}
		number, ok := parser.ArticleNumber(start)
		if !ok {
			v.queueListing(listing{address: u, start: true})
			continue
		}
		have, err := v.cfg.Store.Known(ctx, v.source.Name, number)
		if err != nil {
			return nil, fmt.Errorf("look up article %s: %w", number, err)
		}
		t := target{url: u, want: wantArticle, number: number, named: true, held: have}
		if !have.Read {
			unheld = append(unheld, t)
			continue
		}
		v.numbers[number] = true
		held = append(held, t)
		v.queueTopics(parser.Links(parser.Page{
			Body: have.Body, ContentType: have.ContentType, URL: have.URL, Source: v.source.Name, Number: number,
		}))
	}
	v.queueStarts(unheld)
	work, err := v.cfg.Store.Work(ctx, v.source.Name, v.cfg.Now())
	if err != nil {
		return nil, fmt.Errorf("list what is to be done: %w", err)
	}
	v.pending = work.Listings
	for _, address := range v.pending {
		if u, err := parseAddress(address); err == nil {
			v.queueListing(listing{address: u, topic: true, patience: patience})
		}
	}
	wanted := work.Wanted
	// In another order each time, so that a page that always fails cannot
	// stand in front of the others for ever.
	rand.Shuffle(len(wanted), func(i, j int) { wanted[i], wanted[j] = wanted[j], wanted[i] })
	v.queueAll(wanted)
	return held, nil
}

// queueStarts queues the start articles that are not held; those known to be
// gone only where nothing else leads to the topic.
func (v *visit) queueStarts(unheld []target) {
	for _, t := range unheld {
		if t.held.Gone && len(v.listings) > 0 {
			v.numbers[t.number] = true
			continue
		}
		v.queue(t)
	}
}
