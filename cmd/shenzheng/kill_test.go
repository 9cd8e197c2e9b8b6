//go:build unix

package main

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/archive"
	"shenzheng/crawler/demosite"
)

// killsVariable says how many commands TestKilledCommands kills: 500 take some
// minutes.
const killsVariable = "SHENZHENG_TEST_KILLS"

// TestKilledCommands kills each command that writes at random moments, one
// after the other in the same data folder. After each kill check finds nothing
// and every backup that has its name is good; in the end the tables are those
// of a life without kills, and nothing is left over.
func TestKilledCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	t.Parallel()
	kills := len(victimJobs)
	if text := os.Getenv(killsVariable); text != "" {
		var err error
		if kills, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	v := newVictim(t)
	rng := rand.New(rand.NewPCG(1, 9))
	ended := 0
	for i := range kills {
		job := victimJobs[i%len(victimJobs)]
		name := fmt.Sprintf("kill %d, of %s", i, job)
		v.prepare(t, job, i)
		if v.kill(t, v.dir, job, i, time.Duration(rng.Int64N(int64(v.took[job])))) {
			ended++
		}
		v.whole(t, name)
		if t.Failed() {
			t.FailNow()
		}
	}
	t.Logf("%d commands killed, %d more had ended by then", kills-ended, ended)
	for _, dir := range []string{v.dir, v.calm} {
		for _, job := range []string{"crawl", "import", "reparse", "snapshot", "backup", "export"} {
			v.run(t, dir, job, kills)
		}
	}
	for _, query := range publishedTables {
		if diff := cmp.Diff(lines(t, v.calm, query), lines(t, v.dir, query)); diff != "" {
			t.Errorf("%s: the tables differ (-undisturbed +killed):\n%.2000s", query, diff)
		}
	}
	v.whole(t, "in the end")
	for _, pattern := range []string{".shenzheng-backup-*", ".shenzheng-export-*", "*/.building-*", "*/.removing-*", "*/.writing-*"} {
		if left, err := filepath.Glob(filepath.Join(v.dir, pattern)); len(left) > 0 || err != nil {
			t.Errorf("left over: %v, %v", left, err)
		}
	}
}

// victimJobs are the commands that are killed; "beside" is a crawl that brings
// in what was kept beside the database while it was damaged.
var victimJobs = []string{"crawl", "reparse", "snapshot", "backup", "import", "run", "export", "beside"}

// victim is a data folder, the site it is crawled from, and the pages of other
// weeks that are imported.
type victim struct {
	dir, calm, pages, config string       // calm is the folder that nothing befalls
	now                      atomic.Int64 // unix seconds, of the site
	took                     map[string]time.Duration
}

func newVictim(t *testing.T) *victim {
	v := &victim{dir: filepath.Join(t.TempDir(), "data"), calm: filepath.Join(t.TempDir(), "calm"), pages: t.TempDir(), config: filepath.Join(t.TempDir(), "config.yaml"), took: map[string]time.Duration{}}
	v.now.Store(crawlDay.Unix())
	clock := func() time.Time { return time.Unix(v.now.Load(), 0) }
	server := httptest.NewServer(nil)
	t.Cleanup(server.Close)
	site := demosite.New(demosite.Options{Now: clock, Weeks: 6})
	server.Config.Handler = site
	err := os.WriteFile(v.config, fmt.Appendf(nil, `
sources: [{name: dutenews, start: [%q], hosts: ["127.0.0.1"], delay: 1ms, max_requests: 99}]
schedules: {crawl: "0 9 * * *", recheck: "0 9 * * *", snapshot: "0 9 * * *", check: "0 9 * * *", backup: "0 9 * * *"}
snapshots: {keep: 2}
backup: {dir: %q, keep: 2}
disk: {min_free_mb: 1}
`, server.URL+site.Start(), filepath.Join(filepath.Dir(v.config), "backups")), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	v.importPages(t)
	for _, job := range victimJobs { // how long each takes, so that kills come at all its moments
		v.prepare(t, job, -1)
		began := time.Now()
		if job == "run" {
			v.took[job] = time.Second
			v.kill(t, v.dir, job, -1, v.took[job])
			continue
		}
		v.run(t, v.dir, job, -1)
		v.took[job] = time.Since(began)
	}
	return v
}

// importPages saves the round-ups of another site.
func (v *victim) importPages(t *testing.T) {
	old := demosite.New(demosite.Options{Weeks: 20, Now: func() time.Time { return crawlDay.AddDate(0, -8, 0) }})
	for _, number := range old.Numbers() {
		page := httptest.NewRecorder()
		old.ServeHTTP(page, httptest.NewRequest("GET", "/p/"+number+".html", nil))
		if err := os.WriteFile(filepath.Join(v.pages, number+".html"), page.Body.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// prepare gives a job something to do.
func (v *victim) prepare(t *testing.T, job string, i int) {
	// Nothing new comes before the last is held, or a column could leave the
	// site's lists between two crawls that were killed.
	if (job == "crawl" || job == "run" || job == "beside") && (i < 0 || slices.Equal(v.newest(t, v.dir), v.newest(t, v.calm))) {
		v.now.Add(int64(84 * time.Hour / time.Second))
		v.run(t, v.calm, "crawl", i)
	}
	if job == "beside" {
		v.beside(t)
	}
	if job != "run" {
		return
	}
	arc := openTestArchive(t, v.dir, time.Now) // all jobs are late: they begin at the start
	defer arc.Close()
	for _, run := range []string{"crawl", "recheck", "snapshot", "check", "backup"} {
		id, err := arc.StartRun(t.Context(), run, crawlDay)
		if err == nil {
			err = arc.EndRun(t.Context(), id, archive.RunOK, "", nil)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// beside puts a copy of the archive that nothing befalls, under a name of its
// own, beside the other.
func (v *victim) beside(t *testing.T) {
	file := archive.BesideFile(v.dir)
	calm := openTestArchive(t, v.calm, time.Now)
	err := errors.Join(os.RemoveAll(filepath.Dir(file)), os.MkdirAll(filepath.Dir(file), 0o755), calm.Backup(t.Context(), file), calm.Close())
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), `UPDATE settings SET value = hex(randomblob(9)), row_sum = '' WHERE key = 'token'`)
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

func (v *victim) newest(t *testing.T, dir string) []string {
	return lines(t, dir, `SELECT max(number) FROM columns`)
}

func (v *victim) command(dir, job string, i int) *exec.Cmd {
	args := map[string][]string{
		"crawl": {"crawl"}, "beside": {"crawl"}, "import": {"import", v.pages, "--captured-at", "2025-01-02T03:04:05Z"}, "reparse": {"reparse", "--all"},
		"snapshot": {"snapshot", "create", "--force"}, "backup": {"backup", filepath.Join(dir, fmt.Sprintf("copy%d.db", i))},
		"export": {"export", "warc", filepath.Join(dir, fmt.Sprintf("pages%d.warc.gz", i))}, "run": {"run", "--listen", "127.0.0.1:0"},
	}[job]
	return &exec.Cmd{Path: os.Args[0], Args: append([]string{"shenzheng", "--data", dir, "--config", v.config}, args...)}
}

// run does a job to its end.
func (v *victim) run(t *testing.T, dir, job string, i int) {
	t.Helper()
	cmd := v.command(dir, job, i)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", job, err, out)
	}
}

// kill begins a job and kills it after a while; true where it had ended.
func (v *victim) kill(t *testing.T, dir, job string, i int, after time.Duration) bool {
	t.Helper()
	cmd := v.command(dir, job, i)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() {
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Error(err)
		}
	})
	err := cmd.Wait()
	ended := timer.Stop()
	if ended && err != nil {
		t.Errorf("%s: %v\n%s", job, err, out.Bytes())
	}
	return ended
}

func victimConfig(dir string) archive.Config {
	return archive.Config{Dir: dir, Sources: []archive.Source{{Name: "dutenews", Hosts: []string{"127.0.0.1"}}}}
}

// whole expects check to find nothing, here and in every backup.
func (v *victim) whole(t *testing.T, name string) {
	t.Helper()
	arc, err := archive.OpenReader(t.Context(), victimConfig(v.dir))
	if errors.Is(err, archive.ErrNoArchive) {
		return
	}
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	defer arc.Close()
	if found, err := (&app{data: v.dir, now: time.Now}).checkAll(t.Context(), arc); err != nil || len(found) > 0 {
		t.Errorf("%s: check finds %.2000q, %v", name, found, err)
	}
	copies, err := filepath.Glob(filepath.Join(v.dir, "copy*.db"))
	kept, kerr := filepath.Glob(filepath.Join(filepath.Dir(v.config), "backups", backupPattern))
	if err := errors.Join(err, kerr); err != nil {
		t.Fatal(err)
	}
	for _, file := range slices.Concat(copies, kept) {
		v.sound(t, name, file)
		if slices.Contains(copies, file) {
			if err := os.Remove(file); err != nil {
				t.Error(err)
			}
		}
	}
}

// sound expects check to find nothing in a backup.
func (v *victim) sound(t *testing.T, name, file string) {
	dir := t.TempDir()
	if err := os.Link(file, filepath.Join(dir, archive.DatabaseName)); err != nil {
		t.Fatal(err)
	}
	arc, err := archive.OpenReader(t.Context(), victimConfig(dir))
	if err != nil {
		t.Errorf("%s: %s: %v", name, file, err)
		return
	}
	defer arc.Close()
	if found, err := arc.Check(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("%s: check finds in %s %.2000v, %v", name, file, found, err)
	}
}
