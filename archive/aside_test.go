package archive

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// What a killed job left goes at the start of the next one to the same folder;
// what a living one uses stays.
func TestWhatKilledJobsLeftIsSwept(t *testing.T) {
	a := open(t, testConfig(t, newClock()))
	here := filepath.Join(t.TempDir(), "a[") // what a pattern may not hold
	if err := os.Mkdir(here, 0o700); err != nil {
		t.Fatal(err)
	}
	killed, err := a.Aside(filepath.Join(here, "w.db"), ".shenzheng-backup-*")
	if err != nil {
		t.Fatal(err)
	}
	if err := killed.lock.Unlock(); err != nil { // as the end of its process does
		t.Fatal(err)
	}
	living, err := a.Aside(filepath.Join(here, "x.warc"), ".shenzheng-export-*")
	if err != nil {
		t.Fatal(err)
	}
	own, begun := filepath.Join(here, ".shenzheng-backup-own"), filepath.Join(here, ".shenzheng-backup-begun")
	if err := errors.Join(os.MkdirAll(filepath.Join(own, "kept"), 0o755), os.Mkdir(begun, 0o755)); err != nil { // somebody's own, and one killed without its lock
		t.Fatal(err)
	}
	if err := a.Backup(context.Background(), filepath.Join(here, "x.db")); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{killed.Dir: false, begun: false, own: true, living.Dir: true} {
		if _, err := os.Stat(path); (err == nil) != want {
			t.Errorf("%s: %v, want it there: %t", path, err, want)
		}
	}
	if err := errors.Join(living.Close(), os.RemoveAll(own)); err != nil {
		t.Error(err)
	}
	if left, err := fs.Glob(os.DirFS(here), ".*"); err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}
