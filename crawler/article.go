package crawler

import (
	"context"
	"strings"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// What the titles of the column's articles say.
const (
	columnMark = "深政观察"
	weeklyMark = "深圳一周"
)

func isColumnTitle(title string) bool {
	return strings.Contains(title, columnMark) || strings.Contains(title, weeklyMark)
}

// stranger reports whether nothing but its place in a list says that an
// article may be one of the column.
func (t target) stranger() bool { return !t.named && !t.due && !isColumnTitle(t.title) }

// read asks for one page, once, and takes what came of it.
func (v *visit) read(ctx context.Context, t target) error {
	if err := v.lookUp(ctx, &t); err != nil {
		return err
	}
	a, err := v.ask(ctx, t)
	if err != nil {
		return err
	}
	if t.last != nil && ofColumn(a.change) && ofColumn(t.last.change) && t.last.change != source.ChangeUnchanged {
		a.change = t.last.change // of half a page, say: this crawl did it
	}
	v.followMove(t, a)
	// What is held is not called withdrawn for one answer alone.
	a.again = a.again || a.Verdict == source.Gone && t.known.Column && t.tries == 0
	if v.again(t, a) {
		return nil
	}
	return v.conclude(ctx, t, a)
}

// conclude takes what came of a page's last try.
func (v *visit) conclude(ctx context.Context, t target, a *answer) error {
	if t.list {
		return v.concludeListing(ctx, t, a)
	}
	if a.Status != 0 {
		v.report.Fetched++
	}
	ok := v.outcome(t, a)
	if a.stop == nil {
		if err := v.rememberTry(ctx, t, a); err != nil {
			return err
		}
	}
	if !ok {
		return nil
	}
	if ofColumn(a.change) {
		v.strange = 0
	} else if t.stranger() && a.Verdict != source.Gone {
		v.strange++ // pages that are bad or gone tell nothing of the list
	}
	v.count(t, a)
	if a.listing && len(v.request.URLs) == 0 {
		v.believed++
		return v.takeListing(ctx, target{url: t.url, start: true}, a)
	}
	if a.reading.Continues != "" {
		v.queuePart(t, a)
	}
	if a.reading.Kind == parser.PageColumn {
		return v.linksOfColumn(ctx, a)
	}
	return nil
}

func (v *visit) concludeListing(ctx context.Context, t target, a *answer) error {
	ok := v.outcome(t, a)
	if a.Verdict == source.Gone && t.start {
		v.problem(t.url, ItemMissing, a.Reason)
	}
	switch {
	case a.Verdict == source.Gone, !ok && t.once && (a.stop == nil || a.stop.kind == ItemForbidden):
		_, err := v.remember(ctx, nil, t.url, nil)
		return err
	case !ok:
		return v.bear(ctx, t, a) // still pending if it was a further page
	}
	v.believed++
	if a.Verdict == source.Good { // a start page that is itself a column
		v.count(t, a)
		return v.linksOfColumn(ctx, a)
	}
	return v.takeListing(ctx, t, a)
}

// mostParts bounds the parts of an article that are followed.
const mostParts = 20

// queuePart queues the part in which an article goes on at another address.
func (v *visit) queuePart(t target, a *answer) {
	next, fault := redirectTarget(a.url, a.reading.Continues)
	if fault != "" {
		return
	}
	number, _ := parser.ArticleNumber(next.String())
	own, _ := parser.ArticlePart(t.number)
	if article, part := parser.ArticlePart(number); part > 1 && part <= mostParts && article == own {
		v.queue(target{url: next, number: number, title: t.title, due: true})
	}
}

// patientCrawls is in how many crawls in a row a page may fail before it is
// asked for less often, or given up where it is a further page of a listing.
const patientCrawls = 3

// longestPatience is the longest that a page is left alone that always fails.
const longestPatience = 16 * 24 * time.Hour

// rememberTry remembers how often an article has failed in a row, and when it
// is to be asked for again: in every crawl at first, then after one day, two
// days, four days and so on.
func (v *visit) rememberTry(ctx context.Context, t target, a *answer) error {
	found := source.Article{Source: v.source.Name, Number: t.number, URL: t.url.String(), Title: t.title, FoundAt: v.cfg.Now(), Tried: true}
	switch {
	case t.number == "" || a.listing:
		return nil
	case a.Verdict == source.Bad || a.again || a.soft && !t.known.Gone:
		found.Failures = t.known.Failures + 1
		wait := a.asked
		if over := found.Failures - patientCrawls; over >= 0 {
			wait = max(wait, min(24*time.Hour<<min(over, 10), longestPatience))
		}
		if a.soft {
			wait = max(wait, 24*time.Hour) // to see it a second time
		}
		if wait > 0 {
			found.NotBefore = v.cfg.Now().Add(wait)
			v.comeBack(found.NotBefore)
		}
	case a.Verdict == source.Gone && t.named && len(v.request.URLs) == 0: // so that it is known to be gone
	case t.known.Failures == 0:
		return nil
	}
	_, err := v.cfg.Store.Found(ctx, v.source.Name, []source.Article{found}, v.pending)
	return err
}

// lookUp fills in what is known of an article.
func (v *visit) lookUp(ctx context.Context, t *target) (err error) {
	if t.number == "" {
		return nil
	}
	t.known, err = v.cfg.Store.Known(ctx, v.source.Name, t.number)
	return err
}

// ofColumn reports whether a capture is a page of a column.
func ofColumn(c source.Change) bool {
	return c != "" && c != source.ChangeNone && c != source.ChangeFailed
}

// count puts a page that was believed into the report.
func (v *visit) count(t target, a *answer) {
	switch {
	case a.Verdict == source.Gone:
		v.report.Gone++
		if t.named && !t.known.Column {
			v.problem(t.url, ItemMissing, a.Reason)
		}
	case a.Verdict == source.Page:
	case a.Verdict == source.Good && !ofColumn(a.change):
		v.report.Other++
	case a.change == source.ChangeNew:
		v.report.New++
	case a.change == source.ChangeEdited:
		v.report.Changed++
	default:
		v.report.Unchanged++
	}
}

// linksOfColumn takes from a column's page its topic and the links that name
// further columns.
func (v *visit) linksOfColumn(ctx context.Context, a *answer) error {
	if len(v.request.URLs) > 0 || v.request.Recheck {
		return nil
	}
	links := parser.Links(a.page)
	v.queueTopics(links)
	_, err := v.remember(ctx, choose(v.source, links, a.FinalURL, false), nil, nil)
	return err
}

// followMove queues the article that another one's address redirected to.
func (v *visit) followMove(t target, a *answer) {
	if t.number == "" || a.Verdict != source.Bad {
		return
	}
	if other, ok := parser.ArticleNumber(a.FinalURL); ok && other != t.number {
		v.queue(target{url: a.url, number: other, title: t.title, named: t.named})
	}
}
