package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// logLimit is how many bytes of the write-ahead log are let be. SQLite by
// itself never shortens it, and begins it anew only at a commit that meets no
// reader, which in a crowd of them may not come for hours.
const logLimit = 16 << 20

// logWait is how many milliseconds a commit waits for readers that are still
// at what the log holds. Those that come meanwhile read the database alone.
const logWait = 1000

// TendLog empties the write-ahead log where it has grown over its limit, and is
// to be called every so often, so that it shrinks also where readers kept it
// and nothing is written any more.
func (a *Archive) TendLog(ctx context.Context) { a.tendLog(ctx, logLimit) }

// logStep is how many bytes more it takes until a commit tries again that met
// readers who stayed longer than logWait.
const logStep = 1 << 20

// tendLog empties a log of so many bytes. While readers of one moment stay
// longer than logWait it grows on, by little between two tries.
func (a *Archive) tendLog(ctx context.Context, from int64) {
	info, err := os.Stat(a.path() + "-wal")
	if a.writer == nil || errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() < from {
		return
	}
	next, read := int64(logLimit), false
	if err == nil {
		read, err = a.emptyLog(context.WithoutCancel(ctx))
	}
	if read {
		next = info.Size() + logStep
	}
	a.logNext.Store(next)
	if err != nil {
		a.cfg.Log.WarnContext(ctx, "the write-ahead log cannot be emptied", "error", err)
	}
}

// emptyLog writes what the log holds into the database and cuts it to nothing,
// unless readers are at it, over a connection of its own that waits less.
func (a *Archive) emptyLog(ctx context.Context) (read bool, err error) {
	db := openDB(fileURI(a.path()) + fmt.Sprintf("?_pragma=busy_timeout(%d)", logWait))
	defer func() { err = errors.Join(err, db.Close()) }()
	var frames, done int
	err = db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&read, &frames, &done)
	return read, err
}
