//go:build unix

package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"shenzheng/archive"
)

// deadline bounds the waits for another process; reaching it is a failure.
const deadline = 2 * time.Minute

// binary is the program as a process of its own.
type binary struct {
	t       *testing.T
	cmd     *exec.Cmd
	log     *lockedBuffer
	address string
	ended   chan error
}

const binaryVariable = "SHENZHENG_TEST_BINARY"

// TestBinary is the program, when a test runs it as a process.
func TestBinary(t *testing.T) {
	args := os.Getenv(binaryVariable)
	if args == "" {
		t.Skip("run by other tests only")
	}
	os.Args = append([]string{"shenzheng"}, strings.Split(args, "\n")...)
	os.Exit(run())
}

func asProcess(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "-test.run=^TestBinary$")
	cmd.Env = append(os.Environ(), binaryVariable+"="+strings.Join(args, "\n"))
	return cmd
}

// startBinary runs the daemon in a folder until the test ends, and returns
// when it serves.
func startBinary(t *testing.T, dir string, env ...string) *binary {
	t.Helper()
	b := &binary{t: t, log: &lockedBuffer{}, ended: make(chan error, 1)}
	b.cmd = asProcess("--data", dir, "--log-format", "json", "run", "--listen", "127.0.0.1:0")
	b.cmd.Env = append(b.cmd.Env, env...)
	b.cmd.Stdout, b.cmd.Stderr = b.log, b.log
	b.start()
	return b
}

// start starts the process until the test ends, and returns when it serves.
func (b *binary) start() {
	b.t.Helper()
	if err := b.cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	go func() { b.ended <- b.cmd.Wait() }()
	b.t.Cleanup(func() {
		if err := b.cmd.Process.Kill(); err == nil {
			<-b.ended
		}
	})
	b.address = b.await(`"address":"(http://[^"]+)"`)
}

// await waits for a line of the log and gives its first group.
func (b *binary) await(pattern string) string {
	b.t.Helper()
	re := regexp.MustCompile(pattern)
	for end := time.Now().Add(deadline); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if m := re.FindStringSubmatch(b.log.text()); m != nil {
			return m[len(m)-1]
		}
	}
	b.t.Fatalf("the log has no line like %s:\n%s", pattern, b.log.text())
	return ""
}

// stop sends SIGTERM and gives the exit code.
func (b *binary) stop() int {
	b.t.Helper()
	if err := b.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		b.t.Fatal(err)
	}
	select {
	case <-b.ended:
		return b.cmd.ProcessState.ExitCode()
	case <-time.After(10 * time.Second):
		b.t.Fatalf("still there 10 s after SIGTERM:\n%s", b.log.text())
		return -1
	}
}

// closedPort is an address at which nothing listens: it is taken until the test
// ends, so that no other test listens there.
func closedPort(t *testing.T) string {
	t.Helper()
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Close(fd) })
	if err := syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	bound, err := syscall.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("127.0.0.1:%d", bound.(*syscall.SockaddrInet4).Port)
}

func configure(t *testing.T, dir, source, more string) {
	t.Helper()
	text := fmt.Sprintf("sources:\n  - {name: dutenews, start: [\"http://%s/n/article/8137676\"], delay: 1ms}\n%s", source, more)
	if err := os.WriteFile(filepath.Join(dir, "config.yaml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func statusOf(t *testing.T, address string) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	return res.StatusCode
}

func TestAddressToOpen(t *testing.T) {
	t.Parallel()
	for listen, want := range map[string]string{":8080": "http://127.0.0.1:8080", "0.0.0.0:80": "http://127.0.0.1:80", "[::]:8080": "http://127.0.0.1:8080",
		"[::1]:8080": "http://[::1]:8080", "192.0.2.1:8080": "http://192.0.2.1:8080", "archive.example.org:80": "http://archive.example.org:80"} {
		if got := opened(listen); got != want {
			t.Errorf("%s is opened as %s, want %s", listen, got, want)
		}
	}
}

// Without a network the daemon says so, says when it tries again, and serves.
// Beside it a second writer is refused and readers work.
func TestDaemonWithoutNetwork(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	configure(t, dir, closedPort(t), "")
	b := startBinary(t, dir)
	b.await(`source unreachable[^"]*trying again on schedule.*"next_try":"2`)
	for _, path := range []string{"/readyz", "/healthz", "/", "/status", "/columns.csv", "/metrics"} {
		if got := statusOf(t, b.address+path); got != http.StatusOK {
			t.Errorf("GET %s: status %d", path, got)
		}
	}
	for args, want := range map[string]int{"crawl": exitLocked, "run --listen 127.0.0.1:0": exitLocked,
		"run --listen " + strings.TrimPrefix(b.address, "http://"): exitLocked, "check": exitDone, "status": exitFailed, "version": exitDone} {
		cmd := asProcess(append([]string{"--data", dir}, strings.Fields(args)...)...)
		out, err := cmd.CombinedOutput()
		if got := cmd.ProcessState.ExitCode(); got != want {
			t.Errorf("%s beside the daemon: exit code %d, want %d, %v\n%s", args, got, want, err, out)
		}
	}
	if code := b.stop(); code != exitDone {
		t.Errorf("exit code %d after SIGTERM:\n%s", code, b.log.text())
	}
}

// SIGTERM in the middle of a page that never ends.
func TestDaemonStopsInTheMiddleOfACrawl(t *testing.T) {
	t.Parallel()
	asked, end := make(chan struct{}, 8), make(chan struct{})
	w := &world{}
	source := w.serve(t, func(rw http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		select {
		case <-r.Context().Done():
		case <-end:
		}
	})
	defer close(end)
	dir := t.TempDir()
	configure(t, dir, strings.TrimPrefix(source.URL, "http://"), "")
	b := startBinary(t, dir)
	<-asked
	if code := b.stop(); code != exitDone {
		t.Errorf("exit code %d after SIGTERM:\n%s", code, b.log.text())
	}
	if got := lines(t, dir, `SELECT job, outcome FROM job_runs`); len(got) != 1 || got[0] != "crawl|abandoned" {
		t.Errorf("runs %v, want the crawl as an abandoned one", got)
	}
}

func TestBadExpressionIsRefusedAtTheStart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	configure(t, dir, closedPort(t), "schedules: {recheck: \"every now and then\"}\n")
	cmd := asProcess("--data", dir, "run", "--listen", "127.0.0.1:0")
	out, err := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); err == nil || code != exitUsage || !strings.Contains(string(out), "recheck") || !strings.Contains(string(out), "every now and then") {
		t.Errorf("exit code %d:\n%s", code, out)
	}
}

// An address that is taken, or not there yet, may be had when the service manager
// tries again; what is no address stays none.
func TestAddressThatCannotBeServedOn(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for address, want := range map[string]int{taken.Addr().String(): exitFailed, "192.0.2.1:8080": exitFailed, "here": exitUsage} {
		cmd := asProcess("--data", t.TempDir(), "run", "--listen", address)
		out, err := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); err == nil || code != want || !strings.Contains(string(out), address) || !strings.Contains(string(out), "--listen") {
			t.Errorf("%s: exit code %d, want %d:\n%s", address, code, want, out)
		}
	}
}

// A start that cannot be noted, as on a full disk, is one all the same.
func TestStartThatCannotBeNoted(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	configure(t, dir, closedPort(t), "schedules: {crawl: \"off\"}\n")
	startBinary(t, dir).stop()
	db, err := sql.Open("sqlite", filepath.Join(dir, archive.DatabaseName))
	if err == nil {
		_, err = db.Exec(`CREATE TRIGGER full BEFORE INSERT ON settings WHEN new.key = 'serving' BEGIN SELECT RAISE(ABORT, 'disk is full'); END`)
	}
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	b := startBinary(t, dir)
	if code := b.stop(); code != exitDone || !strings.Contains(b.log.text(), "disk is full") {
		t.Errorf("exit code %d:\n%s", code, b.log.text())
	}
}

// systemd is told of every change, and SIGHUP ends the daemon in good order, so
// that the service manager starts it with another configuration.
func TestWhatSystemdIsTold(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	configure(t, dir, closedPort(t), "text_access: token\n")
	socket := filepath.Join(t.TempDir(), "notify")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	told := func(want string) {
		t.Helper()
		if err := conn.SetReadDeadline(time.Now().Add(deadline)); err != nil {
			t.Fatal(err)
		}
		for buf := make([]byte, 1024); ; {
			n, err := conn.Read(buf)
			if err != nil {
				t.Fatalf("systemd was never told %s: %v", want, err)
			}
			if regexp.MustCompile(want).Match(buf[:n]) {
				return
			}
		}
	}
	b := startBinary(t, dir, "NOTIFY_SOCKET="+socket, "WATCHDOG_USEC=200000")
	told(`^READY=1$`)
	told(`^WATCHDOG=1$`)
	if got := statusOf(t, b.address+"/readyz"); got != http.StatusOK {
		t.Errorf("GET /readyz: status %d", got)
	}
	if err := b.cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	told(`^STOPPING=1$`)
	if err := <-b.ended; err != nil {
		t.Errorf("ended with %v:\n%s", err, b.log.text())
	}
}
