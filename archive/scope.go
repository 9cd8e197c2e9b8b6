package archive

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"
)

// scope names the scope for the record of the run.
func (o *ReparseOptions) scope() string {
	switch {
	case len(o.Columns) > 0:
		return "column " + strings.Join(o.Columns, " ")
	case !o.Since.IsZero():
		return "since " + o.Since.Format(time.DateOnly)
	case o.All:
		return "all"
	default:
		return "stale"
	}
}

// force tells whether also what this version read is to be read again.
func (o *ReparseOptions) force() bool { return o.All || len(o.Columns) > 0 || !o.Since.IsZero() }

// targets lists the articles of a scope.
func (a *Archive) targets(ctx context.Context, o ReparseOptions) ([]article, error) {
	switch {
	case len(o.Columns) > 0:
		var out []article
		for _, id := range o.Columns {
			found, err := a.articleKeys(ctx, `SELECT source, number, CASE number WHEN '' THEN column_id ELSE '' END, 0 FROM columns WHERE column_id = ?`, id)
			if err != nil || len(found) == 0 {
				return nil, cmp.Or(err, fmt.Errorf("%w: %s", ErrNoColumn, id))
			}
			out = append(out, found...)
		}
		return out, nil
	case !o.Since.IsZero():
		return a.articleKeys(ctx, `SELECT source, number, CASE number WHEN '' THEN column_id ELSE '' END, 0 FROM columns
			WHERE CASE published_at WHEN '' THEN captured_at >= ? ELSE unixepoch(published_at) >= ? END ORDER BY 1, 2, 3`,
			stamp(o.Since), o.Since.Unix())
	case o.All:
		return a.articleKeys(ctx, targetSQL+` GROUP BY 1, 2, 3`)
	default:
		return a.articleKeys(ctx, targetSQL+` WHERE r.parser_version < ? GROUP BY 1, 2, 3`, a.cfg.ParserVersion)
	}
}

// targetSQL gives the article of every reading. Pages without a number that
// are no column share one article of their source, with neither.
const targetSQL = `SELECT c.source, c.number, CASE c.number WHEN '' THEN r.column_id ELSE '' END, 0
	FROM readings r JOIN captures c USING (capture_id)`

func (a *Archive) articleKeys(ctx context.Context, query string, args ...any) ([]article, error) {
	return list(ctx, a.reader, "list articles to read", func(k *article) []any { return []any{&k.source, &k.number, &k.columnID, &k.capture} }, query, args...)
}
