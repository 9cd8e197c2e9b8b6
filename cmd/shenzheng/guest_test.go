package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shenzheng/archive"
	"shenzheng/parser"
)

// Short writes are made beside a process that holds the data folder: a week
// that is skipped, a row that is accepted.
func TestShortWritesBesideAnother(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	openTestArchive(t, dir, func() time.Time { return crawlDay })
	run := func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if code := Main(t.Context(), append([]string{"--data", dir}, args...), Streams{&out, &out}, nil); code != want {
			t.Errorf("%v ends with %d: %s", args, code, out.String())
		}
		return out.String()
	}
	run(exitDone, "week", "skip", "2024-02-12", "--reason", "春节休刊")
	if list := run(exitDone, "week", "list"); !strings.Contains(list, "2024-02-12 春节休刊") {
		t.Errorf("the weeks skipped are %q", list)
	}
	run(exitLocked, "crawl")
	db, err := sql.Open("sqlite", filepath.Join(dir, archive.DatabaseName))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `UPDATE skipped_weeks SET reason = 'another'`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if found := run(exitFailed, "check"); !strings.Contains(found, "skipped_weeks 2024-02-12") || !strings.Contains(found, "check --accept") {
		t.Errorf("check says %q", found)
	}
	if accepted := run(exitDone, "check", "--accept"); !strings.Contains(accepted, "skipped_weeks 2024-02-12 is taken as it is now") {
		t.Errorf("check --accept says %q", accepted)
	}
	run(exitDone, "check")
	run(exitDone, "week", "unskip", "2024-02-12")
}

// TestBrokenOff has a command end before its work: it says so in a word, and
// the run of one that was killed is not taken to be under way.
func TestBrokenOff(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	layDatabase(t, dir)
	arc, err := archive.Open(t.Context(), archive.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := arc.StartRun(t.Context(), "crawl", noTime); err != nil {
		t.Fatal(err)
	}
	if err := arc.Close(); err != nil {
		t.Fatal(err)
	}
	if _, out := command(t, "--data", dir, "status"); !strings.Contains(out, ", abandoned; next") {
		t.Errorf("status of a crawl that was killed:\n%s", out)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	if code := Main(ctx, []string{"--data", dir, "import", dir}, Streams{&out, &out}, noEnv); code != exitFailed || out.String() != "shenzheng: interrupted\n" {
		t.Errorf("exit code %d: %s", code, out.String())
	}
}

// TestFoldersThatAreNotTheirs has commands refuse what they must not mix or
// cannot read, as a fault of the command line: a service is not to try again.
func TestFoldersThatAreNotTheirs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	layDatabase(t, dir)
	run := func(said string, args ...string) {
		t.Helper()
		var out bytes.Buffer
		code := Main(t.Context(), append([]string{"--data", dir}, args...), Streams{&out, &out}, nil)
		if code != exitUsage || !strings.Contains(out.String(), said) {
			t.Errorf("%v ends with %d, not %d and %q: %s", args, code, exitUsage, said, out.String())
		}
	}
	arc, err := archive.Open(t.Context(), archive.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(arc.SetSetting(t.Context(), demoSetting, "yes"), arc.Close()); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"crawl http://127.0.0.1:1/", "import " + dir, "backfill http://127.0.0.1:1/cdx", "run --listen 127.0.0.1:0"} {
		run("invented columns", strings.Fields(args)...)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, archive.DatabaseName))
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"status", "crawl", "run --listen 127.0.0.1:0"} {
		run("newer schema", strings.Fields(args)...)
	}
}

func TestRestoreWordsForAShell(t *testing.T) {
	t.Parallel()
	want := `rm -f '/srv/my data/archive.db'-wal '/srv/my data/archive.db'-shm && cp FILE '/srv/my data/archive.db'`
	if got := restoreWords("", "/srv/my data", time.Now()); !strings.HasSuffix(got, want) {
		t.Errorf("the words are %q, not %q", got, want)
	}
	here, err := filepath.Abs("data/archive.db")
	if got := restoreWords("", "data", time.Now()); err != nil || !strings.HasSuffix(got, " cp FILE "+shellWord(here)) {
		t.Errorf("of a folder named from here the words are %q, %v", got, err)
	}
}

// A week begins at midnight in the zone of the schedules, wherever the machine stands.
func TestWeekBeginsInTheConfiguredZone(t *testing.T) {
	t.Parallel()
	sunday := time.Date(2024, 5, 5, 15, 59, 0, 0, time.UTC)
	dir, clock := t.TempDir(), sunday
	openTestArchive(t, dir, func() time.Time { return clock })
	a := &app{Streams: Streams{io.Discard, io.Discard}, data: dir, now: func() time.Time { return clock }, free: freeBytes, cfg: defaultConfig(), log: slog.New(slog.DiscardHandler)}
	skip := a.onWeek("week skip", func(ctx context.Context, arc *archive.Archive, day parser.Date) error {
		_, err := arc.SkipWeek(ctx, day, "a holiday")
		return err
	})
	if err := skip(t.Context(), []string{"2024-05-06"}); err == nil || !strings.Contains(err.Error(), "still to come") {
		t.Errorf("a minute before the week: %v", err)
	}
	clock = sunday.Add(time.Minute)
	if err := skip(t.Context(), []string{"2024-05-06"}); err != nil {
		t.Errorf("at its beginning: %v", err)
	}
}
