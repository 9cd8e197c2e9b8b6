package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/gofrs/flock"
)

// ErrExists says that a file is in the way.
var ErrExists = errors.New("there is a file of this name already")

// Backup writes the whole database, as it is at one moment, to a new file. It
// may run beside a writer. The copy is written aside, checked, flushed to the
// disk and then renamed, so that under its name there is only a good one.
func (a *Archive) Backup(ctx context.Context, file string) (err error) {
	defer wrap(&err, "back up to %s", file)
	if _, err := os.Lstat(file); err == nil {
		return ErrExists
	} else if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	aside, err := a.Aside(file, ".shenzheng-backup-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, aside.Close()) }()
	part := filepath.Join(aside.Dir, DatabaseName)
	if err = copyDatabase(ctx, a.path(), part); err == nil {
		err = flush(part, os.O_RDWR)
	}
	if err != nil {
		return err
	}
	// Link, not rename: a file that has appeared meanwhile is not replaced.
	err = os.Link(part, file)
	if errors.Is(err, os.ErrExist) {
		return ErrExists
	}
	if err != nil { // a file system without links
		err = os.Rename(part, file)
	}
	if err != nil {
		return err
	}
	return SyncDir(filepath.Dir(file))
}

// SyncDir makes the names in a folder last. Windows has no such thing.
func SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	return flush(dir, os.O_RDONLY)
}

// copyDatabase copies the database over a connection of its own, and checks
// the copy as SQLite can. Figures are taken just before, since VACUUM runs in no
// transaction; captures and bodies only ever grow, so that a whole copy holds at
// least as many.
func copyDatabase(ctx context.Context, from, to string) (err error) {
	const figuresSQL = `SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM bodies)`
	db, copied := openDB(fileURI(from)+"?mode=ro&_pragma=busy_timeout(10000)"), openDB(fileURI(to)+"?mode=ro")
	defer func() { err = errors.Join(err, db.Close(), copied.Close()) }()
	var captures, bodies, gotCaptures, gotBodies int
	if _, err := get(ctx, db, "count rows", figuresSQL, nil, &captures, &bodies); err != nil {
		return err
	}
	if err := makePrivate(to); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, to); err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	found, err := integrity(ctx, copied, "")
	if err == nil && len(found) > 0 {
		err = fmt.Errorf("the copy is damaged: %s", strings.Join(found, "; "))
	}
	if err == nil {
		_, err = get(ctx, copied, "count rows", figuresSQL, nil, &gotCaptures, &gotBodies)
	}
	if err == nil && (gotCaptures < captures || gotBodies < bodies) {
		err = fmt.Errorf("the copy holds %d captures and %d bodies, the archive %d and %d", gotCaptures, gotBodies, captures, bodies)
	}
	return err
}

// flush makes a file, or the names in a folder, durable.
func flush(path string, flag int) error {
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Aside is a folder beside a file to be written, where it is made before it is
// given its name. A lock in it shows that its process lives.
type Aside struct {
	Dir  string
	lock *flock.Flock
}

// errSwept says that another process took the folder just made for one left behind.
var errSwept = errors.New("another process cleans up beside it; try again")

// Aside makes a folder beside a file, named by a pattern such as .shenzheng-backup-*.
// What jobs that were killed left behind there is removed first.
func (a *Archive) Aside(file, pattern string) (_ *Aside, err error) {
	defer wrap(&err, "write beside %s", file)
	dir := filepath.Dir(file)
	left, err := fs.Glob(os.DirFS(dir), pattern)
	if err != nil {
		return nil, err
	}
	for _, old := range left {
		if err := sweep(filepath.Join(dir, old)); err != nil {
			a.cfg.Log.Warn("what a killed job left cannot be removed", "folder", old, "error", err)
		}
	}
	s := &Aside{}
	if s.Dir, err = os.MkdirTemp(dir, pattern); err != nil {
		return nil, err
	}
	s.lock = flock.New(filepath.Join(s.Dir, "lock"))
	if held, err := s.lock.TryLock(); err != nil || !held {
		return nil, errors.Join(errSwept, err, s.Close())
	}
	return s, nil
}

// Close removes the folder with all that is in it.
func (s *Aside) Close() error { return errors.Join(s.lock.Unlock(), os.RemoveAll(s.Dir)) }

// sweep removes a folder that holds a lock, unless its process lives, and an empty
// one, whose process was killed before it had its lock. Any other is none of this
// program's, or gone meanwhile.
func sweep(folder string) error {
	lock := flock.New(filepath.Join(folder, "lock"), flock.SetFlag(os.O_RDWR))
	free, err := lock.TryLock()
	if errors.Is(err, fs.ErrNotExist) {
		if in, err := os.ReadDir(folder); err != nil || len(in) > 0 {
			return nil
		}
		return os.Remove(folder)
	}
	if err != nil || !free {
		return err
	}
	return errors.Join(lock.Unlock(), os.RemoveAll(folder))
}
