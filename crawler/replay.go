package crawler

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// list asks the index for one address, all pages of its answer, as long as each
// brings rows that were not listed before. An answer that is no index is named in
// the report and lists nothing.
func (b *backfill) list(ctx context.Context, w *wanted, address string) (rows []cdxRow, err error) {
	listed := map[cdxRow]bool{}
	ask := func(name, value string) (answer cdxAnswer, err error) {
		u := *b.index
		q := u.Query()
		q.Set("url", address)
		q.Set("output", "json")
		q.Set(name, value)
		if name == "resumeKey" {
			q.Set("showResumeKey", "true")
		}
		u.RawQuery = q.Encode()
		answer, err = b.query(ctx, w, &u)
		answer.rows = slices.DeleteFunc(answer.rows, func(r cdxRow) bool {
			again := listed[r]
			listed[r] = true
			return again
		})
		rows = append(rows, answer.rows...)
		return answer, err
	}
	first, err := ask("showResumeKey", "true")
	b.listed = b.listed || len(rows) > 0
	for next := first; err == nil && next.resume != "" && len(next.rows) > 0; {
		next, err = ask("resumeKey", next.resume)
	}
	if err != nil || len(rows) == 0 || first.resume != "" || b.unpaged {
		return rows, err
	}
	all, err := ask("showNumPages", "true")
	b.unpaged = all.pages == 0 // some servers do not know the question, and list rows
	for page, next := 1, first; err == nil && page < all.pages && len(next.rows) > 0; page++ {
		next, err = ask("page", fmt.Sprint(page))
	}
	return rows, err
}

// query asks the index once. 404 is how some servers say that they hold none.
func (b *backfill) query(ctx context.Context, w *wanted, u *url.URL) (out cdxAnswer, err error) {
	a, err := b.ask(ctx, u, http.Header{"Accept": {"application/json,text/plain,*/*"}})
	if err != nil || a.Status == http.StatusNotFound {
		return out, err
	}
	if a.Reason == "" {
		if out, err = parseCDX(a.Body); err != nil {
			a.Reason = err.Error()
		}
	}
	b.blame(w, u.String(), a.Reason)
	return out, nil
}

// blame names what the archive did wrong, if it did.
func (b *backfill) blame(w *wanted, address, reason string) {
	if reason != "" {
		b.report.Bad++
		b.report.Items = append(b.report.Items, Item{Source: w.source.Name, URL: address, Kind: ItemBad, Reason: reason})
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
	a, err := b.ask(ctx, u, head)
	if err != nil {
		return err
	}
	if b.blame(w, address, a.Reason); a.Reason != "" && a.Status != http.StatusNotFound {
		return nil
	}
	a.page = parser.Page{Body: a.Body, ContentType: a.ContentType, URL: row.original, Source: w.source.Name, Number: w.number, CapturedAt: row.at,
		Truncated: http.Header(a.ResponseHead).Get(source.Truncated) != ""}
	c, good := a.Capture, a.Reason == ""
	c.Source, c.Number, c.URL, c.FinalURL, c.CapturedAt = w.source.Name, w.number, row.original, row.original, row.at
	c.Method, c.Verdict, c.Reason, c.RunID = source.MethodBackfill, source.Bad, cmp.Or(a.note, "from "+b.index.Host), b.request.RunID
	if good {
		c.Verdict, a.reading = source.Page, parser.Read(a.page)
		// An article that is no column today may be one to a better parser.
		if w.number != "" && slices.Contains([]parser.PageKind{parser.PageColumn, parser.PageArticle, parser.PagePart}, a.reading.Kind) {
			c.Verdict = source.Good
		}
	}
	if a.change, err = b.cfg.Store.Take(ctx, &c, &a.reading); err != nil {
		return err
	}
	b.report.Fetched++
	if !good {
		return nil
	}
	if w.number != "" {
		a.Verdict = source.Good
		b.count(target{}, a)
	}
	if w.number == "" || ofColumn(a.change) {
		return b.learnFrom(ctx, w, a.page)
	}
	return nil
}

// learnFrom queues what a page of the column or of its topic names.
func (b *backfill) learnFrom(ctx context.Context, w *wanted, page parser.Page) error {
	links := parser.Links(page)
	for _, link := range links {
		if u, err := parseAddress(link.URL); err == nil && w.source.Allows(u) && isTopic(link) {
			b.want(w.source, u.String(), true)
		}
	}
	found := choose(w.source, links, page.URL, w.number == "" && namesTopic(page.Body))
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

// ask makes a request, again where that may help; the reason of the answer says
// why it is not believed. An archive that has had enough is a *stopped.
func (b *backfill) ask(ctx context.Context, u *url.URL, head http.Header) (a *answer, err error) {
	a, err = b.persist(ctx, target{url: u, want: wantArchived, header: head})
	switch {
	case err != nil:
		return nil, err
	case a.stop != nil:
		return nil, a.stop
	case a.again && (!b.fits(a.asked) || len(a.gate.bad) >= pagesInARow):
		return nil, a.gate.last
	case a.Status == http.StatusPartialContent:
		return a, b.openRecord(ctx, a)
	}
	return a, nil
}

// openRecord puts the response inside a WARC record in the place of the
// answer that brought the record.
func (b *backfill) openRecord(ctx context.Context, a *answer) error {
	c, err := b.past.OpenRecord(ctx, a.Body)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		a.Reason = "no WARC record of a response: " + err.Error()
		return nil
	case c.Status != http.StatusOK:
		a.Reason = statusLine(c.Status)
	}
	a.Status, a.ResponseHead, a.ContentType, a.Body, a.note = c.Status, c.ResponseHead, c.ContentType, c.Body, c.Reason
	return nil
}
