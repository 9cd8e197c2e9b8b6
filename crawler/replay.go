package crawler

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// list asks the index for one address, all pages of its answer. An answer
// that is no index is named in the report and lists nothing.
func (b *backfill) list(ctx context.Context, w *wanted, address string) (rows []cdxRow, err error) {
	ask := func(name, value string) (cdxAnswer, []byte, error) {
		u := *b.index
		q := u.Query()
		q.Set("url", address)
		q.Set("output", "json")
		q.Set(name, value)
		if name == "resumeKey" {
			q.Set("showResumeKey", "true")
		}
		u.RawQuery = q.Encode()
		answer, body, err := b.query(ctx, w, &u)
		if name != "showNumPages" { // which some servers do not know, and list rows
			rows = append(rows, answer.rows...)
		}
		return answer, body, err
	}
	first, _, err := ask("showResumeKey", "true")
	for next := first; err == nil && next.resume != "" && len(next.rows) > 0; {
		next, _, err = ask("resumeKey", next.resume)
	}
	if err != nil || len(rows) == 0 || first.resume != "" || b.unpaged {
		return rows, err
	}
	_, body, err := ask("showNumPages", "true")
	pages, ok := parsePages(body)
	b.unpaged = !ok
	for page := 1; err == nil && page < pages; page++ {
		_, _, err = ask("page", fmt.Sprint(page))
	}
	return rows, err
}

// query asks the index once. 404 is how some servers say that they hold none.
func (b *backfill) query(ctx context.Context, w *wanted, u *url.URL) (out cdxAnswer, body []byte, err error) {
	r, err := b.ask(ctx, u, http.Header{"Accept": {"application/json,text/plain,*/*"}})
	if err != nil || r.answer.status == http.StatusNotFound {
		return out, nil, err
	}
	body = r.answer.body
	if _, isNumber := parsePages(body); r.reason == "" && !isNumber {
		if out, err = parseCDX(body); err != nil {
			r.reason = err.Error()
		}
	}
	b.blame(w, u.String(), r.reason)
	return out, body, nil
}

// blame names what the archive did wrong, if it did.
func (b *backfill) blame(w *wanted, address, reason string) {
	if reason != "" {
		b.report.Bad++
		b.report.fail(Item{Source: w.source.Name, Number: w.number, URL: address, Kind: ItemBad, Reason: reason})
	}
}

// capture asks for one capture and keeps it, whatever it is: so it is not
// asked for again.
func (b *backfill) capture(ctx context.Context, w *wanted, row cdxRow) error {
	held, err := b.past.HasCapture(ctx, row.original, row.at)
	if err != nil || held {
		return err
	}
	address, part := row.address(b.replay, b.files)
	u, err := parseAddress(address)
	if err != nil {
		b.blame(w, row.original, err.Error())
		return nil
	}
	head := http.Header{}
	if part != "" {
		head.Set("Range", part)
	}
	r, err := b.ask(ctx, u, head)
	if err != nil {
		return err
	}
	a := r.answer
	if b.blame(w, address, r.reason); r.reason != "" && a.status != http.StatusNotFound {
		return nil
	}
	page := parser.Page{Body: a.body, ContentType: a.contentType, URL: row.original, Source: w.source.Name, Number: w.number, CapturedAt: row.at,
		Truncated: a.responseHead.Get(source.Truncated) != ""}
	c := source.Capture{Source: w.source.Name, Number: w.number, URL: page.URL, FinalURL: page.URL, CapturedAt: page.CapturedAt,
		Method: source.MethodBackfill, Status: a.status, ContentType: a.contentType, RequestHead: a.requestHead, ResponseHead: a.responseHead,
		Body: a.body, Verdict: source.Bad, Reason: cmp.Or(a.note, "from "+b.index.Host), RunID: b.request.RunID}
	if r.reason == "" {
		c.Verdict, r.reading = source.Page, parser.Read(page)
		if r.reading.Kind == parser.PageColumn && w.number != "" {
			c.Verdict = source.Good
		}
	}
	if r.change, err = b.cfg.Store.Take(ctx, &c, &r.reading); err != nil {
		return err
	}
	b.report.Fetched++
	if r.reason != "" {
		return nil
	}
	if w.number != "" {
		r.verdict = source.Good
		b.count(target{}, r)
	}
	if w.number == "" || ofColumn(r.change) {
		return b.learnFrom(ctx, w, page)
	}
	return nil
}

// learnFrom queues what a page of the column or of its topic names.
func (b *backfill) learnFrom(ctx context.Context, w *wanted, page parser.Page) error {
	links := parser.Links(page)
	for _, link := range links {
		if u, err := parseAddress(link.URL); err == nil && w.hosts.allows(u) && isTopic(link) {
			b.want(w.source, u.String(), true)
		}
	}
	found := choose(w.hosts, links, page.URL, w.number == "" && namesTopic(page.Body))
	for i := range found {
		found[i].FoundAt = b.cfg.Now()
		b.want(w.source, found[i].URL, false)
	}
	if len(found) == 0 {
		return nil
	}
	added, err := b.cfg.Store.Found(ctx, w.source.Name, found, b.unread[w.source.Name])
	b.report.Found += added
	return err
}

// ask makes a request, again where that may help; the reason of the result says
// why an answer is not believed. An archive that has had enough is a *stopped.
func (b *backfill) ask(ctx context.Context, u *url.URL, head http.Header) (r result, err error) {
	for t := (target{url: u, want: wantArchived, header: head}); t.tries < triesPerPage; t.tries++ {
		if r, err = b.try(ctx, t); err != nil {
			return r, err
		}
		if r.stop != nil {
			return r, r.stop
		}
		failed := r.again || r.answer.err != nil
		if g := r.answer.gate; failed && (!b.fits(r.asked) || len(g.bad) >= pagesInARow) {
			return r, g.last
		}
		if !failed {
			break
		}
	}
	if r.answer.status == http.StatusPartialContent {
		return r, b.openRecord(ctx, &r)
	}
	return r, nil
}

// openRecord puts the response inside a WARC record in the place of the
// answer that brought the record.
func (b *backfill) openRecord(ctx context.Context, r *result) error {
	c, err := b.past.OpenRecord(ctx, r.answer.body)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		r.reason = "no WARC record of a response: " + err.Error()
		return nil
	case c.Status != http.StatusOK:
		r.reason = statusLine(c.Status)
	}
	a := r.answer
	a.status, a.responseHead, a.contentType, a.body, a.note = c.Status, c.ResponseHead, c.ContentType, c.Body, c.Reason
	return nil
}
