package snapshot

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Pin keeps a snapshot from ever being pruned, or lets it go again.
func Pin(root, id string, on bool) (err error) {
	unlock, err := lockRoot(root)
	if err != nil {
		return fmt.Errorf("pin %s: %w", id, err)
	}
	defer func() { err = errors.Join(err, unlock()) }()
	ids, err := registered(root)
	if err != nil {
		return err
	}
	if !slices.Contains(ids, id) {
		return fmt.Errorf("pin %s: no such snapshot", id)
	}
	pins, err := readPins(root)
	if err != nil {
		return err
	}
	pins = slices.DeleteFunc(pins, func(p string) bool { return p == id })
	if on {
		pins = append(pins, id)
		slices.Sort(pins)
	}
	if err := writeJSON(filepath.Join(root, pinsFile), pins); err != nil {
		return fmt.Errorf("pin %s: %w", id, err)
	}
	return writeIndex(root)
}

func readPins(root string) (pins []string, err error) {
	pins = []string{}
	err = readJSON(filepath.Join(root, pinsFile), &pins)
	return pins, err
}

// prune removes all but the keep snapshots registered last, and never the
// latest or a pinned one. It returns the ids removed; keep under 1 removes none.
func prune(root string, keep int) (removed []string, err error) {
	list, err := List(root)
	if err != nil || keep < 1 || len(list) <= keep {
		return nil, err
	}
	for _, info := range list[:len(list)-keep] {
		if info.Latest || info.Pinned {
			continue
		}
		// Renamed first, so that half a snapshot never stands under its id, and
		// what the index still names after a kill is known to be no loss.
		if err := os.Rename(filepath.Join(root, info.ID), filepath.Join(root, removingPrefix+info.ID)); err != nil {
			return removed, fmt.Errorf("prune %s: %w", info.ID, err)
		}
		removed = append(removed, info.ID)
	}
	return removed, sweep(root)
}
