package archive

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"shenzheng/parser"
)

// engine is SQLite with the functions that statements of this package call.
var engine = func() *sqlite.Driver {
	var d sqlite.Driver
	d.MustRegisterDeterministicScalarFunction("row_sum", -1, rowSum)
	d.MustRegisterDeterministicScalarFunction("capture_sum", -1, captureSum)
	d.MustRegisterDeterministicScalarFunction("instant", 1, func(_ *sqlite.FunctionContext, stamp []driver.Value) (driver.Value, error) {
		if t, err := parseStamp(fmt.Sprint(stamp[0])); err != nil || t.IsZero() {
			return nil, nil // one that is damaged counts as none
		}
		return stamp[0], nil
	})
	for name, of := range map[string]func(string) string{"pinyin": Pinyin, "id_of": parser.OfficialID} {
		d.MustRegisterDeterministicScalarFunction(name, 1, func(_ *sqlite.FunctionContext, name []driver.Value) (driver.Value, error) {
			return of(fmt.Sprint(name[0])), nil
		})
	}
	return &d
}()

// openDB gives connections to a database, none of which is opened yet.
func openDB(dsn string) *sql.DB { return sql.OpenDB(connector(dsn)) }

// connector opens connections to a database by its address.
type connector string

// Connect implements driver.Connector.
func (c connector) Connect(context.Context) (driver.Conn, error) { return engine.Open(string(c)) }

// Driver implements driver.Connector.
func (c connector) Driver() driver.Driver { return engine }

// busyTimeout is how many milliseconds a write waits for another process's.
const busyTimeout = 10_000

// writerDSN: WAL lets readers go on beside the writer; synchronous=FULL makes
// a committed capture survive a power cut. Checkpoints stay SQLite's own, so
// that a replicator of the WAL such as Litestream meets nothing unusual, but
// where the log has grown: see TendLog.
func writerDSN(path string) string {
	return fileURI(path) + fmt.Sprintf("?_pragma=busy_timeout(%d)", busyTimeout) + "&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=cache_size(-16384)&_pragma=temp_store(MEMORY)&_txlock=immediate"
}

func readerDSN(path string) string {
	return fileURI(path) + fmt.Sprintf("?mode=ro&_pragma=busy_timeout(%d)", busyTimeout) + "&_pragma=query_only(1)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-4096)"
}

// fileURI escapes what a path may hold and a URI may not, such as '?'.
func fileURI(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path // no working folder: SQLite gets the path as it is and says so itself
	}
	abs = filepath.ToSlash(abs)
	if !strings.HasPrefix(abs, "/") {
		abs = "/" + abs // C:/data on Windows
	}
	return (&url.URL{Scheme: "file", Path: abs}).String()
}

// ErrNewerSchema says that the database was made by a newer version of this
// program. It has not been touched.
var ErrNewerSchema = errors.New("the database has a newer schema than this program knows; use the newer program")

// ErrOlderSchema says that the database has to be migrated before it is read,
// which any command that writes does.
var ErrOlderSchema = errors.New("the database has an older schema; any command that writes brings it up to date")

//go:embed migrations/*.sql
var migrationFiles embed.FS

// SchemaVersion is the newest schema this program knows.
func SchemaVersion() (int, error) {
	p, err := provider(new(sql.DB)) // never used for a list
	if err != nil {
		return 0, err
	}
	sources := p.ListSources()
	return int(sources[len(sources)-1].Version), nil
}

// provider lists and applies the embedded migrations.
func provider(db *sql.DB) (_ *goose.Provider, err error) {
	defer wrap(&err, "read migrations")
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, db, files)
}

// migrate brings the database to the newest schema.
func migrate(ctx context.Context, db *sql.DB) error {
	p, err := provider(db)
	if err == nil {
		_, err = p.Up(ctx)
	}
	wrap(&err, "migrate database")
	return err
}

// checkSchema compares the database's schema with the program's over a
// read-only connection.
func checkSchema(ctx context.Context, path string) (err error) {
	known, err := SchemaVersion()
	if err != nil {
		return err
	}
	db := openDB(readerDSN(path))
	defer func() { err = errors.Join(err, db.Close()) }()
	held, err := schemaVersion(ctx, db)
	e := (*sqlite.Error)(nil)
	switch {
	case errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_READONLY: // SQLite's WAL is shared through a file beside it
		return fmt.Errorf("%w: reading takes a folder that this user may write to; use the daemon's user, or a copy", err)
	case err != nil:
		return err
	case held == 0:
		return ErrNoArchive
	case held > known:
		return fmt.Errorf("%w (schema %d, known %d)", ErrNewerSchema, held, known)
	case held < known:
		return fmt.Errorf("%w (schema %d, current %d)", ErrOlderSchema, held, known)
	}
	return nil
}

// schemaVersion is 0 for a database that no migration was applied to.
func schemaVersion(ctx context.Context, db *sql.DB) (int, error) {
	var n int
	found, err := get(ctx, db, "read schema version", `SELECT 1 FROM sqlite_schema WHERE name = 'goose_db_version'`, nil, &n)
	if err != nil || !found {
		return 0, err
	}
	_, err = get(ctx, db, "read schema version", `SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied`, nil, &n)
	return n, err
}
