// Package source holds the types by which the crawler and the archive speak
// of a source: plain values without methods that reach out, so that neither
// has to copy the other's.
//
//	source.go   captures, articles, hosts and requests
package source

import "time"

// Newspaper is the name of the newspaper's own site.
const Newspaper = "dutenews"

// Verdict is what was made of a response before anything was read from it.
type Verdict string

// The verdicts.
const (
	Good      Verdict = "good"      // an article page worth reading
	Page      Verdict = "page"      // a listing, robots.txt or another page kept for the record
	Gone      Verdict = "gone"      // not there any more
	Unchanged Verdict = "unchanged" // 304
	Bad       Verdict = "bad"       // kept, not believed
)

// The ways a capture came in.
const (
	MethodCrawl    = "crawl"
	MethodImport   = "import"
	MethodWARC     = "warc"
	MethodBackfill = "backfill"
)

// Capture is one response or imported file, byte for byte.
type Capture struct {
	ID          int64     // given by the archive
	Source      string    // name of the source; "" is the newspaper's own
	Number      string    // article number, "" if the address is no article's
	URL         string    // address asked for, "" for a file without one
	FinalURL    string    // address that answered
	CapturedAt  time.Time // kept to the millisecond, in UTC
	Method      string
	Status      int    // HTTP status, 0 for a file
	ContentType string // as sent

	// The heads are those of HTTP, names in canonical form.
	RequestHead, ResponseHead map[string][]string

	// Body holds the bytes as the source sent them, transfer and content
	// codings removed; nil where no body came.
	Body []byte
	// SHA256 is given by the archive, "" without a body.
	SHA256  string
	Verdict Verdict
	Reason  string // one line
	RunID   string
}

// CutOff is the reason of a good capture whose page ends before its end.
const CutOff = "page_cut_off"

// Whole is the reason of a good capture whose page lacks the end of its frame
// as all pages of its host do.
const Whole = "page_whole"

// Truncated marks, among the headers of a capture, a body that is known not to
// be whole.
const Truncated = "Warc-Truncated"

// LatestPages is how many of a host's latest good pages others are measured by.
const LatestPages = 5

// HeldPage is the page of an article as it was kept.
type HeldPage struct {
	Number string
	Body   []byte
}

// Change says what a capture did to its column.
type Change string

// The changes.
const (
	ChangeNone      Change = "none"      // the page is no column
	ChangeNew       Change = "new"       // a column that was not held
	ChangeEdited    Change = "edited"    // a new revision
	ChangeReread    Change = "reread"    // the same revision, other rows
	ChangeState     Change = "state"     // the same rows, another state
	ChangeUnchanged Change = "unchanged" // nothing published changed
	ChangeRemoved   Change = "removed"   // no capture shows a column any more
	ChangeFailed    Change = "failed"    // the page could not be read
)

// Article is an article by its address.
type Article struct {
	Source, Number string
	URL            string // best known address
	Title          string // of the link that named it
	FoundAt        time.Time
	FoundOn        string    // address of the page with the link
	Failures       int       // crawls in a row in which it was bad
	NotBefore      time.Time // not asked for earlier; zero for at once
	Tried          bool      // just now: Failures and NotBefore are to be remembered
}

// Known is what is known of an article before it is asked for.
type Known struct {
	Read   bool // a page worth reading is held
	Column bool // and it was a column
	Weekly bool // and that a round-up
	Gone   bool // withdrawn if it is a column, else said to be gone by the latest answer
	CutOff bool // the page worth reading ends before its end
	// Of the latest page worth reading:
	URL                string // address that answered
	ContentType        string // as sent
	ETag, LastModified string // as sent
	Body               []byte
	// As in Article.
	Failures  int
	NotBefore time.Time
}

// Work is what a crawl of a source has to do, beside looking for what is new.
type Work struct {
	Wanted   []Article // found, and no page worth reading is held
	Due      []Article // held, and to be asked for again
	Listings []string  // addresses of listing pages still to be read
	Good     string    // address of the latest page worth reading, "" for none
	Later    time.Time // when the next of the articles that failed may be asked for; zero for none
}

// Host is what is remembered of a host between crawls.
type Host struct {
	Host         string
	Failures     int       // in a row
	NotBefore    time.Time // no request earlier
	LastRequest  time.Time
	RobotsSHA256 string // lower-case hex of the robots.txt last kept
	// Latest are the latest good pages of different articles that the host
	// answered with in crawls, the newest first; LatestPages at most.
	Latest []HeldPage
}

// Request is one request as it was made, believed or not.
type Request struct {
	At     time.Time `json:"at"`
	Host   string    `json:"host"`
	URL    string    `json:"url"`
	Status int       `json:"status"` // 0 where no response came
	Bytes  int64     `json:"bytes"`  // of the body, without its content coding
	// Gap is the time since the last request to this host, filled in by the
	// archive; negative for the first one.
	Gap     time.Duration `json:"gap_ns"`
	Took    time.Duration `json:"took_ns"`
	Outcome string        `json:"outcome"` // a Verdict, redirect or error
	Detail  string        `json:"detail"`
	RunID   string        `json:"run_id"`
}
