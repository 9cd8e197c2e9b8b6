package main

import (
	"bytes"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shenzheng/archive"
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
