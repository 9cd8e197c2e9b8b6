package archive

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"
)

// Status is the state of the archive at one moment.
type Status struct {
	At            time.Time `json:"at"`
	SchemaVersion int       `json:"schema_version"`
	ParserVersion int       `json:"parser_version"` // of this program

	Columns       int            `json:"columns"`
	Weekly        int            `json:"weekly_columns"`
	Activities    int            `json:"activities"`
	Officials     int            `json:"officials"`
	States        map[string]int `json:"columns_by_state"`
	Problems      map[string]int `json:"problems_by_severity"`
	FirstWeek     string         `json:"first_week"` // Monday, YYYY-MM-DD; "" when no week is held
	LastWeek      string         `json:"last_week"`
	MissingWeeks  []string       `json:"missing_weeks"` // Mondays between the two
	SkippedWeeks  []SkippedWeek  `json:"skipped_weeks"` // not published, as a person said
	LatestColumn  string         `json:"latest_column"`
	Captures      int            `json:"captures"`
	Verdicts      map[string]int `json:"captures_by_verdict"`
	LatestCapture time.Time      `json:"latest_capture,omitzero"`

	Behind        int      `json:"columns_behind"`  // read by an older parser version
	BehindColumns []string `json:"behind_columns"`  // the first of them, at most 20
	Unread        int      `json:"unread_captures"` // kept but not read
	Failed        int      `json:"failed_captures"` // the parser could not get through

	Jobs            []JobStatus  `json:"jobs"`
	Hosts           []HostHealth `json:"hosts"`
	Alerts          []Alert      `json:"open_alerts"`
	WaitingMessages int          `json:"waiting_messages"`
	MessageRefused  string       `json:"message_refused"` // why the webhook has not taken one in several attempts, "" where it has
	DatabaseBytes   int64        `json:"database_bytes"`  // with its journal
}

// JobStatus is the last run of a job.
type JobStatus struct {
	Run
	LastOK time.Time `json:"last_ok,omitzero"` // end of its last run that ended well
}

// HostHealth is how a host has answered.
type HostHealth struct {
	Host        string        `json:"host"`
	Requests    int           `json:"requests"`            // ever
	Last        time.Time     `json:"last_request"`        // of any outcome
	LastOK      time.Time     `json:"last_ok,omitzero"`    // last page that was believed
	LastOutcome string        `json:"last_outcome"`        // of the last request
	LastDetail  string        `json:"last_detail"`         // why, where there is more to say
	LastGap     time.Duration `json:"last_gap_ns"`         // between the last two requests; negative for a single one
	Failures    int           `json:"failures"`            // in a row
	NotBefore   time.Time     `json:"not_before,omitzero"` // back-off
}

// maxNamed bounds how many columns a status names.
const maxNamed = 20

// Status reads the state of the archive.
func (a *Archive) Status(ctx context.Context) (s Status, err error) {
	defer wrap(&err, "read status")
	err = a.ReadTx(ctx, func(tx *sql.Tx) error {
		held, err := documents[Status](ctx, tx, "look at what is held", queryIn("held")+queryIn("status"), a.cfg.ParserVersion, maxNamed)
		if err != nil {
			return err
		}
		s = held[0]
		s.Jobs, err = documents[JobStatus](ctx, tx, "list jobs", `SELECT json_patch(`+runJSON+`, json_object('last_ok',
				(SELECT instant(ended_at) FROM job_runs WHERE job = r.job AND outcome IN ('ok', 'partial') ORDER BY rowid DESC LIMIT 1)))
			FROM job_runs r WHERE rowid = (SELECT rowid FROM job_runs WHERE job = r.job ORDER BY rowid DESC LIMIT 1) ORDER BY job`)
		return err
	})
	if err != nil {
		return s, err
	}
	s.At, s.ParserVersion = a.cfg.Now(), a.cfg.ParserVersion
	var errs [3]error
	s.SkippedWeeks, errs[0] = a.SkippedWeeks(ctx)
	s.Alerts, errs[1] = a.OpenAlerts(ctx)
	s.DatabaseBytes, errs[2] = a.size()
	return s, cmp.Or(errs[:]...)
}

// size is the length of the database and its journal in bytes.
func (a *Archive) size() (int64, error) {
	var total int64
	for _, suffix := range [...]string{"", "-wal"} {
		info, err := os.Stat(a.path() + suffix)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return 0, fmt.Errorf("measure database: %w", err)
		}
		total += info.Size()
	}
	return total, nil
}

// RequestCount is how many requests to a host were answered with a status.
type RequestCount struct {
	Host   string
	Status int // 0 where no response came
	Count  int
}

// RequestCounts counts every request ever made, by host and status.
func (a *Archive) RequestCounts(ctx context.Context) ([]RequestCount, error) {
	return list(ctx, a.reader, "count requests", func(c *RequestCount) []any { return []any{&c.Host, &c.Status, &c.Count} },
		`SELECT host, status, count(*) FROM requests GROUP BY 1, 2 ORDER BY 1, 2`)
}

// Quality is how well one weekly column was read.
type Quality struct {
	ColumnID     string
	Characters   int // code points
	Unclassified int // of them in no class
	Sections     int
	Errors       int // problems of severity error
}

// Qualities tells how the latest weekly columns were read, newest week first.
func (a *Archive) Qualities(ctx context.Context, limit int) ([]Quality, error) {
	return list(ctx, a.reader, "read quality of columns", func(q *Quality) []any {
		return []any{&q.ColumnID, &q.Characters, &q.Unclassified, &q.Sections, &q.Errors}
	}, `SELECT column_id, characters, unclassified_characters, sections, (SELECT count(*) FROM problems p WHERE p.column_id = c.column_id AND severity = 'error')
		FROM columns c WHERE kind = 'weekly' ORDER BY week_start DESC, column_id DESC LIMIT ?`, limit)
}

// Upset is a column that the source changed after it was first seen.
type Upset struct {
	ColumnID  string
	Week      string // Monday, YYYY-MM-DD; "" for a column of no week
	Revision  int
	Withdrawn bool
	LastSeen  time.Time // when the source last showed it
}

// Upsets lists the columns that were edited or are withdrawn.
func (a *Archive) Upsets(ctx context.Context) ([]Upset, error) {
	return list(ctx, a.reader, "list edited and withdrawn columns",
		func(u *Upset) []any {
			return []any{&u.ColumnID, &u.Week, &u.Revision, &u.Withdrawn, (*stampScan)(&u.LastSeen)}
		},
		`SELECT column_id, week_start, revision, state = 'withdrawn', coalesce(last_seen, '')
		FROM columns LEFT JOIN revisions USING (column_id, revision) WHERE revision > 1 OR state = 'withdrawn' ORDER BY column_id`)
}
