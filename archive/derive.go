package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"shenzheng/parser"
)

// Change says what a capture did to its column.
type Change string

// The changes.
const (
	ChangeNone      Change = "none"      // the page is no column
	ChangeNew       Change = "new"       // a column that was not held
	ChangeEdited    Change = "edited"    // a new revision
	ChangeReread    Change = "reread"    // the same revision, other rows
	ChangeState     Change = "state"     // the same rows, another state
	ChangeUnchanged Change = "unchanged" // nothing published changed
	ChangeRemoved   Change = "removed"   // no capture shows a column any more
	ChangeFailed    Change = "failed"    // the page could not be read
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

// Derive reads the capture and brings the rows of its column up to date, in
// one transaction, parser_version last. The parser runs before the
// transaction. A page that is no column, or that the parser could not get
// through, is an Outcome; an error means that nothing was stored.
func (a *Archive) Derive(ctx context.Context, captureID int64) (Outcome, error) {
	a.deriving.Lock()
	defer a.deriving.Unlock()
	out, err := a.derive(ctx, captureID)
	if err != nil {
		return Outcome{}, fmt.Errorf("derive capture %d: %w", captureID, err)
	}
	return out, nil
}

func (a *Archive) derive(ctx context.Context, captureID int64) (Outcome, error) {
	if a.writer == nil {
		return Outcome{}, ErrReadOnly
	}
	hs, err := a.captures(ctx, heldSQL+`c.capture_id = ?`, captureID)
	if err != nil {
		return Outcome{}, err
	}
	if len(hs) == 0 {
		return Outcome{}, errors.New("no such capture")
	}
	h := hs[0]
	if h.verdict != Good && (h.number == "" || h.verdict != Gone && h.verdict != Unchanged) {
		return Outcome{Change: ChangeNone}, nil
	}
	plans, err := a.plansFor(ctx, h)
	if err != nil {
		return Outcome{}, err
	}
	changes := make([]Change, len(plans))
	err = a.write(ctx, func(tx *sql.Tx) error {
		w := newRowWriter(ctx, tx, a.cfg.ParserVersion)
		defer w.close()
		for i, p := range plans {
			if changes[i], err = w.apply(p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Outcome{}, err
	}
	return a.outcome(ctx, captureID, plans, changes)
}

func (a *Archive) plansFor(ctx context.Context, h held) ([]*plan, error) {
	p := a.newPlanner(false)
	if h.number == "" {
		return p.loose(ctx, []held{h})
	}
	one := p.articles(ctx, []article{{source: h.source, number: h.number}})[0]
	return one.plans, one.err
}

// outcome tells what the capture is now, from the rows just written.
func (a *Archive) outcome(ctx context.Context, captureID int64, plans []*plan, changes []Change) (Outcome, error) {
	out := Outcome{Change: ChangeNone}
	for i, p := range plans {
		for _, h := range p.captures {
			if h.id != captureID {
				continue
			}
			out.Change, out.ColumnID = changes[i], p.columnID
			out.PageKind, out.Reason = h.reading.kind, h.reading.reason
			if h.verdict == Good && h.reading.kind == failedKind {
				out.Change = ChangeFailed
			} else if h.verdict == Good && h.reading.kind != string(parser.PageColumn) && out.Change == ChangeUnchanged {
				out.Change, out.ColumnID = ChangeNone, ""
			}
		}
	}
	if out.ColumnID == "" {
		return out, nil
	}
	err := a.reader.QueryRowContext(ctx, `SELECT title, kind, week_start, week_end, state, revision, sections, activities,
		officials, problems FROM columns WHERE column_id = ?`, out.ColumnID).Scan(&out.Title, &out.Kind, &out.WeekStart,
		&out.WeekEnd, &out.State, &out.Revision, &out.Sections, &out.Activities, &out.Officials, &out.Problems)
	if err != nil {
		return Outcome{}, fmt.Errorf("read column %s: %w", out.ColumnID, err)
	}
	return out, nil
}

// PendingReport counts what DerivePending did.
type PendingReport struct {
	Read    int // captures
	Columns int // columns new or changed
	Failed  int // captures whose page could not be read
}

// DerivePending reads the captures that were kept but not read, because the
// process ended between the two.
func (a *Archive) DerivePending(ctx context.Context) (PendingReport, error) {
	a.deriving.Lock()
	defer a.deriving.Unlock()
	return a.derivePending(ctx)
}

func (a *Archive) derivePending(ctx context.Context) (PendingReport, error) {
	var rep PendingReport
	ids, err := a.Unread(ctx)
	if err != nil {
		return rep, err
	}
	for _, id := range ids {
		out, err := a.derive(ctx, id)
		if err != nil {
			return rep, fmt.Errorf("read pending capture %d: %w", id, err)
		}
		rep.Read++
		switch out.Change {
		case ChangeNew, ChangeEdited, ChangeReread, ChangeState:
			rep.Columns++
		case ChangeFailed:
			rep.Failed++
		}
	}
	return rep, nil
}

// Unread lists the captures that were kept but not read, oldest first.
func (a *Archive) Unread(ctx context.Context) ([]int64, error) {
	rows, err := a.reader.QueryContext(ctx, `SELECT capture_id FROM unread JOIN captures USING (capture_id)
		ORDER BY captured_at, capture_id`)
	if err != nil {
		return nil, fmt.Errorf("list unread captures: %w", err)
	}
	return collect(rows, func(id *int64) []any { return []any{id} })
}
