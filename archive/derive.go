package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// batchSize is how many articles share a transaction. Each is replaced as a
// whole, so that a kill loses at most the work on this many.
const batchSize = 32

// derive brings articles up to date: the one way from captures to rows. Plans
// are made on all cores and written from here, a batch to a transaction; told
// hears of every article once its rows are on disk. Pages without a number
// come last, one after the other: whether two of them are one column is known
// only once they are read.
func (a *Archive) derive(ctx context.Context, p *planner, articles []article, told func(*plan) error) error {
	if a.writer == nil {
		return ErrReadOnly
	}
	numbered := slices.DeleteFunc(slices.Clone(articles), func(k article) bool { return k.number == "" })
	loose := slices.DeleteFunc(slices.Clone(articles), func(k article) bool { return k.number != "" })
	var batch []*plan
	anyMoved := false
	flush := func() error {
		moved, err := a.replace(ctx, batch)
		if err != nil {
			return err
		}
		anyMoved = anyMoved || moved
		for _, done := range batch {
			if err := told(done); err != nil {
				return err
			}
		}
		batch = batch[:0]
		return nil
	}
	err := ordered(ctx, numbered, p.article, func(next *plan) error {
		if batch = append(batch, next); len(batch) < batchSize {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	for i := 0; err == nil && i < len(loose); i++ {
		batch = append(batch, p.article(ctx, loose[i]))
		err = errors.Join(ctx.Err(), flush())
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

// ordered does something with every item on all cores, and gives what came of
// it to sink from one goroutine, in the order of the items.
func ordered[T, R any](ctx context.Context, items []T, do func(context.Context, T) R, sink func(R) error) error {
	group, ctx := errgroup.WithContext(ctx)
	queue := make(chan chan R, batchSize) // bounds what is under way, and lets it go on while a batch is written
	group.Go(func() error {
		defer close(queue)
		var workers errgroup.Group
		workers.SetLimit(runtime.GOMAXPROCS(0))
		for _, item := range items {
			out := make(chan R, 1)
			select {
			case queue <- out:
				workers.Go(func() error { out <- do(ctx, item); return nil })
			case <-ctx.Done():
			}
		}
		return errors.Join(workers.Wait(), ctx.Err())
	})
	group.Go(func() error {
		for out := range queue {
			next := <-out
			if ctx.Err() != nil {
				return ctx.Err() // what came of it is that it was cut off
			}
			if err := sink(next); err != nil {
				return err
			}
		}
		return nil
	})
	return group.Wait()
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
		t := &tally{report: &rep, total: len(articles)}
		err = a.derive(ctx, &planner{archive: a}, articles, t.count)
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
