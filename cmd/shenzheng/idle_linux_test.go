package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
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
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "shenzheng")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", name, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	inEmptyImage(t, name)
	configure(t, dir, closedPort(t), "")
	b := &binary{t: t, log: &lockedBuffer{}, ended: make(chan error, 1)}
	b.cmd = exec.Command(name, "--data", dir, "--log-format", "json", "run", "--listen", "127.0.0.1:0")
	b.cmd.Stdout, b.cmd.Stderr = b.log, b.log
	b.start()
	b.await(`"job":"snapshot".*"outcome":"(ok)"`)
	var held memory
	for end := time.Now().Add(deadline); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		if held = memoryOf(t, b.cmd.Process.Pid); held.all <= idleLimit {
			break
		}
	}
	if held.all > idleLimit {
		t.Errorf("an idle daemon holds %d kB, more than %d", held.all, idleLimit)
	}
	t.Logf("an idle daemon holds %d kB, %d of them its own and %d of the program's file", held.all, held.own, held.file)
	if code := b.stop(); code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

// inEmptyImage runs the program where nothing else is, as in its container.
func inEmptyImage(t *testing.T, name string) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Log("only root may try the program in a folder with nothing else")
		return
	}
	cmd := exec.Command("/"+filepath.Base(name), "--data", "/data", "config", "check")
	cmd.Env, cmd.Dir = []string{}, "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: filepath.Dir(name)}
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "Asia/Shanghai") {
		t.Errorf("in an empty image: %v\n%s", err, out)
	}
}

// memory is what a process has in memory, in kB.
type memory struct{ all, own, file int }

func memoryOf(t *testing.T, pid int) memory {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	kb := func(key string) int {
		m := regexp.MustCompile(key + `:\s+(\d+) kB`).FindSubmatch(text)
		if m == nil {
			t.Fatalf("no %s in\n%s", key, text)
		}
		n, err := strconv.Atoi(string(m[1]))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return memory{kb("VmRSS"), kb("RssAnon"), kb("RssFile")}
}
