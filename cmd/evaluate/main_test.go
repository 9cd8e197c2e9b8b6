package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestRunPrintsEveryField(t *testing.T) {
	var out bytes.Buffer
	if err := run([]string{"-n", "5", "-seed", "1", "-shape", "text"}, &out); err != nil && !errors.Is(err, errLow) {
		t.Fatal(err)
	}
	for _, want := range []string{"seed 1,", "column.week_start", "activity.date_list", "appearance.verbs", "5 columns; lowest F1"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("output lacks %q:\n%s", want, out.String())
		}
	}
}

func TestRunPrintsAPage(t *testing.T) {
	var text, page bytes.Buffer
	if err := errors.Join(run([]string{"-print", "2", "-seed", "1", "-shape", "text"}, &text), run([]string{"-print", "2", "-seed", "1", "-shape", "p"}, &page)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "深政观察") || strings.Contains(text.String(), "<p>") || !strings.Contains(page.String(), "<p>") {
		t.Errorf("pages are %.200q and %.200q", text.String(), page.String())
	}
}

func TestRunHelps(t *testing.T) {
	var help bytes.Buffer
	if err := run([]string{"--help"}, &help); err != nil || !strings.Contains(help.String(), "-gold") {
		t.Errorf("%v, %s", err, help.String())
	}
}

func TestRunRefuses(t *testing.T) {
	for _, args := range [][]string{{"-shape", "round"}, {"-print", "1", "-shape", "round"}, {"-unknown"}, {"surplus"}} {
		if err := run(args, new(bytes.Buffer)); !errors.Is(err, errUsage) {
			t.Errorf("%v: %v", args, err)
		}
	}
	if err := run([]string{"-n", "0", "-gold", t.TempDir()}, new(bytes.Buffer)); err == nil {
		t.Error("a folder without the real column is taken")
	}
}

// TestRunWritesFigures renews the file that snapshots carry, without the real
// column.
func TestRunWritesFigures(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	kept, err := os.ReadFile(filepath.Join("archive", "snapshot", "accuracy.csv"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "accuracy.csv")
	gold := regexp.MustCompile("(?m)^gold,.*\n").FindAllString(string(kept), -1)
	if err := os.WriteFile(file, []byte(strings.Join(gold, "")), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{"-accuracy", file, "-gold", t.TempDir()}, new(bytes.Buffer)); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, kept) {
		t.Errorf("%v; wrote what archive/snapshot/accuracy.csv is not: %.300s", err, got)
	}
}
