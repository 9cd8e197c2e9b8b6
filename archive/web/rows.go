package web

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// querier is what queries are put to: the pool, or one transaction of it.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// collect reads every row of a query with one scan function.
func collect[T any](ctx context.Context, db querier, scan func(*sql.Rows, *T) error, query string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var v T
		if err := scan(rows, &v); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// packedRows reads expressions that are never NULL as one value a row, parted
// by a byte that no UTF-8 text holds, and gives each row's parts to each, which
// must copy what it keeps. For millions of rows that is twice as fast, since
// the driver locks the connection around every value.
func packedRows(ctx context.Context, tx *sql.Tx, values []string, from string, each func([][]byte) error) error {
	rows, err := tx.QueryContext(ctx, `SELECT concat_ws(CAST(x'ff' AS TEXT), `+strings.Join(values, ", ")+`) `+from)
	if err != nil {
		return err
	}
	defer rows.Close()
	parts := make([][]byte, len(values))
	var row sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&row); err != nil {
			return err
		}
		rest, found := []byte(row), true
		for i := range parts {
			if !found {
				return fmt.Errorf("a row has %d values, not %d", i, len(values))
			}
			parts[i], rest, found = bytes.Cut(rest, []byte{0xff})
		}
		if err := each(parts); err != nil {
			return err
		}
	}
	return rows.Err()
}
