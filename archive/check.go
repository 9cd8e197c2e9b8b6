package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Finding is something that is not as it should be.
type Finding struct {
	Code   string `json:"code"`   // integrity | schema | foreign_key | body | capture | row | check
	Object string `json:"object"` // what it is about, such as a capture or an activity
	Detail string `json:"detail"` // what is wrong, and the command that mends it
	// Restore is true where nothing but a backup brings it back.
	Restore bool `json:"restore,omitempty"`
}

// Check verifies the database: SQLite's own integrity, foreign keys, every
// body against its hash, every capture's row against its digest and their
// numbers against gaps, the rows that follow from no page against their
// checksums (see sealedTables), the rows of columns, and all below them, against
// the columns' digests, lists against the view that they follow from, and all
// that was read against what the parser makes of the pages now. An archive without fault gives no findings. A step
// that cannot be done is a finding too, and the others go on; an error means
// that the check was cut off.
func (a *Archive) Check(ctx context.Context) ([]Finding, error) {
	c := &checker{archive: a}
	steps := []func(context.Context) error{c.integrity, c.digests, c.leftovers, c.rows}
	if a.parent == nil { // an archive of the past has its bodies elsewhere
		steps = []func(context.Context) error{c.integrity, c.schema, c.foreignKeys, c.bodies, c.captures, c.sealed, c.digests, c.listing, c.leftovers, c.rows}
	}
	for _, step := range steps {
		err := step(ctx)
		if ctx.Err() != nil {
			return c.findings, fmt.Errorf("check: %w", ctx.Err())
		}
		if err != nil {
			c.find("check", "database", Damaged(err), "%v", err)
		}
	}
	if len(c.findings) == 0 {
		var whole bool
		if err := a.reader.QueryRowContext(ctx, `SELECT `+wholeSQL).Scan(&whole); err != nil || !whole {
			c.find("row", "totals", false, "the numbers of rows do not add up; shenzheng reparse --all sets them right")
		}
	}
	return c.findings, nil
}

// ErrDamaged says that the database is not what this program wrote.
var ErrDamaged = errors.New("the database is damaged")

// Damaged tells whether an error says that the database's file is not what
// SQLite wrote, or that its tables are not those that this program made: all
// statements are its own, and right for these.
func Damaged(err error) bool {
	var e *sqlite.Error
	return errors.Is(err, ErrDamaged) || errors.As(err, &e) && slices.Contains([]int{sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}, e.Code()&0xff)
}

type checker struct {
	archive  *Archive
	findings []Finding
	differ   []Finding // columns whose rows are not those that were written
}

func (c *checker) find(code, object string, restore bool, format string, args ...any) {
	c.findings = append(c.findings, Finding{code, object, fmt.Sprintf(format, args...), restore})
}

func (c *checker) integrity(ctx context.Context) error {
	if err := probeHeader(c.archive.path()); err != nil {
		c.find("integrity", "database", true, "%v", err)
	}
	found, err := integrity(ctx, c.archive.reader, "")
	for _, f := range found {
		c.find("integrity", "database", true, "%s", f)
	}
	if err != nil || len(found) > 0 {
		return err
	}
	// SQLite believes the number of free pages, until it needs one.
	var used, free, all int64
	err = c.archive.reader.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM dbstat), freelist_count, page_count
		FROM pragma_freelist_count, pragma_page_count`).Scan(&used, &free, &all)
	if err == nil && used+free != all {
		c.find("integrity", "database", true, "of %d pages %d are used and %d are said to be free", all, used, free)
	}
	return err
}

// integrity gives what SQLite itself finds wrong. Damage so deep that the
// check cannot run is a finding too. It looks at one table and its indexes, ""
// for all.
func integrity(ctx context.Context, db *sql.DB, table string) ([]string, error) {
	pragma := `PRAGMA integrity_check`
	if table != "" {
		pragma += `(` + table + `)`
	}
	lines, err := texts(ctx, db, "check integrity", pragma)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return append(lines, err.Error()), nil
	case slices.Equal(lines, []string{"ok"}):
		return nil, nil
	}
	return lines, nil
}

// schema compares the definitions of tables and indexes with those that the
// migrations make: damaged ones may still be read, as others.
func (c *checker) schema(ctx context.Context) (err error) {
	db := openDB("file::memory:")
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // another would have another memory
	if err := migrate(ctx, db); err != nil {
		return fmt.Errorf("check schema: %w", err)
	}
	want, err := definitions(ctx, db)
	if err != nil {
		return err
	}
	got, err := definitions(ctx, c.archive.reader)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if err == nil && got[name] != want[name] {
			c.find("schema", name, true, "its definition is not the one that this program made")
		}
	}
	return err
}

// definitions gives the statements that made what this program made, and which
// migrations they were.
func definitions(ctx context.Context, db *sql.DB) (map[string]string, error) {
	list, err := pairs(ctx, db, "read schema", `SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL
		AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose_%'
		UNION ALL SELECT 'migration ' || version_id, 'applied ' || is_applied FROM goose_db_version`)
	made := map[string]string{}
	for _, s := range list {
		made[s[0]] = s[1]
	}
	return made, err
}

func (c *checker) foreignKeys(ctx context.Context) error {
	type orphan struct {
		table, parent string
		row           sql.NullInt64
		key           int
	}
	return each(ctx, c.archive.reader, "check foreign keys", func(o *orphan) []any { return []any{&o.table, &o.row, &o.parent, &o.key} }, func(o orphan) {
		c.find("foreign_key", fmt.Sprintf("%s row %d", o.table, o.row.Int64), o.table == "captures",
			"its row of %s is missing; shenzheng reparse --all writes what can be read anew", o.parent)
	}, `PRAGMA foreign_key_check`)
}

// bodies unpacks every body and compares it with its hash.
func (c *checker) bodies(ctx context.Context) error {
	a := c.archive
	bodies, err := pairs(ctx, a.reader, "list bodies", `SELECT sha256, coalesce((SELECT CASE final_url WHEN '' THEN url ELSE final_url END
		FROM captures c WHERE c.sha256 = b.sha256 ORDER BY capture_id DESC LIMIT 1), '') FROM bodies b ORDER BY sha256`)
	for _, b := range bodies {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		_, err := a.Body(ctx, b[0])
		switch {
		case err == nil:
		case b[1] == "":
			c.find("body", b[0], true, "%v; shenzheng import FILE with the same bytes replaces it", err)
		default:
			c.find("body", b[0], true, "%v; shenzheng crawl %s, or shenzheng import FILE with the same bytes, replaces it", err, b[1])
		}
	}
	return err
}

// captures looks for captures whose row is not the one that was written, whose
// hash names no body, and that were never read.
func (c *checker) captures(ctx context.Context) error {
	var gaps bool
	if _, err := get(ctx, c.archive.reader, "check captures", `SELECT count(*) <> coalesce(max(capture_id), 0) FROM captures`, nil, &gaps); err != nil {
		return err
	}
	if gaps { // none is ever deleted
		c.find("capture", "captures", true, "their numbers, which are their order, have gaps")
	}
	type capture struct {
		id                      int64
		url                     string
		changed, bodiless, lost bool
	}
	return each(ctx, c.archive.reader, "check captures", func(k *capture) []any {
		return []any{&k.id, &k.url, &k.changed, &k.bodiless, &k.lost}
	}, func(k capture) {
		object := fmt.Sprint("capture ", k.id)
		if k.changed {
			c.find("capture", object, true, "its row is not the one that was written"+acceptWords)
		}
		if k.bodiless {
			c.find("capture", object, true, "its body is missing; shenzheng crawl %s, or shenzheng import FILE with the same bytes, brings it back", k.url)
		}
		if k.lost {
			c.find("capture", object, false, "was never read; shenzheng reparse --all reads it")
		}
	}, `SELECT capture_id, url, row_sha256 NOT IN ('', `+captureSumSQL+`),
		sha256 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bodies b WHERE b.sha256 = c.sha256),
		verdict = 'good' AND capture_id NOT IN (SELECT capture_id FROM readings UNION ALL SELECT capture_id FROM unread)
		FROM captures c`)
}

// leftovers looks for rows that hang on nothing, for two people of one id, and
// for columns that were read by another parser than they say.
func (c *checker) leftovers(ctx context.Context) error {
	found, err := pairs(ctx, c.archive.reader, "look for rows left over", `SELECT object, 'belongs to nothing; shenzheng reparse --all takes it away' FROM (
			SELECT 'official ' || official_id AS object FROM officials o
				WHERE NOT EXISTS (SELECT 1 FROM appearances p WHERE p.official_id = o.official_id)
			UNION ALL SELECT 'revision ' || column_id || ' ' || revision FROM revisions r
				WHERE NOT EXISTS (SELECT 1 FROM columns k WHERE k.column_id = r.column_id AND r.revision <= k.revision)
			UNION ALL SELECT 'reading of capture ' || capture_id FROM readings WHERE capture_id NOT IN (SELECT capture_id FROM captures))
		UNION ALL SELECT 'official ' || official_id, 'is the id of two people, ' || min(name) || ' and ' || max(name) || ', whose names have hashes that begin'
			|| ' alike; tables that tell people by their ids take them for one, and appearances tells them apart by their names'
			FROM appearances GROUP BY official_id HAVING min(name) <> max(name)
		UNION ALL SELECT 'columns ' || k.column_id, 'its parser version is not the one it was read with; shenzheng reparse --column ' || k.column_id || ' mends it'
			FROM columns k JOIN readings r USING (capture_id) WHERE k.parser_version < 1 OR k.parser_version <> r.parser_version AND r.page_kind <> 'failed'`)
	for _, f := range found {
		c.find("row", f[0], false, "%s", f[1])
	}
	return err
}
