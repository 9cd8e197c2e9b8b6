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
)

// shelf keeps the tables that were asked for as files, each written once for
// an edition of the rows and shared by all who read it. So a slow reader holds
// a file and nothing of the database.
type shelf struct {
	mu      sync.Mutex
	dir     string // made when first needed
	edition int64
	books   map[string]*book
	closed  bool
}

var errClosed = errors.New("the tables are closed")

// maxShelf bounds the bytes of what nobody reads just now.
const maxShelf = 512 << 20

// book is one file. It is removed when it is off the shelf and nobody reads it.
type book struct {
	ready   chan struct{} // closed when the rest is set
	err     error
	path    string
	size    int64
	sum     string
	written time.Time
	readers int // under the shelf's lock, as are path, off and used
	off     bool
	used    time.Time
}

// take gives the book of a name for an edition, written by write if it is not
// there yet. Give it back.
func (s *shelf) take(ctx context.Context, edition int64, name string, now time.Time, write func(io.Writer) error) (*book, error) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil, errClosed
	}
	if edition > s.edition {
		s.edition = edition
		if err := s.clear(); err != nil {
			s.mu.Unlock()
			return nil, err
		}
	}
	b := s.books[name]
	if b == nil || edition < s.edition {
		b = &book{ready: make(chan struct{}), off: edition < s.edition}
		if !b.off {
			s.books[name] = b
		}
		b.readers = 2 // who asked and who writes
		go s.write(b, name, now, write)
	} else {
		b.readers++
	}
	b.used = now
	s.mu.Unlock()
	select {
	case <-b.ready:
		if b.err == nil {
			return b, nil
		}
		return nil, errors.Join(b.err, s.give(b))
	case <-ctx.Done():
		return nil, errors.Join(fmt.Errorf("wait for a table: %w", context.Cause(ctx)), s.give(b))
	}
}

// write fills a book. Whoever asked first may have left: others wait too.
func (s *shelf) write(b *book, name string, now time.Time, write func(io.Writer) error) {
	size, sum, err := s.fill(b, write)
	s.mu.Lock()
	defer s.mu.Unlock()
	b.size, b.sum, b.written, b.err = size, sum, now, err
	if err != nil {
		b.off = true
		if s.books[name] == b {
			delete(s.books, name)
		}
	}
	b.readers--
	b.err = errors.Join(b.err, b.discard(), s.sweep())
	close(b.ready)
}

// fill writes a book's file and takes its length and hash.
func (s *shelf) fill(b *book, write func(io.Writer) error) (size int64, sum string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("write a table: panic: %v", p)
		}
	}()
	f, err := s.create(b)
	if err != nil {
		return 0, "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	hash := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(f, hash), 1<<16)
	if err := write(out); err != nil {
		return 0, "", err
	}
	if err := out.Flush(); err != nil {
		return 0, "", fmt.Errorf("keep a table: %w", err)
	}
	size, err = f.Seek(0, io.SeekCurrent)
	return size, hex.EncodeToString(hash.Sum(nil)[:16]), err
}

func (s *shelf) create(b *book) (*os.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, errClosed
	}
	if s.dir == "" {
		dir, err := os.MkdirTemp("", "shenzheng-tables-*")
		if err != nil {
			return nil, fmt.Errorf("make room for tables: %w", err)
		}
		s.dir = dir
	}
	f, err := os.CreateTemp(s.dir, "*.csv")
	if err != nil {
		return nil, fmt.Errorf("make room for a table: %w", err)
	}
	b.path = f.Name()
	return f, nil
}

// give gives a book back.
func (s *shelf) give(b *book) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b.readers--
	return b.discard()
}

// discard removes a book that is off the shelf and unread; call it under the
// shelf's lock.
func (b *book) discard() error {
	if !b.off || b.readers > 0 || b.path == "" {
		return nil
	}
	path := b.path
	b.path = ""
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove a table: %w", err)
	}
	return nil
}

// clear takes every book off the shelf.
func (s *shelf) clear() error {
	var errs []error
	for name, b := range s.books {
		b.off = true
		delete(s.books, name)
		errs = append(errs, b.discard())
	}
	if s.books == nil {
		s.books = map[string]*book{}
	}
	return errors.Join(errs...)
}

// sweep takes the longest unused off the shelf until it is small enough.
func (s *shelf) sweep() error {
	for {
		var oldest string
		total := int64(0)
		for name, b := range s.books {
			total += b.size
			if b.readers == 0 && (oldest == "" || b.used.Before(s.books[oldest].used)) {
				oldest = name
			}
		}
		if total <= maxShelf || oldest == "" {
			return nil
		}
		b := s.books[oldest]
		b.off = true
		delete(s.books, oldest)
		if err := b.discard(); err != nil {
			return err
		}
	}
}

// close removes what is kept; who still reads has the file open.
func (s *shelf) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	err := s.clear()
	if s.dir == "" {
		return err
	}
	return errors.Join(err, os.RemoveAll(s.dir))
}
