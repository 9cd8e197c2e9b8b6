package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// SourceOf names the source an address belongs to: the configured one with
// its host, or else the host itself. An empty address gives "".
func (a *Archive) SourceOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	host, name := strings.ToLower(u.Host), strings.ToLower(u.Hostname())
	for _, s := range a.cfg.Sources {
		for _, h := range s.Hosts {
			if h = strings.ToLower(h); h == host || h == name {
				return s.Name
			}
		}
	}
	return name
}

// HostState is what a crawler has to remember of a host between runs.
type HostState struct {
	Host         string
	Failures     int       // in a row
	NotBefore    time.Time // no request earlier
	RobotsSHA256 string    // body of the robots.txt in force
	RobotsAt     time.Time
}

// Host gives what is remembered of a host; a new host has the zero state.
func (a *Archive) Host(ctx context.Context, host string) (HostState, error) {
	s := HostState{Host: host}
	err := a.reader.QueryRowContext(ctx, `SELECT failures, not_before, robots_sha256, robots_at FROM hosts WHERE host = ?`, host).
		Scan(&s.Failures, (*stampScan)(&s.NotBefore), &s.RobotsSHA256, (*stampScan)(&s.RobotsAt))
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return s, fmt.Errorf("look up host %s: %w", host, err)
	}
	return s, nil
}

// SetHost remembers the state of a host.
func (a *Archive) SetHost(ctx context.Context, s HostState) error {
	err := a.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO hosts (host, failures, not_before, robots_sha256, robots_at)
			VALUES (?, ?, ?, ?, ?)`, s.Host, s.Failures, stamp(s.NotBefore), s.RobotsSHA256, stamp(s.RobotsAt))
		return err
	})
	if err != nil {
		return fmt.Errorf("remember host %s: %w", s.Host, err)
	}
	return nil
}

// Request is one request as it was made, believed or not.
type Request struct {
	At     time.Time `json:"at"`
	Host   string    `json:"host"`
	URL    string    `json:"url"`
	Status int       `json:"status"` // 0 where no response came
	Bytes  int64     `json:"bytes"`  // of the body, decoded
	// Gap is the time since the last request to this host, filled in by
	// RecordRequest; negative for the first one.
	Gap     time.Duration `json:"gap_ns"`
	Took    time.Duration `json:"took_ns"`
	Outcome string        `json:"outcome"` // good | bad | gone | unchanged | page | redirect | error
	Detail  string        `json:"detail"`
	RunID   string        `json:"run_id"`
}

// RecordRequest stores a request and the gap since the one before it.
func (a *Archive) RecordRequest(ctx context.Context, r *Request) error {
	err := a.write(ctx, func(tx *sql.Tx) error {
		last, err := lastRequest(ctx, tx, r.Host)
		if err != nil {
			return err
		}
		r.Gap = -1
		gap := sql.NullInt64{}
		if !last.IsZero() {
			r.Gap = max(r.At.Sub(last), 0)
			gap = sql.NullInt64{Int64: r.Gap.Milliseconds(), Valid: true}
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO requests (requested_at, host, url, status, bytes, gap_ms, took_ms, outcome,
			detail, run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, stamp(r.At), r.Host, r.URL, r.Status, r.Bytes, gap,
			r.Took.Milliseconds(), r.Outcome, r.Detail, r.RunID)
		return err
	})
	if err != nil {
		return fmt.Errorf("record request for %s: %w", r.URL, err)
	}
	return nil
}

// LastRequest is the time of the last request to a host, zero for none.
func (a *Archive) LastRequest(ctx context.Context, host string) (time.Time, error) {
	t, err := lastRequest(ctx, a.reader, host)
	if err != nil {
		return t, fmt.Errorf("look up last request to %s: %w", host, err)
	}
	return t, nil
}

// querier is what a database and a transaction have in common for a query
// that gives one row.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func lastRequest(ctx context.Context, q querier, host string) (t time.Time, err error) {
	err = q.QueryRowContext(ctx, `SELECT coalesce(max(requested_at), '') FROM requests WHERE host = ?`, host).Scan((*stampScan)(&t))
	return t, err
}

// Requests gives the latest requests, newest first.
func (a *Archive) Requests(ctx context.Context, limit int) ([]Request, error) {
	rows, err := a.reader.QueryContext(ctx, `SELECT requested_at, host, url, status, bytes, coalesce(gap_ms, -1), took_ms, outcome,
		detail, run_id FROM requests ORDER BY requested_at DESC, request_id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("list requests: %w", err)
	}
	return collect(rows, func(r *Request) []any {
		return []any{(*stampScan)(&r.At), &r.Host, &r.URL, &r.Status, &r.Bytes, (*millis)(&r.Gap), (*millis)(&r.Took),
			&r.Outcome, &r.Detail, &r.RunID}
	})
}

// millis lets Scan read milliseconds into a duration.
type millis time.Duration

// Scan implements sql.Scanner.
func (m *millis) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		return fmt.Errorf("read duration: %T is no number", v)
	}
	*m = millis(n) * millis(time.Millisecond)
	return nil
}
