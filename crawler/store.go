package crawler

import (
	"context"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

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
