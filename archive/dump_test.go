package archive

import (
	"context"
	"database/sql"
	"fmt"
	"sort"
	"strings"
	"testing"
)

// dump gives every row of every table as text, sorted, to compare archives.
func dump(t testing.TB, a *Archive) map[string][]string {
	t.Helper()
	return dumpDB(t, a.Reader())
}

func dumpDB(t testing.TB, db *sql.DB) map[string][]string {
	t.Helper()
	rows, err := db.Query(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'`)
	if err != nil {
		t.Fatal(err)
	}
	names, err := collect(rows, func(s *string) []any { return []any{s} })
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, n := range names {
		out[n] = dumpTable(t, db, n)
	}
	return out
}

func dumpTable(t testing.TB, db *sql.DB, name string) []string {
	t.Helper()
	rows, err := db.QueryContext(context.Background(), `SELECT * FROM `+name)
	if err != nil {
		t.Fatal(err)
	}
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{}
	got, err := collect(rows, func(v *[]any) []any {
		*v = make([]any, len(columns))
		dest := make([]any, len(columns))
		for i := range dest {
			dest[i] = &(*v)[i]
		}
		return dest
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, values := range got {
		parts := make([]string, len(values))
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				v = hashOf(b)
			}
			parts[i] = fmt.Sprintf("%s=%v", columns[i], v)
		}
		lines = append(lines, strings.Join(parts, " "))
	}
	sort.Strings(lines)
	return lines
}

// collect scans every row into a T by the fields that dest names.
func collect[T any](rows *sql.Rows, dest func(*T) []any) (out []T, err error) {
	defer rows.Close()
	for rows.Next() {
		var v T
		if err := rows.Scan(dest(&v)...); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}
