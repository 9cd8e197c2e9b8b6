package web

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
)

// memo keeps what was counted as long as the rows it was counted from stand.
// At fifty years a count over most of the 120,000 activities takes some tenths
// of a second, and rows change once a week.
type memo struct {
	mu      sync.Mutex
	edition int64
	kept    map[string]any
}

const maxKept = 150

// editionOf reads how often the derived rows have changed.
func editionOf(ctx context.Context, tx *sql.Tx) (n int64, err error) {
	if err := tx.QueryRowContext(ctx, `SELECT n FROM edition`).Scan(&n); err != nil {
		return 0, fmt.Errorf("read edition of the rows: %w", err)
	}
	return n, nil
}

// edition is editionOf in a transaction of its own.
func (s *Server) edition(ctx context.Context) (n int64, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		n, err = editionOf(ctx, tx)
		return err
	})
	return n, err
}

// remembered gives what work gave before under the same name for the same
// edition, which is the transaction's, or works it out.
func remembered[T any](ctx context.Context, m *memo, tx *sql.Tx, name string, work func() (T, error)) (T, error) {
	edition, err := editionOf(ctx, tx)
	if err != nil {
		var none T
		return none, err
	}
	m.mu.Lock()
	if edition > m.edition || len(m.kept) >= maxKept {
		m.edition, m.kept = edition, map[string]any{}
	}
	kept, ok := m.kept[name].(T)
	ok = ok && edition == m.edition
	m.mu.Unlock()
	if ok {
		return kept, nil
	}
	value, err := work()
	if err != nil {
		return value, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if edition == m.edition {
		m.kept[name] = value
	}
	return value, nil
}

// counted is count, remembered.
func (s *Server) counted(ctx context.Context, tx *sql.Tx, f filter) (answer, error) {
	return remembered(ctx, &s.memo, tx, "count\x00"+f.key(), func() (answer, error) {
		held, err := s.weeks(ctx, tx)
		if err != nil {
			return answer{}, err
		}
		return count(ctx, tx, f, held)
	})
}
