package archive

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

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
	p, err := provider(nil)
	if err != nil {
		return 0, err
	}
	sources := p.ListSources()
	return int(sources[len(sources)-1].Version), nil
}

// provider lists and applies the embedded migrations; db may be nil for a
// list alone.
func provider(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	if db == nil {
		db = new(sql.DB) // never used for a list
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files)
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	return p, nil
}

// migrate brings the database to the newest schema.
func migrate(ctx context.Context, db *sql.DB) error {
	p, err := provider(db)
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate database: %w", err)
	}
	return nil
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
	switch {
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
