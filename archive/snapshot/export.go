package snapshot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Export writes the same tables and papers as Create straight into dir, which
// must be new or empty, and registers nothing. The tables with sentences come
// along only with text. Root may name the folder of registered snapshots, for
// the changes table to speak of the latest; without it that table is empty.
func Export(ctx context.Context, read ReadTx, dir string, text bool, root string) (result Result, err error) {
	defer func() {
		if err != nil {
			result, err = Result{}, fmt.Errorf("export snapshot to %s: %w", dir, err)
		}
	}()
	there, err := emptyOrNew(dir)
	if err != nil {
		return Result{}, err
	}
	within := dir // an empty folder is filled, a new one made beside and renamed
	if !there {
		within = filepath.Dir(filepath.Clean(dir))
		if err := os.MkdirAll(within, 0o755); err != nil {
			return Result{}, err
		}
	}
	e, err := newEdition(within, text)
	if err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, e.discard()) }()
	if err := e.readTables(ctx, read); err != nil {
		return Result{}, err
	}
	if err := e.compareForExport(ctx, root); err != nil {
		return Result{}, err
	}
	result = Result{ID: e.id, Dir: dir, Previous: e.previous, Rows: e.rows}
	if !there {
		return result, e.packInto(ctx, dir)
	}
	if err := e.pack(ctx); err != nil {
		return Result{}, err
	}
	return result, moveInto(e.dir, dir)
}

// emptyOrNew reports whether dir is there, and an error unless it is empty.
func emptyOrNew(dir string) (there bool, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if len(entries) > 0 {
		return true, errors.New("the folder is not empty")
	}
	return true, nil
}

// compareForExport compares with the latest registered snapshot. Where that
// holds the same content its own changes are taken, so that the export is the
// registered snapshot again, byte for byte. An archive as of an earlier day has
// none before it.
func (e *edition) compareForExport(ctx context.Context, root string) error {
	latest := ""
	if root != "" {
		var err error
		if latest, err = Latest(root); err != nil {
			return err
		}
	}
	if latest == "" || latest[:8] > e.id[:8] { // none, or one of a later day than the archive is at
		_, err := e.compareWith(ctx, "")
		return err
	}
	dir := filepath.Join(root, latest)
	if err := complete(dir); err != nil {
		return fmt.Errorf("latest snapshot %s cannot be compared with: %w", latest, err)
	}
	if latest != e.id {
		_, err := e.compareWith(ctx, dir)
		return err
	}
	p, err := readPackage(dir)
	if err != nil {
		return err
	}
	e.previous = p.Previous
	for _, r := range p.Resources {
		if r.Path == changesTable.File() {
			e.rows[changesTable.Name] = r.Rows
		}
	}
	return e.write(changesTable.File(), func(w io.Writer) error {
		_, err := copyFile(w, filepath.Join(dir, changesTable.File()))
		return err
	})
}

// moveInto moves what is in from into the empty folder to, or nothing of it.
func moveInto(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for i, entry := range entries {
		err := os.Rename(filepath.Join(from, entry.Name()), filepath.Join(to, entry.Name()))
		if err == nil {
			continue
		}
		for _, moved := range entries[:i] {
			err = errors.Join(err, os.RemoveAll(filepath.Join(to, moved.Name())))
		}
		return err
	}
	return syncDir(to)
}
