package archive

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// SQLite's locks on the database are those of the process: whoever opens and closes
// the file beside it would drop them, and the next sqlite3 that looks in would take
// away the log that is still written.
func TestLooksKeepTheLocksOfSQLite(t *testing.T) {
	cfg := testConfig(t, newClock())
	a := open(t, cfg)
	held := func() (locks []string) {
		t.Helper()
		info, err := os.Stat(filepath.Join(cfg.Dir, DatabaseName))
		if err != nil {
			t.Fatal(err)
		}
		all, err := os.ReadFile("/proc/locks")
		if err != nil {
			t.Skip("the locks cannot be looked at: ", err)
		}
		for line := range strings.Lines(string(all)) {
			f := strings.Fields(line)
			if strings.HasSuffix(f[5], fmt.Sprintf(":%d", info.Sys().(*syscall.Stat_t).Ino)) && f[4] == fmt.Sprint(os.Getpid()) {
				locks = append(locks, f[1]+" "+f[3])
			}
		}
		return locks
	}
	if err := a.SetSetting(t.Context(), "key", "value"); err != nil {
		t.Fatal(err)
	}
	if len(held()) == 0 {
		t.Skip("this system shows no locks of SQLite in /proc/locks")
	}
	if err := a.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(held()) == 0 {
		t.Error("a probe drops the locks")
	}
	if _, err := a.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(held()) == 0 {
		t.Error("a check drops the locks")
	}
}
