//go:build unix

package archive

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser/source"
)

// killDir names the archive that the child process works on.
const killDir = "ARCHIVE_TEST_KILL_DIR"

// TestMain lets the test binary be its own victim.
func TestMain(m *testing.M) {
	if dir := os.Getenv(killDir); dir != "" {
		if err := work(dir, os.Stdin); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// victimConfig is the same archive for victim and test: version 2 reads
// otherwise than version 1.
func victimConfig(dir string) Config {
	return Config{Dir: dir, ParserVersion: 2, Read: rewrite("检查工地", "察看工地")}
}

const victimColumns = 120

// work is what gets killed: captures come in, then history is read again. It
// says on its output what it has been told is safe, and, where answers is not
// nil, goes on when it has read a byte from there.
func work(dir string, answers io.Reader) error {
	say := func(what string, which any) {
		fmt.Println(what, which)
		if answers == nil {
			return
		}
		if _, err := answers.Read(make([]byte, 1)); err != nil {
			fmt.Println("failed: no answer:", err)
		}
	}
	ctx := context.Background()
	cfg := victimConfig(dir)
	a, err := Open(ctx, cfg)
	if err != nil {
		return err
	}
	for i := range victimColumns / 4 {
		c := victimPage(victimColumns + i)
		if err := a.keep(ctx, []*arrival{{capture: c}}); err != nil {
			return err
		}
		say("kept", c.Number)
		if _, err := a.Take(ctx, c, nil); err != nil { // kept already: only its rows are to come
			return err
		}
	}
	_, err = a.Reparse(ctx, ReparseOptions{Progress: func(done, _ int) { say("read", done) }})
	if err != nil {
		return err
	}
	return a.Close()
}

func victimPage(i int) *source.Capture {
	c := newClock()
	c.advance(time.Duration(i) * time.Minute)
	p := page(c, fmt.Sprint(1000001+i), weekNumber(i))
	p.Method = source.MethodImport // so that keeping it twice keeps it once
	return p
}

// prepare makes an archive as version 1 read it.
func prepare(t *testing.T) string {
	cfg := victimConfig(t.TempDir())
	cfg.ParserVersion, cfg.Read = 1, fakeRead
	a, err := Open(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	for i := range victimColumns {
		keep(t, a, victimPage(i))
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return cfg.Dir
}

// A process killed at any moment loses nothing it said was kept, leaves
// nothing half done, and the next one goes on to the same end.
func TestKilledAtAnyMoment(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills processes")
	}
	undisturbed := prepare(t)
	if err := work(undisturbed, nil); err != nil {
		t.Fatal(err)
	}
	cfg := victimConfig(undisturbed)
	want := derived(t, open(t, cfg))
	dir := prepare(t)
	for round := range 8 {
		kept := killOnce(t, dir, rand.IntN(victimColumns+victimColumns/4))
		a := open(t, victimConfig(dir))
		found, err := a.Check(context.Background())
		if err != nil || len(found) > 0 {
			t.Errorf("round %d: %v, %v", round, found, err)
		}
		held := strings.Join(dump(t, a)["captures"], "\n")
		for _, number := range kept {
			if !strings.Contains(held, "number="+number+" ") {
				t.Errorf("round %d: capture of %s was answered and is lost", round, number)
			}
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := work(dir, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, derived(t, open(t, victimConfig(dir)))); diff != "" {
		t.Error(diff)
	}
}

// killOnce runs the child, kills it after so many lines, and gives the
// numbers it said were kept.
func killOnce(t *testing.T, dir string, lines int) (kept []string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), killDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	answers, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewScanner(out)
	for n := 0; in.Scan(); n++ {
		if number, ok := strings.CutPrefix(in.Text(), "kept "); ok {
			kept = append(kept, number)
		}
		if strings.HasPrefix(in.Text(), "failed") {
			t.Fatal(in.Text())
		}
		if n == lines {
			if err := cmd.Process.Signal(syscall.SIGKILL); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if _, err := answers.Write([]byte{'\n'}); err != nil && n < lines {
			t.Fatal(err)
		}
	}
	if err := cmd.Wait(); err == nil && lines < victimColumns/4 {
		t.Error("the process was not killed")
	}
	return kept
}
