package archive

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// ErrNoBody says that no body of this hash is held.
var ErrNoBody = errors.New("no such body")

// maxBody bounds what one body may unpack to, against a damaged database.
const maxBody = 1 << 30

// codec compresses bodies. Its parts are made at first use, because a reader
// may need neither and an encoder holds megabytes.
type codec struct {
	encOnce, decOnce sync.Once
	enc              *zstd.Encoder
	dec              *zstd.Decoder
	encErr, decErr   error
}

func (c *codec) pack(b []byte) ([]byte, error) {
	c.encOnce.Do(func() {
		c.enc, c.encErr = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
	})
	if c.encErr != nil {
		return nil, fmt.Errorf("compress: %w", c.encErr)
	}
	return c.enc.EncodeAll(b, nil), nil
}

// unpack decompresses a body of so many bytes, into room where that is large
// enough.
func (c *codec) unpack(b []byte, size int64, room []byte) ([]byte, error) {
	c.decOnce.Do(func() {
		c.dec, c.decErr = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxBody))
	})
	if c.decErr != nil {
		return nil, fmt.Errorf("decompress: %w", c.decErr)
	}
	if size < 0 || size > maxBody {
		return nil, fmt.Errorf("decompress: length %d is not possible", size)
	}
	if int64(cap(room)) < size+slack {
		room = make([]byte, 0, size+slack)
	}
	out, err := c.dec.DecodeAll(b, room[:0])
	if err != nil {
		return nil, fmt.Errorf("decompress: %w", err)
	}
	if int64(len(out)) != size {
		return nil, fmt.Errorf("decompress: %d bytes instead of %d", len(out), size)
	}
	return out, nil
}

// keepBody stores the bytes under their hash, once.
func (a *Archive) keepBody(ctx context.Context, tx *sql.Tx, sha string, body []byte) error {
	var have int
	err := tx.QueryRowContext(ctx, `SELECT count(*) FROM bodies WHERE sha256 = ?`, sha).Scan(&have)
	if err != nil {
		return fmt.Errorf("look for body %s: %w", sha, err)
	}
	if have > 0 {
		return nil
	}
	packed, err := a.codec.pack(body)
	if err != nil {
		return fmt.Errorf("keep body %s: %w", sha, err)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO bodies (sha256, bytes, zstd) VALUES (?, ?, ?)`, sha, len(body), packed)
	if err != nil {
		return fmt.Errorf("keep body %s: %w", sha, err)
	}
	return nil
}

// Body gives the bytes of a capture by their hash, and checks them against it.
func (a *Archive) Body(ctx context.Context, sha string) ([]byte, error) {
	if a.parent != nil {
		return a.parent.Body(ctx, sha)
	}
	var size int64
	var packed []byte
	stmt, err := a.prepared(ctx, `SELECT bytes, zstd FROM bodies WHERE sha256 = ?`)
	if err != nil {
		return nil, fmt.Errorf("read body %s: %w", sha, err)
	}
	err = stmt.QueryRowContext(ctx, sha).Scan(&size, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("read body %s: %w", sha, ErrNoBody)
	}
	if err != nil {
		return nil, fmt.Errorf("read body %s: %w", sha, err)
	}
	body, err := a.codec.unpack(packed, size, nil)
	if err != nil {
		return nil, fmt.Errorf("read body %s: %w", sha, err)
	}
	if got := hashOf(body); got != sha {
		return nil, fmt.Errorf("read body %s: damaged, its bytes have hash %s", sha, got)
	}
	return body, nil
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
