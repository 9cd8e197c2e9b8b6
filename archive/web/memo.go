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
	"runtime"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// memo keeps what was counted or written out as long as the rows it was made
// from stand. At fifty years a count over most of the 120,000 activities takes
// some tenths of a second, and rows change once a week.
type memo struct {
	mu      sync.Mutex
	edition int64
	kept    map[string]any
	size    int64 // of the files among it
	writing singleflight.Group
}

// What is kept at most, in all and in bytes of files; beyond it all is let go of.
const (
	maxKept = 150
	maxSize = 512 << 20
)

// find gives what is kept under a name for an edition of the rows, nil for nothing.
func (m *memo) find(edition int64, name string) any {
	m.mu.Lock()
	defer m.mu.Unlock()
	if edition > m.edition || len(m.kept) >= maxKept || m.size > maxSize {
		m.edition, m.kept, m.size = max(edition, m.edition), map[string]any{}, 0
	}
	if edition < m.edition {
		return nil
	}
	return m.kept[name]
}

func (m *memo) keep(edition int64, name string, value any, size int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if edition == m.edition {
		m.kept[name] = value
		m.size += size
	}
}

// edition reads how often the derived rows have changed.
func (m *moment) edition() (n int64) {
	m.scan("read edition of the rows", `SELECT n FROM edition`, nil, &n)
	return n
}

// edition is that of this moment.
func (s *Server) edition(ctx context.Context) (n int64, err error) {
	err = s.read(ctx, func(m *moment) { n = m.edition() })
	return n, err
}

// remembered gives what work gave before under the same name for the same
// edition of the rows, or works it out.
func remembered[T any](m *moment, memo *memo, name string, work func() T) (value T) {
	edition := m.edition()
	if kept, ok := memo.find(edition, name).(T); ok || m.err != nil {
		return kept
	}
	if value = work(); m.err == nil {
		memo.keep(edition, name, value, 0)
	}
	return value
}

// counted is count, remembered.
func (s *Server) counted(m *moment, f filter) answer {
	return remembered(m, &s.memo, "count\x00"+f.key(), func() answer { return m.count(f, s.weeks(m)) })
}

// book is one file. It has no name, and goes with the last who reads it: that
// is who keeps the book alive, not its file alone.
type book struct {
	file    *os.File
	sum     string
	size    int64
	written time.Time
}

// written gives the book of a name for the rows as they are. It is written by
// write if it is not there yet, once, and shared by all who ask for the same
// rows: so a slow reader holds a file and nothing of the database. Whoever asked
// first may leave: others wait too.
func (s *Server) written(ctx context.Context, name string, write func(context.Context, io.Writer) error) (*book, error) {
	edition, err := s.edition(ctx)
	if err != nil {
		return nil, err
	}
	done := s.memo.writing.DoChan(fmt.Sprint(edition, " ", name), func() (any, error) {
		if b, ok := s.memo.find(edition, name).(*book); ok {
			return b, nil
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tableTime)
		defer cancel()
		b, err := fill(func(out io.Writer) error { return write(ctx, out) })
		if err == nil {
			b.written = s.cfg.Now()
			s.memo.keep(edition, name, b, b.size)
		}
		return b, err
	})
	select {
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for a table: %w", context.Cause(ctx))
	case found := <-done:
		b, _ := found.Val.(*book)
		return b, found.Err
	}
}

// fill writes a file and takes its length and hash.
func fill(write func(io.Writer) error) (b *book, err error) {
	f, err := os.CreateTemp("", "shenzheng-*")
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
