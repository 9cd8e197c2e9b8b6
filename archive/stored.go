package archive

import (
	"context"
)

// stored is the row of columns as it stands.
type stored struct {
	columnID, kind, publishedAt, weekStart, weekEnd, articleSHA, rowsSHA, state string
	related
	captureID, first                                              int64 // of the current revision, and of all
	revision, version, activities, officials, problems, rowsBelow int
}

const storedSQL = `SELECT column_id, kind, published_at, week_start, week_end, article_sha256, rows_sha256, state, duplicate_of,
	coalesce((SELECT detail FROM problems p WHERE p.column_id = columns.column_id AND code = '` + weekTwice + `'), ''),
	capture_id, coalesce((SELECT min(capture_id) FROM revisions r WHERE r.column_id = columns.column_id), 0),
	revision, parser_version, activities, officials, problems, rows_below FROM columns WHERE `

// stored gives the row of columns that a condition finds, nil for none.
func (a *Archive) stored(ctx context.Context, condition string, args ...any) (*stored, error) {
	found, err := list(ctx, a.stmts, "read column", func(b *stored) []any {
		return []any{&b.columnID, &b.kind, &b.publishedAt, &b.weekStart, &b.weekEnd, &b.articleSHA, &b.rowsSHA, &b.state,
			&b.duplicateOf, &b.weekTwice, &b.captureID, &b.first, &b.revision, &b.version, &b.activities, &b.officials, &b.problems,
			&b.rowsBelow}
	}, storedSQL+condition, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}
