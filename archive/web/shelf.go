package web

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

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
	if err := os.Remove(f.Name()); err != nil {
		return nil, fmt.Errorf("take the name off a table: %w", err)
	}
	hash := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(f, hash), 1<<16)
	if err := write(out); err != nil {
		return nil, err
	}
	if err := out.Flush(); err != nil {
		return nil, fmt.Errorf("keep a table: %w", err)
	}
	size, err := f.Seek(0, io.SeekCurrent)
	return &book{file: f, sum: hex.EncodeToString(hash.Sum(nil)[:16]), size: size}, err
}
