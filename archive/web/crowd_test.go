package web

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/semaphore"

	"shenzheng/archive"
	"shenzheng/parser"
)

// TestSlowReadersHoldNothing lets many readers begin a table and stop: no
// connection of the database is theirs, pages are answered, and a new column
// is in the next reader's table.
func TestSlowReadersHoldNothing(t *testing.T) {
	a, columns := openFixture(t, 50)
	s, h := serve(t, a, nil)
	_, old := fetch(t, h, "/activities.csv")
	for range 32 {
		conn, err := net.Dial("tcp", h.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := fmt.Fprint(conn, "GET /activities.csv HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		if status, err := bufio.NewReaderSize(conn, 16).ReadString('\n'); err != nil || !strings.Contains(status, "200") {
			t.Fatalf("%q: %v", status, err)
		}
	}
	if n := a.Reader().Stats().InUse; n != 0 {
		t.Errorf("%d connections of the database are held by readers of a file", n)
	}
	if n := books(s); n != 1 {
		t.Errorf("%d files for one table", n)
	}
	for _, path := range []string{"/", "/readyz", "/activities"} {
		if res, _ := fetch(t, h, path); res.StatusCode != 200 {
			t.Errorf("%s beside slow readers: status %d", path, res.StatusCode)
		}
	}
	columns[0].Activities[0].Kind = "exchange"
	edit(t, a, columns[0])
	if _, now := fetch(t, h, "/activities.csv"); now == old {
		t.Error("a changed column is not in the table")
	}
}

// books counts the files that are kept.
func books(s *Server) (n int) {
	for _, kept := range s.memo.kept {
		if _, is := kept.(*book); is {
			n++
		}
	}
	return n
}

// edit keeps a later capture of a column whose text has changed.
func edit(t *testing.T, a *archive.Archive, c *parser.Column) {
	t.Helper()
	c.Text += "\n更正"
	c.ArticleSHA256 = sha(c.Text)
	c.Published = c.Published.Add(time.Minute)
	keep(t, a, c)
}

func TestManyReadersShareOneWriting(t *testing.T) {
	a, _ := openFixture(t, 10)
	s, h := serve(t, a, nil)
	s.turns = semaphore.NewWeighted(1)
	var readers sync.WaitGroup
	for i := range 200 {
		readers.Go(func() {
			path := fmt.Sprintf("/%s&from=2024-01-%02d", []string{"appearances.csv?kind=", "tables/appearances?format=csv"}[i%2], 1+i/2%20)
			if res, _ := fetch(t, h, path); res.StatusCode != 200 {
				t.Errorf("reader %d: status %d", i, res.StatusCode)
			}
		})
	}
	readers.Wait()
	if n := books(s); n != 20 {
		t.Errorf("%d tables were written for 20 selections, each under two addresses", n)
	}
}

func TestNoFileIsKeptThatIsOld(t *testing.T) {
	a, columns := openFixture(t, 4)
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	s, h := serve(t, a, nil)
	for range 3 {
		fetch(t, h, "/activities.csv")
		fetch(t, h, "/officials.csv")
		edit(t, a, columns[0])
	}
	fetch(t, h, "/columns.csv")
	if n := books(s); n != 1 {
		t.Errorf("%d files are kept, want the one of the rows as they are", n)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("%d files have a name that would be left over: %v", len(left), err)
	}
}

// TestAFileThatChangedIsNotServed alters a file of a snapshot on disk: under
// its old tag nobody gets other bytes.
func TestAFileThatChangedIsNotServed(t *testing.T) {
	dir := ""
	h := serveRelease(t, func(c *Config) { dir = c.SnapshotsDir })
	path := filepath.Join(dir, testRelease, "activities.csv")
	table := releaseFiles()["activities.csv"]
	for _, c := range []struct {
		body   string
		status int
	}{{table, 200}, {strings.Replace(table, "南", "北", 1), 500}, {table[:100], 500}, {table, 200}} {
		if err := os.WriteFile(path, []byte(c.body), 0o644); err != nil {
			t.Fatal(err)
		}
		later := time.Now().Add(time.Duration(len(c.body)+c.status) * time.Second)
		if err := os.Chtimes(path, later, later); err != nil {
			t.Fatal(err)
		}
		if res, body := fetch(t, h, tablePath); res.StatusCode != c.status || c.status == 200 && body != table || c.status != 200 && res.Header.Get("ETag") != "" {
			t.Errorf("status %d with %d bytes, want %d", res.StatusCode, len(body), c.status)
		}
	}
}
