package crawler

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"shenzheng/parser/source"
)

const (
	// backoffCeiling is the longest a failing host is left alone without
	// having asked for more; a host is never given up for good.
	backoffCeiling = 6 * time.Hour
	// retryAfterCeiling bounds what a host may ask for.
	retryAfterCeiling = 7 * 24 * time.Hour
	// shortestPause and longestPause bound the pause after a page that failed,
	// where the host did not ask for another; the latter only where no response came.
	shortestPause = time.Second / 4
	longestPause  = 32 * time.Second
	// worthSaying is how long a wait is said in the log of a crawl.
	worthSaying = 5 * time.Second
	// pagesInARow is how many different pages may fail one after the other
	// before it is looked whether the host gives anything at all.
	pagesInARow = 3
	// longestCrawlDelay is the longest Crawl-delay that a crawl keeps; a host
	// that asks for more gives one page a crawl.
	longestCrawlDelay = time.Minute
)

// stopped says that a page is not to be asked for in this crawl; wholeHost,
// that none of its host is; until, when the host may be asked again.
type stopped struct {
	kind      ItemKind
	reason    string
	wholeHost bool
	until     time.Time
}

func (s *stopped) Error() string { return s.reason }

// gate says when a host may be asked: one request at a time, a pause between
// two, a longer one after failures. What it learned outlives the crawl.
type gate struct {
	host  source.Host // what is remembered
	delay time.Duration
	until time.Time // no request earlier in this crawl
	// bad holds the pages that failed since the last good one. Pages are
	// counted and not tries, so that one that is always bad stops nothing.
	bad  map[string]bool
	last *stopped // what the host would be stopped for
	good *url.URL // a page known to be good
	stop *stopped
	// perCrawl is a Crawl-delay beyond the longest; 0 for none.
	perCrawl time.Duration
}

// gate gives the gate of a host, the same for all sources of a crawl.
func (v *visit) gate(ctx context.Context, host string) (*gate, error) {
	g, ok := v.gates[host]
	if !ok {
		h, err := v.cfg.Store.Host(ctx, host)
		if err != nil {
			return nil, err
		}
		g = &gate{host: h, until: h.NotBefore, bad: map[string]bool{}}
		v.gates[host] = g
	}
	g.delay = max(g.delay, v.source.Delay)
	return g, nil
}

// pass returns when the host may be asked, or says that it is not to be asked
// in this crawl any more. Waits beyond the usual pause are waited as long as
// all of them together fit the crawl.
func (v *visit) pass(ctx context.Context, g *gate) error {
	if g.stop != nil {
		return g.stop
	}
	now := v.cfg.Now()
	pause := time.Duration(0)
	if !g.host.LastRequest.IsZero() {
		delay := g.delay
		if delay > 1 {
			delay += rand.N(delay / 2)
		}
		pause = min(delay, max(0, g.host.LastRequest.Add(delay).Sub(now)))
	}
	if asked := g.until.Sub(now); asked > pause {
		if !v.fits(asked) {
			kind := ItemBlocked
			if g.host.Failures == 0 {
				kind = ItemLater // it asked for one page a crawl
			}
			g.leave(kind, g.host.Host+" is left alone until "+v.clock(g.until), g.until)
			return g.stop
		}
		pause = asked
		v.waited += asked
		level := map[bool]slog.Level{false: slog.LevelDebug, true: slog.LevelInfo}[asked >= worthSaying]
		v.cfg.Log.Log(ctx, level, "waiting for a host", "host", g.host.Host, "wait", asked.Round(time.Second).String(),
			"waited", v.waited.Round(time.Second).String(), "max_wait", v.source.MaxWait.String())
	}
	if pause > 0 {
		if err := v.cfg.Sleep(ctx, pause); err != nil {
			return fmt.Errorf("wait for %s: %w", g.host.Host, err)
		}
	}
	return nil
}

// clock is a time as people are told of it, in the zone of the clock.
func (v *visit) clock(t time.Time) string {
	return t.In(v.cfg.Now().Location()).Format(time.RFC3339)
}

// fits reports whether a wait fits what this crawl may wait in all.
func (v *visit) fits(wait time.Duration) bool {
	return v.source.MaxWait > 0 && v.waited+wait <= v.source.MaxWait
}

// leave stops a host.
func (g *gate) leave(kind ItemKind, reason string, until time.Time) {
	g.stop = &stopped{kind: kind, reason: reason, wholeHost: true, until: until}
}

// succeed forgets the failures before it.
func (g *gate) succeed() {
	clear(g.bad)
	g.host.Failures, g.host.NotBefore, g.until = 0, time.Time{}, time.Time{}
}

// fail counts a page that was refused, or that brought no response. After a
// refusal the host is remembered to want peace for twice as long as after the
// page before, or as long as it asked for; this crawl gives it as much of that
// as fits. One that did not respond asked for nothing, so nothing is remembered.
func (v *visit) fail(g *gate, page string, kind ItemKind, reason string, asked time.Duration) {
	again, now := g.bad[page], v.cfg.Now()
	g.bad[page] = true
	g.last = &stopped{kind: kind, reason: g.host.Host + ": " + reason, wholeHost: true}
	waits := []time.Duration{min(g.pause(), longestPause)}
	if kind == ItemBlocked {
		if !again {
			g.host.Failures++
		}
		g.host.NotBefore = now.Add(max(backoff(max(time.Second, 2*g.delay), g.host.Failures), asked))
		g.last.until, waits = g.host.NotBefore, []time.Duration{max(asked, g.pause()), g.pause()}
		g.last.reason += "; left alone until " + v.clock(g.host.NotBefore)
	}
	g.until = now
	if i := slices.IndexFunc(waits, v.fits); i >= 0 {
		g.until = now.Add(waits[i])
	}
}

// pause is how long this crawl leaves the host alone after the pages that failed.
func (g *gate) pause() time.Duration { return backoff(max(shortestPause, 2*g.delay), len(g.bad)) }

// backoff doubles a wait for each failure after the first.
func backoff(wait time.Duration, failures int) time.Duration {
	for range min(failures-1, 30) {
		wait = min(2*wait, backoffCeiling)
	}
	return min(wait, backoffCeiling)
}

// parseRetryAfter reads seconds or an HTTP date; 0 if it is neither.
func parseRetryAfter(text string, now time.Time) time.Duration {
	text = strings.TrimSpace(text)
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
		seconds = min(max(seconds, 0), int64(retryAfterCeiling/time.Second))
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return min(max(at.Sub(now), 0), retryAfterCeiling)
	}
	return 0
}

// refusal reports whether a status asks a robot to slow down or go away.
func refusal(status int) bool {
	return status >= 500 || status == http.StatusForbidden || status == http.StatusMethodNotAllowed ||
		status == http.StatusRequestTimeout || status == http.StatusTooManyRequests
}
