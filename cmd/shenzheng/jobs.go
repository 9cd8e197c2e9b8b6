package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/crawler"
	"shenzheng/schedules"
	"shenzheng/schedules/alert"
)

// job is a scheduled job: its name and its cron expressions.
type job struct {
	name, spec string
	crawls     bool
}

// jobs lists the scheduled jobs in the order people think of them.
func (c *Config) jobs() []job {
	s := c.Schedules
	return []job{{"crawl", s.Crawl, true}, {"recheck", s.Recheck, true},
		{"snapshot", s.Snapshot, false}, {"check", s.Check, false}, {"backup", s.Backup, false}}
}

// sourceJitter keeps installations from asking the source at the same second.
const sourceJitter = 90 * time.Second

func (d *daemon) newScheduler() (*schedules.Scheduler, error) {
	work := map[string]jobWork{"snapshot": d.snapshotJob, "check": d.checkJob, "backup": d.backupJob}
	var jobs []schedules.Job
	for _, j := range d.cfg.jobs() {
		if d.arc == nil && !j.crawls {
			continue
		}
		job := schedules.Job{Name: j.name, Spec: j.spec, AtStart: j.name == "crawl",
			Last: func(ctx context.Context) (time.Time, error) { return d.lastBegun(ctx, j.name) },
			Run: func(ctx context.Context, due time.Time) error {
				_, err := d.runJob(ctx, d.arc, j.name, due, work[j.name])
				return err
			}}
		if j.crawls {
			job.Run = func(ctx context.Context, due time.Time) error { return d.crawlAndLook(ctx, j.name, due) }
			if !d.demo {
				job.Jitter = sourceJitter
			}
		}
		jobs = append(jobs, job)
	}
	return schedules.New(schedules.Config{Location: d.zone(), Log: d.log, Now: d.now}, jobs...)
}

// runsLookedAt bounds how many abandoned runs in a row are looked past.
const runsLookedAt = 50

// lastBegun is the due time of the latest scheduled run of a job, or its
// start where a person started it. Abandoned runs do not count, so that they
// are made up; a job with no other runs is as one that never ran.
func (d *daemon) lastBegun(ctx context.Context, job string) (time.Time, error) {
	if d.arc == nil {
		return time.Time{}, nil
	}
	runs, err := d.arc.Runs(ctx, job, runsLookedAt)
	for _, r := range runs {
		if r.Outcome != archive.RunAbandoned {
			return cmp.Or(r.DueAt, r.StartedAt), nil
		}
	}
	return time.Time{}, err
}

// jobWork is what a job does in the run of an id.
type jobWork = func(ctx context.Context, runID string) (result, error)

// runJob records a run, and raises an alert when it fails.
func (d *daemon) runJob(ctx context.Context, rec recorder, name string, due time.Time, work jobWork) (result, error) {
	s, crawls := rec.(*crawlStore)
	if d.store.ready(ctx) != nil && !(crawls && s.beside != nil) {
		d.log.Warn("job left out while the database is in trouble", "job", name, "due", due)
		return result{}, nil
	}
	began := d.now()
	var id string
	res, err := recordRun(ctx, rec, name, due, func(runID string) (result, error) {
		id = runID
		res, err := d.contained(ctx, runID, work)
		return res, d.restorable(err)
	})
	debug.FreeOSMemory() // the next job may be days away; what this one took goes back to the machine
	d.metrics.jobs.WithLabelValues(name, res.outcome).Observe(d.now().Sub(began).Seconds())
	if ctx.Err() != nil {
		return res, nil // the daemon stops; the run is recorded as abandoned
	}
	d.log.Info("job ended", "job", name, "run_id", id, "outcome", res.outcome, "detail", res.detail, "took", d.now().Sub(began).Round(time.Millisecond).String())
	if err == nil && res.trouble != nil {
		err, res.detail = res.trouble, res.trouble.Error()
		d.log.Error("the crawl went on beside a damaged database", "job", name, "error", err)
	}
	if err != nil && (d.arc == nil || d.store.look(ctx) != nil) {
		return res, nil // the one cause has its own alert
	}
	failed := err != nil || res.outcome == archive.RunFailed && !crawls // sources have alerts of their own
	title := fmt.Sprintf("任务 %s 失败 / job %s failed", name, name)
	return res, d.alert(ctx, failed, trouble{jobKey + name, "job_failed", title, res.detail, false})
}

// contained turns a panic into the failure of the one run, which is recorded
// and gives an alert like any other.
func (d *daemon) contained(ctx context.Context, runID string, work jobWork) (res result, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			d.log.Error("panic in a job", "run_id", runID, "panic", fmt.Sprint(fault), "stack", string(debug.Stack()))
			res, err = result{}, fmt.Errorf("panic: %v", fault)
		}
	}()
	return work(ctx, runID)
}

// crawlAndLook crawls, sees what of the outcome needs a person, and publishes
// what changed. Weeks are missed whether or not the crawl could be made.
func (d *daemon) crawlAndLook(ctx context.Context, name string, due time.Time) error {
	s := &crawlStore{app: d.app, main: d.arc}
	defer func() { d.warn("the archive beside the database cannot be closed", s.Close()) }()
	if trouble := d.store.look(ctx); archive.Damaged(trouble) {
		if err := s.turn(ctx, trouble); err != nil {
			return err
		}
	} else if d.arc == nil {
		return trouble // of another kind, or over: then the daemon begins anew
	}
	res, err := d.runJob(ctx, s, name, due, func(ctx context.Context, id string) (result, error) {
		return d.crawlJob(ctx, s, crawler.Request{Recheck: name == "recheck", RunID: id})
	})
	report := res.report
	if ctx.Err() != nil || s.beside != nil { // the rest is seen to once the database is restored
		return err
	}
	if err == nil && len(res.counts) > 0 { // one that was left out says nothing of when to come again
		err = d.followUp(ctx, name, report.Again)
	}
	err = errors.Join(err, d.watchSources(ctx, report), d.watchColumns(ctx))
	if name == "crawl" { // a recheck may be made up for before the crawl is
		err = errors.Join(err, d.watchWeeks(ctx, 0))
	}
	latest, lerr := snapshot.Latest(d.snapshotsDir())
	d.warn("latest snapshot is not readable", lerr)
	// What else changes, as the state of a column that settles, is for the scheduled one.
	if report.New+report.Changed+report.Gone > 0 || latest == "" {
		_, serr := d.runJob(ctx, d.arc, "snapshot", noTime, d.snapshotJob)
		err = errors.Join(err, serr)
	}
	return err
}

// followUpSetting is where the time of a job's extra run is kept, so that it
// outlives the process.
func followUpSetting(job string) string { return "follow_up." + job }

// soonestFollowUp keeps a source that asks for seconds from being crawled all day.
const soonestFollowUp = 10 * time.Minute

// followUp plans an extra run of a crawl for when what it left may be asked
// for, beside the schedule; the zero time plans none.
func (d *daemon) followUp(ctx context.Context, job string, again time.Time) error {
	text := ""
	if !again.IsZero() {
		if soonest := d.now().Add(soonestFollowUp); again.Before(soonest) {
			again = soonest
		}
		text = again.UTC().Format(time.RFC3339)
		d.log.Info("what was left is fetched by an extra run", "job", job, "at", again.In(d.zone()).Format(time.RFC3339))
	}
	d.scheduler.Once(job, again)
	return d.arc.SetSetting(ctx, followUpSetting(job), text)
}

// planFollowUps plans the extra runs that are kept, those after a time.
func (c *Config) planFollowUps(ctx context.Context, arc *archive.Archive, s *schedules.Scheduler, after time.Time) error {
	for _, j := range c.jobs() {
		if !j.crawls {
			continue
		}
		text, err := arc.Setting(ctx, followUpSetting(j.name))
		if err != nil {
			return err
		}
		if at, err := time.Parse(time.RFC3339, text); err == nil && at.After(after) {
			s.Once(j.name, at)
		}
	}
	return nil
}

func (d *daemon) crawlJob(ctx context.Context, s *crawlStore, request crawler.Request) (result, error) {
	full, err := d.watchDisk(ctx)
	if s.beside != nil { // whose alert could not be kept
		d.warn("the disk cannot be watched", err)
		err = nil
	}
	if err != nil || full != "" {
		return result{outcome: archive.RunFailed, detail: full}, err
	}
	d.warn("ping was not taken", d.ping(ctx, alert.Began, ""))
	res, err := s.crawl(ctx, request, nil)
	silent := err == nil && res.report.Class() == crawler.ClassUnreachable
	if silent {
		d.log.Warn("source unreachable, blocked or forbidden; serving what is held, trying again on schedule", "run_id", request.RunID,
			"next_try", d.scheduler.Upcoming()["crawl"].In(d.zone()).Format(time.RFC3339), "detail", res.detail)
	}
	state, why, end := alert.Failed, "", context.WithoutCancel(ctx)
	switch {
	case err != nil:
		why = "crawl failed"
	case silent:
		why = res.detail
	case res.trouble != nil:
		why = res.trouble.Error()
	default:
		state, end = alert.Ended, ctx
	}
	d.warn("ping was not taken", d.ping(end, state, why))
	return res, err
}

// watchDisk raises or resolves the alert of the disk, and tells in words when
// that is too full to fetch.
func (d *daemon) watchDisk(ctx context.Context) (string, error) {
	detail, err := d.noRoom()
	if err != nil || d.arc == nil {
		return detail, err
	}
	err = d.alert(ctx, detail != "", trouble{"disk", "disk_full", "磁盘将满 / disk nearly full", detail, false})
	return detail, err
}

func (d *daemon) snapshotJob(ctx context.Context, _ string) (result, error) {
	made, err := snapshot.Create(ctx, d.arc.ReadChecked, snapshot.Options{Root: d.snapshotsDir(), Keep: d.cfg.Keep})
	switch {
	case errors.Is(err, snapshot.ErrEmpty):
		return result{detail: "nothing is held yet"}, nil
	case made.Unchanged:
		made.ID += " unchanged"
	}
	return result{detail: made.ID, counts: made.Rows}, err
}

func (d *daemon) checkJob(ctx context.Context, _ string) (result, error) {
	findings, err := d.checkAll(ctx, d.arc)
	for _, f := range findings {
		d.log.Error("check found", "finding", f)
	}
	if err == nil && len(findings) > 0 {
		return result{outcome: archive.RunFailed, detail: fmt.Sprintf("%d findings, first: %s", len(findings), findings[0]),
			counts: map[string]int{"findings": len(findings)}}, nil
	}
	return result{detail: "no findings"}, err
}
