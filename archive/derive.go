package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// Change says what a capture did to its column.
type Change = source.Change

// The changes.
const (
	ChangeNone      = source.ChangeNone
	ChangeNew       = source.ChangeNew
	ChangeEdited    = source.ChangeEdited
	ChangeReread    = source.ChangeReread
	ChangeState     = source.ChangeState
	ChangeUnchanged = source.ChangeUnchanged
	ChangeRemoved   = source.ChangeRemoved
	ChangeFailed    = source.ChangeFailed
)

// Outcome is what came of reading one capture.
type Outcome struct {
	Change    Change
	PageKind  string // a parser.PageKind, or "failed"; "" for a capture without a page
	Reason    string // why the page is no column, or why it failed
	ColumnID  string // "" without a column
	Title     string
	Kind      parser.Kind
	WeekStart string // YYYY-MM-DD
	WeekEnd   string
	State     string
	Revision  int

	Sections, Activities, Officials, Problems int
}

// arrival is a capture on its way in, and what its page was read as, nil where
// nobody has read it yet.
type arrival struct {
	capture *Capture
	reading *parser.Reading
}

// Take keeps a capture, which is on disk before anything else happens, and
// brings the rows of its column up to date with it. r is what the parser made
// of the page, so that a page is read once on its way in; where it is nil the
// archive reads the page. After an error the capture may be kept and its rows
// not: DerivePending does the rest.
func (a *Archive) Take(ctx context.Context, c *Capture, r *parser.Reading) (Change, error) {
	out, err := a.take(ctx, arrival{c, r})
	if err != nil {
		return ChangeNone, fmt.Errorf("keep capture of %s: %w", nameOf(c), err)
	}
	return out[0].Change, nil
}

// take keeps captures of different articles in one transaction and brings
// their columns up to date in another. A page that is no column, or that the
// parser could not get through, is an Outcome.
func (a *Archive) take(ctx context.Context, in ...arrival) ([]Outcome, error) {
	if err := a.keep(ctx, in); err != nil {
		return nil, err
	}
	a.deriving.Lock()
	defer a.deriving.Unlock()
	p := &planner{archive: a, given: map[int64]*parser.Reading{}}
	out := make([]Outcome, len(in))
	index := map[int64]int{}
	var articles []article
	for i, x := range in {
		out[i].Change = ChangeNone
		if c := x.capture; decisive(c) {
			articles, p.given[c.ID], index[c.ID] = append(articles, articleOf(c)), x.reading, i
		}
	}
	err := a.derive(ctx, p, articles, func(done planned) error {
		if done.err != nil {
			a.cfg.Log.WarnContext(ctx, "rows cannot be brought up to date", "article", done.article, "error", done.err)
			for j, x := range in {
				if done.article == articleOf(x.capture) {
					out[j] = Outcome{Change: ChangeFailed, PageKind: failedKind, Reason: oneLine(done.err.Error())}
				}
			}
		}
		for i, plan := range done.plans {
			for j := range plan.captures {
				if at, ok := index[plan.captures[j].id]; ok {
					out[at] = outcomeOf(plan, &plan.captures[j], done.changes[i])
				}
			}
		}
		return nil
	})
	for i := 0; err == nil && i < len(out); i++ {
		err = a.fill(ctx, &out[i])
	}
	return out, err
}

func articleOf(c *Capture) article {
	if c.Number == "" {
		return article{capture: c.ID}
	}
	return article{source: c.Source, number: c.Number}
}

// keep stores captures that are not held yet, all or none.
func (a *Archive) keep(ctx context.Context, in []arrival) error {
	for _, x := range in {
		a.complete(x.capture)
		if c := x.capture; x.reading != nil && x.reading.CutOff && c.Verdict == Good {
			c.Reason = source.CutOff
		}
	}
	return a.write(ctx, func(tx *sql.Tx) error {
		for _, x := range in {
			if err := a.store(ctx, tx, x.capture); err != nil {
				return err
			}
		}
		return nil
	})
}

// outcomeOf tells what a capture is, of a plan that was written.
func outcomeOf(p *plan, h *held, change Change) Outcome {
	out := Outcome{Change: change, ColumnID: p.columnID, PageKind: h.now.kind, Reason: h.now.reason}
	switch {
	case h.broken != nil:
		out.Change, out.Reason = ChangeFailed, oneLine(h.broken.Error())
	case h.verdict == Good && h.now.kind == failedKind:
		out.Change = ChangeFailed
	case h.verdict == Good && h.now.kind != string(parser.PageColumn) && change == ChangeUnchanged:
		out.Change, out.ColumnID = ChangeNone, ""
	}
	return out
}

// fill adds what the column's row says.
func (a *Archive) fill(ctx context.Context, out *Outcome) error {
	if out.ColumnID == "" {
		return nil
	}
	err := a.reader.QueryRowContext(ctx, `SELECT title, kind, week_start, week_end, state, revision, sections, activities,
		officials, problems FROM columns WHERE column_id = ?`, out.ColumnID).Scan(&out.Title, &out.Kind, &out.WeekStart,
		&out.WeekEnd, &out.State, &out.Revision, &out.Sections, &out.Activities, &out.Officials, &out.Problems)
	if err != nil {
		return fmt.Errorf("read column %s: %w", out.ColumnID, err)
	}
	return nil
}

// batchSize is how many articles share a transaction. Each is replaced as a
// whole, so that a kill loses at most the work on this many.
const batchSize = 64

// derive brings articles up to date: the one way from captures to rows. Plans
// are made on all cores and written from here, a batch to a transaction; told
// hears of every article once its rows are on disk. Pages without a number
// come last, one after the other: whether two of them are one column is known
// only once they are read.
func (a *Archive) derive(ctx context.Context, p *planner, articles []article, told func(planned) error) error {
	if a.writer == nil {
		return ErrReadOnly
	}
	var numbered, loose []article
	for _, k := range articles {
		if k.number != "" {
			numbered = append(numbered, k)
		} else {
			loose = append(loose, k)
		}
	}
	var batch []planned
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
	err := p.each(ctx, numbered, func(next planned) error {
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
	return a.deriveRelated(ctx)
}

// deriveRelated brings the columns up to date that a change has marked because
// they repeat its text, or are of the same week.
func (a *Archive) deriveRelated(ctx context.Context) error {
	articles, err := a.articleKeys(ctx, unreadSQL)
	if err != nil || len(articles) == 0 {
		return err
	}
	return a.derive(ctx, &planner{archive: a}, articles, func(planned) error { return nil })
}

// article plans for one article. What cannot be read costs that article alone.
func (p *planner) article(ctx context.Context, k article) planned {
	plans, err := p.plans(ctx, k)
	return planned{article: k, plans: plans, err: err}
}

// each plans the articles on all cores and gives the plans to sink from one
// goroutine, in the order of the articles, so that no report depends on which
// core was faster.
func (p *planner) each(ctx context.Context, articles []article, sink func(planned) error) error {
	return ordered(ctx, articles, p.article, sink)
}

// ordered does something with every item on all cores, and gives what came of
// it to sink from one goroutine, in the order of the items.
func ordered[T, R any](ctx context.Context, items []T, do func(context.Context, T) R, sink func(R) error) error {
	group, ctx := errgroup.WithContext(ctx)
	queue := make(chan chan R, 2*runtime.GOMAXPROCS(0)) // bounds what is under way
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
		a.cfg.Log.WarnContext(ctx, "a page that was kept cannot be read", "article", f.Article, "reason", f.Reason)
	}
	rep.EndedAt = a.cfg.Now()
	return rep, nil
}

// unreadSQL lists the articles with unread captures, the first kept first.
const unreadSQL = `SELECT source, number, '', CASE number WHEN '' THEN capture_id ELSE 0 END FROM unread JOIN captures USING (capture_id)
	GROUP BY 1, 2, 3, 4 ORDER BY min(capture_id)`

// markUnread lists all captures that say something about a column as unread.
func markUnread(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO unread (capture_id) SELECT capture_id FROM captures
		WHERE verdict = 'good' OR number <> '' AND verdict IN ('gone', 'unchanged')`)
	if err != nil {
		return fmt.Errorf("mark captures as unread: %w", err)
	}
	return nil
}
