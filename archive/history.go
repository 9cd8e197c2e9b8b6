package archive

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"shenzheng/parser"
)

// article names what derived rows hang on: all captures of one article
// number, or, where no number is known, all captures read as one column.
type article struct {
	source, number string
	columnID       string // only where number is ''
}

func (k article) String() string {
	if k.number == "" {
		return k.columnID
	}
	return k.source + " " + k.number
}

// held is one decisive capture of an article and what it was read as.
type held struct {
	id          int64
	source      string
	number      string
	url         string // the address that answered
	at          time.Time
	verdict     Verdict
	contentType string
	sha         string
	unread      bool    // its column is not up to date with it
	read        bool    // by whatever version
	reading     reading // by this version, once it is brought
	was         reading // as stored
	dirty       bool    // its reading has to be stored
	broken      error   // its body cannot be had
}

// reading is a row of readings, and the column where this run parsed it.
type reading struct {
	columnID, kind, reason, articleSHA string
	version                            int
	column                             *parser.Column
}

// sameReading tells that the reading is the stored one but for its version.
func (h *held) sameReading() bool {
	return h.was.version != 0 && h.was.kind == h.reading.kind && h.was.columnID == h.reading.columnID &&
		h.was.reason == h.reading.reason && h.was.articleSHA == h.reading.articleSHA
}

// failedKind marks a page the parser could not get through.
const failedKind = "failed"

const heldSQL = `SELECT c.capture_id, c.source, c.number, CASE c.final_url WHEN '' THEN c.url ELSE c.final_url END,
	c.captured_at, c.verdict, c.content_type, coalesce(c.sha256, ''),
	EXISTS (SELECT 1 FROM unread u WHERE u.capture_id = c.capture_id), r.capture_id IS NOT NULL, coalesce(r.column_id, ''), coalesce(r.page_kind, ''), coalesce(r.reason, ''),
	coalesce(r.article_sha256, ''), coalesce(r.parser_version, 0)
	FROM captures c LEFT JOIN readings r USING (capture_id) WHERE `

const decisiveSQL = ` AND c.verdict IN ('good', 'gone', 'unchanged') ORDER BY c.captured_at, c.capture_id`

func (a *Archive) captures(ctx context.Context, query string, args ...any) ([]held, error) {
	stmt, err := a.prepared(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("read captures: %w", err)
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, fmt.Errorf("read captures: %w", err)
	}
	hs, err := collect(rows, func(h *held) []any {
		return []any{&h.id, &h.source, &h.number, &h.url, (*stampScan)(&h.at), &h.verdict, &h.contentType, &h.sha,
			&h.unread, &h.read, &h.reading.columnID, &h.reading.kind, &h.reading.reason, &h.reading.articleSHA, &h.reading.version}
	})
	for i := range hs {
		hs[i].was = hs[i].reading
		hs[i].url = addressOf(hs[i].source, hs[i].number, hs[i].url)
	}
	return hs, err
}

// addressOf gives the address of a file that was known by its number alone.
func addressOf(source, number, url string) string {
	if url == "" && number != "" && source == DefaultSource {
		return "https://www.dutenews.com/p/" + number + ".html"
	}
	return url
}

// collect scans every row into a T by the fields that dest names.
func collect[T any](rows *sql.Rows, dest func(*T) []any) (out []T, err error) {
	defer func() {
		if cerr := rows.Close(); err == nil && cerr != nil {
			err = fmt.Errorf("read rows: %w", cerr)
		}
	}()
	for rows.Next() {
		var v T
		if err := rows.Scan(dest(&v)...); err != nil {
			return nil, fmt.Errorf("read row: %w", err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read rows: %w", err)
	}
	return out, nil
}

// stampScan lets Scan read a stamp into a time.
type stampScan time.Time

// Scan implements sql.Scanner.
func (s *stampScan) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("read time: %T is no text", v)
	}
	t, err := parseStamp(text)
	*s = stampScan(t)
	return err
}
