package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestServiceUnit lets systemd judge the unit.
func TestServiceUnit(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("systemd-analyze is not here")
	}
	name := filepath.Join(t.TempDir(), "shenzheng.service")
	var out strings.Builder
	if code := Main(t.Context(), []string{"service", "install", "--write", name}, Streams{&out, &out}, noEnv); code != exitDone {
		t.Fatalf("exit code %d:\n%s", code, out.String())
	}
	verdict, err := exec.Command("systemd-analyze", "verify", name).CombinedOutput()
	if err != nil || strings.Contains(string(verdict), name) {
		t.Errorf("systemd-analyze verify: %v\n%s", err, verdict)
	}
	exposure, err := exec.Command("systemd-analyze", "security", "--offline=true", "--no-pager", name).CombinedOutput()
	m := regexp.MustCompile(`Overall exposure level[^:]*: ([0-9.]+)`).FindSubmatch(exposure)
	if m == nil {
		t.Fatalf("systemd-analyze security: %v\n%s", err, exposure)
	}
	if score, err := strconv.ParseFloat(string(m[1]), 64); err != nil || score >= 2 {
		t.Errorf("exposure level %s, want under 2\n%s", m[1], exposure)
	}
}

// TestManAndCompletions makes what a release holds.
func TestManAndCompletions(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, args := range []string{"man " + dir, "completion bash", "completion zsh", "completion fish", "completion powershell"} {
		var out strings.Builder
		if code := Main(t.Context(), strings.Fields(args), Streams{&out, &out}, noEnv); code != exitDone {
			t.Errorf("%s: exit code %d:\n%s", args, code, out.String())
		}
	}
	for _, page := range []string{"shenzheng.1", "shenzheng-run.1", "shenzheng-status.1"} {
		if text, err := os.ReadFile(filepath.Join(dir, page)); err != nil || !strings.Contains(string(text), ".TH") {
			t.Errorf("man page %s: %v", page, err)
		}
	}
}
