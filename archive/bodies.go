package archive

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

const (
	// slack is room behind a page that lets the decompressor copy in strides.
	slack = 1 << 10
	// keepPage bounds, in bytes, the memory that is kept from page to page.
	keepPage = 4 << 20
)

// bodies gives every body of these hashes that is held, in any order, or why
// it cannot be had. The bytes are valid until f returns. They are not hashed
// again: the compressed form carries a checksum of its own, and Check looks
// at the hashes.
func (p *planner) bodies(ctx context.Context, shas []string, f func(sha string, body []byte, err error)) error {
	from := p.archive
	for from.parent != nil {
		from = from.parent
	}
	stmt, err := from.prepared(ctx, chunkBodiesSQL)
	if err != nil {
		return fmt.Errorf("read bodies: %w", err)
	}
	for some := range slices.Chunk(shas, chunkSize) {
		rows, err := stmt.QueryContext(ctx, inArgs(chunkSize, some)...)
		if err != nil {
			return fmt.Errorf("read bodies: %w", err)
		}
		if err := p.eachBody(from.codec, rows, f); err != nil {
			return fmt.Errorf("read bodies: %w", err)
		}
	}
	return nil
}

func (p *planner) eachBody(c *codec, rows *sql.Rows, f func(sha string, body []byte, err error)) (err error) {
	defer func() {
		if cerr := rows.Close(); err == nil {
			err = cerr
		}
	}()
	for rows.Next() {
		var sha string
		var size int64
		var packed sql.RawBytes
		if err := rows.Scan(&sha, &size, &packed); err != nil {
			return err
		}
		body, err := c.unpack(packed, size, p.page)
		if err != nil {
			err = fmt.Errorf("read body %s: %w", sha, err)
		}
		if p.page = body[:0]; cap(body) > keepPage {
			p.page = nil
		}
		f(sha, body, err)
	}
	return rows.Err()
}
