package snapshot

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shenzheng/archive"
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
}

// File is one file of a snapshot as its sums name it.
type File struct {
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"` // lower-case hex
}

const (
	stagingPrefix = ".building-"
	sumsFile      = "SHA256SUMS"
	fullFolder    = "full/"
	packageFile   = "datapackage.json"
)

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
		err = os.Mkdir(filepath.Join(dir, fullFolder), 0o700) // sentences are not for everybody on the machine
	}
	if err == nil {
		e.book, err = e.openWorkbook()
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return e, nil
}

// discard removes what was not put in place.
func (e *edition) discard() error {
	err := e.book.file.Close()
	if errors.Is(err, os.ErrClosed) {
		err = nil
	}
	return errors.Join(err, os.RemoveAll(e.dir))
}

// readTables writes all tables that come from the database, in one read
// transaction, and names the edition by them.
func (e *edition) readTables(ctx context.Context, read ReadTx) error {
	var latest string
	err := read(ctx, func(tx *sql.Tx) error {
		const query = "SELECT coalesce(max(captured_at), '') FROM columns"
		if err := tx.QueryRowContext(ctx, query).Scan(&latest); err != nil {
			return fmt.Errorf("query latest capture: %w", err)
		}
		if err := shareActing(ctx, tx); err != nil {
			return err
		}
		for _, t := range Tables() {
			if t.Name == changesTable.Name || (t.Full() && !e.full) {
				continue
			}
			err := e.table(t, func(put func([]string) error) error { return stream(ctx, tx, t, Filter{acting: true}, put) })
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read tables: %w", err)
	}
	var tables []string
	for _, t := range PublicTables() {
		tables = append(tables, t.File())
	}
	e.id = identity(latest, tables, e.files)
	return nil
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

// table writes a table as CSV and, where it is public, as a sheet of the
// workbook.
func (e *edition) table(t Table, rows fill) error {
	return e.write(t.File(), func(w io.Writer) error {
		return writeCSV(w, t.Header(), func(put func([]string) error) error {
			return e.book.add(t, func(cells func([]string) error) error {
				return rows(func(row []string) error {
					e.rows[t.Name]++
					if err := put(row); err != nil {
						return err
					}
					return cells(row)
				})
			})
		})
	})
}

// pack writes everything that travels beside the tables, each file after those
// that it describes, the sums last.
func (e *edition) pack(ctx context.Context) error {
	steps := []func() error{
		func() error { return e.table(accuracyTable, accuracy) },
		e.writePapers,
		e.finishWorkbook,
		func() error { return e.writePackage("", published()) },
	}
	if e.full { // described and summed by itself, and never in the public edition
		steps = append(steps, func() error {
			return e.writePackage(fullFolder, slices.DeleteFunc(Tables(), func(t Table) bool { return !t.Full() }))
		}, func() error { return e.writeBytes(fullFolder+sumsFile, e.sums(fullFolder)) },
			func() error { return archive.SyncDir(filepath.Join(e.dir, fullFolder)) })
	}
	steps = append(steps, e.writeZip, func() error { return e.writeBytes(sumsFile, e.sums("")) }, func() error { return archive.SyncDir(e.dir) })
	for _, step := range steps {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := step(); err != nil {
			return fmt.Errorf("pack: %w", err)
		}
	}
	return nil
}

// sums lists the edition's files under prefix as sha256sum does, sorted, with
// paths relative to it. The full edition has a list of its own, so that the
// public one is whole without it.
func (e *edition) sums(prefix string) []byte {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		inside, ok := strings.CutPrefix(name, prefix)
		if !ok || inside == sumsFile || (prefix == "" && strings.HasPrefix(name, fullFolder)) {
			continue
		}
		fmt.Fprintf(&b, "%s  %s\n", e.files[name].SHA256, inside)
	}
	return b.Bytes()
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
	mode := fs.FileMode(0o644)
	if strings.HasPrefix(name, fullFolder) {
		mode = 0o600
	}
	file, err := os.OpenFile(filepath.Join(e.dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, fmt.Errorf("create %s: %w", name, err)
	}
	return file, nil
}

// finish closes a file that is on the disk and takes its sum, unless err ended
// its writing.
func (e *edition) finish(file *os.File, name string, err error) error {
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		e.files[name], err = fileSum(file.Name())
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
