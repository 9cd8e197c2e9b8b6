package snapshot

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/gofrs/flock"
)

const (
	latestFile     = "latest"
	pinsFile       = "pins.json"
	indexFile      = "index.json"
	removingPrefix = ".removing-"
)

var idForm = regexp.MustCompile(`^\d{8}-[0-9a-f]{8}$`)

// IsID reports whether s has the form of a snapshot's id.
func IsID(s string) bool { return idForm.MatchString(s) }

// Latest gives the id of the latest snapshot under root, empty for none.
func Latest(root string) (string, error) {
	content, err := os.ReadFile(filepath.Join(root, latestFile))
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	id := strings.TrimSpace(string(content))
	if err == nil && !IsID(id) {
		err = fmt.Errorf("%q is no snapshot id", id)
	}
	if err != nil {
		return "", fmt.Errorf("read latest snapshot: %w", err)
	}
	return id, nil
}

// Resolve finds the folder that an argument means: an id under root, the word
// latest, or a folder.
func Resolve(root, argument string) (dir string, err error) {
	dir = argument
	if argument == latestFile {
		if dir, err = Latest(root); err == nil && dir == "" {
			err = errors.New("there is no snapshot yet")
		}
	}
	if err != nil {
		return "", err
	}
	if IsID(dir) {
		dir = filepath.Join(root, dir)
	}
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = errors.New("not a folder")
	}
	if err != nil {
		return "", fmt.Errorf("find snapshot %s: %w", argument, err)
	}
	return dir, nil
}

// Info is what the list of snapshots says of one.
type Info struct {
	ID        string          `json:"id"`
	Date      string          `json:"date"`               // UTC day of the latest capture its rows come from
	Previous  string          `json:"previous,omitempty"` // id of the snapshot its changes speak of
	Latest    bool            `json:"latest"`
	Pinned    bool            `json:"pinned"`
	Bytes     int64           `json:"bytes"`      // of the public edition
	FullBytes int64           `json:"full_bytes"` // of the full edition
	Rows      map[string]int  `json:"rows"`       // by table
	Files     map[string]File `json:"files"`      // the public edition, SHA256SUMS left out
	// Problem says why a snapshot cannot be read, empty where it can: one that
	// is damaged is listed, and keeps no other from being made.
	Problem string `json:"problem,omitempty"`
}

// Index is index.json.
type Index struct {
	Latest    string `json:"latest"`
	Snapshots []Info `json:"snapshots"` // in the order they were registered in
}

// List gives the snapshots under root in the order they were registered in, as
// the index remembers it, and any it does not know after them. Nothing of a
// snapshot ever changes, so those that the index knows are not read again.
func List(root string) ([]Info, error) {
	mark, err := readMarks(root)
	if err != nil {
		return nil, err
	}
	ids, err := held(root)
	if err != nil {
		return nil, err
	}
	index, _ := readIndex(root) // a damaged one, which check names, hides no snapshot
	list := make([]Info, 0, len(ids))
	for _, info := range index.Snapshots {
		if i, there := slices.BinarySearch(ids, info.ID); there {
			list, ids = append(list, info), slices.Delete(ids, i, i+1)
		}
	}
	for _, id := range ids {
		list = append(list, Info{ID: id})
	}
	for i, info := range list {
		if !info.stands(root) {
			info = readInfo(root, info.ID)
		}
		list[i] = mark(info)
	}
	return slices.DeleteFunc(list, func(i Info) bool { return i.Problem != "" && gone(root, i.ID) }), nil // pruned meanwhile
}

// One gives what the list says of a snapshot.
func One(root, id string) (Info, error) {
	mark, err := readMarks(root)
	if err != nil {
		return Info{}, err
	}
	return mark(readInfo(root, id)), nil
}

// readMarks reads what may change of what the list says of snapshots, and gives
// what says it of one.
func readMarks(root string) (mark func(Info) Info, err error) {
	latest, err := Latest(root)
	if err != nil {
		return nil, err
	}
	pins, err := readPins(root)
	return func(i Info) Info {
		i.Latest, i.Pinned = i.ID == latest, slices.Contains(pins, i.ID)
		return i
	}, err
}

// Count says how many snapshots are under root.
func Count(root string) (int, error) {
	ids, err := held(root)
	return len(ids), err
}

// stands reports that a snapshot can be as the index says, which is told by the
// length of what describes it: all else is left to check.
func (i Info) stands(root string) bool {
	described, err := os.Stat(filepath.Join(root, i.ID, packageFile))
	return err == nil && i.Problem == "" && described.Size() == i.Files[packageFile].Bytes
}

func readInfo(root, id string) Info {
	info := Info{ID: id, Date: DayOf(id), Rows: map[string]int{}, Files: map[string]File{}}
	dir := filepath.Join(root, id)
	p, err := readPackage(dir)
	files := map[string]File{}
	if err == nil {
		files, err = Manifest(dir)
	}
	if err != nil {
		info.Problem = err.Error()
	}
	info.Previous = p.Previous
	for _, r := range p.Resources {
		info.Rows[r.Name] = r.Rows
	}
	for name, file := range files {
		if file.Bytes < 0 {
			info.Problem = "files are missing; shenzheng check names them"
		}
		switch {
		case filepath.Base(name) == sumsFile:
		case strings.HasPrefix(name, fullFolder):
			info.FullBytes += file.Bytes
		default:
			info.Bytes += file.Bytes
			info.Files[name] = file
		}
	}
	return info
}

// held gives the ids of the snapshots under root in their own order.
func held(root string) (ids []string, err error) {
	entries, err := os.ReadDir(root)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("list snapshots: %w", err)
	}
	for _, entry := range entries { // ReadDir sorts them
		if entry.IsDir() && IsID(entry.Name()) {
			ids = append(ids, entry.Name())
		}
	}
	return ids, nil
}

// readIndex gives the index as it was written, empty where there is none.
func readIndex(root string) (known Index, err error) {
	err = readJSON(filepath.Join(root, indexFile), &known)
	return known, err
}

// point makes a registered snapshot the latest and lists it.
func point(root, id string) error {
	if err := writeAtomic(filepath.Join(root, latestFile), strings.NewReader(id+"\n")); err != nil {
		return fmt.Errorf("make %s the latest: %w", id, err)
	}
	return writeIndex(root)
}

// writeIndex writes index.json anew from what is there.
func writeIndex(root string) error {
	list, err := List(root)
	if err != nil {
		return err
	}
	return writeJSON(filepath.Join(root, indexFile), IndexOf(list))
}

// IndexOf gives what index.json says of a list.
func IndexOf(list []Info) Index {
	i := Index{Snapshots: list}
	for _, info := range list {
		if info.Latest {
			i.Latest = info.ID
		}
	}
	return i
}

// Pin keeps a snapshot from ever being pruned, or lets it go again.
func Pin(root, id string, on bool) (err error) {
	defer wrap(&err, "pin %s", id)
	unlock, err := lockRoot(root)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	if !IsID(id) || gone(root, id) {
		return errors.New("no such snapshot")
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
		return err
	}
	return writeIndex(root)
}

func readPins(root string) (pins []string, err error) {
	pins = []string{}
	err = readJSON(filepath.Join(root, pinsFile), &pins)
	return pins, err
}

// prune removes all but the keep snapshots registered last, and never the
// latest or a pinned one. It returns the ids removed.
func prune(root string, keep int) (removed []string, err error) {
	list, err := List(root)
	if err != nil {
		return nil, err
	}
	for _, info := range list[:max(0, len(list)-keep)] {
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
	if len(removed) == 0 {
		return nil, nil
	}
	return removed, sweep(root, "")
}

// sweep brings the index up to what is there, where a process was killed
// before it could, and then removes what such a process left behind, the
// folders that are being pruned among it.
func sweep(root, latest string) error {
	left, err := fs.Glob(os.DirFS(root), ".*ing-*") // the prefixes building, writing and removing
	if err != nil {
		return err
	}
	if known, err := readIndex(root); err != nil || len(left) > 0 || known.Latest != latest {
		if err := writeIndex(root); err != nil {
			return err
		}
	}
	for _, name := range left {
		if err := os.RemoveAll(filepath.Join(root, name)); err != nil {
			return fmt.Errorf("remove what an earlier run left: %w", err)
		}
	}
	return nil
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
