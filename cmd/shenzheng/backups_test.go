package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Backups dated ahead, by a clock that was wrong, are the first to go and never
// push out the one that was just made.
func TestBackupsOfAWrongClock(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "backups [nas]") // a folder may be called like a pattern
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	name := func(day string) string { return filepath.Join(dir, "shenzheng-"+day+"T000000Z.db") }
	d := &daemon{app: &app{cfg: Config{BackupDir: dir, BackupKeep: 3}}}
	made := func(day string) {
		t.Helper()
		if err := os.WriteFile(name(day), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := d.pruneBackups(name(day)); err != nil {
			t.Fatal(err)
		}
	}
	left := func(want ...string) {
		t.Helper()
		got, err := fs.Glob(os.DirFS(dir), "*")
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, day := range want {
			names = append(names, filepath.Base(name(day)))
		}
		if diff := cmp.Diff(names, got); diff != "" {
			t.Errorf("backups (-want +got):\n%s", diff)
		}
	}
	words := func(today, last string) {
		t.Helper()
		now, err := time.Parse("20060102", today)
		if got := restoreWords(dir, "/data", now); err != nil || !strings.Contains(got, "cp '"+name(last)+"' /data/archive.db") {
			t.Errorf("%s: the words to restore %s are %q, %v", today, last, got, err)
		}
	}
	for _, day := range []string{"20240501", "20340501", "20340502", "20340503"} {
		made(day)
	}
	left("20340501", "20340502", "20340503")
	words("20240502", "20340503")
	made("20240502")
	left("20240502", "20340502", "20340503")
	words("20240502", "20240502")
	made("20240503")
	words("20240504", "20240503")
	made("20240504")
	left("20240502", "20240503", "20240504")
	made("20240505")
	left("20240503", "20240504", "20240505")
	words("20240505", "20240505")
}
