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
		t := target{url: u, want: wantArticle, number: number, named: true}
		have, err := v.cfg.Store.Held(ctx, v.source.Name, number)
		if err != nil {
			return nil, fmt.Errorf("look up article %s: %w", number, err)
		}
		if !have.Read {
			unheld = append(unheld, t)
			continue
		}
		v.numbers[number] = true
		held = append(held, t)
		if err := v.topicsOfHeld(ctx, number, have); err != nil {
			return nil, err
		}
	}
	if err := v.queueStarts(ctx, unheld); err != nil {
		return nil, err
	}
	if v.pending, err = v.cfg.Store.Listings(ctx, v.source.Name); err != nil {
		return nil, fmt.Errorf("list unread listings: %w", err)
	}
	for _, address := range v.pending {
		if u, err := parseAddress(address); err == nil {
			v.queueListing(listing{address: u, topic: true, patience: patience})
		}
	}
	wanted, err := v.cfg.Store.Wanted(ctx, v.source.Name)
	if err != nil {
		return nil, fmt.Errorf("list wanted articles: %w", err)
	}
	// In another order each time, so that a page that always fails cannot
	// stand in front of the others for ever.
	rand.Shuffle(len(wanted), func(i, j int) { wanted[i], wanted[j] = wanted[j], wanted[i] })
	v.queueAll(wanted)
	return held, nil
}

// queueStarts queues the start articles that are not held; those known to be
// gone only where nothing else leads to the topic.
func (v *visit) queueStarts(ctx context.Context, unheld []target) error {
	for _, t := range unheld {
		gone, err := v.cfg.Store.KnownGone(ctx, v.source.Name, t.number)
		if err != nil {
			return fmt.Errorf("look up article %s: %w", t.number, err)
		}
		if gone && len(v.listings) > 0 {
			v.numbers[t.number] = true
			continue
		}
		v.queue(t)
	}
	return nil
}

// topicsOfHeld queues the topic pages that a held article links to.
func (v *visit) topicsOfHeld(ctx context.Context, number string, have Held) error {
	body, err := v.cfg.Store.Body(ctx, have.SHA256)
	if err != nil {
		return fmt.Errorf("read held article %s: %w", number, err)
	}
	v.queueTopics(parser.Links(parser.Page{
		Body: body, ContentType: have.ContentType, URL: have.URL, Source: v.source.Name, Number: number,
	}))
	return nil
}
