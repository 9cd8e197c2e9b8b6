package web

import (
	"context"
	"database/sql"
	"sync"

	"shenzheng/archive/snapshot"
)

// coverageCache keeps the rows of the coverage table, which come of every
// column held, until the data change.
type coverageCache struct {
	mu   sync.Mutex
	of   *listing
	rows []coverageRow
}

// at returns the rows that belong to a listing.
func (c *coverageCache) at(ctx context.Context, db querier, l *listing) ([]coverageRow, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == l {
		return c.rows, nil
	}
	t, _ := snapshot.TableNamed("coverage")
	query, args := t.Query(snapshot.Filter{})
	rows, err := collect(ctx, db, func(r *sql.Rows, v *coverageRow) error {
		var column sql.NullString
		err := r.Scan(&v.start, &v.end, &column, &v.district, &v.office, &v.status, &v.activities)
		v.column = column.String
		return err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	c.of, c.rows = l, rows
	return rows, nil
}
