package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Finding is something that is not as it should be.
type Finding struct {
	Code   string `json:"code"`   // integrity | foreign_key | body | capture | span | text | count | row
	Object string `json:"object"` // what it is about, such as a capture or an activity
	Detail string `json:"detail"`
}

// Check verifies the database: SQLite's own integrity, foreign keys, every
// capture against its hash, every span against the text, every count against
// the rows, and the rows against what the parser makes of their pages. An archive without fault gives no findings; an error means that
// the check itself could not be done.
func (a *Archive) Check(ctx context.Context) ([]Finding, error) {
	c := &checker{archive: a}
	for _, step := range [...]func(context.Context) error{c.integrity, c.foreignKeys, c.bodies, c.captures, c.columns, c.counts, c.rows} {
		if err := step(ctx); err != nil {
			return c.findings, fmt.Errorf("check: %w", err)
		}
	}
	return c.findings, nil
}

type checker struct {
	archive  *Archive
	findings []Finding
}

func (c *checker) find(code, object, format string, args ...any) {
	c.findings = append(c.findings, Finding{code, object, fmt.Sprintf(format, args...)})
}

func (c *checker) integrity(ctx context.Context) error {
	found, err := integrity(ctx, c.archive.reader)
	for _, f := range found {
		c.find("integrity", "database", "%s", f)
	}
	return err
}

// integrity gives what SQLite itself finds wrong. Damage so deep that the
// check cannot run is a finding too.
func integrity(ctx context.Context, db *sql.DB) ([]string, error) {
	rows, err := db.QueryContext(ctx, `PRAGMA integrity_check`)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return []string{err.Error()}, nil
	}
	lines, err := collect(rows, func(s *string) []any { return []any{s} })
	if err != nil && ctx.Err() == nil {
		return append(lines, err.Error()), nil
	}
	if len(lines) == 1 && lines[0] == "ok" {
		return nil, nil
	}
	return lines, err
}

func (c *checker) foreignKeys(ctx context.Context) error {
	if c.archive.parent != nil {
		return nil // its bodies are elsewhere
	}
	rows, err := c.archive.reader.QueryContext(ctx, `PRAGMA foreign_key_check`)
	if err != nil {
		return fmt.Errorf("check foreign keys: %w", err)
	}
	type orphan struct {
		table, parent string
		row           sql.NullInt64
		key           int
	}
	orphans, err := collect(rows, func(o *orphan) []any { return []any{&o.table, &o.row, &o.parent, &o.key} })
	for _, o := range orphans {
		c.find("foreign_key", fmt.Sprintf("%s row %d", o.table, o.row.Int64), "its %s is missing", o.parent)
	}
	return err
}

// bodies unpacks every body and compares it with its hash.
func (c *checker) bodies(ctx context.Context) error {
	a := c.archive
	if a.parent != nil {
		return nil
	}
	rows, err := a.reader.QueryContext(ctx, `SELECT sha256 FROM bodies ORDER BY sha256`)
	if err != nil {
		return fmt.Errorf("list bodies: %w", err)
	}
	hashes, err := collect(rows, func(s *string) []any { return []any{s} })
	if err != nil {
		return err
	}
	for _, sha := range hashes {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := a.Body(ctx, sha); err != nil {
			c.find("body", sha, "%v", err)
		}
	}
	return nil
}

// captures looks for captures whose hash names no body, and for times that
// are none.
func (c *checker) captures(ctx context.Context) error {
	if c.archive.parent != nil {
		return nil
	}
	rows, err := c.archive.reader.QueryContext(ctx, `SELECT capture_id, CASE WHEN c.sha256 IS NOT NULL AND b.sha256 IS NULL
			THEN 'its body is missing' WHEN strftime('%s', c.captured_at) IS NULL THEN 'its time is none'
			WHEN c.sha256 IS NULL THEN 'a good capture without a body' ELSE 'was never read; reparse --all reads it' END
		FROM captures c LEFT JOIN bodies b USING (sha256)
		WHERE c.sha256 IS NOT NULL AND b.sha256 IS NULL OR strftime('%s', c.captured_at) IS NULL
			OR c.verdict = 'good' AND (c.sha256 IS NULL OR c.capture_id NOT IN
				(SELECT capture_id FROM readings UNION ALL SELECT capture_id FROM unread))`)
	if err != nil {
		return fmt.Errorf("check captures: %w", err)
	}
	type fault struct {
		id     int64
		detail string
	}
	faults, err := collect(rows, func(f *fault) []any { return []any{&f.id, &f.detail} })
	for _, f := range faults {
		c.find("capture", fmt.Sprint("capture ", f.id), "%s", f.detail)
	}
	return err
}

// counts compares the counts that rows carry with the rows they count.
func (c *checker) counts(ctx context.Context) error {
	for _, q := range countQueries {
		rows, err := c.archive.reader.QueryContext(ctx, q.query)
		if err != nil {
			return fmt.Errorf("count %s: %w", q.what, err)
		}
		type wrong struct {
			object       string
			stored, real int
		}
		wrongs, err := collect(rows, func(w *wrong) []any { return []any{&w.object, &w.stored, &w.real} })
		if err != nil {
			return errors.Join(fmt.Errorf("count %s", q.what), err)
		}
		for _, w := range wrongs {
			c.find("count", w.object, "says %d %s and has %d", w.stored, q.what, w.real)
		}
	}
	return nil
}

var countQueries = [...]struct{ what, query string }{
	{"sections", `SELECT column_id, sections, n FROM (SELECT k.column_id, k.sections,
		(SELECT count(*) FROM sections s WHERE s.column_id = k.column_id) AS n FROM columns k) WHERE sections <> n`},
	{"activities", `SELECT column_id, activities, n FROM (SELECT k.column_id, k.activities,
		(SELECT count(*) FROM activities a WHERE a.column_id = k.column_id) AS n FROM columns k) WHERE activities <> n`},
	{"problems", `SELECT column_id, problems, n FROM (SELECT k.column_id, k.problems,
		(SELECT count(*) FROM problems p WHERE p.column_id = k.column_id) AS n FROM columns k) WHERE problems <> n`},
	{"officials", `SELECT column_id, officials, n FROM (SELECT k.column_id, k.officials,
		(SELECT count(DISTINCT official_id) FROM appearances JOIN activities USING (activity_id)
			WHERE column_id = k.column_id) AS n FROM columns k) WHERE officials <> n`},
	{"revisions", `SELECT column_id, revision, n FROM (SELECT k.column_id, k.revision,
		(SELECT count(*) FROM revisions r WHERE r.column_id = k.column_id) AS n FROM columns k) WHERE revision <> n`},
	{"activities", `SELECT section_id, activities, n FROM (SELECT s.section_id, s.activities,
		(SELECT count(*) FROM activities a WHERE a.section_id = s.section_id) AS n FROM sections s) WHERE activities <> n`},
	{"officials", `SELECT activity_id, officials, n FROM (SELECT a.activity_id, a.officials,
		(SELECT count(*) FROM appearances p WHERE p.activity_id = a.activity_id) AS n FROM activities a) WHERE officials <> n`},
	{"complete rows (a parser version)", `SELECT column_id, 0, 1 FROM columns WHERE parser_version < 1`},
	{"appearances", `SELECT official_id, 1, 0 FROM officials o
		WHERE NOT EXISTS (SELECT 1 FROM appearances p WHERE p.official_id = o.official_id)`},
}
