package web

import (
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
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

// shelf keeps the tables that were asked for as files, each written once for
// an edition of the rows and shared by all who read it. So a slow reader holds
// a file and nothing of the database.
type shelf struct {
	writing singleflight.Group
	mu      sync.Mutex
	edition int64
	books   map[string]*book
	size    int64
}

// What is kept at most, in bytes and in files; beyond it the shelf is cleared.
const (
	maxShelf = 512 << 20
	maxBooks = 100
)

// book is one file. It has no name, and goes with the last who reads it.
type book struct {
	file    *os.File
	sum     string
	size    int64
	written time.Time
}

// get gives the book of a name for an edition, written by write if it is not
// there yet. Whoever asked first may leave: others wait too.
func (s *shelf) get(ctx context.Context, edition int64, name string, now time.Time, write func(io.Writer) error) (*book, error) {
	done := s.writing.DoChan(name, func() (any, error) { return s.find(edition, name, now, write) })
	select {
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for a table: %w", context.Cause(ctx))
	case found := <-done:
		if found.Err != nil {
			return nil, found.Err
		}
		return found.Val.(*book), nil
	}
}

// find gives the book on the shelf, or writes it.
func (s *shelf) find(edition int64, name string, now time.Time, write func(io.Writer) error) (*book, error) {
	s.mu.Lock()
	if edition > s.edition || s.size > maxShelf || len(s.books) >= maxBooks {
		s.edition, s.books, s.size = max(edition, s.edition), map[string]*book{}, 0
	}
	edition = s.edition
	b := s.books[name]
	s.mu.Unlock()
	if b != nil {
		return b, nil
	}
	b, err := fill(write)
	if err != nil {
		return nil, err
	}
	b.written = now
	s.mu.Lock()
	defer s.mu.Unlock()
	if edition == s.edition {
		s.books[name] = b
		s.size += b.size
	}
	return b, nil
}

// fill writes a file and takes its length and hash.
func fill(write func(io.Writer) error) (b *book, err error) {
	f, err := os.CreateTemp("", "shenzheng-*.csv")
	if err != nil {
		return nil, fmt.Errorf("make room for a table: %w", err)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("write a table: panic: %v", p)
		}
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	b = &book{file: f}
	if os.Remove(f.Name()) != nil { // Windows keeps the name as long as the file is open
		runtime.AddCleanup(b, func(f *os.File) {
			_ = errors.Join(f.Close(), os.Remove(f.Name())) // else the system's sweep of its temporary files does it
		}, f)
	}
	hash := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(f, hash), 1<<16)
	if err := write(out); err != nil {
		return nil, err
	}
	if err := out.Flush(); err != nil {
		return nil, fmt.Errorf("keep a table: %w", err)
	}
	b.sum = hex.EncodeToString(hash.Sum(nil)[:16])
	b.size, err = f.Seek(0, io.SeekCurrent)
	return b, err
}
