package archive

import (
	"context"
	"time"
)

// RequestCount counts the requests made to a host by outcome.
type RequestCount struct {
	Host   string
	Status int // 0 where no response came
	Count  int
}

// RequestCounts counts every request ever made, by host and status.
func (a *Archive) RequestCounts(ctx context.Context) ([]RequestCount, error) {
	return list(ctx, a.reader, "count requests", func(c *RequestCount) []any { return []any{&c.Host, &c.Status, &c.Count} },
		`SELECT host, status, count(*) FROM requests GROUP BY 1, 2 ORDER BY 1, 2`)
}

// Quality is how well one weekly column was read.
type Quality struct {
	ColumnID, Week string // Monday, YYYY-MM-DD
	State          string
	Revision       int
	Characters     int // code points
	Unclassified   int // of them in no class
	Sections       int
	Activities     int
	Errors         int // problems of severity error
}

// Qualities tells how the latest weekly columns were read, newest week first.
func (a *Archive) Qualities(ctx context.Context, limit int) ([]Quality, error) {
	return list(ctx, a.reader, "read quality of columns", func(q *Quality) []any {
		return []any{&q.ColumnID, &q.Week, &q.State, &q.Revision, &q.Characters, &q.Unclassified, &q.Sections, &q.Activities, &q.Errors}
	}, `SELECT column_id, week_start, state, revision, characters, unclassified_characters,
		sections, activities, (SELECT count(*) FROM problems p WHERE p.column_id = c.column_id AND severity = 'error')
		FROM columns c WHERE kind = 'weekly' ORDER BY week_start DESC, column_id DESC LIMIT ?`, limit)
}

// Upset is a column that the source changed after it was first seen.
type Upset struct {
	ColumnID  string
	Week      string // Monday, YYYY-MM-DD; "" for a column of no week
	Title     string
	Revision  int
	Withdrawn bool
}

// Upsets lists the columns that were edited or are withdrawn.
func (a *Archive) Upsets(ctx context.Context) ([]Upset, error) {
	return list(ctx, a.reader, "list edited and withdrawn columns",
		func(u *Upset) []any { return []any{&u.ColumnID, &u.Week, &u.Title, &u.Revision, &u.Withdrawn} },
		`SELECT column_id, week_start, title, revision, state = 'withdrawn'
		FROM columns WHERE revision > 1 OR state = 'withdrawn' ORDER BY column_id`)
}

// StateCounts counts the columns by state.
func (a *Archive) StateCounts(ctx context.Context) (map[string]int, error) {
	return counts(ctx, a.reader, "count states", statesSQL)
}

const statesSQL = `SELECT state, count(*) FROM columns GROUP BY 1`

// AlertKnown reports whether an alert of this key was ever raised.
func (a *Archive) AlertKnown(ctx context.Context, key string) (bool, error) {
	return get(ctx, a.reader, "look for alert "+key, `SELECT 1 FROM alerts WHERE key = ?`, []any{key}, new(int))
}

// ListingPages gives the addresses of the pages of a source that were kept for
// the record and are no article's.
func (a *Archive) ListingPages(ctx context.Context, source string) ([]string, error) {
	return texts(ctx, a.reader, "list listing pages of "+source, `SELECT DISTINCT url FROM captures
		WHERE source = ? AND number = '' AND verdict = 'page' ORDER BY url`, source)
}

// HasCapture reports whether a capture of this address and time (to the
// millisecond) is held.
func (a *Archive) HasCapture(ctx context.Context, address string, at time.Time) (bool, error) {
	return get(ctx, a.reader, "look for a capture of "+address, `SELECT 1 FROM captures WHERE url = ? AND captured_at = ?`, []any{address, stamp(at)}, new(int))
}
