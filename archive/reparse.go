package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"shenzheng/parser/source"
)

// ReparseOptions say what to read again. Without a scope it is what an older
// parser version read.
type ReparseOptions struct {
	All     bool      // everything
	Columns []string  // these columns
	Since   time.Time // columns published at or after this time
	// DryRun writes nothing and finds the differences.
	DryRun bool
	// Difference, where not nil, is given every difference of a dry run, in
	// the order of the articles.
	Difference func(Difference) error
	// Progress, where not nil, is told after each article.
	Progress func(done, total int)
}

// ReparseReport says what a reparse did, or would do.
type ReparseReport struct {
	ParserVersion                    int
	Read, Changed, Unchanged, Failed int // columns
	Pages                            int // pages looked at that are no column, before and after
	ActivitiesBefore                 int
	ActivitiesAfter                  int
	ProblemsBefore                   int
	ProblemsAfter                    int
	Failures                         []Failure
	// Diff is nil unless it was a dry run.
	Diff *Diff
}

// Failure is one article that could not be read; its rows, if it had any,
// stand as they were.
type Failure struct {
	Article string // column id, or source and number
	Reason  string
}

// ErrNoColumn says that no column of this id is held.
var ErrNoColumn = errors.New("no such column")

// Reparse runs the parser over what is held and brings the rows up to date.
// One page that cannot be read never stops it, and after a kill it goes on
// where it was.
func (a *Archive) Reparse(ctx context.Context, o ReparseOptions) (rep ReparseReport, err error) {
	defer wrap(&err, "reparse")
	rep.ParserVersion = a.cfg.ParserVersion
	if a.writer == nil && !o.DryRun {
		return rep, ErrReadOnly
	}
	a.deriving.Lock()
	defer a.deriving.Unlock()
	// Nearly all that is allocated lives as long as its page is read. Collected
	// at the usual rate it takes a fifth of the time; at this one the heap peaks
	// at 130 MB, however many columns there are.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	return rep, a.reparse(ctx, o, &rep)
}

func (a *Archive) reparse(ctx context.Context, o ReparseOptions, rep *ReparseReport) error {
	p := &planner{archive: a, force: o.force(), thorough: len(o.Columns) > 0}
	if !o.DryRun {
		if o.force() {
			damaged, err := a.distrust(ctx)
			if err != nil {
				return err
			}
			p.thorough = p.thorough || damaged
		}
		pending, err := a.derivePending(ctx)
		if err != nil {
			return err
		}
		rep.Failures = pending.Failures
	}
	articles, err := a.targets(ctx, o)
	if err != nil {
		return err
	}
	done := 0
	told := func(p *plan) error {
		if done++; o.Progress != nil {
			o.Progress(done, len(articles))
		}
		return rep.count(p)
	}
	if o.DryRun {
		rep.Diff = &Diff{each: o.Difference}
		defer rep.Diff.sort()
		return a.dryRun(ctx, p, articles, rep.Diff, told)
	}
	return a.derive(ctx, p, articles, told)
}

// dryRun goes the way of derive up to the write, and notes what that would
// change.
func (a *Archive) dryRun(ctx context.Context, p *planner, articles []article, d *Diff, told func(*plan) error) error {
	return inBatches(ctx, articles, p.article, func(batch []*plan) error {
		for _, next := range batch {
			before := d.Count
			if next.err != nil {
				d.lose(next.article.String(), parseFailed, "%s", oneLine(next.err.Error()))
			} else if err := a.compare(ctx, d, next, tableCount); err != nil {
				return err
			}
			if next.change = source.ChangeUnchanged; d.Count > before {
				next.change = source.ChangeReread
			}
			if err := told(next); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *ReparseReport) fail(article article, reason string) {
	r.Failures = append(r.Failures, Failure{article.String(), oneLine(reason)})
}

// count counts an article that was written or compared, or could not be.
func (r *ReparseReport) count(p *plan) error {
	if p.err != nil {
		r.Read++
		r.Failed++
		r.fail(p.article, p.err.Error())
		return nil
	}
	for _, err := range p.broken {
		r.fail(p.article, err.Error())
	}
	if n := len(p.failures); n > 0 {
		r.fail(p.article, p.failures[n-1].Detail)
	}
	failed := len(p.failures)+len(p.broken) > 0
	if p.columnID == "" && p.before == nil && !failed {
		if len(p.captures) > 0 {
			r.Pages++
		}
		return nil
	}
	r.Read++
	after := p.before
	switch {
	case p.column != nil:
		after = p.rows[columnsTable][0]
	case p.columnID == "" && !failed: // else the rows stay
		after = nil
	}
	r.ActivitiesBefore += p.before.num("activities")
	r.ActivitiesAfter += after.num("activities")
	r.ProblemsBefore += p.before.num("problems")
	r.ProblemsAfter += after.num("problems")
	switch {
	case failed:
		r.Failed++
	case p.change == source.ChangeUnchanged:
		r.Unchanged++
	default:
		r.Changed++
	}
	return nil
}

// force tells whether also what this version read is to be read again.
func (o *ReparseOptions) force() bool { return o.All || len(o.Columns) > 0 || !o.Since.IsZero() }

// targets lists the articles of a scope.
func (a *Archive) targets(ctx context.Context, o ReparseOptions) ([]article, error) {
	switch {
	case len(o.Columns) > 0:
		var out []article
		for _, id := range o.Columns {
			found, err := a.articleKeys(ctx, `SELECT source, number, 0 FROM columns WHERE column_id = ?1 AND number <> ''
				UNION ALL SELECT source, '', r.capture_id FROM columns JOIN readings r USING (column_id) WHERE column_id = ?1 AND number = ''`, id)
			if err != nil || len(found) == 0 {
				return nil, cmp.Or(err, fmt.Errorf("%w: %s", ErrNoColumn, id))
			}
			out = append(out, found...)
		}
		return out, nil
	case !o.Since.IsZero():
		return a.articleKeys(ctx, targetSQL+`JOIN columns k USING (column_id)
			WHERE CASE published_at WHEN '' THEN k.captured_at >= ? ELSE unixepoch(published_at) >= ? END GROUP BY 1, 2, 3`,
			stamp(o.Since), o.Since.Unix())
	case o.All:
		return a.articleKeys(ctx, targetSQL+`GROUP BY 1, 2, 3`)
	default:
		return a.articleKeys(ctx, targetSQL+`WHERE r.parser_version < ? GROUP BY 1, 2, 3`, a.cfg.ParserVersion)
	}
}

// targetSQL gives the article of every reading.
const targetSQL = `SELECT c.source, c.number, iif(c.number = '', c.capture_id, 0) FROM readings r JOIN captures c USING (capture_id) `

func (a *Archive) articleKeys(ctx context.Context, query string, args ...any) ([]article, error) {
	return list(ctx, a.reader, "list articles to read", func(k *article) []any { return []any{&k.source, &k.number, &k.capture} }, query, args...)
}
