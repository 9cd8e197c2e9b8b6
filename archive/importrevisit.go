package archive

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"shenzheng/archive/warc"
)

// errNotHeld says that a revisit record repeats something that is not here.
var errNotHeld = errors.New("it repeats a response that is not held")

// revisited finds the body that a revisit record refers to: by the address and
// time it names, or else, as GNU wget names neither, by the digest of what is
// held of its own address.
func (a *Archive) revisited(ctx context.Context, r *warc.Record) ([]byte, error) {
	target := strings.Trim(r.Header.Get("Warc-Refers-To-Target-Uri"), "<>")
	if target == "" {
		target = r.TargetURI
	}
	hashes, err := a.bodiesBefore(ctx, target, r.Header.Get("Warc-Refers-To-Date"), r.Date)
	if err != nil {
		return nil, err
	}
	var bodies [][]byte
	for _, sha := range hashes {
		body, err := a.Body(ctx, sha)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errStore, err)
		}
		if _, is := warc.HasDigest(body, r.Header.Get("Warc-Payload-Digest")); is {
			return body, nil
		}
		bodies = append(bodies, body)
	}
	// A digest may be of the bytes before their codings were removed; where
	// only one content is held there is nothing else to repeat.
	if len(bodies) == 1 {
		return bodies[0], nil
	}
	return nil, errNotHeld
}

// bodiesBefore gives the contents an address answered with, the latest first:
// at the time named, or, where none is, at any time up to the record's.
func (a *Archive) bodiesBefore(ctx context.Context, target, named string, until time.Time) ([]string, error) {
	exactly, err := time.Parse(time.RFC3339Nano, named)
	if named != "" && err != nil {
		return nil, errors.New("a revisit record that does not say what it repeats")
	}
	from := ""
	if named != "" {
		from, until = exactly.UTC().Format("2006-01-02T15:04:05"), exactly
	}
	hashes, err := texts(ctx, a.reader, "look up what a revisit repeats", `SELECT sha256 FROM captures WHERE ?1 IN (url, final_url) AND sha256 IS NOT NULL
		AND status IN (0, 200) AND substr(captured_at, 1, 19) BETWEEN ?2 AND ?3 GROUP BY sha256 ORDER BY max(captured_at) DESC`,
		target, from, until.UTC().Format("2006-01-02T15:04:05"))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errStore, err)
	}
	return hashes, nil
}
