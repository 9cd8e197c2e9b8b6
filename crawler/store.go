package crawler

import (
	"context"
	"net/http"
	"time"
)

// Store keeps what a crawl brings and knows what earlier ones brought.
// Everything handed to it is committed when the method returns.
type Store interface {
	// DerivePending reads the captures that were kept but not read.
	DerivePending(ctx context.Context) error
	// Keep keeps one answer and sets its ID.
	Keep(ctx context.Context, c *Capture) error
	// Derive reads a kept capture.
	Derive(ctx context.Context, captureID int64) (Change, error)

	// Held says what is known of an article; the zero Held if nothing is.
	Held(ctx context.Context, source, number string) (Held, error)
	// KnownGone reports whether an article was found, is not held, and was
	// answered with 404 or 410.
	KnownGone(ctx context.Context, source, number string) (bool, error)
	// Body gives the bytes of a kept capture.
	Body(ctx context.Context, sha256 string) ([]byte, error)
	// AddFound remembers articles seen in links and says how many were not
	// known before.
	AddFound(ctx context.Context, source string, articles []Article) (added int, err error)
	// Wanted lists the articles that were found and of which no page worth
	// reading is held.
	Wanted(ctx context.Context, source string) ([]Article, error)
	// Due lists the held articles that are to be asked for again.
	Due(ctx context.Context, source string, now time.Time) ([]Article, error)

	// Listings and SetListings keep the addresses of listing pages that a
	// crawl still had to read when it ended.
	Listings(ctx context.Context, source string) ([]string, error)
	SetListings(ctx context.Context, source string, addresses []string) error

	// Host and SetHost keep what has to be remembered of a host.
	Host(ctx context.Context, host string) (Host, error)
	SetHost(ctx context.Context, host string, h Host) error
	// AddRequest records one request.
	AddRequest(ctx context.Context, r Asked) error
}

// Verdict says what an answer is worth.
type Verdict string

// The verdicts.
const (
	Good      Verdict = "good"      // an article page worth reading
	Page      Verdict = "page"      // a listing, robots.txt or another page kept for the record
	Gone      Verdict = "gone"      // 404 or 410
	Unchanged Verdict = "unchanged" // 304
	Bad       Verdict = "bad"       // not believed
)

// Capture is one answer as it came.
type Capture struct {
	ID            int64 // set by Keep
	Source        string
	Number        string // article number; empty for a page that is no article
	URL, FinalURL string
	CapturedAt    time.Time
	Status        int
	ContentType   string
	RequestHead   http.Header
	ResponseHead  http.Header
	// Body holds the bytes as sent, without their Content-Encoding; nil where none came.
	Body    []byte
	Verdict Verdict
	Reason  string // one line
	RunID   string
}

// Change says what reading a capture did to the columns.
type Change struct {
	ColumnID string // empty where no column came of it
	New      bool   // the column was not held before
	Changed  bool   // a revision more
}

// Held is what is known of one article.
type Held struct {
	// Read is true once a page worth reading is held; Column, once that was
	// a column.
	Read, Column bool
	// Of the latest page worth reading:
	URL                 string // address that answered
	ETag, LastModified  string
	SHA256, ContentType string
}

// Article is an article by its address.
type Article struct {
	Number  string
	URL     string
	Title   string // of the link that named it
	FoundOn string
}

// Host is what is remembered of a host between crawls.
type Host struct {
	Failures     int       // in a row
	NotBefore    time.Time // no request earlier
	LastRequest  time.Time
	RobotsSHA256 string // lower-case hex of the robots.txt last kept
	RobotsAt     time.Time
}

// Asked is one request made.
type Asked struct {
	At      time.Time
	Host    string
	URL     string
	Status  int // 0 where no response came
	Bytes   int // of the body, without its Content-Encoding
	Took    time.Duration
	Outcome string // a Verdict, "redirect" or "error"
	Detail  string
	RunID   string
}
