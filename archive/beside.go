package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"shenzheng/parser/source"
)

// AsOf gives an archive as it would be if nothing after t had been captured,
// read by today's parser. It lives in a temporary folder, which Close removes.
// What the program did (requests, runs, alerts) is not in it.
func (a *Archive) AsOf(ctx context.Context, t time.Time) (_ *Archive, err error) {
	defer wrap(&err, "build archive as of %s", stamp(t))
	cfg := a.cfg
	if cfg.Dir, err = os.MkdirTemp("", "shenzheng-asof-"); err != nil {
		return nil, err
	}
	past, err := Open(ctx, cfg)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(cfg.Dir))
	}
	past.passing = true
	err = past.writeFrom(ctx, a, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO main.bodies SELECT * FROM other.bodies WHERE sha256 IN (SELECT sha256 FROM other.captures WHERE captured_at <= ?1);
			INSERT INTO main.captures SELECT * FROM other.captures WHERE captured_at <= ?1;
			INSERT INTO main.skipped_weeks SELECT * FROM other.skipped_weeks WHERE skipped_at <= ?1; `+markUnreadSQL, stamp(t))
		return err
	})
	if err == nil {
		_, err = past.DerivePending(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, past.Close())
	}
	return past, nil
}

// writeFrom writes in a transaction that sees another archive as "other".
func (a *Archive) writeFrom(ctx context.Context, other *Archive, do func(*sql.Tx) error) (err error) {
	defer wrap(&err, "attach archive %s", other.cfg.Dir)
	if _, err := a.writer.ExecContext(ctx, `ATTACH DATABASE ? AS other`, fileURI(other.path())+"?mode=ro"); err != nil {
		return err
	}
	defer func() {
		_, derr := a.writer.ExecContext(context.WithoutCancel(ctx), `DETACH DATABASE other`)
		err = errors.Join(err, derr)
	}()
	return a.write(ctx, do)
}

// besideName is the folder in the data folder with the archive of what was
// fetched while the database was damaged.
const besideName = "beside"

// BesideFile is where crawls keep what they fetch while the database of a data
// folder is damaged.
func BesideFile(dir string) string { return filepath.Join(dir, besideName, DatabaseName) }

// OpenBeside opens the archive beside that of a data folder, and makes it
// where there is none. One that is damaged itself is put away. A data folder
// that is gone is not made anew.
func OpenBeside(ctx context.Context, cfg Config) (*Archive, error) {
	cfg.Dir = filepath.Join(cfg.Dir, besideName)
	if err := os.Mkdir(cfg.Dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("open archive beside: %w", err)
	}
	a, err := Open(ctx, cfg)
	if !Damaged(err) {
		return a, err
	}
	if err := putAway(newArchive(cfg)); err != nil {
		return nil, err
	}
	return Open(ctx, cfg)
}

// putAway gives the folder of an archive another name, with the time in it.
func putAway(a *Archive) error {
	to := a.cfg.Dir + "-damaged-" + a.cfg.Now().UTC().Format("20060102T150405Z")
	a.cfg.Log.Error("what was kept beside the database is damaged itself and is put away", "folder", to)
	if err := os.Rename(a.cfg.Dir, to); err != nil {
		return fmt.Errorf("put away what is damaged: %w", err)
	}
	return nil
}

// besideSetting is the setting that names, by its token, the archive beside
// that was brought in last, so that a kill before it is removed brings nothing
// in twice.
const besideSetting = "beside"

// TakeBeside brings in what was fetched while the database was damaged, as if
// it had been fetched into it, removes where it was kept, and says how many
// captures it was. As long as the database is damaged the error says so, and
// all stays where it is.
func (a *Archive) TakeBeside(ctx context.Context) (n int, err error) {
	if _, err := os.Stat(BesideFile(a.cfg.Dir)); errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	for _, step := range [...]checkStep{a.checkIntegrity, a.checkDefinitions} {
		found, err := step(ctx)
		if err != nil {
			return 0, fmt.Errorf("look at the database: %w", err)
		}
		if len(found) > 0 {
			return 0, fmt.Errorf("%w: %s %s", ErrDamaged, found[0].Object, oneLine(found[0].Detail))
		}
	}
	beside, err := OpenBeside(ctx, a.cfg)
	if err != nil {
		return 0, err
	}
	n, left, err := a.takeAll(ctx, beside)
	err = errors.Join(err, beside.Close())
	switch {
	case err == nil && left > 0:
		err = putAway(beside)
	case err == nil:
		err = os.RemoveAll(beside.cfg.Dir)
	}
	if err != nil {
		return n, fmt.Errorf("bring in %s: %w", BesideFile(a.cfg.Dir), err)
	}
	_, err = a.DerivePending(ctx)
	return n, err
}

// besideSQL brings in what the crawls did and learned. The archive beside knew of
// no failures: an article that was not asked for there, or failed again, has those
// from before too.
const besideSQL = `INSERT INTO requests (requested_at, host, url, status, bytes, gap_ms, took_ms, outcome, detail, run_id)
		SELECT requested_at, host, url, status, bytes, gap_ms, took_ms, outcome, detail, run_id FROM other.requests ORDER BY request_id;
	INSERT OR REPLACE INTO hosts SELECT * FROM other.hosts;
	INSERT INTO articles SELECT * FROM other.articles WHERE TRUE ON CONFLICT (source, number)
		DO UPDATE SET (failures, not_before, row_sum) = (SELECT iif(answered, 0, failures + excluded.failures),
			iif(answered, '', max(not_before, excluded.not_before)), '' FROM (SELECT excluded.failures = 0 AND EXISTS (SELECT 1 FROM other.captures c
			WHERE c.source = excluded.source AND c.number = excluded.number AND c.verdict <> 'bad') AS answered));
	INSERT OR IGNORE INTO job_runs SELECT * FROM other.job_runs`

// takeAll copies another archive's captures, and what is known of its crawls,
// in one transaction, and counts those taken and those left because they are
// damaged.
func (a *Archive) takeAll(ctx context.Context, beside *Archive) (n, left int, err error) {
	token, err := beside.Token(ctx)
	if err != nil {
		return 0, 0, err
	}
	if taken, err := a.Setting(ctx, besideSetting); err != nil || taken == token {
		return 0, 0, err
	}
	err = a.writeFrom(ctx, beside, func(tx *sql.Tx) error {
		err := beside.EachCapture(ctx, func(c *source.Capture, damage error) error {
			if damage != nil {
				left++
				a.cfg.Log.WarnContext(ctx, "a capture kept beside is damaged and left out", "url", c.URL, "error", damage)
				return nil
			}
			n++
			return a.store(ctx, tx, c)
		})
		if err == nil {
			_, err = tx.ExecContext(ctx, besideSQL+`; `+setSettingSQL, besideSetting, token)
		}
		for i := 0; err == nil && i < len(a.cfg.Sources); i++ {
			name := a.cfg.Sources[i].Name
			mine, merr := a.unreadListings(ctx, name)
			theirs, terr := beside.unreadListings(ctx, name)
			theirs = slices.DeleteFunc(theirs, func(address string) bool { return slices.Contains(mine, address) })
			err = errors.Join(merr, terr, setListings(ctx, tx, name, append(mine, theirs...)))
		}
		return err
	})
	if err != nil {
		return 0, 0, err
	}
	return n, left, nil
}
