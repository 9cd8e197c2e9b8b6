package web

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"time"
)

// statusPage is how the archive is doing: what was last done, what failed,
// what is missing, what was asked of the source.
type statusPage struct {
	Held     held
	Jobs     []jobView
	Hosts    []hostView
	Alerts   []alertView
	Gaps     []string // Mondays without a column
	Behind   int      // columns read by another parser version
	Unread   int      // captures nothing was read from yet
	Next     map[string]time.Time
	Release  *release
	Releases int
}

// jobView is the last run of a job and its last success.
type jobView struct{ Job, StartedAt, EndedAt, Outcome, Detail, LastOK string }

// hostView is what was asked of a host.
type hostView struct {
	Host, LastAt, LastGood, NotBefore string
	Requests, Failures, Recent        int
}

// alertView is something that needs a person.
type alertView struct{ Code, OpenedAt, Detail string }

// status answers the state of the archive.
func (s *Server) status(w http.ResponseWriter, r *http.Request) error {
	body := &statusPage{}
	ctx := r.Context()
	if err := s.read(ctx, func(tx *sql.Tx) error { return body.fill(ctx, tx, s.cfg.Archive.ParserVersion(), s.cfg.Now()) }); err != nil {
		return err
	}
	if s.cfg.NextRuns != nil {
		body.Next = s.cfg.NextRuns()
	}
	all, err := s.allReleases()
	if err != nil {
		return err
	}
	body.Releases = len(all.Releases)
	if body.Release, err = s.releases.latest(); err != nil {
		return err
	}
	return s.page(w, r, http.StatusOK, "status.html", page{ZH: "状态", EN: "Status", Body: body})
}

func (b *statusPage) fill(ctx context.Context, tx *sql.Tx, version int, now time.Time) (err error) {
	if err := b.Held.fill(ctx, tx); err != nil {
		return err
	}
	if b.Jobs, err = jobs(ctx, tx); err != nil {
		return fmt.Errorf("read runs: %w", err)
	}
	if b.Hosts, err = hosts(ctx, tx, now.AddDate(0, 0, -7)); err != nil {
		return fmt.Errorf("read hosts: %w", err)
	}
	if b.Alerts, err = collect(ctx, tx, func(r *sql.Rows, v *alertView) error { return r.Scan(&v.Code, &v.OpenedAt, &v.Detail) },
		`SELECT code, opened_at, detail FROM alerts WHERE resolved_at = '' ORDER BY opened_at DESC LIMIT 50`); err != nil {
		return fmt.Errorf("read alerts: %w", err)
	}
	if b.Gaps, err = collect(ctx, tx, func(r *sql.Rows, v *string) error { return r.Scan(v) }, gapsSQL); err != nil {
		return fmt.Errorf("find gaps: %w", err)
	}
	err = tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM columns WHERE parser_version <> ?)`, version).Scan(&b.Behind)
	if err != nil {
		return fmt.Errorf("count what is behind: %w", err)
	}
	return nil
}

// gapsSQL lists the Mondays between the first and the last held that have no
// weekly column, newest first.
const gapsSQL = `
	WITH RECURSIVE held AS (SELECT DISTINCT week_start AS monday FROM columns WHERE kind = 'weekly' AND week_start <> ''),
	week(monday) AS (SELECT min(monday) FROM held UNION ALL SELECT date(monday, '+7 days') FROM week WHERE monday < (SELECT max(monday) FROM held))
	SELECT monday FROM week WHERE monday IS NOT NULL AND monday NOT IN (SELECT monday FROM held) ORDER BY monday DESC LIMIT 520`

func jobs(ctx context.Context, tx *sql.Tx) ([]jobView, error) {
	return collect(ctx, tx, func(r *sql.Rows, v *jobView) error {
		return r.Scan(&v.Job, &v.StartedAt, &v.EndedAt, &v.Outcome, &v.Detail, &v.LastOK)
	}, `SELECT job, max(started_at), ended_at, outcome, detail,
			coalesce((SELECT max(ended_at) FROM job_runs AS good WHERE good.job = j.job AND good.outcome = 'ok'), '')
		FROM job_runs AS j GROUP BY job ORDER BY job`)
}

func hosts(ctx context.Context, tx *sql.Tx, since time.Time) ([]hostView, error) {
	return collect(ctx, tx, func(r *sql.Rows, v *hostView) error {
		return r.Scan(&v.Host, &v.Requests, &v.Recent, &v.LastAt, &v.LastGood, &v.Failures, &v.NotBefore)
	}, `SELECT q.host, count(*), count(*) FILTER (WHERE requested_at >= ?), max(requested_at),
			coalesce(max(requested_at) FILTER (WHERE outcome IN ('good', 'unchanged', 'page')), ''), coalesce(h.failures, 0), coalesce(h.not_before, '')
		FROM requests AS q LEFT JOIN hosts AS h USING (host) GROUP BY q.host ORDER BY q.host`, since.UTC().Format("2006-01-02T15:04:05.000Z"))
}
