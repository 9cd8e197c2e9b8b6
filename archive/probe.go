package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Trouble says in plain words what is wrong with the database's file.
type Trouble struct {
	What string // one line
	// Replaced reports that another file stands in the place of the one that is
	// open: what is written goes to a file that nobody will find again.
	Replaced bool
}

func (t *Trouble) Error() string { return t.What }

// Unwrap lets Damaged know a Trouble.
func (t *Trouble) Unwrap() error { return ErrDamaged }

func trouble(format string, args ...any) *Trouble {
	return &Trouble{What: fmt.Sprintf(format, args...)}
}

func replaced(format string, args ...any) *Trouble {
	return &Trouble{What: fmt.Sprintf(format, args...), Replaced: true}
}

// Probe looks at the database as a reader that comes anew would find it: is it
// the file that was opened, is it as long as it says, can its tables be read?
// It is cheap enough for every minute. The error is a *Trouble.
func (a *Archive) Probe(ctx context.Context) error {
	info, err := os.Stat(a.path())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return replaced("the database %s is gone", a.path())
	case err != nil:
		return trouble("the database cannot be looked at: %v", err)
	case a.opened != nil && !os.SameFile(a.opened, info):
		return replaced("another file was put in the place of the database %s", a.path())
	}
	var length, some int64
	_, err = get(ctx, a.reader, "read its length", `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`, nil, &length)
	size := info.Size()
	if wal, err := os.Stat(a.path() + "-wal"); err == nil {
		size += wal.Size() // the newest pages may still lie in the journal
	}
	if err == nil && size < length {
		return trouble("the database %s is cut off: %d of %d bytes are there", a.path(), size, length)
	}
	if err := probeHeader(a.path()); err != nil {
		return trouble("%s: %v", a.path(), err)
	}
	if err == nil {
		_, err = get(ctx, a.reader, "read its tables", `SELECT (SELECT coalesce(max(capture_id), 0) FROM captures) + (SELECT count(*) FROM columns)
			+ (SELECT count(*) FROM settings)`, nil, &some)
	}
	if err != nil && ctx.Err() == nil {
		return trouble("the database %s cannot be read: %v", a.path(), err)
	}
	return nil
}

// probeFile tells whether there is a database, and refuses one that SQLite
// would take as it is although it is damaged.
func (a *Archive) probeFile() (there bool, err error) {
	info, err := os.Stat(a.path())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	made, err := os.ReadDir(filepath.Join(a.cfg.Dir, "snapshots"))
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return true, fmt.Errorf("look for snapshots: %w", err)
	case info.Size() == 0 && len(made) > 0:
		return true, fmt.Errorf("%w: %s is empty, although snapshots were made of it", ErrDamaged, a.path())
	}
	return true, probeHeader(a.path())
}

// probeHeader looks at the one field of the file's header that SQLite believes
// without a word: with another write version it only reads the database.
func probeHeader(path string) error {
	var head [20]byte
	f, err := os.Open(path)
	if err == nil {
		_, err = io.ReadFull(f, head[:])
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = nil // SQLite says so
		}
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return fmt.Errorf("look at the database: %w", err)
	}
	if bytes.HasPrefix(head[:], []byte("SQLite format 3\x00")) && head[18] != 1 && head[18] != 2 {
		return fmt.Errorf("%w: its header says that it is of a version that cannot be written", ErrDamaged)
	}
	return nil
}
