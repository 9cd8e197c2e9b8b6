package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"
)

// idleLimit is how much memory an idle daemon may hold, in kB.
const idleLimit = 40_000

// TestIdleDaemonIsSmall measures the program as it is released.
func TestIdleDaemonIsSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "shenzheng")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", name, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	configure(t, dir, closedPort(t), "")
	b := &binary{t: t, log: &lockedBuffer{}, ended: make(chan error, 1)}
	b.cmd = exec.Command(name, "--data", dir, "--log-format", "json", "run", "--listen", "127.0.0.1:0")
	b.cmd.Stdout, b.cmd.Stderr = b.log, b.log
	b.start()
	b.await(`"job":"snapshot".*"outcome":"(ok)"`)
	resident := 0
	for end := time.Now().Add(deadline); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		if resident = residentKB(t, b.cmd.Process.Pid); resident <= idleLimit {
			break
		}
	}
	if resident > idleLimit {
		t.Errorf("an idle daemon holds %d kB, more than %d", resident, idleLimit)
	}
	t.Logf("an idle daemon holds %d kB", resident)
	if code := b.stop(); code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

func residentKB(t *testing.T, pid int) int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(text)
	if m == nil {
		t.Fatalf("no VmRSS in\n%s", text)
	}
	kb, err := strconv.Atoi(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	return kb
}
