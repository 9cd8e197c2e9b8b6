package archive

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"shenzheng/parser/source"
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

// Host gives what is remembered of a host; a new host has the zero state.
func (a *Archive) Host(ctx context.Context, host string) (source.Host, error) {
	h := source.Host{Host: host}
	_, err := get(ctx, a.reader, "look up host "+host, `SELECT failures, not_before, robots_sha256, robots_at FROM hosts WHERE host = ?`,
		[]any{host}, &h.Failures, (*stampScan)(&h.NotBefore), &h.RobotsSHA256, (*stampScan)(&h.RobotsAt))
	if err == nil {
		h.LastRequest, err = lastRequest(ctx, a.reader, host)
	}
	if err == nil {
		h.Latest, err = a.latestOf(ctx, host)
	}
	if err != nil {
		return h, err
	}
	h.NotBefore = a.notAhead(h.NotBefore, longestWait)
	h.LastRequest = a.notAhead(h.LastRequest, 0)
	if h.RobotsAt.After(a.cfg.Now()) {
		h.RobotsAt = time.Time{} // of unknown age
	}
	return h, nil
}

// latestOf gives the latest good pages of different articles that a host
// answered with in crawls. One that is damaged is left out.
func (a *Archive) latestOf(ctx context.Context, host string) (latest []source.HeldPage, err error) {
	pages, err := pairs(ctx, a.reader, "look up pages of "+host, `SELECT number, sha256 FROM captures WHERE method = 'crawl' AND verdict = 'good' AND status = 200
		AND number <> '' AND sha256 IS NOT NULL AND final_url LIKE 'http%://' || ? || '/%' ORDER BY capture_id DESC LIMIT 20`, host)
	for _, p := range pages {
		if len(latest) == source.LatestPages || slices.ContainsFunc(latest, func(l source.HeldPage) bool { return l.Number == p[0] }) {
			continue
		}
		body, err := a.Body(ctx, p[1])
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil {
			latest = append(latest, source.HeldPage{Number: p[0], Body: body})
		}
	}
	return latest, err
}

// notAhead gives a stored time, and now where that lies further ahead than it
// can by a clock that is right.
func (a *Archive) notAhead(t time.Time, most time.Duration) time.Time {
	if now := a.cfg.Now(); t.After(now.Add(most)) {
		return now
	}
	return t
}

// Record stores a request, the gap since the one before it, and what its
// host is now known to be like.
func (a *Archive) Record(ctx context.Context, r *source.Request, h source.Host) error {
	last, err := lastRequest(ctx, a.reader, r.Host)
	if err != nil {
		return err
	}
	r.Gap = -1
	var gap any // NULL for the first
	if !last.IsZero() {
		r.Gap = max(r.At.Sub(last), 0)
		gap = r.Gap.Milliseconds()
	}
	_, err = a.exec(ctx, "record request for "+r.URL, `INSERT INTO requests (requested_at, host, url, status, bytes, gap_ms,
			took_ms, outcome, detail, run_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
		INSERT OR REPLACE INTO hosts (host, failures, not_before, robots_sha256, robots_at) VALUES (?2, ?11, ?12, ?13, ?14)`,
		stamp(r.At), r.Host, r.URL, r.Status, r.Bytes, gap, r.Took.Milliseconds(), r.Outcome, r.Detail, r.RunID,
		h.Failures, stamp(h.NotBefore), h.RobotsSHA256, stamp(h.RobotsAt))
	return err
}

func lastRequest(ctx context.Context, db querier, host string) (t time.Time, err error) {
	_, err = get(ctx, db, "look up the last request to "+host, `SELECT coalesce(max(requested_at), '') FROM requests WHERE host = ?`, []any{host},
		(*stampScan)(&t))
	return t, err
}

// Requests gives the latest requests, newest first.
func (a *Archive) Requests(ctx context.Context, limit int) ([]source.Request, error) {
	return list(ctx, a.reader, "list requests", func(r *source.Request) []any {
		return []any{(*stampScan)(&r.At), &r.Host, &r.URL, &r.Status, &r.Bytes, &r.Gap, &r.Took,
			&r.Outcome, &r.Detail, &r.RunID}
	}, `SELECT requested_at, host, url, status, bytes, coalesce(gap_ms, -1) * 1000000, took_ms * 1000000, outcome,
		detail, run_id FROM requests ORDER BY requested_at DESC, request_id DESC LIMIT ?`, limit)
}
