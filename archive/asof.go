package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"
)

// AsOf gives an archive as it would be if nothing after t had been captured,
// read by today's parser. It lives in a temporary folder, which Close
// removes; its bodies stay in the archive it came from, which has to stay
// open meanwhile. What the program did (requests, runs, alerts) is not in it.
func (a *Archive) AsOf(ctx context.Context, t time.Time) (*Archive, error) {
	past, err := a.asOf(ctx, t)
	if err != nil {
		return nil, fmt.Errorf("build archive as of %s: %w", stamp(t), err)
	}
	return past, nil
}

func (a *Archive) asOf(ctx context.Context, t time.Time) (_ *Archive, err error) {
	dir, err := os.MkdirTemp("", "shenzheng-asof-")
	if err != nil {
		return nil, err
	}
	cfg := a.cfg
	cfg.Dir = dir
	past := newArchive(cfg)
	past.parent = a
	defer func() {
		if err != nil {
			err = errors.Join(err, past.Close())
		}
	}()
	// Captures point at bodies that are not here, and nothing here has to
	// survive a crash.
	db, err := sql.Open("sqlite", fileURI(past.path())+
		"?_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)&_pragma=foreign_keys(0)&_pragma=temp_store(MEMORY)")
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	db.SetMaxOpenConns(1)
	past.writer = db
	if err := migrate(ctx, db); err != nil {
		return nil, err
	}
	if err := past.copyCaptures(ctx, a, t); err != nil {
		return nil, err
	}
	if err := past.openPool(); err != nil {
		return nil, err
	}
	_, err = past.derivePending(ctx)
	return past, err
}

// copyCaptures copies the captures up to t, and no bodies.
func (a *Archive) copyCaptures(ctx context.Context, from *Archive, t time.Time) error {
	_, err := a.writer.ExecContext(ctx, `ATTACH DATABASE ? AS source`, fileURI(from.path())+"?mode=ro")
	if err != nil {
		return fmt.Errorf("attach archive: %w", err)
	}
	err = a.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO main.captures SELECT * FROM source.captures WHERE captured_at <= ?`, stamp(t))
		if err != nil {
			return fmt.Errorf("copy captures: %w", err)
		}
		return markUnread(ctx, tx)
	})
	if err != nil {
		return err
	}
	if _, err := a.writer.ExecContext(ctx, `DETACH DATABASE source`); err != nil {
		return fmt.Errorf("detach archive: %w", err)
	}
	return nil
}
