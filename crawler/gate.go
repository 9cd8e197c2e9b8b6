package crawler

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
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
	// failuresPerCrawl ends a crawl of a host that failed so often in a row.
	failuresPerCrawl = 4
)

// stopped says that a page is not to be asked for in this crawl; wholeHost,
// that none of its host is.
type stopped struct {
	kind      ItemKind
	reason    string
	wholeHost bool
}

func (s *stopped) Error() string { return s.reason }

// gate says when a host may be asked: one request at a time, a pause between
// two, a longer one after failures. What it learned outlives the crawl.
type gate struct {
	cfg   *Config
	name  string
	delay time.Duration
	host  source.Host
	// failed counts the failures in a row of this crawl.
	failed int
	stop   *stopped
}

// gate gives the gate of a host, the same for all sources of a crawl.
func (v *visit) gate(ctx context.Context, host string) (*gate, error) {
	g, ok := v.gates[host]
	if !ok {
		h, err := v.cfg.Store.Host(ctx, host)
		if err != nil {
			return nil, fmt.Errorf("remember host %s: %w", host, err)
		}
		g = &gate{cfg: &v.cfg, name: host, host: h}
		v.gates[host] = g
	}
	g.delay = max(g.delay, v.source.Delay)
	return g, nil
}

// wait returns when the host may be asked, or says that it is not to be
// asked in this crawl any more.
func (g *gate) wait(ctx context.Context) error {
	if g.stop != nil {
		return g.stop
	}
	now := g.cfg.Now()
	pause := time.Duration(0)
	if !g.host.LastRequest.IsZero() {
		delay := g.delay
		if delay > 1 {
			delay += rand.N(delay / 2)
		}
		pause = min(delay, max(0, g.host.LastRequest.Add(delay).Sub(now)))
	}
	if asked := g.host.NotBefore.Sub(now); asked > pause {
		if asked > g.cfg.MaxWait {
			g.stop = &stopped{wholeHost: true, kind: ItemBlocked, reason: fmt.Sprintf("%s is left alone until %s", g.name, g.host.NotBefore.UTC().Format(time.RFC3339))}
			return g.stop
		}
		pause = asked
	}
	if pause <= 0 {
		return nil
	}
	if err := g.cfg.Sleep(ctx, pause); err != nil {
		return fmt.Errorf("wait for %s: %w", g.name, err)
	}
	return nil
}

func (g *gate) done(at time.Time) { g.host.LastRequest = at }

// succeed forgets the failures before it.
func (g *gate) succeed() {
	g.failed, g.host.Failures, g.host.NotBefore = 0, 0, time.Time{}
}

// fail makes the host wait twice as long as after the failure before, or as
// long as it asked for. After too many failures in a row, or where the wait
// is too long for this crawl, the host is stopped.
func (g *gate) fail(reason, retryAfter string) {
	g.failed++
	g.host.Failures++
	now := g.cfg.Now()
	wait := max(g.backoff(), parseRetryAfter(retryAfter, now))
	g.host.NotBefore = now.Add(wait)
	if g.failed >= failuresPerCrawl || wait > g.cfg.MaxWait {
		g.stop = &stopped{wholeHost: true, kind: ItemBlocked, reason: fmt.Sprintf("%s: %s; left alone until %s", g.name, reason, g.host.NotBefore.UTC().Format(time.RFC3339))}
	}
}

// miss counts a request that had no response. The host asked for nothing, so
// nothing is remembered after the crawl.
func (g *gate) miss(reason string) {
	g.failed++
	g.host.NotBefore = g.cfg.Now().Add(time.Second << min(g.failed-1, 5))
	if g.failed >= failuresPerCrawl {
		g.stop = &stopped{wholeHost: true, kind: ItemUnreachable, reason: g.name + ": " + reason}
	}
}

func (g *gate) backoff() time.Duration {
	wait := max(time.Second, 2*g.delay)
	for range min(g.host.Failures-1, 30) {
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
	switch status {
	case http.StatusForbidden, http.StatusMethodNotAllowed, http.StatusRequestTimeout, http.StatusTooManyRequests:
		return true
	}
	return status >= 500
}
