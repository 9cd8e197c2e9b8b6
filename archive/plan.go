package archive

import (
	"context"
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
	same      bool           // but for the parser version, all of this is stored
	columnID  string         // "" where no capture shows a column
	column    *parser.Column // nil where the rows stay as they are
	rows      *rowSet        // of column
	columnRow row            // of column, up to its digest
	digest    string         // of rows and columnRow
	revisions []revision
	state     string
	failures  []parser.Problem
	after     counts // of the column, where it was read
}

// columnBefore is the row of columns as it stands.
type columnBefore struct {
	columnID, number, publishedAt, weekEnd          string
	rowsSHA, state                                  string
	captureID                                       int64
	revision, version, sections, activities, people int
	problems                                        int
}

const columnBeforeSQL = `SELECT column_id, number, published_at, week_end, rows_sha256, state, capture_id, revision,
	parser_version, sections, activities, officials, problems FROM columns WHERE `

// columnsBefore gives the rows of columns that a query beginning with
// columnBeforeSQL finds.
func (a *Archive) columnsBefore(ctx context.Context, query string, args ...any) ([]columnBefore, error) {
	stmt, err := a.prepared(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("read columns: %w", err)
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, fmt.Errorf("read columns: %w", err)
	}
	return collect(rows, func(b *columnBefore) []any {
		return []any{&b.columnID, &b.number, &b.publishedAt, &b.weekEnd, &b.rowsSHA, &b.state, &b.captureID, &b.revision,
			&b.version, &b.sections, &b.activities, &b.people, &b.problems}
	})
}

// release lets go of what was parsed but for the column to write: plans wait
// for their turn, and most have nothing to write.
func (p *plan) release() {
	for i := range p.captures {
		p.captures[i].reading.column = nil
	}
	for i := range p.readings {
		p.readings[i].reading.column = nil
	}
	for i := range p.revisions {
		p.revisions[i].first.reading.column = nil
	}
}

// sameReadings tells that the readings are stored as they are, but for the
// parser version, and that no capture is news.
func (p *plan) sameReadings() bool {
	for i := range p.captures {
		if p.captures[i].unread {
			return false // a revision was last seen later, perhaps
		}
	}
	for i := range p.readings {
		if !p.readings[i].sameReading() {
			return false
		}
	}
	return true
}

// sameRows tells that all that would be written stands there already, but for
// the parser version.
func (p *plan) sameRows() bool {
	b := p.before
	return b != nil && b.columnID == p.columnID && b.rowsSHA == p.digest && b.state == p.state &&
		b.captureID == p.revisions[len(p.revisions)-1].first.id && p.sameReadings()
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
