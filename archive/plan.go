package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"shenzheng/parser"
)

// plan is all that one write has to do for one column, worked out before the
// write begins.
type plan struct {
	article   article
	readings  []held // to be stored
	captures  []held // of the article, all read now
	before    *columnBefore
	columnID  string         // "" where no capture shows a column
	column    *parser.Column // nil where the rows stay as they are
	rows      *rowSet        // of column
	columnRow row            // of column, up to its digest
	digest    string         // of rows and columnRow
	revisions []revision
	state     string
	failures  []parser.Problem
}

// columnBefore is the row of columns as it stands.
type columnBefore struct {
	columnID, publishedAt, weekEnd, rowsSHA, state  string
	captureID                                       int64
	revision, version, sections, activities, people int
	problems                                        int
}

func (a *Archive) columnBefore(ctx context.Context, where string, args ...any) (*columnBefore, error) {
	var b columnBefore
	stmt, err := a.prepared(ctx, `SELECT column_id, published_at, week_end, rows_sha256, state, capture_id, revision,
		parser_version, sections, activities, officials, problems FROM columns WHERE `+where)
	if err != nil {
		return nil, fmt.Errorf("read column: %w", err)
	}
	err = stmt.QueryRowContext(ctx, args...).Scan(
		&b.columnID, &b.publishedAt, &b.weekEnd, &b.rowsSHA, &b.state, &b.captureID, &b.revision,
		&b.version, &b.sections, &b.activities, &b.people, &b.problems)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read column: %w", err)
	}
	return &b, nil
}

// planArticle reads what has to be read of a numbered article and works out
// its rows.
func (a *Archive) planArticle(ctx context.Context, k article, force bool) (*plan, error) {
	hs, err := a.history(ctx, k)
	if err != nil {
		return nil, err
	}
	before, err := a.columnBefore(ctx, `source = ? AND number = ?`, k.source, k.number)
	if err != nil {
		return nil, err
	}
	dirty, err := a.bring(ctx, hs, force)
	if err != nil {
		return nil, err
	}
	p := &plan{article: k, captures: hs, before: before}
	for _, i := range dirty {
		p.readings = append(p.readings, hs[i])
	}
	for _, h := range hs {
		if h.verdict == Good && h.reading.kind == string(parser.PageColumn) {
			p.columnID = h.reading.columnID
		}
	}
	return p, a.finish(ctx, p, force)
}

// finish works out revisions, state and, where the rows have to be written,
// the column to write.
func (a *Archive) finish(ctx context.Context, p *plan, force bool) error {
	p.failures = failuresOf(p.captures)
	if p.columnID == "" {
		return nil
	}
	p.revisions = revisionsOf(p.captures, p.columnID)
	first := p.revisions[len(p.revisions)-1].first
	b := p.before
	if b != nil && !force && len(p.failures) == 0 && b.version == a.cfg.ParserVersion &&
		b.columnID == p.columnID && b.captureID == first.id && b.revision == len(p.revisions) {
		p.state = stateOf(p.captures, p.columnID, len(p.revisions), sinceText(b.publishedAt, b.weekEnd, first.at))
		return nil
	}
	column := first.reading.column
	if column == nil {
		r, err := a.readPage(ctx, first)
		if err != nil {
			return err
		}
		if r.column == nil || r.columnID != p.columnID {
			return fmt.Errorf("read capture %d again: the parser gave another answer than before", first.id)
		}
		column = r.column
	}
	if len(p.failures) > 0 {
		with := *column
		with.Problems = append(p.failures, column.Problems...)
		column = &with
	}
	p.state = stateOf(p.captures, p.columnID, len(p.revisions), since(column, first.at))
	p.column, p.rows, p.columnRow = column, rowsOf(column), columnRow(column, p)
	p.digest = (&rowSink{}).digest(column, p.columnRow)
	return nil
}

// parseFailed is the code of the problem that stands for a page the parser
// could not get through.
const parseFailed = "parse_failed"

func failuresOf(hs []held) []parser.Problem {
	var out []parser.Problem
	for _, h := range hs {
		if h.verdict == Good && h.reading.kind == failedKind {
			out = append(out, parser.Problem{Code: parseFailed, Severity: "error",
				Detail: "page captured at " + stamp(h.at) + " could not be read: " + h.reading.reason})
		}
	}
	return out
}

// since is the time of publication; where it is not known, the end of the
// week; and where neither is, the first capture of the revision.
func since(c *parser.Column, captured time.Time) time.Time {
	switch {
	case !c.Published.IsZero():
		return c.Published
	case !c.Week.End.IsZero():
		return c.Week.End.Time()
	default:
		return captured
	}
}
