package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// triesPerPage is how often a page is asked for in one crawl before it is
// left to the next.
const triesPerPage = 3

// triesPerSlowPage is the same for a page that let the time run out.
const triesPerSlowPage = 2

func tries(a *answer) int {
	if a.slow {
		return triesPerSlowPage
	}
	return triesPerPage
}

// target is a page to be asked for.
type target struct {
	url    *url.URL
	want   want
	number string // article number, if the address has one
	title  string // of the link that led here
	held   source.Known
	named  bool // by the operator or a person
	due    bool // to be asked for again
	// once is true where a failure is not worth another try.
	once bool
}

func (t target) conditional() bool {
	return t.held.Column && (t.held.ETag != "" || t.held.LastModified != "")
}

// head gives the request headers that ask for a page only if it changed.
func (t target) head() http.Header {
	head := http.Header{}
	if !t.conditional() {
		return head
	}
	if t.held.ETag != "" {
		head.Set("If-None-Match", t.held.ETag)
	}
	if t.held.LastModified != "" {
		head.Set("If-Modified-Since", t.held.LastModified)
	}
	return head
}

// result is what came of a page after all its tries.
type result struct {
	judgement
	answer  *answer
	page    parser.Page
	capture source.Capture
	change  source.Change // what it did to its column
	stop    *stopped      // why it was not asked for, or not again
}

// page asks for a page until it is believed, its tries are used up or its
// host is stopped. Every answer is recorded, and kept whatever it is worth.
func (v *visit) page(ctx context.Context, t target) (result, error) {
	permit := v.allowed
	if t.want == wantRobots {
		permit = v.listed
	}
	var r result
	for try := 1; ; try++ {
		a, err := v.follow(ctx, t.url, t.head(), permit)
		if errors.As(err, &r.stop) {
			return r, nil
		}
		if err != nil {
			return r, err
		}
		if r, err = v.weigh(ctx, t, a); err != nil {
			return r, err
		}
		g, err := v.gate(ctx, a.url.Host)
		if err != nil {
			return r, err
		}
		// What is held is not called withdrawn for one answer alone.
		if r.verdict == source.Gone && t.held.Column && try == 1 {
			r.again = true
		}
		if !r.again || t.once || try >= tries(a) || g.stop != nil {
			r.stop = nil
			if r.again {
				r.stop = g.stop
			}
			return r, nil
		}
		v.cfg.Log.InfoContext(ctx, "page is tried again", "url", t.url.String(), "reason", r.reason)
	}
}

// weigh judges an answer, records the request and keeps what came.
func (v *visit) weigh(ctx context.Context, t target, a *answer) (result, error) {
	r := result{answer: a}
	g, err := v.gate(ctx, a.url.Host)
	if err != nil {
		return r, err
	}
	if a.err != nil {
		reason := unanswered(a.err)
		private := errors.Is(a.err, errPrivate)
		r.judgement = judgement{verdict: source.Bad, reason: reason, again: !private}
		g.learn(&r, t.want)
		return r, v.record(ctx, a, "error", reason)
	}
	r.page = parser.Page{
		Body: a.body, ContentType: a.contentType, URL: a.url.String(),
		Source: v.source.Name, Number: t.number, CapturedAt: a.at,
	}
	r.judgement = judge(t, a, r.page)
	g.learn(&r, t.want)
	if err := v.keep(ctx, t, &r, g); err != nil {
		return r, err
	}
	return r, v.record(ctx, a, string(r.verdict), r.reason)
}

// keep keeps an answer, whatever it is worth, and has it read. Of robots.txt
// every version is kept once.
func (v *visit) keep(ctx context.Context, t target, r *result, g *gate) (err error) {
	a := r.answer
	r.capture = source.Capture{
		Source: v.source.Name, Number: t.number, URL: t.url.String(), FinalURL: a.url.String(),
		CapturedAt: a.at, Method: source.MethodCrawl, Status: a.status, ContentType: a.contentType,
		RequestHead: a.requestHead, ResponseHead: a.responseHead, Body: a.body,
		Verdict: r.verdict, Reason: r.reason, RunID: v.request.RunID,
	}
	if r.verdict == source.Unchanged || len(a.body) == 0 {
		r.capture.Body = nil
	}
	if r.listing {
		r.capture.Number = ""
	}
	if t.want == wantRobots && r.verdict != source.Bad && (r.verdict == source.Gone || !g.newRobots(a.body, a.at)) {
		return nil
	}
	if r.change, err = v.cfg.Store.Take(ctx, &r.capture, &r.reading); err != nil {
		return fmt.Errorf("keep %s: %w", t.url, err)
	}
	return nil
}

// learn lets a host's gate know how it answered. A robots.txt that is served
// says nothing of how pages are.
func (g *gate) learn(r *result, w want) {
	switch {
	case r.answer.err != nil, r.answer.broken:
		g.miss(r.reason)
	case r.block:
		g.fail(r.reason, r.answer.responseHead.Get("Retry-After"))
	case w != wantRobots:
		g.succeed()
	}
}
