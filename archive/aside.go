package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"
)

// Aside is a folder beside a file to be written, where it is made before it is
// given its name. A lock in it shows that its process lives.
type Aside struct {
	Dir  string
	note string // the list of folders that are in use
	lock *flock.Flock
}

// asidesName is the file in the data folder that lists the folders in use, so
// that what a killed process left is found wherever it lies.
const asidesName = ".asides"

// Aside makes a folder beside a file, named by a pattern such as .backup-*.
// What jobs that were killed left behind is removed first.
func (a *Archive) Aside(file, pattern string) (*Aside, error) {
	dir, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		return nil, fmt.Errorf("write beside %s: %w", file, err)
	}
	s := &Aside{note: filepath.Join(a.cfg.Dir, asidesName)}
	left, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		return nil, fmt.Errorf("look for what was left in %s: %w", dir, err)
	}
	for _, old := range append(left, s.listed()...) {
		if err := sweep(old); err != nil {
			a.cfg.Log.Warn("what a killed job left cannot be removed", "folder", old, "error", err)
		}
	}
	if s.Dir, err = os.MkdirTemp(dir, pattern); err != nil {
		return nil, fmt.Errorf("write beside %s: %w", file, err)
	}
	s.lock = flock.New(filepath.Join(s.Dir, "lock"))
	if _, err := s.lock.TryLock(); err != nil {
		return nil, errors.Join(fmt.Errorf("write beside %s: %w", file, err), s.Close())
	}
	if err := s.list(append(s.listed(), s.Dir)); err != nil {
		a.cfg.Log.Warn("the folder in use cannot be noted", "folder", s.Dir, "error", err)
	}
	return s, nil
}

// Close removes the folder with all that is in it.
func (s *Aside) Close() error {
	return errors.Join(s.lock.Unlock(), os.RemoveAll(s.Dir), s.list(s.listed()))
}

// listed gives the folders in use that are still there.
func (s *Aside) listed() []string {
	b, err := os.ReadFile(s.note)
	if err != nil {
		return nil // none yet
	}
	gone := func(dir string) bool {
		_, err := os.Stat(dir)
		return dir == "" || errors.Is(err, fs.ErrNotExist)
	}
	return slices.DeleteFunc(strings.Split(string(b), "\n"), gone)
}

func (s *Aside) list(folders []string) error {
	if len(folders) == 0 {
		if err := os.Remove(s.note); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	return os.WriteFile(s.note, []byte(strings.Join(folders, "\n")+"\n"), 0o600)
}

// sweep removes a folder, or a file of an older version, unless its process
// lives.
func sweep(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return nil // gone meanwhile
	}
	if info.IsDir() {
		lock := flock.New(filepath.Join(path, "lock"))
		free, err := lock.TryLock()
		if err != nil || !free {
			return err
		}
		if err := lock.Unlock(); err != nil {
			return err
		}
	}
	return os.RemoveAll(path)
}
