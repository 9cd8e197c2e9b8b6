package web

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// fiftyYears fills an archive by SQL with so many columns of 48 activities, one
// a week going back from 2024: four to a section, two officials each.
func fiftyYears(t testing.TB, columns int) *archive.Archive {
	t.Helper()
	ctx := context.Background()
	a, err := archive.Open(ctx, archive.Config{Dir: t.TempDir(), Read: fakeRead(nil)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	db, err := sql.Open("sqlite", filepath.Join(a.Dir(), archive.DatabaseName)+"?_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)&_pragma=cache_size(-200000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	statements := append([]string{`CREATE TEMP TABLE d (i INTEGER PRIMARY KEY, slug TEXT)`}, fillStatements...)
	for i, d := range parser.Districts() {
		statements = slices.Insert(statements, 1, fmt.Sprintf(`INSERT INTO d VALUES (%d, '%s')`, i, d.Slug))
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := tx.ExecContext(ctx, s, sql.Named("columns", columns)); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	return a
}

// fillStatements make the rows.
var fillStatements = []string{
	`CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :columns - 1) SELECT i, date('2024-04-22', (-i * 7) || ' days') AS monday FROM n`,
	`INSERT INTO captures (capture_id, source, number, url, final_url, captured_at, method, status, verdict)
		SELECT i + 1, 'dutenews', 8000000 + i, '', '', monday || 'T12:00:00.000Z', 'import', 0, 'good' FROM n`,
	`INSERT INTO columns SELECT 'col_' || (8000000 + i), 'dutenews', 8000000 + i, 'https://www.example.org/p/' || (8000000 + i) || '.html',
		'深圳一周丨各区书记区长忙啥?第' || i || '期', 'weekly', monday || 'T18:00:00+08:00', monday, date(monday, '+6 days'), '深政观察', '深圳特区报', '深政观察', '',
		12, 48, 20, 6000, 0, 0, 1, printf('%064x', i), i + 1, monday || 'T12:00:00.000Z', printf('%064x', i), 'settled', printf('%064x', i), 1, 0, '' FROM n`,
	`INSERT INTO sections SELECT 'sec_' || (8000000 + n.i) || '_' || slug, 'col_' || (8000000 + n.i), d.i + 1, slug, slug, 'printed',
		CASE (n.i + d.i) % 7 WHEN 0 THEN '低空经济试点' WHEN 1 THEN '赴京招商' ELSE '推进重点项目 第' || (n.i * 10 + d.i) || '号' END, 4
		FROM n CROSS JOIN (SELECT i, slug FROM d WHERE i < 12) AS d`,
	`CREATE TEMP TABLE k (j INTEGER PRIMARY KEY, kind TEXT)`,
	`INSERT INTO k VALUES (0, 'meeting'), (1, 'inspection'), (2, 'investment'), (3, 'other')`,
	`INSERT INTO activities SELECT 'act_' || (8000000 + n.i) || '_' || printf('%08x', (n.i * 48 + d.i * 4 + k.j) * 2654435761 % 4294967296), 'col_' || (8000000 + n.i), 'sec_' || (8000000 + n.i) || '_' || slug,
		d.i * 4 + k.j + 1, slug, monday, date(monday, '+6 days'),
		CASE WHEN (n.i + k.j) % 6 = 0 THEN '' ELSE date(monday, ((n.i + d.i + k.j) % 6) || ' days') END, CASE WHEN (n.i + k.j) % 6 = 0 THEN '' ELSE date(monday, ((n.i + d.i + k.j) % 6) || ' days') END,
		'day', '', '', CASE WHEN (n.i + k.j) % 6 = 0 THEN '近日' ELSE (n.i % 12 + 1) || '月' || (n.i % 28 + 1) || '日' END, kind, 2, 1, 120, 100, 220,
		'虚构', printf('%064x', n.i), 'https://www.example.org/p/' || (8000000 + n.i) || '.html'
		FROM n CROSS JOIN (SELECT i, slug FROM d WHERE i < 12) AS d CROSS JOIN k`,
	`CREATE TEMP TABLE o AS WITH RECURSIVE o(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM o WHERE i < 1999)
		SELECT i, 'off_' || printf('%08x', i * 7919) AS id, substr('沈顾陆江韩贺白程叶秦', i % 10 + 1, 1) || substr('知清望若松兰景以南川', i / 10 % 10 + 1, 1) || substr('远和舒岚年亭行宁乔柏', i / 100 % 10 + 1, 1) || i / 1000 AS name FROM o`,
	`INSERT INTO officials SELECT id, name, 'Name ' || i FROM o`,
	`CREATE TEMP TABLE a AS SELECT rowid AS r, activity_id, district FROM activities`,
	`INSERT INTO appearances SELECT a.activity_id, o.id, o.name, 1, a.district || '区委书记', 'secretary', 'post_and_name', 'actor', '主持', '', 100, 110
		FROM a JOIN o ON o.i = a.r / 48 % 1000`,
	`INSERT INTO appearances SELECT a.activity_id, o.id, o.name, 2, a.district || '区区长', 'head', 'post_and_name', 'actor', '出席', '强调', 112, 120
		FROM a JOIN o ON o.i = 1000 + a.r / 192 % 1000`,
	`UPDATE columns SET parser_version = 1`, `DROP TABLE a`, `ANALYZE`,
}

// heavyPaths are pages of every kind that reads rows, among them filters that
// leave much, little and nothing.
func heavyPaths() []string {
	paths := []string{
		"/activities", "/activities?district=nanshan", "/activities?district=nanshan&kind=meeting", "/activities?kind=meeting", "/activities?kind=investment&from=2010-01-01&to=2012-12-31",
		"/activities?office=head&district=futian", "/activities?office=secretary", "/activities?office=secretary&kind=inspection&rows=official&by=month", "/activities?official=off_00001eef",
		"/activities?official=off_00001eef&kind=other", "/activities?q=低空", "/activities?q=区委书记", "/activities?q=沈知", "/activities?q=name1", "/activities?q=推进 luohu", "/activities?q=没有这样的词",
		"/activities?q=主持&from=2001-01-01", "/activities?from=2020-02-03&to=2020-02-09", "/activities?to=2019-12-31", "/activities?district=qianhai", "/activities?page=2000", "/activities?q=区委书记&page=900",
		"/activities?column=col_8000100&district=luohu&office=head", "/activities.json?district=longgang&office=secretary&q=4月",
		"/districts/nanshan", "/districts/nanshan?format=json", "/officials/off_00001eef", "/officials/off_00001eef?format=json", "/coverage?year=2019", "/coverage", "/coverage.json?year=1990",
		"/columns/col_8000100", "/columns/col_8000100?format=json", "/", "/officials", "/status", "/feed.atom", "/codebook", "/tables/", "/snapshots/", "/columns/col_404",
		"/pictures/over-time.csv?rows=official", "/pictures/kinds.csv?from=2001-01-01", "/pictures/calendar.csv?official=off_00001eef&year=2019",
		"/tables/activities?page=1200", "/tables/activities?has.date_text=1月", "/tables/appearances?has.post=书记&sort=-post", "/tables/appearances?office=head&q=低空",
	}
	for _, t := range liveTables() {
		paths = append(paths, "/tables/"+t.Name)
		for _, c := range t.Columns {
			paths = append(paths, "/tables/"+t.Name+"?sort=-"+c.Name)
		}
	}
	return paths
}

// BenchmarkFiftyYears measures pages over 2,600 columns and 124,800
// activities. For each it tells the first answer of a server that has read
// nothing of the page yet, and the median and the 99th percentile of those that
// follow; b.N is raised until enough of them are there:
//
//	go test -run - -bench FiftyYears ./archive/web
func BenchmarkFiftyYears(b *testing.B) {
	a := fiftyYears(b, 2600)
	s, _ := serve(b, a, nil)
	for _, path := range heavyPaths() {
		first := firstAnswer(b, a.Dir(), path)
		b.Run(path, func(b *testing.B) {
			var took []time.Duration
			for range 20 {
				took = append(took, answerTime(b, s, path))
			}
			for b.Loop() {
				took = append(took, answerTime(b, s, path))
			}
			slices.Sort(took)
			b.ReportMetric(milliseconds(first), "first-ms")
			b.ReportMetric(milliseconds(took[len(took)/2]), "median-ms")
			b.ReportMetric(milliseconds(took[len(took)*99/100]), "p99-ms")
		})
	}
}

// firstAnswer times a page of a server that has just started.
func firstAnswer(b *testing.B, dir, path string) time.Duration {
	b.Helper()
	a, err := archive.OpenReader(b.Context(), archive.Config{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	s, err := New(testConfig(b, a))
	if err != nil {
		b.Fatal(err)
	}
	return answerTime(b, s, path)
}

func answerTime(b *testing.B, s *Server, path string) time.Duration {
	b.Helper()
	start := time.Now()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, escaped(path), nil))
	if w.Code != 200 && w.Code != 404 {
		b.Fatalf("%s: status %d: %.200s", path, w.Code, w.Body)
	}
	return time.Since(start)
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// escaped makes a readable path fit for a request line.
func escaped(path string) string {
	u, err := url.Parse(path)
	if err != nil {
		panic(err)
	}
	u.RawQuery = u.Query().Encode()
	return u.String()
}

// BenchmarkCSVBesideSQLite tells how long a CSV of all activities takes when it
// is written anew, as a multiple of what the sqlite3 program takes for the
// same rows:
//
//	go test -run - -bench CSVBesideSQLite -benchtime 5x ./archive/web
func BenchmarkCSVBesideSQLite(b *testing.B) {
	if _, err := exec.LookPath("sqlite3"); err != nil {
		b.Skip("no sqlite3 here: nothing to compare with")
	}
	a := fiftyYears(b, 2600)
	query, _ := activitiesTable().Query(snapshot.Filter{})
	var ours, theirs time.Duration
	for b.Loop() {
		s, err := New(testConfig(b, a))
		if err != nil {
			b.Fatal(err)
		}
		ours += answerTime(b, s, "/activities.csv")
		start := time.Now()
		out, err := exec.CommandContext(b.Context(), "sqlite3", "-csv", "-header", filepath.Join(a.Dir(), archive.DatabaseName), query).Output()
		if err != nil || len(out) < 1<<20 {
			b.Fatalf("sqlite3: %v, %d bytes", err, len(out))
		}
		theirs += time.Since(start)
	}
	b.ReportMetric(float64(ours)/float64(theirs), "times-sqlite3")
}
