package web

import (
	"context"
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
	ID, Day string
	files   []*releaseFile // in order of name
	dir     string
	written time.Time // of its sums

	mu      sync.Mutex // for what follows, and for what is proved of a file
	changes map[[3]string]int
}

// releaseFile is a file of a snapshot by its path in it; Size is in bytes.
type releaseFile struct {
	Name, SHA256 string
	Size         int64
	proved       time.Time // its own time when its bytes were last found to be those of its sum
}

// releases reads snapshots as they are asked for.
type releases struct {
	dir string
	mu  sync.Mutex
	got map[string]*release
}

const sumsFile = "SHA256SUMS"

// named reads a snapshot by its id; nil where there is none.
func (rs *releases) named(id string) (*release, error) {
	if !snapshot.IsID(id) {
		return nil, nil
	}
	rs.mu.Lock()
	defer rs.mu.Unlock()
	rel := &release{ID: id, Day: snapshot.DayOf(id), dir: filepath.Join(rs.dir, id)}
	sums, err := os.Stat(filepath.Join(rel.dir, sumsFile))
	if errors.Is(err, fs.ErrNotExist) { // or it was pruned; whoever still reads it has the file open
		delete(rs.got, id)
		return nil, nil
	}
	if err == nil {
		if held := rs.got[id]; held != nil && held.written.Equal(sums.ModTime()) {
			return held, nil
		}
		rel.written, err = sums.ModTime(), rel.read()
	}
	if err != nil {
		return nil, fmt.Errorf("read snapshot %s: %w", id, err)
	}
	rs.got[id] = rel
	return rel, nil
}

// latest reads the snapshot that is the latest; nil where there is none.
func (rs *releases) latest() (*release, error) {
	id, err := snapshot.Latest(rs.dir)
	if err != nil {
		return nil, err
	}
	return rs.named(id)
}

// read takes the files from the lists of sums, but for the lists themselves,
// which cannot name their own. A damaged snapshot still gives what it has.
func (rel *release) read() error {
	files, err := snapshot.Manifest(rel.dir)
	if err != nil {
		return err
	}
	for _, name := range []string{sumsFile, "full/" + sumsFile} {
		content, err := os.ReadFile(filepath.Join(rel.dir, name))
		if err == nil {
			sum := sha256.Sum256(content)
			files[name] = snapshot.File{SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(content))}
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if f := files[name]; f.Bytes >= 0 {
			rel.files = append(rel.files, &releaseFile{Name: name, SHA256: f.SHA256, Size: f.Bytes})
		}
	}
	return nil
}

// errAltered says that a file is not what its sum says.
var errAltered = errors.New("the file is not what its checksum says")

// prove gives the time of an open file that is what its sum says. It is read
// whole when it is first asked for and whenever its time or length has changed.
func (rel *release) prove(f *releaseFile, body *os.File) (time.Time, error) {
	info, err := body.Stat()
	if err != nil {
		return time.Time{}, err
	}
	rel.mu.Lock()
	defer rel.mu.Unlock()
	if !f.proved.Equal(info.ModTime()) || info.Size() != f.Size {
		h := sha256.New()
		if _, err := io.Copy(h, body); err != nil {
			return time.Time{}, err
		}
		if hex.EncodeToString(h.Sum(nil)) != f.SHA256 {
			return time.Time{}, errAltered
		}
		f.proved = info.ModTime()
	}
	return f.proved, nil
}

// File finds a file by its path; nil where there is none.
func (rel *release) File(name string) *releaseFile {
	if i := slices.IndexFunc(rel.files, func(f *releaseFile) bool { return f.Name == name }); i >= 0 {
		return rel.files[i]
	}
	return nil
}

// Public are the files that anyone may have.
func (rel *release) Public() []*releaseFile {
	return slices.DeleteFunc(slices.Clone(rel.files), func(f *releaseFile) bool { return strings.HasPrefix(f.Name, "full/") })
}

// Tables are the public CSV files.
func (rel *release) Tables() []*releaseFile {
	return slices.DeleteFunc(rel.Public(), func(f *releaseFile) bool { return !strings.HasSuffix(f.Name, ".csv") })
}

// differences counts the changes since the snapshot before, by table, change
// and cause. Once is enough: a parser that changes all rows makes a line of each.
func (rel *release) differences(ctx context.Context) (map[[3]string]int, error) {
	rel.mu.Lock()
	defer rel.mu.Unlock()
	if rel.changes == nil {
		counted, err := snapshot.CountChanges(ctx, rel.dir)
		if err != nil {
			return nil, fmt.Errorf("read differences of snapshot %s: %w", rel.ID, err)
		}
		rel.changes = counted
	}
	return rel.changes, nil
}
