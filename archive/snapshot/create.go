package snapshot

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
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
	Keep  int    // how many to keep afterwards, see Prune; 0 keeps all
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
// folder and changes nothing. A failure leaves no trace. A *LossError refuses
// a snapshot that holds less than the latest without a known cause.
func Create(ctx context.Context, read ReadTx, o Options) (Result, error) {
	if err := os.MkdirAll(o.Root, 0o755); err != nil {
		return Result{}, fmt.Errorf("make folder of snapshots: %w", err)
	}
	unlock, err := lockRoot(o.Root)
	if err != nil {
		return Result{}, err
	}
	result, err := create(ctx, read, o)
	if err == nil && o.Keep > 0 && !o.Past {
		result.Pruned, err = prune(o.Root, o.Keep)
	}
	if err = errors.Join(err, unlock()); err != nil {
		return Result{}, fmt.Errorf("create snapshot: %w", err)
	}
	return result, nil
}

func create(ctx context.Context, read ReadTx, o Options) (result Result, err error) {
	if _, err := Latest(o.Root); err != nil && o.Force { // to be written anew
		if err := os.Remove(filepath.Join(o.Root, latestFile)); err != nil {
			return Result{}, err
		}
	}
	if err := sweep(o.Root); err != nil {
		return Result{}, err
	}
	previous, err := Latest(o.Root)
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
	if (previous == "" || o.Past) && e.rows["columns"] == 0 {
		return Result{}, ErrEmpty
	}
	result = Result{ID: e.id, Dir: filepath.Join(o.Root, e.id), Previous: previous, Rows: e.rows}
	if o.Past {
		result.Unchanged = !gone(o.Root, e.id)
		if !result.Unchanged {
			err = e.register(ctx, o, "")
		}
		result.Previous = e.previous
		return result, err
	}
	before, err := standingAt(o, previous, e.id)
	if err != nil {
		return Result{}, err
	}
	if result.Unchanged = e.id == previous && before != ""; result.Unchanged {
		return result, nil
	}
	return result, e.register(ctx, o, before)
}

// standingAt gives the folder of the latest snapshot, empty for none. Where it
// was taken away by hand nothing can be compared with it, and so the gate
// cannot hold: only the same content again, or force, goes on without it.
func standingAt(o Options, previous, id string) (dir string, err error) {
	if previous == "" {
		return "", nil
	}
	dir = filepath.Join(o.Root, previous)
	err = complete(dir)
	if err == nil {
		return dir, nil
	}
	if o.Force || (previous == id && errors.Is(err, os.ErrNotExist)) {
		return "", nil
	}
	return "", fmt.Errorf("latest snapshot %s cannot be compared with, restore it or use force: %w", previous, err)
}

// register compares the edition with the latest snapshot in before, empty for
// none, packs it, renames it into place and moves the pointer last. One of an
// earlier day is put beside the others and listed.
func (e *edition) register(ctx context.Context, o Options, before string) (err error) {
	dir := filepath.Join(o.Root, e.id)
	if o.Past {
		if err := e.compareForExport(ctx, o.Root); err != nil {
			return err
		}
		if err := e.packInto(ctx, dir); err != nil {
			return err
		}
		return writeIndex(o.Root)
	}
	lost, err := e.compareWith(ctx, before)
	if err != nil {
		return fmt.Errorf("compare with %s: %w", e.previous, err)
	}
	if refused := lost.refusal(e.previous); refused != nil && !o.Force {
		return refused
	}
	if !gone(o.Root, e.id) {
		return point(o.Root, e.id) // the archive is back at what it held before
	}
	if err := e.packInto(ctx, dir); err != nil {
		return err
	}
	if err := point(o.Root, e.id); err != nil {
		return errors.Join(err, os.RemoveAll(dir))
	}
	return nil
}

// sweep brings the index up to what is there, where a process was killed
// before it could, and then removes what such a process left behind, the
// folders that are being pruned among it.
func sweep(root string) error {
	latest, err := Latest(root)
	if err != nil {
		return err
	}
	var left []string
	pruned := false
	for _, prefix := range []string{stagingPrefix, writingPrefix, removingPrefix} {
		found, err := filepath.Glob(filepath.Join(root, prefix+"*"))
		if err != nil {
			return err
		}
		left = append(left, found...)
		pruned = prefix == removingPrefix && len(found) > 0
	}
	var known Index
	if err := readJSON(filepath.Join(root, indexFile), &known); err != nil || pruned || known.Latest != latest {
		if err := writeIndex(root); err != nil {
			return err
		}
	}
	for _, name := range left {
		if err := os.RemoveAll(name); err != nil {
			return fmt.Errorf("remove what an earlier run left: %w", err)
		}
	}
	return nil
}

// packInto finishes the edition's folder and renames it to where it stands for
// good.
func (e *edition) packInto(ctx context.Context, to string) error {
	if err := e.pack(ctx); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	if err := os.Rename(e.dir, to); err != nil {
		return fmt.Errorf("put snapshot in place: %w", err)
	}
	return syncDir(filepath.Dir(to))
}

// lockRoot keeps other creations and prunings out until unlock is called.
func lockRoot(root string) (unlock func() error, err error) {
	lock := flock.New(filepath.Join(root, ".lock"))
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", root, err)
	}
	if !held {
		return nil, ErrBusy
	}
	return lock.Unlock, nil
}
