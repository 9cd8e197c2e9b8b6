package archive

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"time"
)

// AsOf gives an archive as it would be if nothing after t had been captured,
// read by today's parser. It lives in a temporary folder, which Close
// removes; its bodies stay in the archive it came from, which has to stay
// open meanwhile. What the program did (requests, runs, alerts) is not in it.
func (a *Archive) AsOf(ctx context.Context, t time.Time) (_ *Archive, err error) {
	defer wrap(&err, "build archive as of %s", stamp(t))
	cfg := a.cfg
	if cfg.Dir, err = os.MkdirTemp("", "shenzheng-asof-"); err != nil {
		return nil, err
	}
	past := newArchive(cfg)
	past.parent = a
	// Captures point at bodies that are not here, and nothing here has to
	// survive a crash.
	past.openWriting(fileURI(past.path()) + "?_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)&_pragma=foreign_keys(0)&_pragma=temp_store(MEMORY)")
	if err = migrate(ctx, past.writer); err == nil {
		err = past.copyCaptures(ctx, a, t)
	}
	if err == nil { // rows are deleted by it
		_, err = past.writer.ExecContext(ctx, `PRAGMA foreign_keys = 1`)
	}
	if err == nil {
		err = past.openPool()
	}
	if err == nil {
		_, err = past.derivePending(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, past.Close())
	}
	return past, nil
}

// copyCaptures copies the captures up to t, and no bodies.
func (a *Archive) copyCaptures(ctx context.Context, from *Archive, t time.Time) error {
	return a.attached(ctx, from, func() error {
		return a.write(ctx, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, `INSERT INTO main.captures SELECT * FROM other.captures WHERE captured_at <= ?`, stamp(t))
			if err != nil {
				return err
			}
			return markUnread(ctx, tx)
		})
	})
}

// attached does something while the writer sees another archive as "other".
func (a *Archive) attached(ctx context.Context, other *Archive, do func() error) (err error) {
	defer wrap(&err, "attach archive %s", other.cfg.Dir)
	if _, err := a.writer.ExecContext(ctx, `ATTACH DATABASE ? AS other`, fileURI(other.path())+"?mode=ro"); err != nil {
		return err
	}
	defer func() {
		_, derr := a.writer.ExecContext(context.WithoutCancel(ctx), `DETACH DATABASE other`)
		err = errors.Join(err, derr)
	}()
	return do()
}
