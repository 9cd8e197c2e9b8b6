package web

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
	"time"
)

// shelf keeps the tables that were asked for as files, each written once for
// an edition of the rows and shared by all who read it. So a slow reader holds
// a file and nothing of the database. A file is removed when its edition has
// passed; who reads it has it open.
type shelf struct {
	mu      sync.Mutex
	dir     string // made when first needed
	edition int64
	books   map[string]*book
}

// maxShelf bounds the bytes that are kept.
const maxShelf = 512 << 20

// book is one file.
type book struct {
	ready     chan struct{} // closed when the rest is set
	err       error
	path, sum string
	size      int64
	written   time.Time
}

// open gives the file of a name for an edition, written by write if it is not
// there yet. Close it.
func (s *shelf) open(ctx context.Context, edition int64, name string, now time.Time, write func(io.Writer) error) (*book, *os.File, error) {
	for {
		b, err := s.find(edition, name, now, write)
		if err != nil {
			return nil, nil, err
		}
		select {
		case <-b.ready:
		case <-ctx.Done():
			return nil, nil, fmt.Errorf("wait for a table: %w", context.Cause(ctx))
		}
		if b.err != nil {
			return nil, nil, b.err
		}
		f, err := os.Open(b.path)
		if !errors.Is(err, fs.ErrNotExist) {
			return b, f, err
		}
		// It was removed since: another edition has come.
	}
}

// find gives the book on the shelf, or one that is being written now.
func (s *shelf) find(edition int64, name string, now time.Time, write func(io.Writer) error) (*book, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if edition > s.edition || s.books == nil {
		s.edition = edition
		if err := s.clear(); err != nil {
			return nil, err
		}
	}
	b := s.books[name]
	if b == nil {
		b = &book{ready: make(chan struct{}), written: now}
		s.books[name] = b
		go s.write(b, name, write)
	}
	return b, nil
}

// write fills a book. Whoever asked first may have left: others wait too.
func (s *shelf) write(b *book, name string, write func(io.Writer) error) {
	err := s.fill(b, write)
	s.mu.Lock()
	defer s.mu.Unlock()
	total := b.size
	for _, other := range s.books {
		if other != b {
			total += other.size
		}
	}
	switch {
	case err != nil:
		delete(s.books, name)
		err = errors.Join(err, b.remove())
	case s.books[name] != b: // the edition has passed
		err = b.remove()
	case total > maxShelf:
		delete(s.books, name)
		err = s.clear()
		s.books[name] = b
	}
	b.err = err
	close(b.ready)
}

// fill writes a book's file and takes its length and hash.
func (s *shelf) fill(b *book, write func(io.Writer) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("write a table: panic: %v", p)
		}
	}()
	f, err := s.create()
	if err != nil {
		return fmt.Errorf("make room for a table: %w", err)
	}
	b.path = f.Name()
	defer func() { err = errors.Join(err, f.Close()) }()
	hash := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(f, hash), 1<<16)
	if err := write(out); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("keep a table: %w", err)
	}
	size, err := f.Seek(0, io.SeekCurrent)
	s.mu.Lock()
	defer s.mu.Unlock()
	b.size, b.sum = size, hex.EncodeToString(hash.Sum(nil)[:16])
	return err
}

func (s *shelf) create() (f *os.File, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dir == "" {
		if s.dir, err = os.MkdirTemp("", "shenzheng-tables-*"); err != nil {
			return nil, err
		}
	}
	return os.CreateTemp(s.dir, "*.csv")
}

func (b *book) remove() error {
	if err := os.Remove(b.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove a table: %w", err)
	}
	return nil
}

// clear takes every book off the shelf; call it under the lock. One that is
// being written removes itself when it is done.
func (s *shelf) clear() error {
	var errs []error
	for _, b := range s.books {
		if b.size > 0 {
			errs = append(errs, b.remove())
		}
	}
	s.books = map[string]*book{}
	return errors.Join(errs...)
}

// close removes what is kept.
func (s *shelf) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dir == "" {
		return nil
	}
	return os.RemoveAll(s.dir)
}
