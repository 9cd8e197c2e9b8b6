package archive

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// The outcomes of a run.
const (
	RunRunning   = "running"
	RunOK        = "ok"
	RunPartial   = "partial"
	RunFailed    = "failed"
	RunAbandoned = "abandoned" // the process ended before the run did
)

// Run is one run of a job.
type Run struct {
	ID        string         `json:"run_id"`
	Job       string         `json:"job"`             // crawl, recheck, snapshot, check, backup, import …
	DueAt     time.Time      `json:"due_at,omitzero"` // zero where a person started it
	StartedAt time.Time      `json:"started_at"`
	EndedAt   time.Time      `json:"ended_at,omitzero"`
	Outcome   string         `json:"outcome"`
	Detail    string         `json:"detail"` // one line
	Counts    map[string]int `json:"counts,omitempty"`
}

// StartRun records that a job began now, and gives its id. due is the time
// it was scheduled for, zero where a person started it.
func (a *Archive) StartRun(ctx context.Context, job string, due time.Time) (string, error) {
	var suffix [3]byte
	if _, err := rand.Read(suffix[:]); err != nil {
		return "", fmt.Errorf("name run: %w", err)
	}
	now := a.cfg.Now()
	id := job + "-" + now.UTC().Format("20060102T150405") + "-" + hex.EncodeToString(suffix[:])
	_, err := a.exec(ctx, "record start of "+job, `INSERT INTO job_runs (run_id, job, due_at, started_at) VALUES (?, ?, ?, ?)`,
		id, job, stamp(due), stamp(now))
	if err != nil {
		return "", err
	}
	return id, nil
}

// EndRun records how a run ended.
func (a *Archive) EndRun(ctx context.Context, id, outcome, detail string, counts map[string]int) error {
	b, err := json.Marshal(counts)
	if err != nil {
		return fmt.Errorf("record end of %s: %w", id, err)
	}
	if counts == nil {
		b = []byte("{}")
	}
	_, err = a.exec(ctx, "record end of "+id, `UPDATE job_runs SET ended_at = ?, outcome = ?, detail = ?, counts = ?, row_sum = '' WHERE run_id = ?`,
		stamp(a.cfg.Now()), outcome, oneLine(detail), string(b), id)
	return err
}

// AbandonRuns marks the runs that an earlier process left unfinished. Only
// the holder of the lock may call it, before it starts runs of its own.
func (a *Archive) AbandonRuns(ctx context.Context) (int, error) {
	n, err := a.exec(ctx, "mark unfinished runs", `UPDATE job_runs SET outcome = 'abandoned', ended_at = ?, row_sum = '',
		detail = 'the process ended before the run did' WHERE outcome = 'running'`, stamp(a.cfg.Now()))
	return int(n), err
}

const runsSQL = `SELECT run_id, job, due_at, started_at, ended_at, outcome, detail, counts FROM job_runs `

// Runs gives the latest runs of a job, newest first; "" means of all jobs.
func (a *Archive) Runs(ctx context.Context, job string, limit int) ([]Run, error) {
	return a.runs(ctx, runsSQL+`WHERE ?1 IN ('', job) ORDER BY rowid DESC LIMIT ?2`, job, limit)
}

// LastRuns gives the latest run of every job, by job.
func (a *Archive) LastRuns(ctx context.Context) ([]Run, error) {
	return a.runs(ctx, runsSQL+`r WHERE rowid = (SELECT rowid FROM job_runs WHERE job = r.job
		ORDER BY rowid DESC LIMIT 1) ORDER BY job`)
}

// LastSuccess is the end of the last run of a job that ended well, and the
// time it was due; both zero if there is none.
func (a *Archive) LastSuccess(ctx context.Context, job string) (ended, due time.Time, err error) {
	got, err := a.runs(ctx, runsSQL+`WHERE job = ? AND outcome IN ('ok', 'partial') ORDER BY rowid DESC LIMIT 1`, job)
	if err != nil || len(got) == 0 {
		return time.Time{}, time.Time{}, err
	}
	return got[0].EndedAt, got[0].DueAt, nil
}

func (a *Archive) runs(ctx context.Context, query string, args ...any) ([]Run, error) {
	return list(ctx, a.reader, "list runs", func(r *Run) []any {
		return []any{&r.ID, &r.Job, (*stampScan)(&r.DueAt), (*stampScan)(&r.StartedAt), (*stampScan)(&r.EndedAt), &r.Outcome,
			&r.Detail, (*countsScan)(&r.Counts)}
	}, query, args...)
}

// countsScan lets Scan read a JSON object of integers.
type countsScan map[string]int

// Scan implements sql.Scanner.
func (c *countsScan) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("read counts: %T is no text", v)
	}
	if err := json.Unmarshal([]byte(text), (*map[string]int)(c)); err != nil {
		*c = nil // damaged counts are none: what runs next does not hang on them
	}
	return nil
}
