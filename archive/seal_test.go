package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// everyTable fills an archive so that each of its tables holds a row.
func everyTable(t *testing.T, cfg Config, c *clock) {
	t.Helper()
	ctx := context.Background()
	a := open(t, cfg)
	run, err := a.StartRun(ctx, "crawl", c.t)
	if err != nil {
		t.Fatal(err)
	}
	p := page(c, "1000001", weekOne+"problem date_invalid\ncredit 记者 林一禾\n")
	p.RunID, p.RequestHead, p.ResponseHead = run, map[string][]string{"A": {"b"}}, map[string][]string{"C": {"d"}}
	keep(t, a, p)
	reparse(t, a, ReparseOptions{All: true})
	keepUnread(t, a, page(c, "1000002", weekNumber(1)))
	host := source.Host{Host: "www.dutenews.com", RobotsSHA256: "ab"}
	day, _ := parser.ParseDate("2024-04-15")
	_, skipErr := a.SkipWeek(ctx, day, "a holiday")
	_, foundErr := a.Found(ctx, "dutenews", []source.Article{{Number: "1000003", URL: "u", Title: "周", FoundAt: c.t, FoundOn: "v"}}, nil)
	_, alertErr := a.RaiseAlert(ctx, "week_missing:2024-04-08", "week_missing", "it is late", Message{Title: "late", Body: "it is late"})
	for range 2 {
		err = errors.Join(err, a.Record(ctx, &source.Request{At: c.t, Host: host.Host, URL: "u", Status: 200, Bytes: 1, Took: time.Second, Outcome: "good", RunID: run}, host))
	}
	if err := errors.Join(err, skipErr, foundErr, alertErr, a.EndRun(ctx, run, RunOK, "done", map[string]int{"new": 1})); err != nil {
		t.Fatal(err)
	}
	if found, err := a.Check(ctx); err != nil || len(found) > 0 {
		t.Fatalf("before: %v, %v", found, err)
	}
}

// unreadFields are the fields that nothing reads.
var unreadFields = []string{"goose_db_version.id", "goose_db_version.tstamp"}

// Whatever field changes without its checksum or digest, check finds it, and
// what no command writes anew can be accepted.
func TestCheckCoversEveryField(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	c := newClock()
	cfg := testConfig(t, c)
	everyTable(t, cfg, c)
	file := filepath.Join(t.TempDir(), "whole.db")
	r, err := OpenReader(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := r.Reader().Query(`SELECT m.name, p.name, p.type FROM sqlite_schema m, pragma_table_info(m.name) p
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'`)
	if err != nil {
		t.Fatal(err)
	}
	fields, err := collect(rows, func(f *[3]string) []any { return []any{&f[0], &f[1], &f[2]} })
	if err = errors.Join(err, r.Backup(t.Context(), file), r.Close()); err != nil || len(fields) < 150 {
		t.Fatal(len(fields), err)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fields {
		table, column, kind := f[0], f[1], f[2]
		name := table + "." + column
		if slices.Contains(unreadFields, name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			cfg := cfg
			cfg.Dir = t.TempDir()
			if err := os.WriteFile(filepath.Join(cfg.Dir, DatabaseName), whole, 0o600); err != nil {
				t.Fatal(err)
			}
			change(t, filepath.Join(cfg.Dir, DatabaseName), table, column, kind)
			a, err := OpenReader(t.Context(), cfg)
			if err != nil {
				t.Log(err)
				return // and that is seen
			}
			found, err := a.Check(t.Context())
			if err = errors.Join(err, a.Close()); err != nil {
				t.Fatal(err)
			}
			if len(found) == 0 {
				t.Fatal("passes")
			}
			if column == "row_sum" || column == "row_sha256" {
				accepted(t, cfg, table)
			}
		})
	}
}

// change changes one field behind the back of everything that watches over it.
func change(t *testing.T, file, table, column, kind string) {
	t.Helper()
	db, err := sql.Open("sqlite", fileURI(file)+"?_pragma=foreign_keys(0)&_pragma=ignore_check_constraints(1)&_pragma=synchronous(0)")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	rows, err := db.Query(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
	if err != nil {
		t.Fatal(err)
	}
	triggers, err := collect(rows, func(s *[2]string) []any { return []any{&s[0], &s[1]} })
	if err != nil {
		t.Fatal(err)
	}
	var statements []string
	for _, trigger := range triggers {
		statements = append(statements, `DROP TRIGGER `+trigger[0])
	}
	value := map[string]string{"INTEGER": "coalesce(%[2]s, 0) + 1000", "TEXT": "coalesce(%[2]s, '') || 'x'", "BLOB": "CAST('x' AS BLOB)"}[kind]
	statements = append(statements, fmt.Sprintf(`UPDATE %[1]s SET %[2]s = `+value+` WHERE %[2]s IS (SELECT %[2]s FROM %[1]s ORDER BY 1 LIMIT 1)`, table, column))
	for _, trigger := range triggers {
		statements = append(statements, trigger[1])
	}
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// accepted takes the row as it is, and looks that nothing more is said of it.
func accepted(t *testing.T, cfg Config, table string) {
	t.Helper()
	a, err := Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	names, err := a.AcceptRows(t.Context())
	if err != nil || len(names) == 0 {
		t.Errorf("accepted %v, %v", names, err)
	}
	found, err := a.Check(t.Context())
	if err = errors.Join(err, a.Close()); err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if strings.Contains(f.Detail, acceptWords) {
			t.Errorf("after it was accepted: %v", f)
		}
	}
}

// What a life changes in rows with a checksum, it changes with it.
func TestRowsThatChangeKeepTheirChecksums(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	a := open(t, testConfig(t, c))
	for i, text := range []string{weekOne, weekOne + "sidebar 另一条\n", weekOne + "activity 2024-04-26 林一禾 走访社区。\n", weekOne} {
		c.advance(24 * time.Hour)
		keep(t, a, page(c, "1000001", text))
		if found, err := a.Check(ctx); err != nil || len(found) > 0 {
			t.Errorf("after page %d: %v, %v", i+1, found, err)
		}
	}
	gone := page(c, "1000001", "")
	gone.Status, gone.Verdict, gone.Body = 404, source.Gone, nil
	keep(t, a, gone)
	var messages []Message
	_, err := a.RaiseAlert(ctx, "week_missing:2024-04-08", "week_missing", "it is late", Message{Title: "late", Body: "it is late"})
	if err == nil {
		messages, err = a.WaitingMessages(ctx)
	}
	if err != nil || len(messages) != 1 {
		t.Fatal(messages, err)
	}
	err = errors.Join(a.MessageFailed(ctx, messages[0].ID, errors.New("no"), c.t), a.MessageSent(ctx, messages[0].ID))
	if _, rerr := a.ResolveAlert(ctx, "week_missing:2024-04-08", Message{}); errors.Join(err, rerr) != nil {
		t.Fatal(err, rerr)
	}
	for i := range 2 {
		_, err := a.Found(ctx, "dutenews", []source.Article{{Number: "1000003", URL: "u", Title: "周", FoundAt: c.t, Failures: i, Tried: true}}, nil)
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.StartRun(ctx, "crawl", c.t); err != nil {
		t.Fatal(err)
	}
	if _, err := a.AbandonRuns(ctx); err != nil {
		t.Fatal(err)
	}
	if found, err := a.Check(ctx); err != nil || len(found) > 0 {
		t.Errorf("in the end: %v, %v", found, err)
	}
}
