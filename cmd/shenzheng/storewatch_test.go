package main

import (
	"database/sql"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shenzheng/archive"
)

// What can happen to the database's file under a running daemon: each is
// noticed within two minutes, told once though nothing can be kept, and over
// when the file is back.
func TestDatabaseInTrouble(t *testing.T) {
	t.Parallel()
	database := func(dir string) string { return filepath.Join(dir, archive.DatabaseName) }
	move := func(t *testing.T, from, to string) {
		t.Helper()
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	restore := func(t *testing.T, dir string) {
		t.Helper()
		for _, journal := range []string{"-wal", "-shm"} {
			if err := os.Remove(database(dir) + journal); err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
		}
		move(t, filepath.Join(dir, "away"), database(dir))
	}
	for name, tc := range map[string]struct {
		hurt, mend func(t *testing.T, dir string)
		says       string
	}{
		"removed": {
			hurt: func(t *testing.T, dir string) { move(t, database(dir), filepath.Join(dir, "away")) },
			mend: func(t *testing.T, dir string) { move(t, filepath.Join(dir, "away"), database(dir)) },
			says: "is gone",
		},
		"replaced by something else": {
			hurt: func(t *testing.T, dir string) {
				move(t, database(dir), filepath.Join(dir, "away"))
				write(t, database(dir), []byte(strings.Repeat("no database ", 1000)))
			},
			mend: func(t *testing.T, dir string) { move(t, filepath.Join(dir, "away"), database(dir)) },
			says: "another file was put in the place",
		},
		"the folder removed": {
			hurt: func(t *testing.T, dir string) { move(t, dir, dir+"-away") },
			mend: func(t *testing.T, dir string) { move(t, dir+"-away", dir) },
			says: "is gone",
		},
		"cut off": {
			hurt: func(t *testing.T, dir string) {
				text := read(t, database(dir))
				write(t, filepath.Join(dir, "away"), text)
				if err := os.Truncate(database(dir), int64(len(text)/2)); err != nil {
					t.Fatal(err)
				}
			},
			mend: restore,
			says: "cut off",
		},
		"overwritten": {
			hurt: func(t *testing.T, dir string) {
				text := read(t, database(dir))
				write(t, filepath.Join(dir, "away"), text)
				for i := range text {
					text[i] = 'x'
				}
				write(t, database(dir), text)
			},
			mend: restore,
			says: "cannot be read",
		},
	} {
		t.Run(name, func(t *testing.T) {
			epoch := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
			w := newWorld(t, 2, epoch)
			w.storeEvery = 0
			synctest.Test(t, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "data")
				p := begin(t, w, dir, epoch, func(c *Config) { c.BackupDir = filepath.Join(filepath.Dir(dir), "backups") })
				p.until(epoch.Add(30 * time.Minute))
				if _, err := p.daemon.backupJob(t.Context(), ""); err != nil {
					t.Fatal(err)
				}
				if err := p.daemon.store.ready(t.Context()); err != nil {
					t.Fatalf("in trouble before anything happened: %v", err)
				}
				w.told()
				checkpoint(t, database(dir))
				tc.hurt(t, dir)
				p.until(epoch.Add(32*time.Minute + time.Second))
				trouble := p.daemon.store.ready(t.Context())
				if trouble == nil || !strings.Contains(trouble.Error(), tc.says) || !strings.Contains(trouble.Error(), "the last backup is ") {
					t.Errorf("the trouble is %v, want %q and the last backup", trouble, tc.says)
				}
				p.until(epoch.Add(2 * time.Hour))
				if got := w.told(); !slices.Equal(got, []string{"store_damaged open"}) {
					t.Errorf("the webhook was told %q, want the one cause once", got)
				}
				_, err := os.Stat(archive.BesideFile(dir))
				if kept := err == nil; kept != (name != "the folder removed") {
					t.Errorf("crawls kept something beside: %v", kept)
				}
				tc.mend(t, dir)
				p.until(epoch.Add(2*time.Hour + 3*time.Minute))
				select {
				case <-p.daemon.store.back:
				default:
					t.Errorf("the end of it was not noticed: %v", p.daemon.store.ready(t.Context()))
				}
				if got := w.told(); !slices.Equal(got, []string{"store_damaged resolved"}) {
					t.Errorf("the webhook was told %q, want the end once", got)
				}
				p.cancel()
				p.daemon.course.Wait()
				p.daemon.scheduler.Stop()
				if err := p.arc.Close(); err != nil {
					t.Logf("closing what was lost: %v", err)
				}
				// The daemon begins anew, as runDaemon does.
				err = p.daemon.withWriter(t.Context(), func(*archive.Archive) error { return nil })
				if _, serr := os.Stat(archive.BesideFile(dir)); err != nil || !errors.Is(serr, os.ErrNotExist) {
					t.Errorf("opened anew: %v; beside: %v", err, serr)
				}
			})
		})
	}
}

// checkpoint brings all that lies in the journal into the database's file.
func checkpoint(t *testing.T, file string) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func write(t *testing.T, name string, text []byte) {
	t.Helper()
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// A job that meets a damaged page in a database that can be read otherwise
// tells how it is restored.
func TestAlertsOfDamageNameTheBackup(t *testing.T) {
	epoch := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	w := newWorld(t, 2, epoch)
	synctest.Test(t, func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "data")
		file := filepath.Join(dir, archive.DatabaseName)
		p := begin(t, w, dir, epoch, func(c *Config) { c.BackupDir = filepath.Join(filepath.Dir(dir), "backups") })
		p.until(epoch.Add(30 * time.Minute))
		if _, err := p.daemon.backupJob(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
		p.end()
		checkpoint(t, file)
		write(t, file, hurtPage(t, read(t, file), "credits"))
		p = begin(t, w, dir, epoch, func(c *Config) { c.BackupDir = filepath.Join(filepath.Dir(dir), "backups") })
		for name, work := range map[string]jobWork{"snapshot": p.daemon.snapshotJob, "check": p.daemon.checkJob} {
			if _, err := p.daemon.runJob(t.Context(), p.arc, name, noTime, work); err != nil {
				t.Fatal(err)
			}
		}
		alerts, err := p.arc.OpenAlerts(t.Context())
		if err != nil || len(alerts) < 2 {
			t.Fatalf("open alerts %v, %v", alerts, err)
		}
		for _, a := range alerts {
			if !strings.Contains(a.Detail, "the last backup is ") {
				t.Errorf("%s says only %q", a.Key, a.Detail)
			}
		}
		p.end()
	})
}

// Who asks how the database is hears it while the webhook is still being told.
func TestNobodyWaitsForTheWebhook(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 2, friday)
	asked, answer := make(chan struct{}), make(chan struct{})
	w.set(func(w *world) {
		w.refuse = func(http.ResponseWriter, *http.Request) {
			close(asked)
			<-answer
		}
	})
	dir := t.TempDir()
	p := begin(t, w, dir, friday, func(c *Config) { c.Schedules = ScheduleConfig{} })
	defer p.end()
	if err := os.Rename(filepath.Join(dir, archive.DatabaseName), filepath.Join(dir, "away")); err != nil {
		t.Fatal(err)
	}
	looked, heard := make(chan error, 1), make(chan error, 1)
	go func() { looked <- p.daemon.store.look(t.Context()) }()
	<-asked
	go func() { heard <- p.daemon.store.ready(t.Context()) }()
	select {
	case err := <-heard:
		if err == nil {
			t.Error("the trouble is told to the webhook and not to who asks")
		}
	case <-time.After(10 * time.Second):
		t.Error("who asks waits for the webhook")
	}
	close(answer)
	if err := <-looked; err == nil {
		t.Error("no trouble was found")
	}
}
