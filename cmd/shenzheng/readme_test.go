//go:build unix

package main

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestReadmeCommands runs the shell commands that the READMEs show, as they
// stand there: a daemon until it serves, the others to their end. What both
// show is run once. The test command is the one that runs this.
func TestReadmeCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	t.Parallel()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```sh\n(.*?)```")
	dir, seen := t.TempDir(), map[string]bool{}
	for _, file := range []string{"README.md", "README.zh-CN.md"} {
		shown := 0
		for _, block := range blocks.FindAllStringSubmatch(readRoot(t, file), -1) {
			for line := range strings.Lines(block[1]) {
				command, _, _ := strings.Cut(line, "#")
				if command = strings.TrimSpace(command); command == "" || strings.HasPrefix(command, "go test ") {
					continue
				}
				if shown++; !seen[command] {
					seen[command] = true
					runShown(t, root, dir, file, command)
				}
			}
		}
		if shown < 5 {
			t.Errorf("%s shows %d commands, want at least 5", file, shown)
		}
	}
}

// runShown runs one command. What builds runs in the project, with its output
// put into dir; all else runs in dir, where nothing was set up.
func runShown(t *testing.T, root, dir, file, command string) {
	t.Helper()
	run := exec.CommandContext(t.Context(), "sh", "-c", "exec "+command)
	run.Dir = dir
	run.Env = append(run.Environ(), "SHENZHENG_LISTEN=127.0.0.1:0", "SHENZHENG_SCHEDULES_CRAWL=off")
	switch {
	case strings.HasPrefix(command, "go "):
		run.Dir = root
		run.Args[2] = "exec " + strings.Replace(command, "-o shenzheng", "-o "+filepath.Join(dir, "shenzheng"), 1)
		if strings.HasPrefix(command, "go run ./cmd/shenzheng ") { // built once, so that a signal reaches it
			run.Args[2] = "go build -o " + filepath.Join(dir, "shenzheng") + " ./cmd/shenzheng && cd " + dir + " && exec ./" + strings.TrimPrefix(command, "go run ./cmd/")
		}
	}
	if !regexp.MustCompile(`shenzheng run( --demo)?$`).MatchString(command) {
		if out, err := run.CombinedOutput(); err != nil {
			t.Errorf("%s: %s: %v\n%s", file, command, err, out)
		}
		return
	}
	b := &binary{t: t, cmd: run, log: &lockedBuffer{}, ended: make(chan error, 1)}
	run.Stdout, run.Stderr = b.log, b.log
	b.start()
	if code := b.stop(); code != exitDone {
		t.Errorf("%s: %s: exit code %d\n%s", file, command, code, b.log.text())
	}
}
