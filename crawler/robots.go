package crawler

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/temoto/robotstxt"

	"shenzheng/parser/source"
)

// robotName is the product token that robots.txt files address us by.
const robotName = "shenzheng"

// robotsLimit is how much of a robots.txt is read, in bytes (RFC 9309 asks
// for 500 KiB at least).
const robotsLimit = 512 << 10

// policy is what one host's robots.txt says to us: rules, or that nothing may
// be asked because it could not be had.
type policy struct {
	rules *robotstxt.Group // nil allows everything
	stop  *stopped
}

// obey returns a *stopped where robots.txt forbids the address.
func (v *visit) obey(ctx context.Context, u *url.URL) error {
	if v.source.IgnoreRobots {
		return nil
	}
	key := u.Scheme + "://" + u.Host
	p, ok := v.robots[key]
	if !ok {
		var err error
		if p, err = v.askRobots(ctx, u); err != nil {
			return err
		}
		v.robots[key] = p
	}
	if p.stop != nil {
		return p.stop
	}
	if p.rules == nil {
		return nil
	}
	g, err := v.gate(ctx, u.Host)
	if err != nil {
		return err
	}
	g.delay = max(g.delay, p.rules.CrawlDelay)
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !p.rules.Test(path) {
		return &stopped{kind: ItemForbidden, reason: "forbidden by robots.txt"}
	}
	return nil
}

// askRobots fetches a host's robots.txt. One that does not exist allows
// everything; one that cannot be had forbids everything this time (RFC 9309,
// section 2.3.1).
func (v *visit) askRobots(ctx context.Context, u *url.URL) (policy, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	r, err := v.page(ctx, target{url: at, want: wantRobots})
	if err != nil {
		return policy{}, err
	}
	switch {
	case r.stop != nil:
		stop := *r.stop
		stop.wholeHost = true
		return policy{stop: &stop}, nil
	case r.answer.err != nil || r.block || r.answer.status >= 500 || r.answer.broken:
		reason := fmt.Sprintf("%s: robots.txt could not be had (%s), so nothing is asked this time", u.Host, r.reason)
		kind := ItemBlocked
		if r.answer.err != nil {
			kind = ItemUnreachable
		}
		return policy{stop: &stopped{kind: kind, reason: reason, wholeHost: true}}, nil
	case r.verdict != source.Page:
		return policy{}, nil
	}
	rules, err := readRobots(r.answer.body)
	if err != nil {
		v.cfg.Log.WarnContext(ctx, "robots.txt is unreadable and forbids nothing", "host", u.Host, "error", err)
	}
	return policy{rules: rules}, nil
}

// newRobots reports whether a version of robots.txt was not seen before.
func (g *gate) newRobots(body []byte, at time.Time) bool {
	sum := sha256.Sum256(body)
	version := hex.EncodeToString(sum[:])
	isNew := g.host.RobotsSHA256 != version
	g.host.RobotsSHA256, g.host.RobotsAt = version, at
	return isNew
}

// readRobots gives the rules for us.
func readRobots(body []byte) (*robotstxt.Group, error) {
	data, err := robotstxt.FromBytes(plainRules(body))
	if err != nil {
		return nil, errors.New(strings.Join(strings.Fields(err.Error()), " "))
	}
	return data.FindGroup(robotName), nil
}

// plainRules rewrites what the library reads differently from RFC 9309: an
// empty Disallow, which allows everything, would let the next group run into
// this one; a rule before the first group, which means nothing, would spoil
// the whole file.
func plainRules(body []byte) []byte {
	if len(body) > robotsLimit {
		body = body[:robotsLimit]
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	body = bytes.ReplaceAll(body, []byte("\r"), []byte("\n"))
	var out bytes.Buffer
	grouped := false
	for line := range bytes.SplitSeq(body, []byte("\n")) {
		line, _, _ = bytes.Cut(line, []byte("#"))
		name, value, _ := bytes.Cut(line, []byte(":"))
		name, value = bytes.ToLower(bytes.TrimSpace(name)), bytes.TrimSpace(value)
		switch string(name) {
		case "user-agent":
			grouped = true
		case "disallow":
			if !grouped {
				continue
			}
			if len(value) == 0 {
				name, value = []byte("allow"), []byte("/")
			}
		case "allow", "crawl-delay":
			if !grouped || len(value) == 0 {
				continue
			}
		case "":
			continue
		}
		fmt.Fprintf(&out, "%s: %s\n", name, value)
	}
	return out.Bytes()
}

// judgeRobots says what an answer to the request for robots.txt is worth. An
// answer that denies the file, even by refusing robots, means that there is
// none; the pages themselves will tell whether robots are refused.
func judgeRobots(a *answer) judgement {
	switch {
	case a.status == http.StatusOK && (a.fault == "" || len(a.body) > robotsLimit && !a.broken):
		// One that is too long counts as far as it is read (RFC 9309, section 2.5).
		return judgement{verdict: source.Page, reason: a.fault}
	case a.status == http.StatusTooManyRequests, a.status == http.StatusRequestTimeout, a.status >= 500:
		return judgement{verdict: source.Bad, reason: statusLine(a.status), again: true, block: true}
	case a.broken:
		return judgement{verdict: source.Bad, reason: a.fault, again: true}
	case a.fault != "":
		return judgement{verdict: source.Bad, reason: a.fault}
	}
	return judgement{verdict: source.Gone, reason: statusLine(a.status)}
}
