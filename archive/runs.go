package archive

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
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
	now := a.cfg.Now()
	id := job + "-" + now.UTC().Format("20060102T150405") + "-" + strings.ToLower(rand.Text()[:6])
	_, err := a.exec(ctx, "record start of "+job, `INSERT INTO job_runs (run_id, job, due_at, started_at) VALUES (?, ?, ?, ?)`,
		id, job, stamp(due), stamp(now))
	return id, err
}

// EndRun records how a run ended.
func (a *Archive) EndRun(ctx context.Context, id, outcome, detail string, counts map[string]int) error {
	text, err := asJSON(counts)
	if err != nil {
		return fmt.Errorf("record end of %s: %w", id, err)
	}
	_, err = a.exec(ctx, "record end of "+id, `UPDATE job_runs SET ended_at = ?, outcome = ?, detail = ?, counts = ?, row_sum = '' WHERE run_id = ?`,
		stamp(a.cfg.Now()), outcome, oneLine(detail), text, id)
	return err
}

// AbandonRuns marks the runs that an earlier process left unfinished. Only
// the holder of the lock may call it, before it starts runs of its own.
func (a *Archive) AbandonRuns(ctx context.Context) (int, error) {
	n, err := a.exec(ctx, "mark unfinished runs", `UPDATE job_runs SET outcome = 'abandoned', ended_at = ?, row_sum = '',
		detail = 'the process ended before the run did' WHERE outcome = 'running'`, stamp(a.cfg.Now()))
	return int(n), err
}

const runColumns = `run_id, job, due_at, started_at, ended_at, outcome, detail, counts`

// dest is what runColumns are scanned into.
func (r *Run) dest() []any {
	return []any{&r.ID, &r.Job, (*stampScan)(&r.DueAt), (*stampScan)(&r.StartedAt), (*stampScan)(&r.EndedAt), &r.Outcome,
		&r.Detail, (*countsScan)(&r.Counts)}
}

// Runs gives the latest runs of a job, newest first; "" means of all jobs.
func (a *Archive) Runs(ctx context.Context, job string, limit int) ([]Run, error) {
	return list(ctx, a.reader, "list runs", (*Run).dest,
		`SELECT `+runColumns+` FROM job_runs WHERE ?1 IN ('', job) ORDER BY rowid DESC LIMIT ?2`, job, limit)
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

// ParseRun is one run of the parser over what was held.
type ParseRun struct {
	ID            int64     `json:"parse_run_id"`
	StartedAt     time.Time `json:"started_at"`
	EndedAt       time.Time `json:"ended_at,omitzero"` // zero when it did not end
	ParserVersion int       `json:"parser_version"`
	Scope         string    `json:"scope"` // stale | all | column X | since D
	Read          int       `json:"columns_read"`
	Changed       int       `json:"changed"`
	Unchanged     int       `json:"unchanged"`
	Failed        int       `json:"failed"`

	ActivitiesBefore int `json:"activities_before"`
	ActivitiesAfter  int `json:"activities_after"`
	OfficialsBefore  int `json:"officials_before"`
	OfficialsAfter   int `json:"officials_after"`
	ProblemsBefore   int `json:"problems_before"`
	ProblemsAfter    int `json:"problems_after"`
}

const parseRunColumns = `started_at, ended_at, parser_version, scope, columns_read, changed, unchanged, failed,
	activities_before, activities_after, officials_before, officials_after, problems_before, problems_after`

// lastParse is the last parse run that ended, nil if none did.
func lastParse(ctx context.Context, tx *sql.Tx) (*ParseRun, error) {
	var r ParseRun
	found, err := get(ctx, tx, "read last parse run", `SELECT parse_run_id, `+parseRunColumns+` FROM parse_runs
		WHERE ended_at <> '' ORDER BY parse_run_id DESC LIMIT 1`, nil, &r.ID, (*stampScan)(&r.StartedAt), (*stampScan)(&r.EndedAt),
		&r.ParserVersion, &r.Scope, &r.Read, &r.Changed, &r.Unchanged, &r.Failed, &r.ActivitiesBefore, &r.ActivitiesAfter,
		&r.OfficialsBefore, &r.OfficialsAfter, &r.ProblemsBefore, &r.ProblemsAfter)
	if err != nil || !found {
		return nil, err
	}
	return &r, nil
}

// recordParseRun records what a parse run did that ends now.
func (a *Archive) recordParseRun(ctx context.Context, r *ParseRun) error {
	r.EndedAt = a.cfg.Now()
	_, err := a.exec(ctx, "record parse run", `INSERT INTO parse_runs (`+parseRunColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		stamp(r.StartedAt), stamp(r.EndedAt), r.ParserVersion, r.Scope, r.Read, r.Changed, r.Unchanged, r.Failed,
		r.ActivitiesBefore, r.ActivitiesAfter, r.OfficialsBefore, r.OfficialsAfter, r.ProblemsBefore, r.ProblemsAfter)
	return err
}

// tokenSetting is the key of the token for the full-text edition.
const tokenSetting = "token"

// Token is the token for the full-text edition. It is made when an archive is
// first opened for writing, so every archive has one.
func (a *Archive) Token(ctx context.Context) (token string, err error) {
	defer wrap(&err, "read token")
	token, err = a.Setting(ctx, tokenSetting)
	if err == nil && token == "" {
		err = errors.New("the archive has none; open it for writing once")
	}
	return token, err
}

// makeToken makes the token unless there is one: 128 bits at least, from the
// system's source of randomness.
func (a *Archive) makeToken(ctx context.Context) error {
	_, err := a.exec(ctx, "make token", `INSERT OR IGNORE INTO settings (key, value) VALUES (?, ?)`, tokenSetting, rand.Text())
	return err
}

// Setting gives a stored setting, "" if there is none.
func (a *Archive) Setting(ctx context.Context, key string) (string, error) {
	var value string
	_, err := get(ctx, a.reader, "read setting "+key, `SELECT value FROM settings WHERE key = ?`, []any{key}, &value)
	return value, err
}

// SetSetting stores a setting.
func (a *Archive) SetSetting(ctx context.Context, key, value string) error {
	_, err := a.exec(ctx, "store setting "+key, setSettingSQL, key, value)
	return err
}

const setSettingSQL = `INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)`
