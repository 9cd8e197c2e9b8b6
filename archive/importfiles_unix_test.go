//go:build unix

package archive

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What may never end is not opened: a pipe, a device, a loop of links.
func TestImportTakesOnlyFilesThatEnd(t *testing.T) {
	a := open(t, testConfig(t, newClock()))
	dir := tree(t, map[string]string{"1000001.html": weekOne})
	pipe, loop := filepath.Join(dir, "pipe.html"), filepath.Join(dir, "loop.html")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{loop: loop, filepath.Join(dir, "zero.html"): "/dev/zero", filepath.Join(dir, "up"): ".."} {
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
	}
	items, err := a.Import(context.Background(), ImportOptions{}, dir, pipe, loop, "/dev/zero")
	if err != nil || len(items) != 4 {
		t.Fatalf("%v, %v", items, err)
	}
	refused := 0
	for _, i := range items {
		if i.Status == ImportRefused {
			refused++
		}
	}
	if refused != 3 {
		t.Errorf("%v", items)
	}
}
