package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"shenzheng/parser"
)

// Article is an address that a link named, to be fetched once.
type Article struct {
	Source, Number string
	URL            string // best known address
	Title          string // of the link
	FoundAt        time.Time
	FoundOn        string // address of the page with the link
}

// AddArticles remembers addresses found in links and says how many were new.
// An article that is known keeps its first address and time; a missing title
// is filled in.
func (a *Archive) AddArticles(ctx context.Context, found []Article) (added int, err error) {
	err = a.write(ctx, func(tx *sql.Tx) error {
		added = 0
		for _, f := range found {
			if f.Source == "" {
				f.Source = DefaultSource
			}
			res, err := tx.ExecContext(ctx, `INSERT INTO articles (source, number, url, title, found_at, found_on)
				VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`, f.Source, f.Number, f.URL, f.Title, stamp(f.FoundAt), f.FoundOn)
			if err != nil {
				return err
			}
			n, err := res.RowsAffected()
			if err != nil {
				return err
			}
			added += int(n)
			if n > 0 || f.Title == "" {
				continue
			}
			_, err = tx.ExecContext(ctx, `UPDATE articles SET title = ? WHERE source = ? AND number = ? AND title = ''`,
				f.Title, f.Source, f.Number)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("remember found articles: %w", err)
	}
	return added, nil
}

const articlesSQL = `SELECT source, number, url, title, found_at, found_on FROM articles`

// Articles lists every article a link ever named, by source and number.
func (a *Archive) Articles(ctx context.Context) ([]Article, error) {
	return a.articles(ctx, articlesSQL+` ORDER BY source, length(number), number`)
}

// WantedArticles lists the articles of a source without any capture that
// says what they are: no good one, and none that says they are gone.
func (a *Archive) WantedArticles(ctx context.Context, source string) ([]Article, error) {
	return a.articles(ctx, articlesSQL+` WHERE source = ? AND NOT EXISTS (SELECT 1 FROM captures c
		WHERE c.source = articles.source AND c.number = articles.number AND c.verdict IN ('good', 'gone'))
		ORDER BY length(number), number`, source)
}

func (a *Archive) articles(ctx context.Context, query string, args ...any) ([]Article, error) {
	rows, err := a.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list articles: %w", err)
	}
	return collect(rows, func(f *Article) []any {
		return []any{&f.Source, &f.Number, &f.URL, &f.Title, (*stampScan)(&f.FoundAt), &f.FoundOn}
	})
}

// Held is what the archive holds of one article, for the next request for it.
type Held struct {
	Source, Number string
	ColumnID       string // "" where the page is no column
	State          string
	PublishedAt    time.Time // zero if unknown; zone +08:00

	// The latest good capture.
	CaptureID           int64
	URL                 string // address asked for
	FinalURL            string // address that answered
	CapturedAt          time.Time
	SHA256              string
	ETag, LastModified  string
	PageKind            string      // a parser.PageKind, "failed", or "" while unread
	Checks              []time.Time // of every good, unchanged or gone capture, in time order
	Gone                bool        // the latest of these says it is gone
	ContentType, Method string
}

// Held tells what is held of an article; false when no good capture is.
func (a *Archive) Held(ctx context.Context, source, number string) (Held, bool, error) {
	if source == "" {
		source = DefaultSource
	}
	h := Held{Source: source, Number: number}
	var head, publishedAt string
	err := a.reader.QueryRowContext(ctx, `SELECT c.capture_id, c.url, c.final_url, c.captured_at, coalesce(c.sha256, ''),
		c.content_type, c.method, c.response_head, coalesce(r.page_kind, ''), coalesce(k.column_id, ''),
		coalesce(k.state, ''), coalesce(k.published_at, '')
		FROM captures c LEFT JOIN readings r USING (capture_id) LEFT JOIN columns k ON k.source = c.source AND k.number = c.number
		WHERE c.source = ? AND c.number = ? AND c.verdict = 'good' ORDER BY c.captured_at DESC, c.capture_id DESC LIMIT 1`,
		source, number).Scan(&h.CaptureID, &h.URL, &h.FinalURL, (*stampScan)(&h.CapturedAt), &h.SHA256,
		&h.ContentType, &h.Method, &head, &h.PageKind, &h.ColumnID, &h.State, &publishedAt)
	if errors.Is(err, sql.ErrNoRows) {
		return Held{}, false, nil
	}
	if err != nil {
		return Held{}, false, fmt.Errorf("look up article %s %s: %w", source, number, err)
	}
	header, err := parseHead(head)
	if err != nil {
		return Held{}, false, fmt.Errorf("look up article %s %s: %w", source, number, err)
	}
	h.ETag, h.LastModified = header.Get("ETag"), header.Get("Last-Modified")
	h.PublishedAt = parsePublished(publishedAt)
	if err := a.checks(ctx, &h); err != nil {
		return Held{}, false, fmt.Errorf("look up article %s %s: %w", source, number, err)
	}
	return h, true, nil
}

func (a *Archive) checks(ctx context.Context, h *Held) error {
	rows, err := a.reader.QueryContext(ctx, `SELECT captured_at, verdict = 'gone' FROM captures
		WHERE source = ? AND number = ? AND verdict IN ('good', 'gone', 'unchanged') ORDER BY captured_at, capture_id`,
		h.Source, h.Number)
	if err != nil {
		return err
	}
	type check struct {
		at   time.Time
		gone bool
	}
	checks, err := collect(rows, func(c *check) []any { return []any{(*stampScan)(&c.at), &c.gone} })
	for _, c := range checks {
		h.Checks, h.Gone = append(h.Checks, c.at), c.gone
	}
	return err
}

// parsePublished gives the zero time for a publication time that is unknown.
func parsePublished(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// A column is looked at again about so long after its publication.
var recheckMarks = [...]time.Duration{24 * time.Hour, 3 * 24 * time.Hour, 7 * 24 * time.Hour, 30 * 24 * time.Hour, 180 * 24 * time.Hour}

// Recheck is a column to be looked at again.
type Recheck struct {
	ColumnID, Source, Number string
	URL                      string // address that answered last
	PublishedAt, LastCheck   time.Time
	Mark                     time.Duration // the mark that has passed without a look
}

// DueRechecks lists the columns that have not been looked at since the last
// mark they passed: 1, 3, 7, 30 and 180 days after publication. Columns whose
// address or number is not known cannot be looked at.
func (a *Archive) DueRechecks(ctx context.Context, now time.Time) ([]Recheck, error) {
	rows, err := a.reader.QueryContext(ctx, `SELECT k.column_id, k.source, k.number, k.published_at, k.week_end, k.captured_at,
		(SELECT CASE c.final_url WHEN '' THEN c.url ELSE c.final_url END FROM captures c
			WHERE c.source = k.source AND c.number = k.number AND c.verdict = 'good' AND c.url <> ''
			ORDER BY c.captured_at DESC LIMIT 1) AS url,
		(SELECT max(c.captured_at) FROM captures c
			WHERE c.source = k.source AND c.number = k.number AND c.verdict IN ('good', 'gone', 'unchanged'))
		FROM columns k WHERE k.number <> '' AND url IS NOT NULL ORDER BY k.published_at DESC, k.column_id`)
	if err != nil {
		return nil, fmt.Errorf("list columns to recheck: %w", err)
	}
	type column struct {
		Recheck
		published, weekEnd string
		captured           time.Time
	}
	columns, err := collect(rows, func(c *column) []any {
		return []any{&c.ColumnID, &c.Source, &c.Number, &c.published, &c.weekEnd, (*stampScan)(&c.captured), &c.URL,
			(*stampScan)(&c.LastCheck)}
	})
	if err != nil {
		return nil, fmt.Errorf("list columns to recheck: %w", err)
	}
	var due []Recheck
	for _, c := range columns {
		c.PublishedAt = sinceText(c.published, c.weekEnd, c.captured)
		if c.Mark = passedMark(c.PublishedAt, now); c.Mark > 0 && c.LastCheck.Before(c.PublishedAt.Add(c.Mark)) {
			due = append(due, c.Recheck)
		}
	}
	return due, nil
}

func passedMark(publishedAt, now time.Time) (mark time.Duration) {
	for _, m := range recheckMarks {
		if !now.Before(publishedAt.Add(m)) {
			mark = m
		}
	}
	return mark
}

// sinceText is since for a column that is not read again.
func sinceText(publishedAt, weekEnd string, captured time.Time) time.Time {
	if t := parsePublished(publishedAt); !t.IsZero() {
		return t
	}
	if d, ok := parser.ParseDate(weekEnd); ok {
		return d.Time()
	}
	return captured
}
