package archive

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"shenzheng/parser"
	"shenzheng/parser/source"
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
	// Some columns are marked now, because they repeat the text of one that
	// changed or are of the same week.
	marked, err := a.articleKeys(ctx, unreadSQL)
	if err != nil || len(marked) == 0 {
		return err
	}
	return a.derive(ctx, &planner{archive: a}, marked, func(done *plan) error {
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
	rep := ReparseReport{ParserVersion: a.cfg.ParserVersion}
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
	return rep, nil
}

// unreadSQL lists the articles with unread captures, the first kept first.
const unreadSQL = `SELECT source, number, iif(number = '', capture_id, 0) FROM unread JOIN captures USING (capture_id)
	GROUP BY 1, 2, 3 ORDER BY min(capture_id)`

// markUnreadSQL lists all captures that say something about a column as unread.
const markUnreadSQL = `INSERT OR IGNORE INTO unread (capture_id) SELECT capture_id FROM captures
	WHERE verdict = 'good' OR number <> '' AND verdict IN ('gone', 'unchanged')`

// Outcome is what came of reading one capture.
type Outcome struct {
	Change    source.Change
	Reason    string // why the page is no column, or why it failed
	ColumnID  string // "" without a column
	WeekStart string // YYYY-MM-DD
	WeekEnd   string
	State     string
	Revision  int
	// DuplicateOf is the column whose text this one has, and which has the rows.
	DuplicateOf string

	Sections, Activities, Officials, Problems int
}

// arrival is a page on its way in.
type arrival struct {
	capture *source.Capture
	reading *parser.Reading // what it was read as, nil where nobody has read it yet
	out     Outcome

	item   Imported // of an import
	record string   // id of the record of a WARC file that it comes from
}

// Take keeps a capture, which is on disk before anything else happens, and
// brings the rows of its column up to date with it. r is what the parser made
// of the page, so that a page is read once on its way in; where it is nil the
// archive reads the page. After an error the capture may be kept and its rows
// not: DerivePending does the rest.
func (a *Archive) Take(ctx context.Context, c *source.Capture, r *parser.Reading) (source.Change, error) {
	x := &arrival{capture: c, reading: r}
	if err := a.take(ctx, x); err != nil {
		return source.ChangeNone, fmt.Errorf("keep capture of %s: %w", cmp.Or(c.URL, c.Source+" "+c.Number), err)
	}
	return x.out.Change, nil
}

// take keeps captures of different articles in one transaction and brings
// their columns up to date in another. A page that is no column, or that the
// parser could not get through, is an Outcome.
func (a *Archive) take(ctx context.Context, in ...*arrival) error {
	if err := a.keep(ctx, in); err != nil {
		return err
	}
	a.deriving.Lock()
	defer a.deriving.Unlock()
	p := &planner{archive: a, given: map[int64]*arrival{}}
	var articles []article
	for _, x := range in {
		x.out.Change = source.ChangeNone
		if c := x.capture; decisive(c) {
			articles, p.given[c.ID] = append(articles, articleOf(c)), x
		}
	}
	err := a.derive(ctx, p, articles, func(done *plan) error {
		if Damaged(done.err) { // what is kept so may be lost with the database
			return done.err
		}
		if done.err != nil {
			a.cfg.Log.WarnContext(ctx, "rows cannot be brought up to date", "article", done.article, "error", done.err)
		}
		for _, x := range in {
			if decisive(x.capture) && articleOf(x.capture) == done.article {
				x.out = done.outcome(x.capture.ID)
			}
		}
		return nil
	})
	for i := 0; err == nil && i < len(in); i++ {
		err = a.fill(ctx, &in[i].out)
	}
	return err
}

func articleOf(c *source.Capture) article {
	if c.Number == "" {
		return article{capture: c.ID}
	}
	return article{source: c.Source, number: c.Number}
}

// keep stores captures that are not held yet, all or none.
func (a *Archive) keep(ctx context.Context, in []*arrival) error {
	for _, x := range in {
		a.complete(x.capture)
		if c := x.capture; x.reading != nil && x.reading.CutOff && c.Verdict == source.Good {
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

// outcome tells what a capture is, of a plan that was written or could not be.
func (p *plan) outcome(captureID int64) Outcome {
	if p.err != nil {
		return Outcome{Change: source.ChangeFailed, Reason: oneLine(p.err.Error())}
	}
	h := p.captures[slices.IndexFunc(p.captures, func(h held) bool { return h.ID == captureID })]
	out := Outcome{Change: p.change, ColumnID: p.columnID, Reason: h.now.reason}
	switch {
	case h.broken != nil:
		out.Change, out.Reason = source.ChangeFailed, oneLine(h.broken.Error())
	case h.Verdict == source.Good && h.now.kind == failedKind:
		out.Change = source.ChangeFailed
	case h.Verdict == source.Good && h.now.kind != string(parser.PageColumn) && p.change == source.ChangeUnchanged:
		out.Change, out.ColumnID = source.ChangeNone, ""
	}
	return out
}

// fill adds what the column's row says.
func (a *Archive) fill(ctx context.Context, out *Outcome) error {
	if out.ColumnID == "" {
		return nil
	}
	_, err := get(ctx, a.reader, "read column "+out.ColumnID, `SELECT week_start, week_end, state, revision, sections, activities,
		officials, problems, duplicate_of FROM columns WHERE column_id = ?`, []any{out.ColumnID}, &out.WeekStart,
		&out.WeekEnd, &out.State, &out.Revision, &out.Sections, &out.Activities, &out.Officials, &out.Problems, &out.DuplicateOf)
	return err
}
