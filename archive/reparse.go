package archive

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"
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
	// Workers is the number of pages read at once; 0 is one per core.
	Workers int
	// Progress, where not nil, is told after each article.
	Progress func(done, total int)
}

// ReparseReport says what a reparse did, or would do.
type ReparseReport struct {
	ParseRun
	Pages    int // pages looked at that are no column, before and after
	Failures []Failure
	// Diff is nil unless it was a dry run.
	Diff *Diff
}

// Failure is one article that could not be read; its rows, if it had any,
// stand as they were.
type Failure struct {
	Article string // column id, or source and number
	Reason  string
}

// maxFailures bounds how many failures a report names.
const maxFailures = 1000

// ErrNoColumn says that no column of this id is held.
var ErrNoColumn = errors.New("no such column")

// batchSize is how many columns share a transaction. Each is replaced as a
// whole, so a kill loses at most the work on this many.
const batchSize = 64

// Reparse runs the parser over what is held and brings the rows up to date.
// One page that cannot be read never stops it, and after a kill it goes on
// where it was.
func (a *Archive) Reparse(ctx context.Context, o ReparseOptions) (ReparseReport, error) {
	rep := ReparseReport{ParseRun: ParseRun{StartedAt: a.cfg.Now(), ParserVersion: a.cfg.ParserVersion, Scope: o.scope()}}
	if a.writer == nil && !o.DryRun {
		return rep, fmt.Errorf("reparse: %w", ErrReadOnly)
	}
	a.deriving.Lock()
	defer a.deriving.Unlock()
	if !o.DryRun {
		if o.force() {
			if err := a.distrust(ctx, o); err != nil {
				return rep, fmt.Errorf("reparse: %w", err)
			}
		}
		if _, err := a.derivePending(ctx); err != nil {
			return rep, fmt.Errorf("reparse: %w", err)
		}
	}
	targets, err := a.targets(ctx, o)
	if err != nil {
		return rep, fmt.Errorf("reparse: %w", err)
	}
	if err := a.reparse(ctx, o, targets, &rep); err != nil {
		return rep, fmt.Errorf("reparse: %w", err)
	}
	return rep, nil
}

func (a *Archive) reparse(ctx context.Context, o ReparseOptions, targets []article, rep *ReparseReport) error {
	t := &tally{report: rep, progress: o.Progress, total: len(targets)}
	if o.DryRun {
		rep.Diff = newDiff(o.Difference)
		err := a.pipeline(ctx, o, targets, t, a.compare(t))
		rep.Diff.sort()
		rep.EndedAt = a.cfg.Now()
		return err
	}
	if len(targets) > 0 || o.force() {
		if err := a.startParseRun(ctx, &rep.ParseRun); err != nil {
			return err
		}
	}
	if err := a.pipeline(ctx, o, targets, t, a.replace(t)); err != nil {
		return err
	}
	if rep.ID == 0 {
		rep.EndedAt = a.cfg.Now()
		return nil // nothing to do leaves no trace
	}
	return a.endParseRun(ctx, &rep.ParseRun)
}

func (o *ReparseOptions) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// tally counts what the plans did.
type tally struct {
	report      *ReparseReport
	progress    func(done, total int)
	done, total int
}

// failed counts an article that could not be planned or written.
func (t *tally) failed(k article, err error) {
	t.report.Read++
	t.report.Failed++
	t.name(k.String(), err.Error())
	t.step()
}

func (t *tally) name(article, reason string) {
	if len(t.report.Failures) < maxFailures {
		t.report.Failures = append(t.report.Failures, Failure{article, oneLine(reason)})
	}
}

// count counts a plan that was applied or compared.
func (t *tally) count(p *plan, change Change) {
	defer t.step()
	r := t.report
	if len(p.failures) > 0 {
		t.name(p.article.String(), p.failures[len(p.failures)-1].Detail)
	}
	if p.columnID == "" && p.before == nil && len(p.failures) == 0 {
		r.Pages++
		return
	}
	r.Read++
	before, after := p.counts()
	r.ActivitiesBefore += before.activities
	r.OfficialsBefore += before.officials
	r.ProblemsBefore += before.problems
	r.ActivitiesAfter += after.activities
	r.OfficialsAfter += after.officials
	r.ProblemsAfter += after.problems
	switch {
	case len(p.failures) > 0:
		r.Failed++
	case change == ChangeUnchanged:
		r.Unchanged++
	default:
		r.Changed++
	}
}

func (t *tally) step() {
	t.done++
	if t.progress != nil {
		t.progress(min(t.done, t.total), t.total)
	}
}

// counts are the figures of one column that a report adds up.
type counts struct{ activities, officials, problems int }

// counts gives the figures before the plan and after it.
func (p *plan) counts() (before, after counts) {
	if b := p.before; b != nil {
		before = counts{b.activities, b.people, b.problems}
	}
	switch {
	case p.column != nil, p.same:
		after = p.after
	case p.columnID != "" || len(p.failures) > 0:
		after = before // the rows stay
	}
	return before, after
}
