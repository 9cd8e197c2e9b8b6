package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"shenzheng/crawler/demosite"
)

func TestMain(m *testing.M) {
	// Many a test waits for processes and timers while its processor is idle.
	if err := flag.Set("test.parallel", fmt.Sprint(runtime.GOMAXPROCS(0)+1)); err != nil {
		panic(err)
	}
	debug.SetGCPercent(400) // a tenth of the time would go to collecting little heaps
	testscript.Main(m, map[string]func(){"shenzheng": main})
}

// TestScripts runs the commands as their users would. A script gets a demo
// source at $SITE, whose columns are of the weeks before May 2024, and the
// shared corpus at $SHARED where there is one.
func TestScripts(t *testing.T) {
	shared, err := filepath.Abs("../../../shared")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			site := demosite.New(demosite.Options{Weeks: 5, Now: func() time.Time { return time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC) }})
			server := httptest.NewServer(site)
			e.Defer(server.Close)
			e.Setenv("SITE", server.URL)
			e.Setenv("HOST", strings.TrimPrefix(server.URL, "http://"))
			e.Setenv("START", server.URL+site.Start())
			e.Setenv("SHARED", shared)
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond != "shared" {
				return false, fmt.Errorf("unknown condition %q", cond)
			}
			_, err := os.Stat(shared)
			return err == nil, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"header": checkHeader, "savepages": savePages,
			"binary": writeBinary, "envsubst": substitute, "without": dropColumn, "sql": changeByHand},
	})
}

// checkHeader compares a CSV file's header: header FILE COLUMN...
func checkHeader(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: header FILE COLUMN...")
	}
	line, _, _ := strings.Cut(ts.ReadFile(args[0]), "\r\n")
	if want := strings.Join(args[1:], ","); line != want {
		ts.Fatalf("%s has the header\n%s\nwant\n%s", args[0], line, want)
	}
}

// savePages saves every round-up of the site as NUMBER.html: savepages DIR.
func savePages(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: savepages DIR")
	}
	site := demosite.New(demosite.Options{Weeks: 5, Now: func() time.Time { return time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC) }})
	ts.Check(os.MkdirAll(ts.MkAbs(args[0]), 0o755))
	for _, number := range append(site.Numbers(), site.Others()...) {
		body, err := fetch(ts.Getenv("SITE") + "/p/" + number + ".html")
		ts.Check(err)
		ts.Check(os.WriteFile(filepath.Join(ts.MkAbs(args[0]), number+".html"), body, 0o644))
	}
}

func fetch(address string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("get %s: status %d", address, res.StatusCode)
	}
	return io.ReadAll(res.Body)
}

// writeBinary writes a file that is no text: binary FILE.
func writeBinary(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: binary FILE")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"), 0o644))
}

// substitute puts the script's variables into a file: envsubst FILE.
func substitute(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: envsubst FILE")
	}
	text := os.Expand(ts.ReadFile(args[0]), ts.Getenv)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// dropColumn takes a column out of a CSV file: without FILE COLUMN.
func dropColumn(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: without FILE COLUMN")
	}
	rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[0]))).ReadAll()
	ts.Check(err)
	at := slices.Index(rows[0], args[1])
	if at < 0 {
		ts.Fatalf("%s has no column %s", args[0], args[1])
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for _, row := range rows {
		ts.Check(w.Write(slices.Delete(row, at, at+1)))
	}
	w.Flush()
	ts.Check(w.Error())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o644))
}

// changeByHand changes a database behind the program's back: sql DATABASE STATEMENT.
func changeByHand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sql DATABASE STATEMENT")
	}
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(errors.Join(err, db.Close()))
}
