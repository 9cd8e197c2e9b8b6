package archive

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"
	"github.com/klauspost/compress/zstd"

	"shenzheng/parser"
)

// DatabaseName is the file in the data folder that holds the whole archive.
const DatabaseName = "archive.db"

// ErrNoArchive says that the data folder holds no archive yet.
var ErrNoArchive = errors.New("no archive here yet; run, crawl and import make one")

// ErrReadOnly says that a method that writes was called on a reader.
var ErrReadOnly = errors.New("archive is open for reading only")

// Source is one configured newspaper site.
type Source struct {
	Name  string
	Hosts []string // host, or host:port
}

// Config is what an archive needs to know.
type Config struct {
	// Dir is the data folder.
	Dir string
	// Log may be nil: nothing is logged then.
	Log *slog.Logger
	// Now is the clock; nil is the system's.
	Now func() time.Time
	// Sources tell which host belongs to which source.
	Sources []Source
	// Read is the parser; nil is parser.Read.
	Read func(parser.Page) parser.Reading
	// ParserVersion is the version of Read; 0 is parser.Version.
	ParserVersion int
}

// Archive is an open archive. It is safe for use by many goroutines; writes
// take turns.
type Archive struct {
	cfg    Config
	writer *sql.DB // nil for a reader
	reader *sql.DB
	lock   *flock.Flock
	// These compress bodies, and take memory at first use only. They are no
	// more than this archive's: what they wait on belongs to who used them first.
	encoder *zstd.Encoder
	decoder *zstd.Decoder
	opened  os.FileInfo // the database's file as it was opened
	passing bool        // goes with all that is in it, see AsOf
	// deriving keeps two readings of one column from crossing each other.
	deriving sync.Mutex
	stmts    *statements  // of reader
	logNext  atomic.Int64 // the size at which the log is emptied next
}

// Open opens the archive in cfg.Dir for writing, and creates or migrates it
// where needed. It takes the folder's lock; another holder gives ErrLocked.
// A database of a newer schema gives ErrNewerSchema and is left untouched.
func Open(ctx context.Context, cfg Config) (_ *Archive, err error) {
	defer wrap(&err, "open archive %s", cfg.Dir)
	if err := os.MkdirAll(cfg.Dir, 0o755); err != nil {
		return nil, err
	}
	a := newArchive(cfg)
	if a.lock, err = takeLock(cfg.Dir); err != nil {
		return nil, err
	}
	if err := a.openWriter(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// OpenGuest opens an existing archive for a short write beside the process
// that holds the folder's lock, or alone: SQLite makes one wait for the other.
// Its errors are those of OpenReader.
func OpenGuest(ctx context.Context, cfg Config) (*Archive, error) {
	a, err := OpenReader(ctx, cfg)
	if err == nil {
		a.openWriting()
	}
	return a, err
}

// OpenReader opens an existing archive without a lock, beside a writer or
// alone, and never changes it. ErrNoArchive: there is none; ErrNewerSchema or
// ErrOlderSchema: it was made by another version of this program.
func OpenReader(ctx context.Context, cfg Config) (_ *Archive, err error) {
	defer wrap(&err, "open archive %s for reading", cfg.Dir)
	a := newArchive(cfg)
	if there, err := exists(a.path()); err != nil || !there {
		return nil, cmp.Or(err, ErrNoArchive)
	}
	if err := checkSchema(ctx, a.path()); err != nil {
		return nil, err
	}
	return a, a.openPool()
}

func newArchive(cfg Config) *Archive {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Read == nil {
		cfg.Read = parser.Read
	}
	if cfg.ParserVersion == 0 {
		cfg.ParserVersion = parser.Version
	}
	a := &Archive{cfg: cfg, encoder: must(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))),
		decoder: must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxBody)))}
	a.logNext.Store(logLimit)
	return a
}

func (a *Archive) openWriter(ctx context.Context) error {
	there, err := a.probeFile(ctx)
	if err == nil && there {
		// Looked at read-only first: a newer database must not even get a new journal.
		err = checkSchema(ctx, a.path())
	}
	if err != nil && !errors.Is(err, ErrOlderSchema) && !errors.Is(err, ErrNoArchive) {
		return err
	}
	if !there {
		if err := makePrivate(a.path()); err != nil {
			return err
		}
	}
	a.openWriting()
	if err := migrate(ctx, a.writer); err != nil {
		return err
	}
	if err := a.openPool(); err != nil {
		return err
	}
	return a.makeToken(ctx) // and give what an older version wrote its checksums
}

func (a *Archive) openWriting() {
	a.writer = openDB(writerDSN(a.path()))
	a.writer.SetMaxOpenConns(1) // SQLite has one writer, and waiting in Go is fair
}

func (a *Archive) openPool() (err error) {
	if a.opened, err = os.Stat(a.path()); err != nil {
		return fmt.Errorf("open database for reading: %w", err)
	}
	a.reader = openDB(readerDSN(a.path()))
	a.reader.SetMaxOpenConns(32)
	a.reader.SetMaxIdleConns(4)
	a.reader.SetConnMaxIdleTime(time.Minute)
	a.stmts = &statements{db: a.reader}
	return nil
}

// Close releases the database and the lock. An as-of archive also removes its
// temporary folder.
func (a *Archive) Close() error {
	var errs []error
	for _, db := range [...]*sql.DB{a.reader, a.writer} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if a.lock != nil {
		errs = append(errs, a.lock.Close())
	}
	if a.passing {
		errs = append(errs, os.RemoveAll(a.cfg.Dir))
	}
	return errors.Join(errs...)
}

// Dir is the data folder.
func (a *Archive) Dir() string { return a.cfg.Dir }

// ParserVersion is the version that rows are read with.
func (a *Archive) ParserVersion() int { return a.cfg.ParserVersion }

// Reader is a pool of read-only connections.
func (a *Archive) Reader() *sql.DB { return a.reader }

func (a *Archive) path() string { return filepath.Join(a.cfg.Dir, DatabaseName) }

// ReadTx runs f in one read transaction: all that f sees is of one moment.
func (a *Archive) ReadTx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := a.reader.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	err = f(tx)
	if rerr := tx.Rollback(); rerr != nil && !errors.Is(rerr, sql.ErrTxDone) && err == nil {
		err = fmt.Errorf("end reading: %w", rerr)
	}
	return err
}

// write runs f in one write transaction and commits it when f gives no error.
func (a *Archive) write(ctx context.Context, f func(*sql.Tx) error) error {
	if a.writer == nil {
		return ErrReadOnly
	}
	tx, err := a.writer.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin writing: %w", err)
	}
	if err = f(tx); err == nil {
		err = sealRows(ctx, tx)
	}
	if err != nil && ctx.Err() != nil { // what came of it is that it was cut off
		err = ctx.Err()
	}
	if err != nil {
		if rerr := tx.Rollback(); rerr != nil && !errors.Is(rerr, sql.ErrTxDone) {
			err = errors.Join(err, fmt.Errorf("roll back: %w", rerr))
		}
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	a.tendLog(ctx, a.logNext.Load())
	return nil
}
