package web

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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

	mu      sync.Mutex
	conn    *sql.Conn // one connection, because data_version is counted by each
	version int64
	mark    string
	held    *listing
}

func newCatalog(a *archive.Archive) *catalog { return &catalog{archive: a} }

// close gives the connection back.
func (c *catalog) close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn == nil {
		return nil
	}
	return c.drop(nil)
}

// now returns the listing of what is committed. It is read anew only when
// derived rows have changed; several requests wait for one reading.
func (c *catalog) now(ctx context.Context) (*listing, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	version, err := c.dataVersion(ctx)
	if err != nil {
		return nil, err
	}
	if c.held != nil && version == c.version {
		return c.held, nil
	}
	// Read after the version: what is committed in between is read again next time.
	if err := c.archive.ReadTx(ctx, func(tx *sql.Tx) error { return c.read(ctx, tx) }); err != nil {
		return nil, err
	}
	c.version = version
	return c.held, nil
}

func (c *catalog) read(ctx context.Context, tx *sql.Tx) error {
	mark, err := derivedMark(ctx, tx)
	if err != nil || c.held != nil && mark == c.mark {
		return err
	}
	held, err := readListing(ctx, tx)
	if err != nil {
		return err
	}
	c.held, c.mark = held, mark
	return nil
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
