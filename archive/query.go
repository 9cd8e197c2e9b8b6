package archive

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"encoding/json"
	"fmt"
	"sync"
	"time"
)

//go:embed queries/*.sql
var queryFiles embed.FS

// queryIn gives the query in a file of queries/.
func queryIn(name string) string {
	return string(must(queryFiles.ReadFile("queries/" + name + ".sql")))
}

// wrap says of an error what was being done. It is deferred by what does it.
func wrap(err *error, doing string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", fmt.Sprintf(doing, args...), *err)
	}
}

// querier is a database, a transaction, or the prepared statements of one.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// each gives see what a query finds, a T for every row, scanned into what dest
// names of it. doing says for errors what the query is for.
func each[T any](ctx context.Context, db querier, doing string, dest func(*T) []any, see func(T), query string, args ...any) error {
	rows, err := db.QueryContext(ctx, query, args...)
	if err == nil {
		defer rows.Close()
		for err == nil && rows.Next() {
			var v T
			if err = rows.Scan(dest(&v)...); err == nil {
				see(v)
			}
		}
		err = cmp.Or(err, rows.Err())
	}
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

// list is each for rows that are held together. What finds nothing gives an
// empty list, which JSON shows as one.
func list[T any](ctx context.Context, db querier, doing string, dest func(*T) []any, query string, args ...any) (out []T, err error) {
	out = []T{}
	err = each(ctx, db, doing, dest, func(v T) { out = append(out, v) }, query, args...)
	return out, err
}

// texts lists what a query of one column of text finds.
func texts(ctx context.Context, db querier, doing, query string, args ...any) ([]string, error) {
	return list(ctx, db, doing, func(s *string) []any { return []any{s} }, query, args...)
}

// pairs lists what a query of two columns of text finds.
func pairs(ctx context.Context, db querier, doing, query string, args ...any) ([][2]string, error) {
	return list(ctx, db, doing, func(s *[2]string) []any { return []any{&s[0], &s[1]} }, query, args...)
}

// documents lists what a query of JSON objects finds, by the names of their fields.
func documents[T any](ctx context.Context, db querier, doing, query string, args ...any) ([]T, error) {
	found, err := texts(ctx, db, doing, query, args...)
	out := make([]T, len(found))
	for i := range found {
		if err = cmp.Or(err, json.Unmarshal([]byte(found[i]), &out[i])); err != nil {
			return nil, fmt.Errorf("%s: %w", doing, err)
		}
	}
	return out, err
}

// get scans the one row that a query finds; found is false for none.
func get(ctx context.Context, db querier, doing, query string, args []any, dest ...any) (found bool, err error) {
	err = each(ctx, db, doing, func(*struct{}) []any { return dest }, func(struct{}) { found = true }, query, args...)
	return found, err
}

// exec changes rows by one statement in a transaction of its own, and says
// how many.
func (a *Archive) exec(ctx context.Context, doing, query string, args ...any) (n int64, err error) {
	err = a.write(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, query, args...)
		if err == nil {
			n, err = res.RowsAffected()
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("%s: %w", doing, err)
	}
	return n, nil
}

// statements prepares each query of a database or a transaction once, which
// takes a third off the time of those that are made for every article. The end
// of the database or transaction closes them.
type statements struct {
	db interface {
		PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
	}
	mu   sync.Mutex
	made map[string]*sql.Stmt
}

func (s *statements) prepared(ctx context.Context, query string) (stmt *sql.Stmt, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stmt = s.made[query]; stmt != nil {
		return stmt, nil
	}
	if stmt, err = s.db.PrepareContext(ctx, query); err != nil {
		return nil, fmt.Errorf("prepare: %w", err)
	}
	if s.made == nil {
		s.made = map[string]*sql.Stmt{}
	}
	s.made[query] = stmt
	return stmt, nil
}

// QueryContext runs a query.
func (s *statements) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := s.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// stampLayout is how every time but columns.published_at is written: UTC,
// milliseconds, so that text order is time order.
const stampLayout = "2006-01-02T15:04:05.000Z"

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(stampLayout)
}

// parseStamp reads what stamp wrote; empty gives the zero time.
func parseStamp(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(stampLayout, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("read time %q: %w", s, err)
	}
	return t, nil
}

// publishedAt is the codebook's form of a publication time: seconds, +08:00.
func publishedAt(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(time.FixedZone("", 8*3600)).Format(time.RFC3339)
}
