package archive

import (
	"context"
	"database/sql"
	"fmt"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// Outcome is what came of reading one capture.
type Outcome struct {
	Change    source.Change
	Reason    string // why the page is no column, or why it failed
	ColumnID  string // "" without a column
	WeekStart string // YYYY-MM-DD
	WeekEnd   string
	State     string
	Revision  int

	Sections, Activities, Officials, Problems int
}

// arrival is a page on its way in.
type arrival struct {
	capture *source.Capture
	reading *parser.Reading // what it was read as, nil where nobody has read it yet
	out     Outcome

	item Imported // of an import
}

// Take keeps a capture, which is on disk before anything else happens, and
// brings the rows of its column up to date with it. r is what the parser made
// of the page, so that a page is read once on its way in; where it is nil the
// archive reads the page. After an error the capture may be kept and its rows
// not: DerivePending does the rest.
func (a *Archive) Take(ctx context.Context, c *source.Capture, r *parser.Reading) (source.Change, error) {
	x := &arrival{capture: c, reading: r}
	if err := a.take(ctx, x); err != nil {
		return source.ChangeNone, fmt.Errorf("keep capture of %s: %w", nameOf(c), err)
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
			for _, x := range in {
				if done.article == articleOf(x.capture) {
					x.out = Outcome{Change: source.ChangeFailed, Reason: oneLine(done.err.Error())}
				}
			}
		}
		for i := range done.captures {
			if x := p.given[done.captures[i].id]; x != nil && done.err == nil {
				x.out = outcomeOf(done, &done.captures[i])
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

// outcomeOf tells what a capture is, of a plan that was written.
func outcomeOf(p *plan, h *held) Outcome {
	out := Outcome{Change: p.change, ColumnID: p.columnID, Reason: h.now.reason}
	switch {
	case h.broken != nil:
		out.Change, out.Reason = source.ChangeFailed, oneLine(h.broken.Error())
	case h.verdict == source.Good && h.now.kind == failedKind:
		out.Change = source.ChangeFailed
	case h.verdict == source.Good && h.now.kind != string(parser.PageColumn) && p.change == source.ChangeUnchanged:
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
		officials, problems FROM columns WHERE column_id = ?`, []any{out.ColumnID}, &out.WeekStart,
		&out.WeekEnd, &out.State, &out.Revision, &out.Sections, &out.Activities, &out.Officials, &out.Problems)
	return err
}
