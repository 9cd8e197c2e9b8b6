package snapshot

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

const writingPrefix = ".writing-"

// writeAtomic replaces a file in one step: a reader sees the old content or
// the new, also after a power cut.
func writeAtomic(name string, content io.Reader) (err error) {
	file, err := os.CreateTemp(filepath.Dir(name), writingPrefix+"*")
	if err != nil {
		return err
	}
	_, err = io.Copy(file, content)
	if err == nil {
		err = file.Sync()
	}
	if err == nil {
		err = file.Chmod(0o644)
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return syncDir(filepath.Dir(name))
}

// syncDir makes the names in a folder last. Windows has no such thing.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
