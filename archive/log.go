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
	if a.writer == nil {
		return
	}
	size, err := a.logSize()
	if err == nil && size < from {
		return
	}
	if err == nil {
		err = a.emptyLog(context.WithoutCancel(ctx))
	}
	switch {
	case errors.Is(err, errLogRead):
		a.logNext.Store(size + logStep)
		return
	case err != nil:
		a.cfg.Log.WarnContext(ctx, "the write-ahead log cannot be emptied", "bytes", size, "error", err)
	}
	a.logNext.Store(logLimit)
}

func (a *Archive) logSize() (int64, error) {
	info, err := os.Stat(a.path() + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

var errLogRead = errors.New("readers are at the log")

// emptyLog writes what the log holds into the database and cuts it to nothing.
func (a *Archive) emptyLog(ctx context.Context) (err error) {
	conn, err := a.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() {
		_, perr := conn.ExecContext(ctx, fmt.Sprint("PRAGMA busy_timeout = ", busyTimeout))
		err = errors.Join(err, perr, conn.Close())
	}()
	if _, err := conn.ExecContext(ctx, fmt.Sprint("PRAGMA busy_timeout = ", logWait)); err != nil {
		return err
	}
	var busy, frames, done int
	if err := conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &done); err != nil {
		return err
	}
	if busy != 0 {
		return errLogRead
	}
	return nil
}
