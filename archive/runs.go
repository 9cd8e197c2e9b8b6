package archive

import (
	"context"
	"crypto/rand"
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

// runJSON is a Run in SQL. Damaged counts are none: what runs next does not hang on them.
const runJSON = `json_object('run_id', run_id, 'job', job, 'due_at', instant(due_at), 'started_at', instant(started_at),
	'ended_at', instant(ended_at), 'outcome', outcome, 'detail', detail, 'counts', json(CASE WHEN NOT json_valid(counts) THEN 'null'
		WHEN json_type(counts) <> 'object' OR EXISTS (SELECT 1 FROM json_each(counts) WHERE type <> 'integer') THEN 'null' ELSE counts END))`

// Runs gives the latest runs of a job, newest first; "" means of all jobs.
func (a *Archive) Runs(ctx context.Context, job string, limit int) ([]Run, error) {
	return documents[Run](ctx, a.reader, "list runs", `SELECT `+runJSON+` FROM job_runs WHERE ?1 IN ('', job) ORDER BY rowid DESC LIMIT ?2`, job, limit)
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
