package crawler

import (
	"context"
	"fmt"
	"strings"

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

// readArticle fetches one article and has it read. The order matters: the
// answer is committed before it is read, so that a crawl that ends between
// the two loses nothing.
func (v *visit) readArticle(ctx context.Context, t target) error {
	if err := v.lookUp(ctx, &t); err != nil {
		return err
	}
	r, err := v.page(ctx, t)
	if err != nil {
		return err
	}
	if r.answer != nil && r.answer.status != 0 {
		v.report.Fetched++
	}
	ok := v.outcome(t, r)
	v.followMove(t, r)
	if t.stranger() {
		v.strange++
		if ofColumn(r.change) {
			v.strange = 0
		}
	}
	if !ok {
		return nil
	}
	v.count(t, r)
	if r.verdict == source.Gone && t.named && len(v.request.URLs) == 0 {
		// Noted as found, so that it is known to be gone.
		_, err := v.found(ctx, []source.Article{{Number: t.number, URL: t.url.String()}})
		if err != nil {
			return err
		}
	}
	if r.listing && len(v.request.URLs) == 0 {
		v.read++
		return v.takeListing(ctx, listing{address: t.url, start: true}, r)
	}
	if r.reading.Kind == parser.PageColumn {
		return v.linksOfColumn(ctx, r)
	}
	return nil
}

// lookUp fills in what is held of an article.
func (v *visit) lookUp(ctx context.Context, t *target) error {
	if t.number == "" {
		return nil
	}
	var err error
	if t.held, err = v.cfg.Store.Known(ctx, v.source.Name, t.number); err != nil {
		return fmt.Errorf("look up article %s: %w", t.number, err)
	}
	return nil
}

// ofColumn reports whether a capture is a page of a column.
func ofColumn(c source.Change) bool {
	return c != "" && c != source.ChangeNone && c != source.ChangeFailed
}

// count puts a page that was believed into the report.
func (v *visit) count(t target, r result) {
	switch {
	case r.verdict == source.Unchanged:
		v.report.Unchanged++
	case r.verdict == source.Gone:
		v.report.Gone++
		if t.named && !t.held.Column {
			v.problem(t.url, t.number, ItemMissing, r.reason)
		}
	case r.verdict == source.Page:
	case !ofColumn(r.change):
		v.report.Other++
	case r.change == source.ChangeNew:
		v.report.New++
	case r.change == source.ChangeEdited:
		v.report.Changed++
	default:
		v.report.Unchanged++
	}
}

// linksOfColumn takes from a column's page its topic and the links that name
// further columns.
func (v *visit) linksOfColumn(ctx context.Context, r result) error {
	if len(v.request.URLs) > 0 || v.request.Recheck {
		return nil
	}
	links := parser.Links(r.page)
	v.queueTopics(links)
	_, err := v.remember(ctx, v.choose(links, r.answer.url.String(), false))
	return err
}

// followMove queues the article that another one's address redirected to.
func (v *visit) followMove(t target, r result) {
	if r.answer == nil || t.number == "" || r.verdict != source.Bad {
		return
	}
	if other, ok := parser.ArticleNumber(r.answer.url.String()); ok && other != t.number {
		v.queue(target{url: r.answer.url, want: wantArticle, number: other, title: t.title, named: t.named})
	}
}
