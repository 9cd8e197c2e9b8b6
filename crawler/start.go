package crawler

import (
	"context"
	"fmt"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// begin queues the start pages and what earlier crawls left, and gives the
// start articles that are held already: they are not asked for again, their
// topic links are read from what is held.
func (v *visit) begin(ctx context.Context, wanted []source.Article) (held []target, err error) {
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
		t := target{url: u, want: wantArticle, number: number, named: true, known: have}
		if !have.Read {
			unheld = append(unheld, t)
			continue
		}
		v.numbers[number] = have.Failures == 0 // or it is among those that are wanted
		held = append(held, t)
		v.queueTopics(parser.Links(parser.Page{
			Body: have.Body, ContentType: have.ContentType, URL: have.URL, Source: v.source.Name, Number: number,
		}))
	}
	v.queueStarts(unheld)
	for _, address := range v.pending {
		if u, err := parseAddress(address); err == nil {
			v.queueListing(listing{address: u, topic: true, patience: patience})
		}
	}
	v.queueAll(wanted)
	return held, nil
}

// queueStarts queues the start articles that are not held; those known to be
// gone or always bad only where nothing else leads to the topic.
func (v *visit) queueStarts(unheld []target) {
	for _, t := range unheld {
		if (t.known.Gone || t.known.NotBefore.After(v.cfg.Now())) && len(v.listings) > 0 {
			v.numbers[t.number] = true
			continue
		}
		v.queue(t)
	}
}
