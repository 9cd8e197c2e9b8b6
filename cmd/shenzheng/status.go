package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
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

// requestsInStatus is how many requests status gives; requestsOnScreen, how
// many of them the screen has room for.
const (
	requestsInStatus = 50
	requestsOnScreen = 5
)

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
		err = a.say("%s", a.statusText(o))
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
		o.DiskFree, err = freeBytes(a.data)
	}
	if err == nil {
		o.Next, err = a.nextRuns(ctx, arc)
	}
	if err != nil {
		return o, err
	}
	o.Attention = a.attention(o)
	for _, j := range o.Jobs {
		if j.Job == "crawl" && j.Outcome == archive.RunFailed {
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
	line(o.Unread > 0, "%d captures are kept but not read; a crawl or reparse reads them", o.Unread)
	line(o.Failed > 0, "the parser could not get through %d pages; see problems", o.Failed)
	free := o.DiskFree >> 20
	line(free < a.cfg.MinFreeMB, "the disk has %d MB free, less than %d: nothing is fetched", free, a.cfg.MinFreeMB)
	return lines
}

func (a *app) statusText(o overview) string {
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%-12s %s\n", name, fmt.Sprintf(format, args...))
	}
	if o.FirstWeek == "" {
		line("held", "no weekly column yet; %d columns, %d captures", o.Columns, o.Captures)
	} else {
		line("held", "%d weekly columns, weeks of %s to %s, %d missing between; %d columns in all, %d activities, %d officials",
			o.Weekly, o.FirstWeek, o.LastWeek, len(o.MissingWeeks), o.Columns, o.Activities, o.Officials)
	}
	if len(o.MissingWeeks) > 0 {
		line("missing", "%s", shortened(o.MissingWeeks, 8))
	}
	for _, w := range o.SkippedWeeks {
		line("skipped", "%s: %s", w.Week, w.Reason)
	}
	line("states", "%s", counted(o.States, archive.StateProvisional, archive.StateSettled, archive.StateEdited, archive.StateWithdrawn))
	line("captures", "%d (%s), latest %s", o.Captures, counted(o.Verdicts, "good", "page", "unchanged", "gone", "bad"), a.when(o.LatestCapture))
	a.sourceLines(o, line)
	line("parser", "version %d, %d columns behind%s; problems: %s", o.ParserVersion, o.Behind, around(" (", shortened(o.BehindColumns, 5), ")"),
		counted(o.Problems, "error", "warning", "info"))
	if p := o.LastParse; p != nil {
		line("history", "last read %s by parser %d: %d columns, %d changed, %d failed", a.when(p.EndedAt), p.ParserVersion, p.Read, p.Changed, p.Failed)
	}
	a.jobLines(o, line)
	for _, s := range o.Snapshots {
		if s.Latest {
			line("snapshots", "%d, latest %s with %d activities", len(o.Snapshots), s.ID, s.Rows["activities"])
		}
	}
	line("disk", "database %.1f MB, %.1f GB free", float64(o.DatabaseBytes)/1e6, float64(o.DiskFree)/1e9)
	if len(o.Attention) == 0 {
		line("attention", "nothing needs a person")
	}
	for _, l := range o.Attention {
		line("ATTENTION", "%s", l)
	}
	for _, l := range o.Instead {
		line("instead", "%s", l)
	}
	return b.String()
}

// sourceLines shows how each host answered, and the last requests made.
func (a *app) sourceLines(o overview, line func(name, format string, args ...any)) {
	for _, h := range o.Hosts {
		wait := ""
		if h.NotBefore.After(o.At) {
			wait = ", left alone until " + a.when(h.NotBefore)
		}
		line("source", "%s: %d requests, last %s %s%s, last good %s, %d failures in a row%s", h.Host, h.Requests, a.when(h.Last), h.LastOutcome,
			around(" (", h.LastDetail, ")"), a.when(h.LastOK), h.Failures, wait)
	}
	for _, r := range o.Requests[:min(len(o.Requests), requestsOnScreen)] {
		gap := "first"
		if r.Gap >= 0 {
			gap = "after " + r.Gap.Round(time.Millisecond).String()
		}
		line("request", "%s %s: status %d, %d bytes, %s, %s", a.when(r.At), r.URL, r.Status, r.Bytes, gap, r.Outcome)
	}
}

func (a *app) jobLines(o overview, line func(name, format string, args ...any)) {
	next := map[string]string{} // nothing of a job that only a person runs
	for _, n := range o.Next {
		if next[n.Job] = "; off"; !n.At.IsZero() {
			next[n.Job] = "; next " + a.when(n.At)
		}
	}
	for _, j := range o.Jobs {
		line("job", "%s: last %s, %s%s%s", j.Job, a.when(j.StartedAt), j.Outcome, around(" (", j.Detail, ")"), next[j.Job])
	}
	for _, n := range o.Next {
		if !slices.ContainsFunc(o.Jobs, func(j archive.JobStatus) bool { return j.Job == n.Job }) {
			line("job", "%s: never ran%s", n.Job, next[n.Job])
		}
	}
}

// when prints a time in the configured zone, "never" for none.
func (a *app) when(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.In(a.zone()).Format("2006-01-02 15:04")
}

// around puts something around a text, nothing around nothing.
func around(before, s, after string) string {
	if s == "" {
		return ""
	}
	return before + s + after
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
