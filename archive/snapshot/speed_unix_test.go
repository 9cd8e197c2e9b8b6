//go:build unix

package snapshot_test

import (
	"bufio"
	"bytes"
	"database/sql"
	"flag"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"shenzheng/archive/snapshot"
)

var speed = flag.Bool("speed", false, "measure the CSV and the snapshot of fifty years, and print the figures")

// fill puts fifty years of weekly columns with 10 sections, 46 activities and
// about 70 appearances each into an archive, without going through Go row by row.
func fill(t testing.TB, db *sql.DB) {
	t.Helper()
	connection, err := db.Conn(t.Context()) // temporary tables belong to one
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	for _, statement := range []string{
		`INSERT INTO captures (source, number, url, final_url, captured_at, method, status, verdict)
		 VALUES ('dutenews', '1', 'u', 'u', '2024-04-28T08:56:00.000Z', 'import', 0, 'good')`,
		`CREATE TEMP TABLE numbers AS WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 99) SELECT n FROM n`,
		`CREATE TEMP TABLE weeks AS WITH RECURSIVE w(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM w WHERE i < 2599)
		 SELECT 8000000 + i AS num, date('1980-01-07', printf('+%d days', 7 * i)) AS monday, date('1980-01-13', printf('+%d days', 7 * i)) AS sunday FROM w`,
		`INSERT INTO columns (column_id, source, number, source_url, title, kind, published_at, week_start, week_end, author, outlet, topic,
		 summary, sections, activities, officials, characters, unclassified_characters, problems, revision, article_sha256, capture_id,
		 captured_at, capture_sha256, state, rows_sha256, parser_version, rows_below) SELECT 'col_' || num, 'dutenews', num, 'https://news.example.org/p/' || num || '.html', '深圳一周丨虚构的一周(' || monday || ')', 'weekly',
		 sunday || 'T16:56:00+08:00', monday, sunday, '深政观察', '深圳特区报', '深政观察', '', 10, 46, 20, 7200, 0, 0, 1, printf('%064x', num), 1,
		 '2024-04-28T08:56:00.000Z', printf('%064x', num), 'settled', '', 1, 0 FROM weeks`,
		`CREATE TEMP TABLE places AS SELECT column1 AS district, column2 AS name, row_number() OVER (ORDER BY column1) AS p FROM (VALUES ('futian', '福田区'),
		 ('luohu', '罗湖区'), ('yantian', '盐田区'), ('nanshan', '南山区'), ('baoan', '宝安区'), ('longgang', '龙岗区'), ('longhua', '龙华区'), ('pingshan', '坪山区'),
		 ('guangming', '光明区'), ('dapeng', '大鹏新区'))`,
		`INSERT INTO sections SELECT 'sec_' || num || '_' || column1, 'col_' || num, p, column1, column1, 'printed', '启动行动,推进工作', 4
		 FROM weeks, (SELECT district AS column1, p FROM places)`,
		`INSERT INTO activities SELECT 'act_' || num || '_' || printf('%08x', abs(random()) % 4294967296), 'col_' || num, 'sec_' || num || '_' || district, (p - 1) * 5 + n + 1,
		 district, monday, sunday, monday, monday, 'day', '上午', '', '4月23日上午', 'meeting', 2, 1, 180, n * 180, n * 180 + 180, printf('%.180c', '文'),
		 printf('%064x', num * 100 + n), 'https://news.example.org/p/' || num || '.html' FROM weeks, places, numbers WHERE n < 4 + (p % 5 < 3) ORDER BY 1`,
		`INSERT INTO officials SELECT printf('off_%08x', n), '某人' || n, 'Mou Ren' FROM numbers`,
		// Of each activity the first is secretary or head, another every five
		// years, and the second, where there is one, of no such office.
		`INSERT INTO appearances SELECT activity_id, printf('off_%08x', who), '某人' || who, n + 1, '区委书记',
		 CASE WHEN n > 0 THEN 'other' WHEN position % 2 = 0 THEN 'secretary' ELSE 'head' END, 'post_and_name', 'actor', '主持;讲话', '强调', span_start, span_start + 7
		 FROM (SELECT *, CAST(p * 2 + position % 2 + 37 * n + 7 * CAST(julianday(week_start) / 1800 AS INTEGER) AS INTEGER) % 100 AS who
		 FROM activities JOIN places USING (district), numbers WHERE n < 1 + position % 2)`,
		`INSERT INTO posts SELECT activity_id, official_id, 1, name || CASE a.office WHEN 'other' THEN '教育局' WHEN 'secretary' THEN '委' ELSE '政府' END,
		 CASE a.office WHEN 'other' THEN '局长' WHEN 'secretary' THEN '书记' ELSE '区长' END FROM (SELECT activity_id, official_id, office FROM appearances) a
		 JOIN activities USING (activity_id) JOIN places USING (district)`,
		`INSERT INTO blocks SELECT 'col_' || num, n + 1, iif(n > 15, 'activity', 'meta'), 'invented', n * 91, n * 91 + 90, printf('%.90c', '文') FROM weeks, numbers WHERE n < 80`,
		`ANALYZE`,
	} {
		if _, err := connection.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%.60s: %v", statement, err)
		}
	}
}

// peak watches the heap while f runs and gives the most it held, in MB.
func peak(f func()) uint64 {
	var most atomic.Uint64
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.Sys-m.HeapReleased))
			select {
			case <-done:
				return
			case <-tick.C:
			}
		}
	}()
	f()
	close(done)
	<-stopped
	return most.Load() >> 20
}

func TestSpeed(t *testing.T) {
	if !*speed {
		t.Skip("SKIPPED: measured with -speed only")
	}
	db, root := openDatabase(t, filepath.Join(t.TempDir(), "archive.db")), t.TempDir()
	fill(t, db)
	measureCSV(t, db)
	var r snapshot.Result
	timed := func(what string, f func()) {
		debug.FreeOSMemory()
		start, worked := time.Now(), processor(t)
		memory := peak(f)
		t.Logf("%-12s %6.2f s, %6.2f s of the processor, %4d MB at most", what, time.Since(start).Seconds(), (processor(t) - worked).Seconds(), memory)
	}
	timed("created", func() { r = create(t, db, root) })
	timed("unchanged", func() { create(t, db, root) })
	timed("verified", func() { // with findings, as the texts are not real
		if _, err := snapshot.Verify(t.Context(), r.Dir); err != nil {
			t.Error(err)
		}
	})
	timed("compared", func() {
		if err := snapshot.WriteDiffCSV(t.Context(), io.Discard, r.Dir, r.Dir); err != nil {
			t.Error(err)
		}
	})
	for _, of := range snapshot.PublicTables() {
		timed(of.Name, func() {
			if err := snapshot.WriteCSV(t.Context(), io.Discard, db, of, snapshot.Filter{}); err != nil {
				t.Error(err)
			}
		})
	}
	t.Logf("rows: %v", r.Rows)
}

// measureCSV times all activities as CSV against the sqlite3 program with the
// same query on the same file, each in turn, best of three.
func measureCSV(t *testing.T, db *sql.DB) {
	sqlite := tool(t, "sqlite3", "-version")
	var file string
	if err := db.QueryRow("SELECT file FROM pragma_database_list WHERE name = 'main'").Scan(&file); err != nil {
		t.Fatal(err)
	}
	activities, _ := snapshot.TableNamed("activities")
	query, _ := activities.Query(snapshot.Filter{})
	script := ".mode csv\n.headers on\n" + query + ";\n"
	ours, theirs := time.Hour, time.Hour
	for range 3 {
		var here, there bytes.Buffer
		start := time.Now()
		if err := snapshot.WriteCSV(t.Context(), &here, db, activities, snapshot.Filter{}); err != nil {
			t.Error(err)
		}
		ours = min(ours, time.Since(start))
		command := exec.Command(sqlite, file)
		command.Stdin, command.Stdout = strings.NewReader(script), &there
		start = time.Now()
		if err := command.Run(); err != nil {
			t.Fatal(err)
		}
		theirs = min(theirs, time.Since(start))
		same(t, &here, &there)
	}
	t.Logf("all activities as CSV: %v here, %v with the sqlite3 program, ratio %.2f", ours, theirs, ours.Seconds()/theirs.Seconds())
}

// processor gives the processor time this process has used.
func processor(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// same compares two CSV texts but for quotes, which the programs set differently.
func same(t *testing.T, a, b *bytes.Buffer) {
	x, y := bufio.NewScanner(a), bufio.NewScanner(b)
	for n := 1; ; n++ {
		more, also := x.Scan(), y.Scan()
		if more != also {
			t.Fatalf("one text ends at line %d", n)
		}
		if !more {
			return
		}
		if !bytes.Equal(bytes.ReplaceAll(x.Bytes(), []byte(`"`), nil), bytes.ReplaceAll(y.Bytes(), []byte(`"`), nil)) {
			t.Fatalf("line %d: %s and %s", n, x.Bytes(), y.Bytes())
		}
	}
}
