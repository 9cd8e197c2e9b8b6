package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
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
	aside, err := a.Aside(file, ".backup-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, aside.Close()) }()
	part := filepath.Join(aside.Dir, DatabaseName)
	if err := copyDatabase(ctx, a.path(), part); err != nil {
		return err
	}
	if err := flush(part, os.O_RDWR); err != nil {
		return err
	}
	// Link, not rename: a file that has appeared meanwhile is not replaced.
	if err := os.Link(part, file); errors.Is(err, os.ErrExist) {
		return ErrExists
	} else if err != nil {
		if err := os.Rename(part, file); err != nil { // a file system without links
			return err
		}
	}
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there
	}
	return flush(filepath.Dir(file), os.O_RDONLY)
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
