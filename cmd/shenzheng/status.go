package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/template"
	"time"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/parser/source"
	"shenzheng/schedules"
)

// overview is what status shows: what the archive holds and, beside it, what
// only the operator's machine knows.
type overview struct {
	archive.Status
	// Requests are the latest ones, newest first.
	Requests  []source.Request `json:"latest_requests"`
	Snapshots []snapshot.Info  `json:"snapshots"`
	DiskFree  int64            `json:"disk_free_bytes"`
	Next      []nextRun        `json:"next_runs"`
	// Attention lists, in plain words, what needs a person.
	Attention []string `json:"needs_a_person"`
	// Instead says what can be done while the source cannot be had.
	Instead []string `json:"instead,omitempty"`
}

// requestsInStatus is how many requests status gives; the screen has room for
// the first of them.
const requestsInStatus = 50

type nextRun struct {
	Job string    `json:"job"`
	At  time.Time `json:"at,omitzero"`
}

func (a *app) statusCommand() *cobra.Command {
	var asJSON bool
	cmd := newCommand("status", "Show what is held, what is missing, what is stale, what needs a person",
		"Show on one screen what is held, what is missing, what is stale and what needs a person.\nExit code 1 when something does.",
		cobra.NoArgs, a.reading(func(ctx context.Context, arc *archive.Archive, _ []string) error { return a.status(ctx, arc, asJSON) }))
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

func (a *app) status(ctx context.Context, arc *archive.Archive, asJSON bool) error {
	o, err := a.overview(ctx, arc)
	if err != nil {
		return err
	}
	if asJSON {
		err = a.sayJSON(o)
	} else {
		err = a.showStatus(o)
	}
	if err == nil && len(o.Attention) > 0 {
		return errors.New("status: something needs a person")
	}
	return err
}

func (a *app) overview(ctx context.Context, arc *archive.Archive) (overview, error) {
	s, err := arc.Status(ctx)
	if err != nil {
		return overview{}, err
	}
	o := overview{Status: s}
	if running, err := archive.InUse(a.data); err == nil && !running { // what was killed could not say so
		for i := range o.Jobs {
			if o.Jobs[i].Outcome == archive.RunRunning {
				o.Jobs[i].Outcome = archive.RunAbandoned
			}
		}
	}
	requests, err := arc.Requests(ctx, requestsInStatus)
	o.Requests = append([]source.Request{}, requests...)
	if err == nil {
		o.Snapshots, err = snapshot.List(a.snapshotsDir())
	}
	if err == nil {
		o.DiskFree, err = a.free(a.data)
	}
	if err == nil {
		o.Next, err = a.nextRuns(ctx, arc)
	}
	if err != nil {
		return o, err
	}
	o.Attention = a.attention(o)
	for _, j := range o.Jobs {
		if j.Job == "crawl" && j.Outcome == archive.RunFailed && len(j.Counts) > 0 { // by the source, and not by what is here
			o.Instead = otherWays()
		}
	}
	return o, nil
}

// nextRuns tells when each job is due next if the daemon runs.
func (a *app) nextRuns(ctx context.Context, arc *archive.Archive) (list []nextRun, err error) {
	var jobs []schedules.Job
	for _, j := range a.cfg.jobs() {
		jobs = append(jobs, schedules.Job{Name: j.name, Spec: j.spec})
	}
	s, err := schedules.New(schedules.Config{Location: a.zone(), Now: a.now}, jobs...)
	if err == nil {
		err = a.cfg.planFollowUps(ctx, arc, s, a.now())
	}
	if err != nil {
		return nil, err
	}
	next := s.Upcoming()
	for _, j := range jobs {
		list = append(list, nextRun{Job: j.Name, At: next[j.Name].In(a.zone())})
	}
	return list, nil
}

// attention says what needs a person.
func (a *app) attention(o overview) []string {
	lines := []string{}
	line := func(when bool, format string, args ...any) {
		if when {
			lines = append(lines, fmt.Sprintf(format, args...))
		}
	}
	for _, al := range o.Alerts {
		line(true, "%s", al.Detail)
	}
	told := slices.ContainsFunc(o.Alerts, func(al archive.Alert) bool { return al.Code == "source_unavailable" || al.Key == "job:crawl" })
	for _, j := range o.Jobs { // of a crawl that a person or cron makes there are no alerts
		line(j.Job == "crawl" && j.Outcome == archive.RunFailed && !told, "the last crawl failed: %s", j.Detail)
	}
	line(o.MessageRefused != "" && a.cfg.Alerts.Webhook != "", "%d messages wait for the webhook, which does not take them (%s); try it with alerts test",
		o.WaitingMessages, o.MessageRefused)
	line(o.Unread > 0, "%d captures are kept but not read; a crawl or reparse reads them", o.Unread)
	line(o.Failed > 0, "the parser could not get through %d pages; see problems", o.Failed)
	full := a.cfg.tooFull(o.DiskFree)
	line(full != "", "%s", full)
	return lines
}

// showStatus fills the screen.
func (a *app) showStatus(o overview) error {
	next := map[string]string{} // nothing of a job that only a person runs
	var neverRan []string
	for _, n := range o.Next {
		if next[n.Job] = "; off"; !n.At.IsZero() {
			next[n.Job] = "; next " + a.when(n.At)
		}
		if !slices.ContainsFunc(o.Jobs, func(j archive.JobStatus) bool { return j.Job == n.Job }) {
			neverRan = append(neverRan, n.Job)
		}
	}
	return a.show("status.tmpl", o, template.FuncMap{
		"when": a.when, "shortened": shortened, "counted": counted,
		"next":     func(job string) string { return next[job] },
		"neverRan": func() []string { return neverRan },
		"rounded":  func(d time.Duration) time.Duration { return d.Round(time.Millisecond) },
		"per":      func(n int64, unit float64) string { return fmt.Sprintf("%.1f", float64(n)/unit) },
	})
}

// when prints a time in the configured zone, "never" for none.
func (a *app) when(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.In(a.zone()).Format("2006-01-02 15:04")
}

func shortened(list []string, most int) string {
	if len(list) <= most {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
}

// counted prints the counts of the named keys, in their order, those that are not 0.
func counted(counts map[string]int, keys ...string) string {
	var parts []string
	for _, k := range keys {
		if counts[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[k], k))
		}
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}
