package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// planned is one article, planned or not.
type planned struct {
	article article
	plans   []*plan
	err     error
}

// pipeline plans the articles on all cores and gives the plans to sink, from
// one goroutine. What is under way at a time is bounded, so memory stays flat
// however much is held.
//
// Pages without a number come last, one after the other: whether two of them
// are one column is known only after reading them.
func (a *Archive) pipeline(ctx context.Context, o ReparseOptions, targets []article, t *tally,
	sink func(context.Context, <-chan planned) error) error {
	var numbered, loose []article
	for _, k := range targets {
		if k.number != "" {
			numbered = append(numbered, k)
		} else {
			loose = append(loose, k)
		}
	}
	if err := a.planAll(ctx, o, numbered, sink); err != nil {
		return err
	}
	p := a.newPlanner(o.force())
	p.whole = o.DryRun
	for _, k := range loose {
		one := make(chan planned, 1)
		plans, err := p.looseTarget(ctx, k)
		one <- planned{k, plans, err}
		close(one)
		if err := sink(ctx, one); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// collectorRoom is memory, in bytes, that nobody touches, so that it costs no
// page of the machine's. The garbage collector runs whenever the heap has
// doubled; beside the little that is alive here, that would be every few pages.
const collectorRoom = 16 << 20

// chunk is some articles of one source, and where their plans will be.
type chunk struct {
	articles []article
	result   chan []planned
}

// planAll plans on all workers and hands the plans over in the order of the
// articles, so that a report does not depend on which core was faster.
func (a *Archive) planAll(ctx context.Context, o ReparseOptions, targets []article,
	sink func(context.Context, <-chan planned) error) error {
	if len(targets) > chunkSize {
		room := make([]byte, collectorRoom)
		defer runtime.KeepAlive(room)
	}
	group, ctx := errgroup.WithContext(ctx)
	todo := make(chan chunk)
	order := make(chan chunk, o.workers())
	group.Go(func() error {
		defer close(todo)
		defer close(order)
		for len(targets) > 0 {
			n := sameSource(targets)
			c := chunk{targets[:n], make(chan []planned, 1)}
			targets = targets[n:]
			if err := send(ctx, order, c); err != nil {
				return err
			}
			if err := send(ctx, todo, c); err != nil {
				return err
			}
		}
		return nil
	})
	for range o.workers() {
		group.Go(func() error {
			p := a.newPlanner(o.force())
			p.whole = o.DryRun
			for c := range todo {
				c.result <- p.articles(ctx, c.articles)
			}
			return nil
		})
	}
	done := make(chan planned, chunkSize)
	group.Go(func() error {
		defer close(done)
		return inOrder(ctx, order, done)
	})
	group.Go(func() error { return sink(ctx, done) })
	return group.Wait()
}

// sameSource is how many of the articles make the next chunk.
func sameSource(targets []article) int {
	n := 1
	for n < min(len(targets), chunkSize) && targets[n].source == targets[0].source {
		n++
	}
	return n
}

func inOrder(ctx context.Context, order <-chan chunk, done chan<- planned) error {
	for c := range order {
		select {
		case ps := <-c.result:
			for _, p := range ps {
				if err := send(ctx, done, p); err != nil {
					return err
				}
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func send[T any](ctx context.Context, to chan<- T, v T) error {
	select {
	case to <- v:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// looseTarget plans for the pages without a number that were read as one
// column, or as none.
func (p *planner) looseTarget(ctx context.Context, k article) ([]*plan, error) {
	hs, err := p.archive.captures(ctx, heldSQL+`c.source = ? AND c.number = '' AND c.verdict = 'good' AND r.column_id = ?
		ORDER BY c.captured_at, c.capture_id`, k.source, k.columnID)
	if err != nil {
		return nil, err
	}
	return p.loose(ctx, hs)
}

// replace gives a sink that writes the plans, a batch to a transaction.
func (a *Archive) replace(t *tally) func(context.Context, <-chan planned) error {
	return func(ctx context.Context, in <-chan planned) error {
		for first := range in {
			if err := a.replaceBatch(ctx, first, in, t); err != nil {
				return err
			}
		}
		return nil
	}
}

func (a *Archive) replaceBatch(ctx context.Context, first planned, in <-chan planned, t *tally) error {
	return a.write(ctx, func(tx *sql.Tx) error {
		w := newRowWriter(ctx, tx, a.cfg.ParserVersion)
		defer w.close()
		for n, next, ok := 1, first, true; ok; n++ {
			if err := w.replaceOne(next, t); err != nil {
				return err
			}
			if n == batchSize {
				break
			}
			next, ok = <-in
		}
		return w.confirmAll()
	})
}

// replaceOne writes the plans of one article, all of them or none. A row that
// the database refuses counts against the article; any other error ends the run.
func (w *rowWriter) replaceOne(next planned, t *tally) error {
	if next.err != nil {
		if errors.Is(next.err, context.Canceled) || errors.Is(next.err, context.DeadlineExceeded) {
			return next.err
		}
		t.failed(next.article, next.err)
		return nil
	}
	if w.confirm(next.plans) {
		for _, p := range next.plans {
			t.count(p, p.sameChange())
		}
		return nil
	}
	if err := w.exec(`SAVEPOINT one`); err != nil {
		return fmt.Errorf("write %s: %w", next.article, err)
	}
	changes := make([]Change, len(next.plans))
	for i, p := range next.plans {
		var err error
		if changes[i], err = w.apply(p); err == nil {
			continue
		}
		if !refused(err) {
			return err
		}
		if rerr := w.exec(`ROLLBACK TO one`); rerr != nil {
			return errors.Join(err, rerr)
		}
		w.people = map[string]bool{}
		t.failed(next.article, err)
		return w.exec(`RELEASE one`)
	}
	if err := w.exec(`RELEASE one`); err != nil {
		return fmt.Errorf("write %s: %w", next.article, err)
	}
	for i, p := range next.plans {
		t.count(p, changes[i])
	}
	return nil
}

// refused tells whether the database refused a row, rather than failed.
func refused(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT
}
