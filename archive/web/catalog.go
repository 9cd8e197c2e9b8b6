package web

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"

	"golang.org/x/text/width"

	"shenzheng/archive"
)

// listing is every activity of the archive in memory, without its text: small
// enough for a million (about 100 bytes each), and the reason why any
// combination of filters, with exact counts, is answered by one pass.
type listing struct {
	entries     []entry // newest week first, then in printed order
	appearances []attendance
	columnIDs   []string
	columns     []string // folded titles
	sections    []part
	officials   []person
	posts       []string // folded, as printed
	dateTexts   []string // folded, as printed
}

// entry is one activity. The numbers are places in the listing's lists.
type entry struct {
	id              string
	column, section int32
	dateText        int32
	start, end      int32 // days since 1970-01-01, those of the week where it has none
	week            int32
	position        int32
	first, count    int32 // of its appearances
	district, kind  uint8 // places in parser.Districts and activityKinds
}

// part is a section: its folded headline, and where it belongs.
type part struct {
	headline string
	column   int32
	district uint8
}

// attendance is one official in one activity.
type attendance struct {
	official, post int32
	office         uint8 // place in offices
	mentioned      bool  // no actor
}

type person struct {
	id, name, search string
	activities       int32
}

// catalog keeps the listing of the data as they are now.
type catalog struct {
	archive *archive.Archive
	life    context.Context // of readings, which outlive the request that began them
	end     context.CancelFunc
	work    sync.WaitGroup

	mu      sync.Mutex
	conn    *sql.Conn // one connection, because data_version is counted by each
	version int64
	mark    string
	held    *listing
	reading *reading // under way, nil for none
}

// reading is one reading of the listing, for everybody who waits for it.
type reading struct {
	done chan struct{} // closed when err is set
	err  error
}

func newCatalog(a *archive.Archive) *catalog {
	c := &catalog{archive: a}
	c.life, c.end = context.WithCancel(context.Background())
	return c
}

// close ends a reading under way and gives the connection back.
func (c *catalog) close() error {
	c.end()
	c.work.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn == nil {
		return nil
	}
	return c.drop(nil)
}

// now returns the listing of what was committed when it was called, or later.
// It is read anew only when derived rows have changed; several requests wait
// for one reading, which none of them breaks off by going away.
func (c *catalog) now(ctx context.Context) (*listing, error) {
	for tries := 0; ; tries++ {
		l, r, mine, err := c.look(ctx)
		if r == nil {
			return l, err
		}
		select {
		case <-r.done:
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for catalog: %w", context.Cause(ctx))
		}
		if r.err != nil {
			return nil, r.err
		}
		// One that had begun before may have missed a commit; the next has not.
		if mine || tries > 0 {
			c.mu.Lock()
			defer c.mu.Unlock()
			return c.held, nil
		}
	}
}

// look returns the listing if it is current, and otherwise the reading to wait
// for; mine tells that it was begun here.
func (c *catalog) look(ctx context.Context) (l *listing, r *reading, mine bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.reading != nil {
		return nil, c.reading, false, nil
	}
	if err := c.life.Err(); err != nil {
		return nil, nil, false, fmt.Errorf("read catalog: %w", err)
	}
	version, err := c.dataVersion(ctx)
	if err != nil || c.held != nil && version == c.version {
		return c.held, nil, false, err
	}
	r = &reading{done: make(chan struct{})}
	c.reading = r
	// Read after the version: what is committed in between is read again next time.
	c.work.Go(func() { c.read(r, version) })
	return nil, r, true, nil
}

// read brings the listing up to date and tells who waits. A panic fails those
// who wait for it, as it would fail one request, and not the whole server.
func (c *catalog) read(r *reading, version int64) {
	c.mu.Lock()
	held, mark := c.held, c.mark
	c.mu.Unlock()
	defer func() {
		if p := recover(); p != nil {
			r.err = fmt.Errorf("read catalog: panic: %v\n%s", p, debug.Stack())
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.reading = nil; r.err == nil {
			c.held, c.mark, c.version = held, mark, version
		}
		close(r.done)
	}()
	r.err = c.archive.ReadTx(c.life, func(tx *sql.Tx) error {
		now, err := derivedMark(c.life, tx)
		if err != nil || held != nil && now == mark {
			return err
		}
		mark = now
		held, err = readListing(c.life, tx)
		return err
	})
}

// dataVersion is SQLite's count of commits by others, as this connection sees
// it.
func (c *catalog) dataVersion(ctx context.Context) (version int64, err error) {
	if c.conn == nil {
		if c.conn, err = c.archive.Reader().Conn(ctx); err != nil {
			return 0, fmt.Errorf("connect catalog: %w", err)
		}
		c.version = -1
	}
	if err := c.conn.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version); err != nil {
		return 0, c.drop(fmt.Errorf("read data version: %w", err))
	}
	return version, nil
}

// drop gives the connection back; the next request takes another.
func (c *catalog) drop(err error) error {
	conn := c.conn
	c.conn = nil
	if cerr := conn.Close(); cerr != nil {
		err = errors.Join(err, fmt.Errorf("close catalog connection: %w", cerr))
	}
	return err
}

// derivedMark changes whenever rows of the listing do: each column carries a
// hash of them. Requests made and captures that change nothing leave it alone.
func derivedMark(ctx context.Context, tx *sql.Tx) (string, error) {
	var mark string
	err := tx.QueryRowContext(ctx, `SELECT coalesce(group_concat(substr(rows_sha256, 1, 16) || parser_version), '') FROM columns`).Scan(&mark)
	if err != nil {
		return "", fmt.Errorf("read mark of derived rows: %w", err)
	}
	return mark, nil
}

// fold makes text comparable: half width, lower case, no white space.
func fold(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(width.Fold.String(s))), "")
}
