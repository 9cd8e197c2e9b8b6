package crawler

import (
	"context"
	"log/slog"
	"net"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// Config is what a crawl is told.
type Config struct {
	Sources []Source
	Store   Store
	// Version and Contact make the User-Agent: shenzheng/VERSION (+CONTACT).
	Version, Contact string
	Log              *slog.Logger
	Now              func() time.Time // in the zone in which people are told of times
	// Sleep waits, or returns ctx's error when ctx ends first.
	Sleep func(ctx context.Context, d time.Duration) error
	// Dial, if set, reaches hosts in place of the network.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Timeout bounds one request from dialling to the last byte.
	Timeout time.Duration
	// Progress, if set, is called after every page; total grows while pages are
	// found.
	Progress func(done, total int)
}

// IgnoreRobots is the value of Source.Robots for robots.txt to be ignored.
const IgnoreRobots = "ignore"

// Source is one site.
type Source struct {
	Name string
	// Start holds addresses of articles or listings.
	Start []string
	// Hosts are the only hosts ever asked, "host" or "host:port".
	Hosts []string
	// Delay is the pause between two requests to one host; up to half of it
	// is added at random.
	Delay time.Duration
	// MaxRequests bounds one crawl, robots.txt and redirects included. Where it
	// is 1 and robots.txt is obeyed, that file comes on top.
	MaxRequests int
	// MaxWait bounds what one crawl waits in all, beyond the pauses of Delay,
	// for hosts that failed or asked it to wait; what takes longer is left to a
	// later crawl. 0 is for nothing to be waited, and nothing tried again.
	MaxWait time.Duration
	Robots  string // robots.txt is obeyed unless this is IgnoreRobots
}

// Request is one crawl's order.
type Request struct {
	// URLs, if any, are the only pages asked for.
	URLs []string
	// Recheck asks again for the articles that are due, and looks for no new ones.
	Recheck bool
	// RunID marks the captures and requests of this crawl.
	RunID string
}

// userAgent names the program and whom to write to.
func (c *Config) userAgent() string {
	if c.Contact == "" {
		return "shenzheng/" + c.Version
	}
	return "shenzheng/" + c.Version + " (+" + c.Contact + ")"
}

// mostRequests is how many requests a crawl makes.
func (s *Source) mostRequests() int {
	if s.MaxRequests == 1 && s.Robots != IgnoreRobots {
		return 2
	}
	return s.MaxRequests
}

// Store keeps what a crawl brings and knows what earlier ones brought.
// Everything handed to it is committed when the method returns.
type Store interface {
	// Take keeps one answer and says what it did to its column; reading is
	// what its page was read as.
	Take(ctx context.Context, c *source.Capture, reading *parser.Reading) (source.Change, error)
	// Known says what is known of an article; the zero Known if nothing is.
	Known(ctx context.Context, name, number string) (source.Known, error)
	// Work says what a crawl of a source has to do.
	Work(ctx context.Context, name string, now time.Time) (source.Work, error)
	// Found remembers articles seen in links, and the listing pages that are
	// still to be read, and says how many articles were not known before. Of
	// those that were tried it remembers too how often they have failed.
	Found(ctx context.Context, name string, articles []source.Article, listings []string) (added int, err error)
	// Host gives what is remembered of a host.
	Host(ctx context.Context, host string) (source.Host, error)
	// Record records one request, and what is to be remembered of its host.
	Record(ctx context.Context, r *source.Request, host source.Host) error
}
