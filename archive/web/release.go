package web

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// release is one registered snapshot: which files it has and what they hash
// to. Nothing of it ever changes, so it is read once.
type release struct {
	ID    string
	Day   string
	Files []releaseFile // public ones, in order of name
	full  []releaseFile
	root  *os.Root
}

// releaseFile is a file of a snapshot; Size is in bytes.
type releaseFile struct {
	Name, SHA256 string
	Size         int64
	modified     time.Time
}

var releaseID = regexp.MustCompile(`^[0-9]{8}-[0-9a-f]{8}$`)

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

// list names the snapshots there are, newest first.
func (rs *releases) list() ([]string, error) {
	entries, err := os.ReadDir(rs.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list snapshots: %w", err)
	}
	var ids []string
	for _, e := range entries {
		if e.IsDir() && releaseID.MatchString(e.Name()) {
			ids = append(ids, e.Name())
		}
	}
	slices.Sort(ids)
	slices.Reverse(ids)
	return ids, nil
}

// named reads a snapshot by its id; nil where there is none.
func (rs *releases) named(id string) (*release, error) {
	if !releaseID.MatchString(id) {
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

func openRelease(dir, id string) (*release, error) {
	root, err := os.OpenRoot(dir + string(os.PathSeparator) + id)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open snapshot %s: %w", id, err)
	}
	rel := &release{ID: id, Day: releaseDay(id), root: root}
	if err := rel.read(); err != nil {
		return nil, errors.Join(fmt.Errorf("read snapshot %s: %w", id, err), root.Close())
	}
	return rel, nil
}

// read takes the files from the manifest, and the manifest and the zip, which
// it cannot name, from the folder.
func (rel *release) read() error {
	sums, err := rel.root.ReadFile("SHA256SUMS")
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(sums))
	for lines.Scan() {
		sum, name, ok := strings.Cut(lines.Text(), " ")
		name = strings.TrimPrefix(strings.TrimPrefix(name, " "), "*")
		if !ok || len(sum) != 64 {
			return fmt.Errorf("line of SHA256SUMS not understood: %q", lines.Text())
		}
		if err := rel.add(name, sum); err != nil {
			return err
		}
	}
	for _, name := range []string{"SHA256SUMS", "full/SHA256SUMS", "shenzheng-" + rel.ID + ".zip"} {
		sum, err := rel.hash(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if err := rel.add(name, sum); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (rel *release) add(name, sum string) error {
	info, err := rel.root.Stat(name)
	if err != nil {
		return err
	}
	list := &rel.Files
	if inside, ok := strings.CutPrefix(name, "full/"); ok {
		list, name = &rel.full, inside
	}
	if slices.ContainsFunc(*list, func(f releaseFile) bool { return f.Name == name }) {
		return nil
	}
	*list = append(*list, releaseFile{name, sum, info.Size(), info.ModTime()})
	return nil
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

// file finds a public file by its name.
func (rel *release) file(name string) (releaseFile, bool) { return fileIn(rel.Files, name) }

func fileIn(files []releaseFile, name string) (releaseFile, bool) {
	i := slices.IndexFunc(files, func(f releaseFile) bool { return f.Name == name })
	if i < 0 {
		return releaseFile{}, false
	}
	return files[i], true
}

// Tables are the release's CSV files.
func (rel *release) Tables() []releaseFile {
	return slices.DeleteFunc(slices.Clone(rel.Files), func(f releaseFile) bool { return !strings.HasSuffix(f.Name, ".csv") })
}

// Zip is the one file that holds all public ones; false where there is none.
func (rel *release) Zip() *releaseFile {
	f, ok := rel.file("shenzheng-" + rel.ID + ".zip")
	if !ok {
		return nil
	}
	return &f
}

// Has reports whether the release has a public file.
func (rel *release) Has(name string) bool {
	_, ok := rel.file(name)
	return ok
}

// latest reads the snapshot the pointer names, a symbolic link or a file with
// the id; nil where there is none.
func (rs *releases) latest() (*release, error) {
	path := rs.dir + string(os.PathSeparator) + "latest"
	id, err := os.Readlink(path)
	if err != nil {
		body, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read pointer to the latest snapshot: %w", err)
		}
		id = string(body)
	}
	id = strings.TrimSpace(id)
	return rs.named(id[strings.LastIndexAny(id, `/\`)+1:])
}
