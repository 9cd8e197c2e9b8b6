package crawler

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/temoto/robotstxt"

	"shenzheng/parser/source"
)

// robotName is the product token that robots.txt files address us by.
const robotName = "shenzheng"

// robotsLimit is how much of a robots.txt is read, in bytes (RFC 9309 asks
// for 500 KiB at least).
const robotsLimit = 512 << 10

// believedDelay bounds the Crawl-delay that is taken for one, in seconds: a year.
const believedDelay = 365 * 24 * 3600

// policy is what one host's robots.txt says to us: rules, or that nothing may
// be asked because it could not be had.
type policy struct {
	rules *robotstxt.Group // nil allows everything
	stop  *stopped
}

// obey returns a *stopped where robots.txt forbids the address.
func (v *visit) obey(ctx context.Context, u *url.URL) error {
	if v.source.Robots == IgnoreRobots {
		return nil
	}
	g, err := v.gate(ctx, u.Host)
	if err != nil {
		return err
	}
	key := u.Scheme + "://" + u.Host
	p, ok := v.robots[key]
	if !ok {
		if p, err = v.askRobots(ctx, g, u); err != nil {
			return err
		}
		v.robots[key] = p
	}
	switch {
	case p.stop != nil:
		return p.stop
	case p.rules == nil:
		return nil
	case p.rules.CrawlDelay <= longestCrawlDelay:
		g.delay = max(g.delay, p.rules.CrawlDelay)
	default: // kept between crawls, each of which asks for one page
		if g.perCrawl = min(p.rules.CrawlDelay, retryAfterCeiling); g.stop != nil {
			return g.stop
		}
	}
	if !allows(p.rules, u.RequestURI()) {
		return &stopped{kind: ItemForbidden, reason: "forbidden by robots.txt"}
	}
	return nil
}

// askRobots fetches a host's robots.txt. One that does not exist allows
// everything; one that cannot be had forbids everything this time (RFC 9309,
// section 2.3.1).
func (v *visit) askRobots(ctx context.Context, g *gate, u *url.URL) (policy, error) {
	r, err := v.persist(ctx, target{url: &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}, want: wantRobots})
	switch {
	case err != nil:
		return policy{}, err
	case r.stop != nil:
		stop := *r.stop
		stop.wholeHost = true
		return policy{stop: &stop}, nil
	case r.err != nil || r.block || r.Status >= 500 || r.broken:
		g.leave(ItemBlocked, fmt.Sprintf("%s: robots.txt could not be had (%s), so nothing is asked this time", u.Host, r.Reason), g.host.NotBefore)
		if r.err != nil {
			g.stop.kind = ItemUnreachable
		}
		return policy{stop: g.stop}, nil
	case r.Verdict != source.Page:
		return policy{}, nil
	}
	rules, err := readRobots(r.Body)
	if err != nil {
		v.cfg.Log.WarnContext(ctx, "robots.txt is unreadable and forbids nothing", "host", u.Host, "error", err)
	}
	return policy{rules: rules}, nil
}

// noteRobots remembers a version of robots.txt, and reports whether it is another
// than the one before.
func (g *gate) noteRobots(body []byte) bool {
	last := g.host.RobotsSHA256
	g.host.RobotsSHA256 = fmt.Sprintf("%x", sha256.Sum256(body))
	return g.host.RobotsSHA256 != last
}

// anchor begins every rule, and every path that is looked up.
const anchor = "/<"

// allows looks a path and query up.
func allows(rules *robotstxt.Group, path string) bool {
	return rules.Test(anchor + strings.ReplaceAll(path, "$", "%24"))
}

// readRobots gives the rules for us.
func readRobots(body []byte) (*robotstxt.Group, error) {
	data, err := robotstxt.FromBytes(plainRules(body))
	if err != nil {
		return nil, errors.New(strings.Join(strings.Fields(err.Error()), " "))
	}
	return data.FindGroup(robotName), nil
}

// plainRules works around what the library reads differently from RFC 9309:
//
//   - an empty Disallow, which allows everything, would let the next group run
//     into this one;
//   - a line that cannot be read (a rule before the first group, Crawl-delay:
//     10s, a pattern that is no UTF-8) would spoil the whole file;
//   - a path would not match the same path that is percent-encoded otherwise;
//   - a pattern with a wildcard would match anywhere in a path, not at its
//     beginning alone: so both begin with an anchor that no address holds,
//     where < is always %3C;
//   - a $ would be the end of a path anywhere in a pattern, not at its end alone;
//   - a group for shenzheng/1.0 would not be ours.
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
			value, _, _ = bytes.Cut(value, []byte("/"))
		case "disallow", "allow":
			if !grouped || len(value) == 0 && name[0] == 'a' {
				continue
			}
			if len(value) == 0 {
				name, value = []byte("allow"), []byte("/")
			}
			value = plainPath(value)
		case "crawl-delay":
			if seconds, err := strconv.ParseFloat(string(value), 64); !grouped || err != nil || !(seconds >= 0 && seconds < believedDelay) {
				continue
			}
		default:
			continue
		}
		fmt.Fprintf(&out, "%s: %s\n", name, value)
	}
	return out.Bytes()
}

// plainPath writes the path of a rule as parseAddress writes those that are
// asked for.
func plainPath(path []byte) []byte {
	var b strings.Builder
	if path[0] != '/' && path[0] != '*' {
		b.WriteByte('/')
	}
	for i, c := range path {
		if c <= ' ' || c >= 0x7f || c == '<' || c == '$' && i < len(path)-1 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return []byte(anchor + plainEscapes(b.String()))
}
