package web

import (
	"crypto/sha256"
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
	"sync"
	"time"

	"shenzheng/archive/snapshot"
)

// release is one registered snapshot: which files it has and what they hash
// to. Nothing of it ever changes, so it is read once.
type release struct {
	ID    string
	Day   string
	Files []releaseFile // public ones, in order of name
	full  []releaseFile // the others
	root  *os.Root

	mu      sync.Mutex // for what follows
	counted *differences
	proved  map[string]time.Time // files whose bytes were found to be those of their sum, by path, as of their time
}

// releaseFile is a file of a snapshot by its path in it; Size is in bytes.
type releaseFile struct {
	Name, SHA256 string
	Size         int64
	modified     time.Time
}

// releases reads snapshots as they are asked for. All paths go through
// os.Root, so none leads out of the folder.
type releases struct {
	dir string
	mu  sync.Mutex
	got map[string]*release
}

func newReleases(dir string) *releases { return &releases{dir: dir, got: map[string]*release{}} }

func (rs *releases) close() error {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	var errs []error
	for id, rel := range rs.got {
		errs = append(errs, rel.root.Close())
		delete(rs.got, id)
	}
	return errors.Join(errs...)
}

// named reads a snapshot by its id; nil where there is none.
func (rs *releases) named(id string) (*release, error) {
	if !snapshot.IsID(id) {
		return nil, nil
	}
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if rel := rs.got[id]; rel != nil {
		if _, err := rel.root.Stat("SHA256SUMS"); err == nil {
			return rel, nil
		}
		// It was pruned; whoever still reads it has the file open.
		delete(rs.got, id)
		if err := rel.root.Close(); err != nil {
			return nil, fmt.Errorf("let go of snapshot %s: %w", id, err)
		}
	}
	rel, err := openRelease(rs.dir, id)
	if err != nil || rel == nil {
		return nil, err
	}
	rs.got[id] = rel
	return rel, nil
}

func openRelease(folder, id string) (*release, error) {
	dir := filepath.Join(folder, id)
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open snapshot %s: %w", id, err)
	}
	rel := &release{ID: id, Day: snapshot.DayOf(id), root: root}
	if err := rel.read(dir); err != nil {
		return nil, errors.Join(fmt.Errorf("read snapshot %s: %w", id, err), root.Close())
	}
	return rel, nil
}

// read takes the files from the manifest. The manifests themselves, which
// cannot name their own sums, are hashed here.
func (rel *release) read(dir string) error {
	files, err := snapshot.Manifest(dir)
	if err != nil {
		return err
	}
	for _, name := range []string{"SHA256SUMS", "full/SHA256SUMS", "shenzheng-" + rel.ID + ".zip"} {
		if _, ok := files[name]; ok {
			continue
		}
		sum, err := rel.hash(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		files[name] = snapshot.File{SHA256: sum}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		info, err := rel.root.Stat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // a damaged snapshot still gives what it has
		}
		if err != nil {
			return err
		}
		f := releaseFile{name, files[name].SHA256, info.Size(), info.ModTime()}
		if strings.HasPrefix(name, "full/") {
			rel.full = append(rel.full, f)
		} else {
			rel.Files = append(rel.Files, f)
		}
	}
	return nil
}

// holds reports whether a file still is what its sum says. It is read whole
// when it is first asked for and whenever its time or length has changed.
func (rel *release) holds(f *releaseFile) (bool, error) {
	info, err := rel.root.Stat(f.Name)
	if err != nil {
		return false, err
	}
	rel.mu.Lock()
	defer rel.mu.Unlock()
	if at, ok := rel.proved[f.Name]; ok && at.Equal(info.ModTime()) && info.Size() == f.Size {
		return true, nil
	}
	sum, err := rel.hash(f.Name)
	if err != nil || sum != f.SHA256 {
		return false, err
	}
	if rel.proved == nil {
		rel.proved = map[string]time.Time{}
	}
	rel.proved[f.Name] = info.ModTime()
	return true, nil
}

func (rel *release) hash(name string) (string, error) {
	f, err := rel.root.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// File finds a file by its path; nil where there is none.
func (rel *release) File(name string) *releaseFile {
	for _, files := range [...][]releaseFile{rel.Files, rel.full} {
		if i := slices.IndexFunc(files, func(f releaseFile) bool { return f.Name == name }); i >= 0 {
			return &files[i]
		}
	}
	return nil
}

// Tables are the release's CSV files.
func (rel *release) Tables() []releaseFile {
	return slices.DeleteFunc(slices.Clone(rel.Files), func(f releaseFile) bool { return !strings.HasSuffix(f.Name, ".csv") })
}

// latest reads the snapshot that is the latest; nil where there is none.
func (rs *releases) latest() (*release, error) {
	id, err := snapshot.Latest(rs.dir)
	if err != nil {
		return nil, err
	}
	return rs.named(id)
}
