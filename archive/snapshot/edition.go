package snapshot

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"
)

// ReadTx runs a function inside one read transaction of an archive.
type ReadTx func(ctx context.Context, read func(*sql.Tx) error) error

// edition is a snapshot being written into a folder of its own.
type edition struct {
	dir      string
	full     bool // with the tables that hold sentences
	id       string
	previous string          // id of the snapshot it is compared with, empty for none
	rows     map[string]int  // by table
	files    map[string]File // by path inside the snapshot
	book     *workbook

	sharesActing bool // see shareActing
}

// File is one file of a snapshot as its sums name it.
type File struct {
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"` // lower-case hex
}

// newEdition makes a folder to write in, on the same disk as where it will
// stand: inside the folder within. It goes again with discard.
func newEdition(within string, full bool) (e *edition, err error) {
	dir, err := os.MkdirTemp(within, stagingPrefix+"*")
	if err != nil {
		return nil, fmt.Errorf("make folder to write in: %w", err)
	}
	e = &edition{dir: dir, full: full, rows: map[string]int{}, files: map[string]File{}}
	err = os.Chmod(dir, 0o755)
	if err == nil && full {
		err = os.Mkdir(filepath.Join(dir, "full"), 0o755)
	}
	if err == nil {
		e.book, err = e.openWorkbook()
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return e, nil
}

const stagingPrefix = ".building-"

// discard removes what was not put in place.
func (e *edition) discard() error {
	err := e.book.file.Close()
	if errors.Is(err, os.ErrClosed) {
		err = nil
	}
	return errors.Join(err, os.RemoveAll(e.dir))
}

// readTables writes all tables that come from the database, in one read
// transaction, and names the edition by them. The workbook is filled beside
// that, each sheet once its table is there.
func (e *edition) readTables(ctx context.Context, read ReadTx) error {
	var latest string
	written := make(chan Table, len(tables))
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() error {
		defer close(written)
		return read(ctx, func(tx *sql.Tx) error {
			const query = "SELECT coalesce(max(captured_at), '') FROM columns"
			if err := tx.QueryRowContext(ctx, query).Scan(&latest); err != nil {
				return fmt.Errorf("query latest capture: %w", err)
			}
			for _, t := range Tables() {
				if t.Name == changesTable.Name || (t.Full() && !e.full) {
					continue
				}
				if err := e.writeTable(ctx, tx, t); err != nil {
					return err
				}
				written <- t
			}
			return nil
		})
	})
	work.Go(func() error {
		for t := range written {
			if err := e.book.addTable(ctx, e.dir, t); err != nil {
				return err
			}
		}
		return nil
	})
	if err := work.Wait(); err != nil {
		return fmt.Errorf("read tables: %w", err)
	}
	var tables []string
	for _, t := range PublicTables() {
		tables = append(tables, t.File())
	}
	e.id = identity(latest, tables, e.files)
	return nil
}

func (e *edition) writeTable(ctx context.Context, tx *sql.Tx, t Table) error {
	t, err := e.shareActing(ctx, tx, t)
	if err != nil {
		return err
	}
	return e.write(t.File(), func(w io.Writer) (err error) {
		e.rows[t.Name], err = WriteCSV(ctx, w, tx, t, Filter{})
		return err
	})
}

// identity names a snapshot by its content: the UTC day of the latest capture
// that a row comes from, and 8 hex digits of the hash over all public tables
// but changes, which depends on what was published before, and accuracy, which
// comes with the program. A page fetched again without a change changes neither.
func identity(latestCapture string, tables []string, files map[string]File) string {
	day := "00000000"
	if len(latestCapture) >= 10 {
		day = strings.ReplaceAll(latestCapture[:10], "-", "")
	}
	h := sha256.New()
	for _, name := range tables {
		if name != changesTable.File() && name != accuracyTable.File() {
			fmt.Fprintf(h, "%s  %s\n", files[name].SHA256, name)
		}
	}
	return day + "-" + hex.EncodeToString(h.Sum(nil))[:8]
}

// write writes one file of the edition and takes its sum.
func (e *edition) write(name string, fill func(io.Writer) error) error {
	file, err := e.create(name)
	if err != nil {
		return err
	}
	return e.finish(file, name, fill(file))
}

// writeBytes writes a file whose content is at hand.
func (e *edition) writeBytes(name string, content []byte) error {
	return e.write(name, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

func (e *edition) create(name string) (*os.File, error) {
	file, err := os.OpenFile(filepath.Join(e.dir, filepath.FromSlash(name)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, fmt.Errorf("create %s: %w", name, err)
	}
	return file, nil
}

// finish closes a file and takes its sum, unless err ended its writing.
func (e *edition) finish(file *os.File, name string, err error) error {
	if err = errors.Join(err, file.Close()); err == nil {
		e.files[name], err = fileSum(file.Name())
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
