package archive

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
)

// engine is SQLite with the functions that statements of this package call.
var engine = func() *sqlite.Driver {
	var d sqlite.Driver
	d.MustRegisterDeterministicScalarFunction("row_sum", -1, rowSum)
	d.MustRegisterDeterministicScalarFunction("capture_sum", -1, captureSum)
	d.MustRegisterDeterministicScalarFunction("pinyin", 1, func(_ *sqlite.FunctionContext, name []driver.Value) (driver.Value, error) {
		return Pinyin(fmt.Sprint(name[0])), nil
	})
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
	return fileURI(path) + "?mode=ro&_pragma=busy_timeout(10000)&_pragma=query_only(1)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-4096)"
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
