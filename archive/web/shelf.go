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

	"golang.org/x/sync/singleflight"
)

// shelf keeps the tables that were asked for as files, each written once for
// an edition of the rows and shared by all who read it. So a slow reader holds
// a file and nothing of the database. A file is removed when its edition has
// passed; who reads it has it open.
type shelf struct {
	writing singleflight.Group
	mu      sync.Mutex
	dir     string // made when first needed
	edition int64
	books   map[string]book
	size    int64
}

// maxShelf bounds the bytes that are kept.
const maxShelf = 512 << 20

// book is one file.
type book struct {
	path, sum string
	size      int64
	written   time.Time
}

// open gives the file of a name for an edition, written by write if it is not
// there yet. Close it. Whoever asked first may leave: others wait too.
func (s *shelf) open(ctx context.Context, edition int64, name string, now time.Time, write func(io.Writer) error) (book, *os.File, error) {
	for {
		done := s.writing.DoChan(name, func() (any, error) { return s.find(edition, name, now, write) })
		select {
		case <-ctx.Done():
			return book{}, nil, fmt.Errorf("wait for a table: %w", context.Cause(ctx))
		case found := <-done:
			if found.Err != nil {
				return book{}, nil, found.Err
			}
			b := found.Val.(book)
			f, err := os.Open(b.path)
			if !errors.Is(err, fs.ErrNotExist) {
				return b, f, err
			}
			// It was removed since: another edition has come.
		}
	}
}

// find gives the book on the shelf, or writes it.
func (s *shelf) find(edition int64, name string, now time.Time, write func(io.Writer) error) (book, error) {
	dir, edition, b, err := s.at(edition, name)
	if err != nil || b.path != "" {
		return b, err
	}
	if b, err = fill(dir, write); err != nil {
		return b, err
	}
	b.written = now
	s.mu.Lock()
	defer s.mu.Unlock()
	if edition != s.edition {
		return b, os.Remove(b.path)
	}
	if s.size+b.size > maxShelf {
		err = s.clear()
	}
	s.books[name] = b
	s.size += b.size
	return b, err
}

// at gives the folder, the edition that the shelf is of now, which is no older
// than that asked for, and the book of a name in it, if there is one.
func (s *shelf) at(edition int64, name string) (dir string, now int64, b book, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dir == "" {
		if s.dir, err = os.MkdirTemp("", "shenzheng-tables-*"); err != nil {
			return "", 0, b, fmt.Errorf("make room for tables: %w", err)
		}
	}
	if edition > s.edition || s.books == nil {
		s.edition = edition
		err = s.clear()
	}
	return s.dir, s.edition, s.books[name], err
}

// fill writes a file and takes its length and hash.
func fill(dir string, write func(io.Writer) error) (b book, err error) {
	f, err := os.CreateTemp(dir, "*.csv")
	if err != nil {
		return b, fmt.Errorf("make room for a table: %w", err)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("write a table: panic: %v", p)
		}
		if err = errors.Join(err, f.Close()); err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	hash := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(f, hash), 1<<16)
	if err := write(out); err != nil {
		return b, err
	}
	if err := out.Flush(); err != nil {
		return b, fmt.Errorf("keep a table: %w", err)
	}
	size, err := f.Seek(0, io.SeekCurrent)
	return book{path: f.Name(), sum: hex.EncodeToString(hash.Sum(nil)[:16]), size: size}, err
}

// clear takes every book off the shelf; call it under the lock.
func (s *shelf) clear() error {
	var errs []error
	for _, b := range s.books {
		errs = append(errs, os.Remove(b.path))
	}
	s.books, s.size = map[string]book{}, 0
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
