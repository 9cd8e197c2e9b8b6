package archive

import (
	"context"
	"database/sql"
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
func (a *Archive) Backup(ctx context.Context, file string) error {
	if err := a.backup(ctx, file); err != nil {
		return fmt.Errorf("back up to %s: %w", file, err)
	}
	return nil
}

func (a *Archive) backup(ctx context.Context, file string) (err error) {
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
	want, err := a.vacuumInto(ctx, part)
	if err != nil {
		return err
	}
	if err := verifyBackup(ctx, part, want); err != nil {
		return err
	}
	if err := syncFile(part); err != nil {
		return err
	}
	// Link, not rename: a file that has appeared meanwhile is not replaced.
	if err := os.Link(part, file); err != nil {
		if errors.Is(err, os.ErrExist) {
			return ErrExists
		}
		if err := os.Rename(part, file); err != nil { // a file system without links
			return err
		}
	}
	return syncDir(filepath.Dir(file))
}

// vacuumInto copies the database over a connection of its own. The counts are
// taken just before, since VACUUM runs in no transaction; captures and bodies
// only ever grow, so the copy holds at least as many.
func (a *Archive) vacuumInto(ctx context.Context, part string) (want rowCounts, err error) {
	db, err := sql.Open("sqlite", fileURI(a.path())+"?mode=ro&_pragma=busy_timeout(10000)")
	if err != nil {
		return want, fmt.Errorf("open database: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if want, err = countRows(ctx, db); err != nil {
		return want, err
	}
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, part); err != nil {
		return want, fmt.Errorf("copy database: %w", err)
	}
	return want, nil
}

// rowCounts are the figures by which a copy is known to be whole.
type rowCounts struct{ bodies, captures, columns, activities int }

func countRows(ctx context.Context, db *sql.DB) (n rowCounts, err error) {
	_, err = get(ctx, db, "count rows", `SELECT (SELECT count(*) FROM bodies), (SELECT count(*) FROM captures),
		(SELECT count(*) FROM columns), (SELECT count(*) FROM activities)`, nil, &n.bodies, &n.captures, &n.columns, &n.activities)
	return n, err
}

// verifyBackup opens the copy and checks it as SQLite can.
func verifyBackup(ctx context.Context, part string, want rowCounts) (err error) {
	db, err := sql.Open("sqlite", fileURI(part)+"?mode=ro")
	if err != nil {
		return fmt.Errorf("open copy: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	found, err := integrity(ctx, db, "")
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return fmt.Errorf("the copy is damaged: %s", strings.Join(found, "; "))
	}
	got, err := countRows(ctx, db)
	if err != nil {
		return err
	}
	if got.bodies < want.bodies || got.captures < want.captures {
		return fmt.Errorf("the copy holds %d captures and %d bodies, the archive %d and %d",
			got.captures, got.bodies, want.captures, want.bodies)
	}
	return nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncDir makes a new name in a folder durable, where folders can be synced.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
