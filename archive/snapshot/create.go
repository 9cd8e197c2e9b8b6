package snapshot

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"shenzheng/archive"
)

var (
	// ErrEmpty says that the archive holds no column to publish yet.
	ErrEmpty = errors.New("the archive holds no columns")
	// ErrBusy says that another snapshot is being created in the same folder.
	ErrBusy = errors.New("another snapshot is being created")
)

// Options say where and how a snapshot is registered.
type Options struct {
	Root  string // folder of all snapshots; made if it is not there
	Force bool   // publish although something is missing
	Keep  int    // how many to keep afterwards, see prune; 0 keeps all
	// Past says that the rows are those of an earlier day: the snapshot is
	// registered under its id and listed, and latest stays where it is. It
	// may hold less than the latest, and nothing is pruned for it.
	Past bool
}

// Result says what was made.
type Result struct {
	ID       string
	Dir      string
	Previous string         // id of the latest snapshot before, empty for none
	Rows     map[string]int // by table
	// Unchanged is set when the same content was the latest already.
	Unchanged bool
	Pruned    []string // ids removed because of Options.Keep
}

// Create writes the archive's rows as a snapshot, registers it under its
// content's name and makes it the latest. The same content again is the same
// folder and changes nothing. A failure leaves no trace. A snapshot that holds less
// than the latest without a known cause is refused, with an error that says so.
func Create(ctx context.Context, read ReadTx, o Options) (result Result, err error) {
	defer wrap(&err, "create snapshot")
	if err := os.MkdirAll(o.Root, 0o755); err != nil {
		return Result{}, err
	}
	unlock, err := lockRoot(o.Root)
	if err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	latest, err := Latest(o.Root)
	if err != nil && o.Force { // to be written anew
		latest, err = "", os.Remove(filepath.Join(o.Root, latestFile))
	}
	if err == nil {
		err = sweep(o.Root, latest)
	}
	if err != nil {
		return Result{}, err
	}
	e, err := newEdition(o.Root, true)
	if err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, e.discard()) }()
	if err := e.readTables(ctx, read); err != nil {
		return Result{}, err
	}
	if (latest == "" || o.Past) && e.rows[columnsTable.Name] == 0 {
		return Result{}, ErrEmpty
	}
	result = Result{ID: e.id, Dir: filepath.Join(o.Root, e.id), Previous: latest, Rows: e.rows}
	if err := e.register(ctx, o, &result); err != nil {
		return Result{}, err
	}
	if o.Keep > 0 && !o.Past {
		result.Pruned, err = prune(o.Root, o.Keep)
	}
	return result, err
}

// register compares the edition with the latest snapshot, packs it, renames it
// into place and moves the pointer last. One of an earlier day is put beside
// the others and listed.
func (e *edition) register(ctx context.Context, o Options, r *Result) error {
	standing := !gone(o.Root, e.id)
	if r.Unchanged = o.Past && standing; r.Unchanged {
		r.Previous = ""
		return nil
	}
	before, err := e.before(o, r.Previous)
	if err != nil {
		return err
	}
	if r.Unchanged = r.ID == r.Previous && before != ""; r.Unchanged {
		return nil
	}
	lost, err := e.compareWith(ctx, before)
	if err != nil {
		return err
	}
	if o.Past {
		r.Previous = e.previous
	} else if refused := lost.refusal(e.previous); refused != nil && !o.Force {
		return refused
	}
	if !standing { // or else the archive is back at what it held before
		if err := e.pack(ctx); err != nil {
			return err
		}
		if err := os.Rename(e.dir, r.Dir); err != nil {
			return fmt.Errorf("put snapshot in place: %w", err)
		}
		if err := archive.SyncDir(o.Root); err != nil {
			return err
		}
	}
	if o.Past {
		return writeIndex(o.Root)
	}
	err = point(o.Root, e.id)
	// What the pointer names stays, also where the index could not be written: the next creation does that.
	if now, unread := Latest(o.Root); err != nil && !standing && unread == nil && now != e.id {
		err = errors.Join(err, os.RemoveAll(r.Dir))
	}
	return err
}

// before gives the folder of the snapshot that the edition is compared with:
// the latest, or none, empty, where that is of a later day than the archive is
// at. Where the latest was taken away by hand nothing can be compared with it,
// and so the gate cannot hold: only the same content again, or force, goes on
// without it. What is left of the same content is in the way of it.
func (e *edition) before(o Options, latest string) (dir string, err error) {
	if latest == "" || o.Past && latest[:8] > e.id[:8] {
		return "", nil
	}
	dir = filepath.Join(o.Root, latest)
	switch err = complete(dir); {
	case err == nil:
		return dir, nil
	case latest == e.id && gone(o.Root, latest), latest != e.id && o.Force:
		return "", nil
	}
	return "", fmt.Errorf("latest snapshot %s cannot be compared with; %s: %w", latest, mendChanged, err)
}

// Export writes the same tables and papers as Create straight into dir, which
// must be new or empty, and registers nothing. The tables with sentences come
// along only with text. Root is the folder of registered snapshots, of the latest
// of which the changes table speaks; it may not be there.
func Export(ctx context.Context, read ReadTx, dir string, text bool, root string) (result Result, err error) {
	defer wrap(&err, "export snapshot to %s", dir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Result{}, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return Result{}, err
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), stagingPrefix) {
			return Result{}, errors.New("the folder is not empty")
		}
		if err := os.RemoveAll(filepath.Join(dir, entry.Name())); err != nil { // an export was killed
			return Result{}, err
		}
	}
	e, err := newEdition(dir, text)
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
	if err := e.pack(ctx); err != nil {
		return Result{}, err
	}
	return Result{ID: e.id, Dir: dir, Previous: e.previous, Rows: e.rows}, moveInto(e.dir, dir)
}

// compareForExport compares with the latest registered snapshot. Where that
// holds the same content its own changes are taken, so that the export is the
// registered snapshot again, byte for byte. An archive as of an earlier day has
// none before it.
func (e *edition) compareForExport(ctx context.Context, root string) error {
	latest, err := Latest(root)
	if err != nil {
		return err
	}
	before, err := e.before(Options{Root: root, Past: true}, latest)
	if err != nil {
		return err
	}
	if before == "" || latest != e.id {
		_, err := e.compareWith(ctx, before)
		return err
	}
	p, err := readPackage(before)
	if err != nil {
		return err
	}
	e.previous = p.Previous
	return e.table(changesTable, func(put func([]string) error) error {
		return eachLine(ctx, before, changesTable, func(_ int, l line) error { return put(l.values) })
	})
}

// moveInto moves what is in from into the empty folder to.
func moveInto(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := os.Rename(filepath.Join(from, entry.Name()), filepath.Join(to, entry.Name())); err != nil {
			return err
		}
	}
	return archive.SyncDir(to)
}
