package archive

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"shenzheng/parser/source"
)

// Found remembers addresses seen in links, together with the listing pages
// of the source that are still to be read, and says how many articles were
// new. An article that is known keeps its first address and time; a missing
// title is filled in. Of one that was tried it is remembered how often it has
// failed in a row, and when it may be asked for again.
func (a *Archive) Found(ctx context.Context, name string, found []source.Article, listings []string) (added int, err error) {
	defer wrap(&err, "remember found articles")
	err = a.write(ctx, func(tx *sql.Tx) error {
		added = 0
		for _, f := range found {
			isNew, err := get(ctx, tx, "add one", `INSERT INTO articles (source, number, url, title, found_at, found_on)
				VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1`,
				[]any{name, f.Number, f.URL, f.Title, stamp(f.FoundAt), f.FoundOn}, new(int))
			if err == nil {
				_, err = tx.ExecContext(ctx, `UPDATE articles SET title = iif(title = '', ?3, title), failures = iif(?4, ?5, failures),
					not_before = iif(?4, ?6, not_before), row_sum = '' WHERE source = ?1 AND number = ?2 AND (?4 OR title = '' AND ?3 <> '')`,
					name, f.Number, f.Title, f.Tried, f.Failures, stamp(f.NotBefore))
			}
			if err != nil {
				return err
			}
			if isNew {
				added++
			}
		}
		return setListings(ctx, tx, name, listings)
	})
	return added, err
}

// setListings keeps which listing pages of a source are still to be read.
func setListings(ctx context.Context, tx *sql.Tx, name string, addresses []string) error {
	text, err := json.Marshal(append([]string{}, addresses...))
	if err == nil {
		_, err = tx.ExecContext(ctx, setSettingSQL, listingsSetting(name), string(text))
	}
	return err
}

// listingsSetting is the setting that holds a source's unread listing pages.
func listingsSetting(name string) string { return "crawl.listings." + name }

const articlesSQL = `SELECT source, number, url, title, found_at, found_on, failures, not_before FROM articles`

// Articles lists every article that a link ever named or of which a column is
// held, by source and number.
func (a *Archive) Articles(ctx context.Context) ([]source.Article, error) {
	return a.articles(ctx, `SELECT * FROM (`+articlesSQL+` UNION ALL SELECT source, number, source_url, title, captured_at, '', 0, ''
		FROM columns k WHERE number <> '' AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.source = k.source AND a.number = k.number))
		ORDER BY source, length(number), number`)
}

// longestWait is the longest that a crawl ever leaves a host or an article
// alone. A time further ahead was noted by a clock that was wrong, and counts
// as now.
const longestWait = 17 * 24 * time.Hour

// worthSQL is the condition of captures, with what they were read as, after which
// nobody has to ask for an article. What a web archive holds of it and is no
// column says nothing of what its own site would answer.
const worthSQL = `c.verdict = 'good' AND (c.method <> 'backfill' OR r.page_kind = 'column')`

// latestSQL puts the last answer of a source first, in the order in which they
// were kept, before what came in otherwise.
const latestSQL = `(c.method = 'crawl') DESC, c.capture_id DESC`

// Work tells what a crawl of a source has to do: the articles without any
// capture that says what they are (no good one, and none that says they are
// gone) or that failed when they were last asked for, the columns due for
// another look, and the listings left unread.
func (a *Archive) Work(ctx context.Context, name string, now time.Time) (w source.Work, err error) {
	args := []any{name, stamp(now), stamp(now.Add(time.Millisecond)), stamp(now.Add(longestWait))}
	var errs [4]error
	w.Wanted, errs[0] = a.articles(ctx, articlesSQL+` WHERE source = ?1 AND not_before NOT BETWEEN ?3 AND ?4 AND (failures > 0 OR
		NOT EXISTS (SELECT 1 FROM captures c LEFT JOIN readings r USING (capture_id)
			WHERE c.source = articles.source AND c.number = articles.number AND (c.verdict = 'gone' OR `+worthSQL+`)))
		ORDER BY length(number), number`, args...)
	w.Due, errs[1] = a.articles(ctx, queryIn("due"), args...)
	_, errs[2] = get(ctx, a.reader, "look up a good page of "+name+", and what is to be asked for later", `SELECT coalesce((SELECT final_url FROM captures
			WHERE source = ?1 AND verdict IN ('good', 'unchanged') AND method = 'crawl' ORDER BY capture_id DESC LIMIT 1), ''),
		(SELECT coalesce(min(not_before), '') FROM articles WHERE source = ?1 AND not_before > ?2)`,
		[]any{name, stamp(now)}, &w.Good, (*stampScan)(&w.Later))
	w.Listings, errs[3] = a.unreadListings(ctx, name)
	return w, cmp.Or(errs[:]...)
}

// unreadListings gives the listing pages of a source that are still to be read.
func (a *Archive) unreadListings(ctx context.Context, name string) (addresses []string, err error) {
	text, err := a.Setting(ctx, listingsSetting(name))
	if err != nil || text == "" {
		return nil, err
	}
	if err := json.Unmarshal([]byte(text), &addresses); err != nil { // they are found again
		a.cfg.Log.WarnContext(ctx, "the note of unread listings is damaged and passed over", "source", name, "error", err)
		return nil, nil
	}
	return addresses, nil
}

func (a *Archive) articles(ctx context.Context, query string, args ...any) ([]source.Article, error) {
	return list(ctx, a.reader, "list articles", func(f *source.Article) []any {
		return []any{&f.Source, &f.Number, &f.URL, &f.Title, (*stampScan)(&f.FoundAt), &f.FoundOn, &f.Failures, (*stampScan)(&f.NotBefore)}
	}, query, args...)
}

// Known tells what is known of an article, the zero value if nothing is.
func (a *Archive) Known(ctx context.Context, name, number string) (k source.Known, err error) {
	doing := "look up article " + name + " " + number
	_, err = get(ctx, a.reader, doing, `SELECT coalesce((SELECT failures FROM articles WHERE source = ?1 AND number = ?2), 0),
		coalesce((SELECT not_before FROM articles WHERE source = ?1 AND number = ?2), ''), coalesce((SELECT verdict = 'gone' FROM captures c
			WHERE source = ?1 AND number = ?2 AND verdict IN ('good', 'gone', 'unchanged') ORDER BY `+latestSQL+` LIMIT 1), FALSE)`,
		[]any{name, number}, &k.Failures, (*stampScan)(&k.NotBefore), &k.Gone)
	if err != nil {
		return k, err
	}
	k.NotBefore = a.notAhead(k.NotBefore, longestWait)
	var head, sha string
	k.Read, err = get(ctx, a.reader, doing, `SELECT CASE c.final_url WHEN '' THEN c.url ELSE c.final_url END, c.content_type,
		c.response_head, coalesce(c.sha256, ''), coalesce(r.page_kind, '') = 'column', coalesce(k.kind, '') = 'weekly',
		c.reason = ?, CASE k.state WHEN 'withdrawn' THEN 1 ELSE k.state IS NULL AND ? END
		FROM captures c LEFT JOIN readings r USING (capture_id) LEFT JOIN columns k USING (column_id)
		WHERE c.source = ? AND c.number = ? AND `+worthSQL+` ORDER BY `+latestSQL+` LIMIT 1`,
		[]any{source.CutOff, k.Gone, name, number}, &k.URL, &k.ContentType, &head, &sha, &k.Column, &k.Weekly, &k.CutOff, &k.Gone)
	if err != nil || !k.Read {
		return k, err
	}
	header, err := parseHead(head)
	if err != nil { // without a condition the source sends the page again
		a.cfg.Log.WarnContext(ctx, "the headers of a held page are damaged and passed over", "source", name, "number", number, "error", err)
	}
	k.ETag, k.LastModified = http.Header(header).Get("ETag"), http.Header(header).Get("Last-Modified")
	if k.Body, err = a.Body(ctx, sha); err != nil {
		if ctx.Err() != nil {
			return k, fmt.Errorf("%s: %w", doing, ctx.Err())
		}
		// Asked for without a condition, the source sends the bytes again.
		a.cfg.Log.WarnContext(ctx, "a held page is damaged and is asked for anew", "source", name, "number", number, "error", err)
		k.ETag, k.LastModified = "", ""
	}
	return k, nil
}

// ListingPages gives the addresses of the pages of a source that were kept for
// the record and are no article's.
func (a *Archive) ListingPages(ctx context.Context, source string) ([]string, error) {
	return texts(ctx, a.reader, "list listing pages of "+source, `SELECT DISTINCT url FROM captures
		WHERE source = ? AND number = '' AND verdict = 'page' ORDER BY url`, source)
}

// HasCapture reports whether a capture of this address and time (to the
// millisecond) is held.
func (a *Archive) HasCapture(ctx context.Context, address string, at time.Time) (bool, error) {
	return get(ctx, a.reader, "look for a capture of "+address, `SELECT 1 FROM captures WHERE url = ? AND captured_at = ?`, []any{address, stamp(at)}, new(int))
}

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
	var errs [3]error
	_, errs[0] = get(ctx, a.reader, "look up host "+host, `SELECT failures, not_before, robots_sha256 FROM hosts WHERE host = ?`,
		[]any{host}, &h.Failures, (*stampScan)(&h.NotBefore), &h.RobotsSHA256)
	h.LastRequest, errs[1] = lastRequest(ctx, a.reader, host)
	h.Latest, errs[2] = a.latestOf(ctx, host)
	h.NotBefore = a.notAhead(h.NotBefore, longestWait)
	h.LastRequest = a.notAhead(h.LastRequest, 0)
	return h, cmp.Or(errs[:]...)
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
		INSERT OR REPLACE INTO hosts (host, failures, not_before, robots_sha256) VALUES (?2, ?11, ?12, ?13)`,
		stamp(r.At), r.Host, r.URL, r.Status, r.Bytes, gap, r.Took.Milliseconds(), r.Outcome, r.Detail, r.RunID,
		h.Failures, stamp(h.NotBefore), h.RobotsSHA256)
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
