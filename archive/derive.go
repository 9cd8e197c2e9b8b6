package archive

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// batchSize is how many articles share a transaction. Each is replaced as a
// whole, so that a kill loses at most the work on this many.
const batchSize = 32

// derive brings articles up to date: the one way from captures to rows. Plans
// are made on all cores and written from one, a batch to a transaction; told
// hears of every article once its rows are on disk. Pages without a number
// come last, one after the other: whether two of them are one column is known
// only once they are read.
func (a *Archive) derive(ctx context.Context, p *planner, articles []article, told func(*plan) error) error {
	if a.writer == nil {
		return ErrReadOnly
	}
	anyMoved := false
	write := func(batch []*plan) error {
		moved, err := a.replace(ctx, batch)
		anyMoved = anyMoved || moved
		for i := 0; err == nil && i < len(batch); i++ {
			err = told(batch[i])
		}
		return err
	}
	numbered := slices.DeleteFunc(slices.Clone(articles), func(k article) bool { return k.number == "" })
	err := inBatches(ctx, numbered, p.article, write)
	for _, k := range articles {
		if k.number == "" && err == nil {
			err = cmp.Or(ctx.Err(), write([]*plan{p.article(ctx, k)}))
		}
	}
	if err != nil || !anyMoved {
		return err
	}
	return a.deriveMarked(ctx)
}

// deriveMarked brings up to date the columns that a change of another has
// marked, because they repeat its text or are of the same week.
func (a *Archive) deriveMarked(ctx context.Context) error {
	articles, err := a.articleKeys(ctx, unreadSQL)
	if err != nil || len(articles) == 0 {
		return err
	}
	return a.derive(ctx, &planner{archive: a}, articles, func(done *plan) error {
		if done.err == nil || Damaged(done.err) {
			return done.err
		}
		a.warnUnread(ctx, done.article.String(), done.err.Error())
		return nil
	})
}

// warnUnread says of a page that was kept why it stays unread.
func (a *Archive) warnUnread(ctx context.Context, article, reason string) {
	a.cfg.Log.WarnContext(ctx, "a page that was kept cannot be read", "article", article, "reason", oneLine(reason))
}

// inBatches does something with every item on all cores, and gives what came of
// it to sink in the order of the items, a batch after the other, while the next
// is under way.
func inBatches[T, R any](ctx context.Context, items []T, do func(context.Context, T) R, sink func([]R) error) error {
	var sinking errgroup.Group
	for batch := range slices.Chunk(items, batchSize) {
		done := make([]R, len(batch))
		var workers errgroup.Group
		workers.SetLimit(runtime.GOMAXPROCS(0))
		for i, item := range batch {
			workers.Go(func() error { done[i] = do(ctx, item); return nil })
		}
		if err := cmp.Or(workers.Wait(), sinking.Wait(), ctx.Err()); err != nil { // what came of it may be that it was cut off
			return err
		}
		sinking.Go(func() error { return sink(done) })
	}
	return sinking.Wait()
}

// DerivePending reads the captures that were kept but not read, because the
// process ended between the two, and names those that cannot be read.
func (a *Archive) DerivePending(ctx context.Context) (ReparseReport, error) {
	a.deriving.Lock()
	defer a.deriving.Unlock()
	return a.derivePending(ctx)
}

func (a *Archive) derivePending(ctx context.Context) (ReparseReport, error) {
	rep := ReparseReport{ParseRun: ParseRun{StartedAt: a.cfg.Now(), ParserVersion: a.cfg.ParserVersion, Scope: "unread"}}
	articles, err := a.articleKeys(ctx, unreadSQL)
	if err == nil && len(articles) > 0 {
		err = a.derive(ctx, &planner{archive: a}, articles, rep.count)
	}
	if err != nil {
		return rep, fmt.Errorf("read pending captures: %w", err)
	}
	for _, f := range rep.Failures {
		a.warnUnread(ctx, f.Article, f.Reason)
	}
	rep.EndedAt = a.cfg.Now()
	return rep, nil
}

// unreadSQL lists the articles with unread captures, the first kept first.
const unreadSQL = `SELECT source, number, iif(number = '', capture_id, 0) FROM unread JOIN captures USING (capture_id)
	GROUP BY 1, 2, 3 ORDER BY min(capture_id)`

// markUnread lists all captures that say something about a column as unread.
func markUnread(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO unread (capture_id) SELECT capture_id FROM captures
		WHERE verdict = 'good' OR number <> '' AND verdict IN ('gone', 'unchanged')`)
	wrap(&err, "mark captures as unread")
	return err
}
