package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestFolderOfAnother has folders read and written by one who may not, or
// cannot: the message says what is wrong, which SQLite's own does not.
func TestFolderOfAnother(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	openTestArchive(t, dir, time.Now)
	for _, tc := range []struct{ name, prepare, want string }{
		{"of another user", `cp $1/archive.db $2 && chmod 555 $2 && chmod 444 $2/archive.db`, "folder that this user may write to"},
		{"full", `mount -t tmpfs -o size=1m tmpfs $2 && cp $1/archive.db $2 && { cat /dev/zero >$2/fill 2>/dev/null || true; }`, "is full"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			// A user of its own, who is root to the mounts only.
			script := `set -e; ` + tc.prepare + `; shift 2; exec setpriv --bounding-set=-all --inh-caps=-all -- "$@"`
			other := t.TempDir()
			cmd := asProcess("--data", other, "status")
			cmd.Args = append([]string{"unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", dir, other}, cmd.Args...)
			path, err := exec.LookPath("unshare")
			if err != nil {
				t.Skip("unshare is not here")
			}
			if err := exec.Command(path, "--map-root-user", "--mount", "true").Run(); err != nil {
				t.Skipf("no user namespaces here: %v", err)
			}
			cmd.Path = path
			out, err := cmd.CombinedOutput()
			if err == nil || !strings.Contains(string(out), tc.want) {
				t.Errorf("%v: %s\nwant %q", err, out, tc.want)
			}
			if err := os.Chmod(other, 0o755); err != nil {
				t.Error(err)
			}
		})
	}
}
