package archive

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

var writeSchema = flag.Bool("write-schema", false, "write the fixture of the current schema; do so once, when the schema is released")

// schemaDump gives the statements that make a database what it is.
func schemaDump(t *testing.T, db *sql.DB) string {
	t.Helper()
	rows, err := db.Query(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY sql`)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := collect(rows, func(s *string) []any { return []any{s} })
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, ";\n") + ";\n"
}

func fixture(version int) string {
	return filepath.Join("testdata", "schema-"+strconv.Itoa(version)+".db.gz")
}

// Every schema that was ever released has a database kept as a fixture; each
// opens, comes up to date and still holds its column.
func TestOpenDatabasesOfEveryEarlierSchema(t *testing.T) {
	ctx := context.Background()
	current, err := SchemaVersion()
	if err != nil {
		t.Fatal(err)
	}
	if *writeSchema {
		writeFixture(t, current)
	}
	var latest string
	for version := 1; version <= current; version++ {
		c := newClock()
		cfg := testConfig(t, c)
		unpack(t, fixture(version), filepath.Join(cfg.Dir, DatabaseName))
		a := open(t, cfg)
		if found, err := a.Check(ctx); err != nil || len(found) > 0 {
			t.Errorf("schema %d: check: %v, %v", version, found, err)
		}
		rows := dump(t, a)
		if len(rows["columns"]) != 1 || len(rows["captures"]) != 2 || len(rows["activities"]) != 3 {
			t.Errorf("schema %d: %d columns, %d captures, %d activities", version, len(rows["columns"]), len(rows["captures"]),
				len(rows["activities"]))
		}
		if rep := reparse(t, a, ReparseOptions{All: true}); rep.Failed > 0 || rep.Read != 1 {
			t.Errorf("schema %d: reparse: %+v", version, rep) // an old parser wrote the rows, so some may change, once
		}
		if rep := reparse(t, a, ReparseOptions{All: true}); rep.Failed > 0 || rep.Changed > 0 {
			t.Errorf("schema %d: reparse again: %+v", version, rep)
		}
		keep(t, a, page(c, "1000009", weekNumber(9)))
		latest = schemaDump(t, a.Reader())
	}
	if fresh := schemaDump(t, open(t, testConfig(t, newClock())).Reader()); fresh != latest {
		t.Error("a migrated database has another schema than a new one: write the migration, or the fixture of a new schema")
	}
}

// What older programs wrote down of a reparse apart is a run as any other.
func TestReparsesOfOldAreRuns(t *testing.T) {
	cfg := testConfig(t, newClock())
	unpack(t, fixture(9), filepath.Join(cfg.Dir, DatabaseName))
	db := openDB(writerDSN(filepath.Join(cfg.Dir, DatabaseName)))
	_, err := db.Exec(`INSERT INTO parse_runs (started_at, ended_at, parser_version, scope, columns_read, changed, failed)
		VALUES ('2024-04-28T09:00:00.000Z', '2024-04-28T09:00:05.000Z', 9, 'all', 7, 2, 1), ('2024-04-29T09:00:00.000Z', '', 9, 'all', 0, 0, 0)`)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	a := open(t, cfg)
	runs, err := a.Runs(context.Background(), "reparse", 10)
	if err != nil || len(runs) != 1 || runs[0].Outcome != RunPartial || runs[0].Counts["changed"] != 2 || runs[0].EndedAt.IsZero() {
		t.Errorf("runs %+v, %v", runs, err)
	}
	if found, err := a.Check(context.Background()); err != nil || len(found) > 0 {
		t.Errorf("check: %v, %v", found, err)
	}
}

func writeFixture(t *testing.T, version int) {
	cfg := testConfig(t, newClock())
	cfg.ParserVersion = 1
	c := newClock()
	a, err := Open(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	keep(t, a, page(c, "1000001", weekOne))
	keep(t, a, page(c, "1000002", "no column"))
	file := filepath.Join(t.TempDir(), "fixture.db")
	if err := errors.Join(a.Backup(context.Background(), file), a.Close()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(z.Close(), os.WriteFile(fixture(version), packed.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func unpack(t *testing.T, from, to string) {
	t.Helper()
	f, err := os.Open(from)
	if err != nil {
		t.Fatalf("no fixture of this schema: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(z); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestANewerSchemaIsRefusedUntouched(t *testing.T) {
	ctx := context.Background()
	cfg := testConfig(t, newClock())
	a, err := Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.writer.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`)
	if err = errors.Join(err, a.Close()); err != nil {
		t.Fatal(err)
	}
	before := folder(t, cfg.Dir)
	if _, err := Open(ctx, cfg); !errors.Is(err, ErrNewerSchema) || !strings.Contains(err.Error(), "999") {
		t.Errorf("opened for writing: %v", err)
	}
	if _, err := OpenReader(ctx, cfg); !errors.Is(err, ErrNewerSchema) {
		t.Errorf("opened for reading: %v", err)
	}
	if after := folder(t, cfg.Dir); after != before {
		t.Errorf("the folder changed from %s to %s", before, after)
	}
}

func TestAFileThatIsNoDatabaseIsRefusedUntouched(t *testing.T) {
	cfg := testConfig(t, newClock())
	path := filepath.Join(cfg.Dir, DatabaseName)
	text := strings.Repeat("not a database ", 100)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), cfg); err == nil {
		t.Error("opened it")
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != text {
		t.Errorf("it was written to: %v", err)
	}
}

// folder lists the files of a folder with their hashes.
func folder(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "-shm") || strings.HasSuffix(e.Name(), "-wal") {
			continue // SQLite makes them anew for any reader
		}
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e.Name()+" "+hashOf(b)[:8])
	}
	return strings.Join(out, ", ")
}
