package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

// LockName is the file in the data folder that the writing process locks.
const LockName = "archive.lock"

// ErrLocked says that another process has the archive open for writing.
var ErrLocked = errors.New("another shenzheng holds the data folder")

// takeLock locks the folder. The operating system releases the lock when the
// process ends, however it ends; the file stays, with the process id of the
// last holder in it.
func takeLock(dir string) (*flock.Flock, error) {
	path := filepath.Join(dir, LockName)
	lock := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o644))
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	if !ok {
		return nil, fmt.Errorf("%w%s (%s)", ErrLocked, holder(path), path)
	}
	if runtime.GOOS == "windows" {
		return lock, nil // a locked file can be neither read nor written there
	}
	if err := os.WriteFile(path, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o644); err != nil {
		return nil, errors.Join(fmt.Errorf("write %s: %w", path, err), lock.Close())
	}
	return lock, nil
}

// holder names the process that wrote its id into the lock file. It is only a
// hint for a person, so whatever cannot be read is left out.
func holder(path string) string {
	b, _ := os.ReadFile(path)
	if pid, err := strconv.Atoi(strings.TrimSpace(string(b))); err == nil {
		return ": process " + strconv.Itoa(pid)
	}
	return ""
}

// exists tells whether there is a file, or a folder, of this name.
func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// InUse tells whether a process holds the folder's lock at this moment.
func InUse(dir string) (bool, error) {
	path := filepath.Join(dir, LockName)
	if there, err := exists(path); err == nil && !there {
		return false, nil
	}
	lock := flock.New(path)
	free, err := lock.TryRLock()
	if free {
		err = lock.Close()
	}
	wrap(&err, "look at lock %s", path)
	return err == nil && !free, err
}
