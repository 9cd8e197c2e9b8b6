package archive

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

// LockName is the file in the data folder that the writing process locks.
const LockName = "archive.lock"

// ErrLocked says that another process has the archive open for writing.
var ErrLocked = errors.New("another shenzheng holds the data folder")

// takeLock locks the folder. The operating system releases the lock when the
// process ends, however it ends; the file stays, with the process id of the
// last holder in it.
func takeLock(dir string) (*flock.Flock, error) {
	path := filepath.Join(dir, LockName)
	lock := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o644))
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	if !ok {
		return nil, fmt.Errorf("%w%s (%s)", ErrLocked, holder(path), path)
	}
	if runtime.GOOS == "windows" {
		return lock, nil // a locked file can be neither read nor written there
	}
	if err := os.WriteFile(path, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o644); err != nil {
		return nil, errors.Join(fmt.Errorf("write %s: %w", path, err), lock.Close())
	}
	return lock, nil
}

// holder names the process that wrote its id into the lock file. It is only a
// hint for a person, so whatever cannot be read is left out.
func holder(path string) string {
	b, _ := os.ReadFile(path)
	if pid, err := strconv.Atoi(strings.TrimSpace(string(b))); err == nil {
		return ": process " + strconv.Itoa(pid)
	}
	return ""
}

// exists tells whether there is a file, or a folder, of this name.
func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// makePrivate makes an empty file for a database, which holds the token and the
// sentences of articles: SQLite itself would let everybody on the machine read
// it. The journals get the permissions of the database.
func makePrivate(path string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("make database: %w", err)
	}
	return file.Close()
}

// InUse tells whether a process holds the folder's lock at this moment.
func InUse(dir string) (bool, error) {
	path := filepath.Join(dir, LockName)
	if there, err := exists(path); err == nil && !there {
		return false, nil
	}
	lock := flock.New(path)
	free, err := lock.TryRLock()
	if free {
		err = lock.Close()
	}
	wrap(&err, "look at lock %s", path)
	return err == nil && !free, err
}

// Trouble says in plain words what is wrong with the database's file.
type Trouble struct {
	What string // one line
	// Replaced reports that another file stands in the place of the one that is
	// open: what is written goes to a file that nobody will find again.
	Replaced bool
}

func (t *Trouble) Error() string { return t.What }

// Unwrap lets Damaged know a Trouble.
func (t *Trouble) Unwrap() error { return ErrDamaged }

// Probe looks at the database as a reader that comes anew would find it: is it
// the file that was opened, is it as long as it says, can its tables be read?
// It is cheap enough for every minute. The error is a *Trouble.
func (a *Archive) Probe(ctx context.Context) error {
	info, err := os.Stat(a.path())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Trouble{fmt.Sprintf("the database %s is gone", a.path()), true}
	case err != nil:
		return &Trouble{What: fmt.Sprintf("the database cannot be looked at: %v", err)}
	case a.opened != nil && !os.SameFile(a.opened, info):
		return &Trouble{fmt.Sprintf("another file was put in the place of the database %s", a.path()), true}
	}
	var length, some int64
	_, err = get(ctx, a.reader, "read its length", `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`, nil, &length)
	size, serr := a.size()
	if err = cmp.Or(err, serr); err == nil && size < length { // with the journal, where the newest pages may lie
		err = fmt.Errorf("it is cut off: %d of %d bytes are there", size, length)
	}
	if err == nil {
		err = probeHeader(ctx, a.path())
	}
	if err == nil {
		_, err = get(ctx, a.reader, "read its tables", `SELECT (SELECT coalesce(max(capture_id), 0) FROM captures) + (SELECT count(*) FROM columns)
			+ (SELECT count(*) FROM settings)`, nil, &some)
	}
	if err != nil && ctx.Err() == nil {
		return &Trouble{What: fmt.Sprintf("the database %s cannot be read: %v", a.path(), err)}
	}
	return nil
}

// probeFile tells whether there is a database, and refuses one that SQLite
// would take as it is although it is damaged.
func (a *Archive) probeFile(ctx context.Context) (there bool, err error) {
	info, err := os.Stat(a.path())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	made, err := os.ReadDir(filepath.Join(a.cfg.Dir, "snapshots"))
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return true, fmt.Errorf("look for snapshots: %w", err)
	case info.Size() == 0 && len(made) > 0:
		return true, fmt.Errorf("%w: %s is empty, although snapshots were made of it", ErrDamaged, a.path())
	}
	return true, probeHeader(ctx, a.path())
}

// probeHeader looks at the one field of the file's header that SQLite believes
// without a word: with another write version it only reads the database. It is asked
// of SQLite, for whoever else closes the file in this process drops the locks that
// SQLite holds on it, and another process takes the log away that is still written
// (https://sqlite.org/howtocorrupt.html, 2.2).
func probeHeader(ctx context.Context, path string) (err error) {
	db := openDB(readerDSN(path))
	defer func() { err = errors.Join(err, db.Close()) }()
	var version []byte
	found, err := get(ctx, db, "look at the database", `SELECT substr(data, 19, 1) FROM sqlite_dbpage WHERE pgno = 1`, nil, &version)
	if err == nil && found && !bytes.Equal(version, []byte{1}) && !bytes.Equal(version, []byte{2}) {
		return fmt.Errorf("%w: its header says that it is of a version that cannot be written", ErrDamaged)
	}
	return err
}

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
// readers who stayed longer than logWait, as a replicator's does for good.
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
