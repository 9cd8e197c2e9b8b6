package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"shenzheng/archive"
)

// TextAccess says who may read the texts of articles, which are not ours to
// publish.
type TextAccess string

// The ways of access.
const (
	TextOff   TextAccess = "off"   // nobody, whatever token is shown; so any other value
	TextToken TextAccess = "token" // who shows the token
	TextOpen  TextAccess = "open"  // everybody
)

// Notice is a line on top of every page, in both languages.
type Notice struct{ ZH, EN string }

// Config is everything a Server needs. All is required that is not said to be
// empty at times.
type Config struct {
	// Archive is read and never written. It stays the caller's to close.
	Archive *archive.Archive
	// SnapshotsDir is the folder of registered snapshots; it may not exist yet.
	SnapshotsDir string
	// BaseURL is the public address, with a path prefix where a proxy gives
	// one (https://example.org/shenzheng). Empty: the address of each request.
	BaseURL    string
	TextAccess TextAccess
	// Token opens the full-text edition under TextToken. With an empty token
	// nobody gets in.
	Token string
	// Trouble says what is wrong with the archive now; every page carries it.
	// It must answer at once. A nil answer is for nothing.
	Trouble func() *Notice
	// Demo says that the columns are invented: their text is shown to all, and
	// every page says what they are.
	Demo bool
	// Version is the binary's, for the foot of the pages.
	Version string
	// Log receives what went wrong.
	Log *slog.Logger
	// Now is the clock.
	Now func() time.Time
	// Metrics answers /metrics.
	Metrics http.Handler
	// Ready says why the program cannot answer yet.
	Ready func(ctx context.Context) error
	// NextRuns gives the next time of each scheduled job for /status.
	NextRuns func() map[string]time.Time
	// Observe is told of every answered request, by route pattern.
	Observe func(route string, status int, took time.Duration)
}

// ParseBase checks base_url and cuts a trailing slash; an empty one gives an
// empty URL.
func ParseBase(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if s == "" || err != nil {
		return u, err
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("want http(s)://HOST[/PREFIX]")
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
	return u, nil
}
