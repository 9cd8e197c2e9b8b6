//go:build unix

package snapshot_test

import (
	"bufio"
	"bytes"
	"database/sql"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"shenzheng/archive/snapshot"
)

var speed = flag.Bool("speed", false, "measure writing a million activities and ten years' snapshot, and print the figures")

// fill puts weekly columns of 10 sections, 40 activities and 60 appearances
// each into an archive, without going through Go row by row.
func fill(t testing.TB, db *sql.DB, columns int) {
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
		`CREATE TEMP TABLE weeks AS WITH RECURSIVE w(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM w WHERE i < ` + strconv.Itoa(columns-1) + `)
		 SELECT 8000000 + i AS num, date('2014-01-06', printf('+%d days', 7 * (i % 520))) AS monday, date('2014-01-12', printf('+%d days', 7 * (i % 520))) AS sunday FROM w`,
		`INSERT INTO columns SELECT 'col_' || num, 'dutenews', num, 'https://news.example.org/p/' || num || '.html', '深圳一周丨虚构的一周(' || monday || ')', 'weekly',
		 sunday || 'T16:56:00+08:00', monday, sunday, '深政观察', '深圳特区报', '深政观察', '', 10, 40, 20, 7200, 0, 0, 1, printf('%064x', num), 1,
		 '2024-04-28T08:56:00.000Z', printf('%064x', num), 'settled', '', 1, 0, '' FROM weeks`,
		`CREATE TEMP TABLE places AS SELECT column1 AS district, row_number() OVER (ORDER BY column1) AS p FROM (VALUES ('futian'), ('luohu'), ('yantian'), ('nanshan'),
		 ('baoan'), ('longgang'), ('longhua'), ('pingshan'), ('guangming'), ('dapeng'))`,
		`INSERT INTO sections SELECT 'sec_' || num || '_' || column1, 'col_' || num, p, column1, column1, 'printed', '启动行动,推进工作', 4
		 FROM weeks, (SELECT district AS column1, p FROM places)`,
		`INSERT INTO activities SELECT 'act_' || num || '_' || printf('%08x', abs(random()) % 4294967296), 'col_' || num, 'sec_' || num || '_' || district, (p - 1) * 4 + n + 1,
		 district, monday, sunday, monday, monday, 'day', '上午', '', '4月23日上午', 'meeting', 2, 1, 180, n * 180, n * 180 + 180, printf('%.180c', '文'),
		 printf('%064x', num * 100 + n), 'https://news.example.org/p/' || num || '.html' FROM weeks, places, numbers WHERE n < 4 ORDER BY 1`,
		`INSERT INTO officials SELECT printf('off_%08x', n), '某人' || n, 'Mou Ren' FROM numbers`,
		`INSERT INTO appearances SELECT activity_id, printf('off_%08x', n + position * 2), '某人' || (n + position * 2), n + 1, '区委书记',
		 iif(n = 0, 'secretary', 'head'), 'post_and_name', 'actor', '主持;讲话', '强调', span_start, span_start + 7
		 FROM activities, numbers WHERE n < 1 + position % 2`,
		`INSERT INTO posts SELECT activity_id, official_id, 1, '福田区委', '书记' FROM appearances`,
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
	t.Run("a million activities", measureMillion)
	t.Run("ten years", measureDecade)
}

// measureMillion times a million activity rows as CSV against the sqlite3
// program with the same query on the same file, each in turn, best of three.
func measureMillion(t *testing.T) {
	sqlite := tool(t, "sqlite3", "-version")
	file := filepath.Join(t.TempDir(), "archive.db")
	db := openDatabase(t, file)
	fill(t, db, 25000)
	activities, _ := snapshot.TableNamed("activities")
	query, _ := activities.Query(snapshot.Filter{})
	script := ".mode csv\n.headers on\n" + query + ";\n"
	ours, theirs := time.Hour, time.Hour       // by the clock
	ourWork, theirWork := time.Hour, time.Hour // of the processor
	var memory uint64
	for range 3 {
		out, err := os.Create(filepath.Join(t.TempDir(), "ours.csv"))
		if err != nil {
			t.Fatal(err)
		}
		start, worked := time.Now(), processor(t)
		memory = max(memory, peak(func() {
			if rows, err := snapshot.WriteCSV(t.Context(), out, db, activities, snapshot.Filter{}); err != nil || rows < 999000 {
				t.Errorf("%d rows, %v", rows, err)
			}
		}))
		ours, ourWork = min(ours, time.Since(start)), min(ourWork, processor(t)-worked)
		out.Close()
		other, err := os.Create(filepath.Join(t.TempDir(), "theirs.csv"))
		if err != nil {
			t.Fatal(err)
		}
		command := exec.Command(sqlite, file)
		command.Stdin, command.Stdout = strings.NewReader(script), other
		start = time.Now()
		if err := command.Run(); err != nil {
			t.Fatal(err)
		}
		state := command.ProcessState
		theirs, theirWork = min(theirs, time.Since(start)), min(theirWork, state.UserTime()+state.SystemTime())
		same(t, out.Name(), other.Name())
		other.Close()
		os.Remove(out.Name())
		os.Remove(other.Name())
	}
	t.Logf("a million activities as CSV: %v here, %v with the sqlite3 program, ratio %.2f; of the processor %v and %v, ratio %.2f; %d MB at most",
		ours, theirs, ours.Seconds()/theirs.Seconds(), ourWork, theirWork, ourWork.Seconds()/theirWork.Seconds(), memory)
}

// processor gives the processor time this process has used.
func processor(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// same compares two CSV files but for quotes, which the programs set differently.
func same(t *testing.T, a, b string) {
	open := func(name string) *bufio.Scanner {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { file.Close() })
		return bufio.NewScanner(file)
	}
	x, y := open(a), open(b)
	for n := 1; ; n++ {
		more, also := x.Scan(), y.Scan()
		if more != also {
			t.Fatalf("one file ends at line %d", n)
		}
		if !more {
			return
		}
		if !bytes.Equal(x.Bytes(), bytes.ReplaceAll(y.Bytes(), []byte(`"`), nil)) {
			t.Fatalf("line %d: %s and %s", n, x.Bytes(), y.Bytes())
		}
	}
}

// measureDecade times the creation of ten years' snapshot, its second making
// and its verification.
func measureDecade(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	fill(t, db, 520)
	start := time.Now()
	r := create(t, db, root)
	first := time.Since(start)
	start = time.Now()
	create(t, db, root)
	second := time.Since(start)
	start = time.Now()
	findings, err := snapshot.Verify(t.Context(), r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	verified := time.Since(start)
	start = time.Now()
	if err := snapshot.WriteDiffCSV(t.Context(), io.Discard, r.Dir, r.Dir); err != nil {
		t.Fatal(err)
	}
	t.Logf("ten years (520 columns, %d activities, %d appearances): created in %v, unchanged in %v, verified in %v (%d findings, as the texts are not real), compared in %v",
		r.Rows["activities"], r.Rows["appearances"], first, second, verified, len(findings), time.Since(start))
}
