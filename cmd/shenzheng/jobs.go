package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/crawler"
	"shenzheng/schedules"
)

// jobSpec is a job's name and its cron expressions.
type jobSpec struct{ name, spec string }

// jobs lists the scheduled jobs in the order people think of them.
func (c *Config) jobs() []jobSpec {
	return []jobSpec{{"crawl", c.Schedules.Crawl}, {"recheck", c.Schedules.Recheck}, {"snapshot", c.Schedules.Snapshot},
		{"check", c.Schedules.Check}, {"backup", c.Schedules.Backup}}
}

// sourceJitter keeps installations from asking the source at the same second.
const sourceJitter = 90 * time.Second

func (g *generation) newScheduler() (*schedules.Scheduler, error) {
	work := map[string]func(context.Context, time.Time) error{
		"crawl":    func(ctx context.Context, due time.Time) error { return g.crawlAndLook(ctx, "crawl", due) },
		"recheck":  func(ctx context.Context, due time.Time) error { return g.crawlAndLook(ctx, "recheck", due) },
		"snapshot": func(ctx context.Context, due time.Time) error { return g.runJob(ctx, "snapshot", due, g.snapshotJob) },
		"check":    func(ctx context.Context, due time.Time) error { return g.runJob(ctx, "check", due, g.checkJob) },
		"backup":   func(ctx context.Context, due time.Time) error { return g.runJob(ctx, "backup", due, g.backupJob) },
	}
	var jobs []schedules.Job
	for _, j := range g.cfg.jobs() {
		job := schedules.Job{Name: j.name, Spec: j.spec, AtStart: j.name == "crawl", Run: work[j.name],
			Last: func(ctx context.Context) (time.Time, error) { return g.lastBegun(ctx, j.name) }}
		if (j.name == "crawl" || j.name == "recheck") && !g.daemon.demo {
			job.Jitter = sourceJitter
		}
		jobs = append(jobs, job)
	}
	return schedules.New(schedules.Config{Location: g.zone(), Log: g.log, Now: g.now}, jobs...)
}

// runsLookedAt bounds how many abandoned runs in a row are looked past.
const runsLookedAt = 50

// lastBegun is the due time of the latest scheduled run of a job, or its
// start where a person started it. Abandoned runs do not count, so that they
// are made up; a job with no other runs is as one that never ran.
func (g *generation) lastBegun(ctx context.Context, job string) (time.Time, error) {
	runs, err := g.daemon.arc.Runs(ctx, job, runsLookedAt)
	if err != nil {
		return time.Time{}, err
	}
	for _, r := range runs {
		switch {
		case r.Outcome == archive.RunAbandoned:
		case r.DueAt.IsZero():
			return r.StartedAt, nil
		default:
			return r.DueAt, nil
		}
	}
	return time.Time{}, nil
}

// runJob records a run, and raises an alert when it fails.
func (g *generation) runJob(ctx context.Context, name string, due time.Time, work func(context.Context, string) (result, error)) error {
	began := g.now()
	var id string
	res, err := recordRun(ctx, g.daemon.arc, name, due, func(runID string) (result, error) {
		id = runID
		return g.contained(ctx, runID, work)
	})
	g.daemon.metrics.ran(name, res.outcome, g.now().Sub(began))
	releaseMemory(g.log)
	if ctx.Err() != nil {
		return nil // the daemon stops; the run is recorded as abandoned
	}
	g.log.Info("job ended", "job", name, "run_id", id, "outcome", res.outcome, "detail", res.detail, "took", g.now().Sub(began).Round(time.Millisecond).String())
	failed := err != nil || res.outcome == archive.RunFailed && name != "crawl" && name != "recheck" // sources have alerts of their own
	title := fmt.Sprintf("任务 %s 失败 / job %s failed", name, name)
	return g.watch().set(ctx, failed, "job:"+name, "job_failed", title, res.detail)
}

// contained turns a panic into the failure of the one run, which is recorded
// and gives an alert like any other.
func (g *generation) contained(ctx context.Context, runID string, work func(context.Context, string) (result, error)) (res result, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			g.log.Error("panic in a job", "run_id", runID, "panic", fmt.Sprint(fault), "stack", string(debug.Stack()))
			res, err = result{}, fmt.Errorf("panic: %v", fault)
		}
	}()
	return work(ctx, runID)
}

// crawlAndLook crawls, sees what of the outcome needs a person, and publishes
// what changed. Weeks are missed whether or not the crawl could be made.
func (g *generation) crawlAndLook(ctx context.Context, name string, due time.Time) error {
	var report crawler.Report
	before, berr := g.daemon.arc.StateCounts(ctx)
	err := g.runJob(ctx, name, due, func(ctx context.Context, id string) (res result, err error) {
		res, report, err = g.crawlJob(ctx, id, name == "recheck")
		return res, err
	})
	if ctx.Err() != nil {
		return nil
	}
	after, aerr := g.daemon.arc.StateCounts(ctx)
	err = errors.Join(err, berr, aerr, g.lookAround(ctx, report, name == "crawl"))
	if changesRows(report) || !maps.Equal(before, after) || !g.hasSnapshot() {
		err = errors.Join(err, g.runJob(ctx, "snapshot", noTime, g.snapshotJob))
	}
	return err
}

func (g *generation) crawlJob(ctx context.Context, runID string, recheck bool) (result, crawler.Report, error) {
	full, err := g.diskFull(ctx)
	if err != nil || full != "" {
		return result{outcome: archive.RunFailed, detail: full}, crawler.Report{}, err
	}
	ping := g.ping()
	g.warn("ping was not taken", ping.Start(ctx))
	report, err := g.crawl(ctx, g.daemon.arc, crawler.Request{Recheck: recheck, RunID: runID}, nil)
	if err != nil {
		g.warn("ping was not taken", ping.Fail(context.WithoutCancel(ctx), "crawl failed"))
		return result{}, report, err
	}
	res := crawlResult(report)
	if report.Class() != crawler.ClassUnreachable {
		g.warn("ping was not taken", ping.Success(ctx))
		return res, report, nil
	}
	g.log.Warn("source unreachable, blocked or forbidden; serving what is held, trying again on schedule", "run_id", runID,
		"next_try", g.upcoming()["crawl"].In(g.zone()).Format(time.RFC3339), "detail", res.detail)
	g.warn("ping was not taken", ping.Fail(ctx, res.detail))
	return res, report, nil
}

// changesRows reports whether a crawl can have changed a published row other
// than by a column that was seen again unchanged and so has settled.
func changesRows(r crawler.Report) bool { return r.New+r.Changed+r.Gone > 0 }

func (g *generation) hasSnapshot() bool {
	id, err := snapshot.Latest(g.snapshotsDir())
	g.warn("latest snapshot is not readable", err)
	return id != ""
}

func (g *generation) warn(message string, err error) {
	if err != nil {
		g.log.Warn(message, "error", err)
	}
}

// lookAround sees what of a crawl's outcome needs a person. Only after a crawl
// that looked for new columns is a week known to be late: a recheck may be made
// up for before the crawl is.
func (g *generation) lookAround(ctx context.Context, report crawler.Report, discovered bool) error {
	var names []string
	for _, s := range g.cfg.Sources {
		names = append(names, s.Name)
	}
	w := g.watch()
	err := errors.Join(w.sources(ctx, names, report), w.columns(ctx))
	if discovered {
		err = errors.Join(err, w.weeks(ctx, 0))
	}
	return err
}

// diskFull tells, in words, when the disk is too full to fetch.
func (g *generation) diskFull(ctx context.Context) (string, error) {
	free, err := g.daemon.free(g.data)
	if err != nil {
		return "", err
	}
	detail := ""
	if limit := g.cfg.Disk.MinFreeMB; free>>20 < limit {
		detail = fmt.Sprintf("%d MB free, less than %d: nothing is fetched", free>>20, limit)
	}
	err = g.watch().set(ctx, detail != "", "disk", "disk_full", "磁盘将满 / disk nearly full", detail)
	return detail, err
}

func (g *generation) snapshotJob(ctx context.Context, _ string) (result, error) {
	made, err := snapshot.Create(ctx, g.daemon.arc.ReadTx, snapshot.Options{Root: g.snapshotsDir(), Keep: g.cfg.Snapshots.Keep})
	if errors.Is(err, snapshot.ErrEmpty) {
		return result{outcome: archive.RunOK, detail: "nothing is held yet"}, nil
	}
	if err != nil {
		return result{}, err
	}
	res := result{outcome: archive.RunOK, detail: made.ID, counts: made.Rows}
	if made.Unchanged {
		res.detail += " unchanged"
	}
	return res, nil
}

func (g *generation) checkJob(ctx context.Context, _ string) (result, error) {
	findings, err := checkAll(ctx, g.daemon.arc, g.snapshotsDir())
	if err != nil {
		return result{}, err
	}
	if len(findings) > 0 {
		return result{outcome: archive.RunFailed, detail: fmt.Sprintf("%d findings, first: %s", len(findings), findings[0]),
			counts: map[string]int{"findings": len(findings)}}, nil
	}
	return result{outcome: archive.RunOK, detail: "no findings"}, nil
}

const backupPattern = "shenzheng-*.db"

func (g *generation) backupJob(ctx context.Context, _ string) (result, error) {
	dir := g.cfg.Backup.Dir
	if dir == "" {
		return result{outcome: archive.RunOK, detail: "no backup.dir is configured"}, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return result{}, fmt.Errorf("make backup folder: %w", err)
	}
	name := filepath.Join(dir, "shenzheng-"+g.now().UTC().Format("20060102T150405Z")+".db")
	if err := g.daemon.arc.Backup(ctx, name); err != nil {
		return result{}, err
	}
	old, err := filepath.Glob(filepath.Join(dir, backupPattern))
	if err != nil {
		return result{}, fmt.Errorf("list backups: %w", err)
	}
	slices.Sort(old)
	for keep := max(g.cfg.Backup.Keep, 1); len(old) > keep; old = old[1:] {
		if err := os.Remove(old[0]); err != nil {
			return result{}, fmt.Errorf("remove old backup: %w", err)
		}
	}
	return result{outcome: archive.RunOK, detail: name}, nil
}
