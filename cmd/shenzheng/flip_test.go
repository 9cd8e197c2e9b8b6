package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/crawler"
	"shenzheng/parser"
)

// flipsVariable says of how many bytes each region is that TestFlippedBytes
// damages; without it a sample of the regions is taken. All of 400 bytes take
// five minutes.
const flipsVariable = "SHENZHENG_TEST_FLIPS"

// flipSample is how many regions are damaged where nothing else is said.
const flipSample = 24

// TestFlippedBytes damages one byte in every region of a small database in
// turn. No damage that changes an export passes check, none is published, and
// none keeps a crawl from fetching what is new, but where SQLite can no longer
// use the file, which is then said.
func TestFlippedBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	f := newFlips(t)
	region := len(f.whole)/flipSample + 1
	if text := os.Getenv(flipsVariable); text != "" {
		var err error
		if region, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	var work errgroup.Group
	work.SetLimit(2)
	for from := 0; from < len(f.whole); from += region {
		work.Go(func() error {
			rng := rand.New(rand.NewPCG(uint64(from), 3))
			f.flip(t, min(from+rng.IntN(region), len(f.whole)-1), byte(1+rng.IntN(255)))
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes in regions of %d: %v", len(f.whole), region, f.count)
}

// flips is a small archive as it is whole, and what came of damaging it.
type flips struct {
	start  string
	dir    string // where the damaged ones are
	whole  []byte
	tables []byte

	mu    sync.Mutex
	count map[string]int
}

func newFlips(t *testing.T) *flips {
	site := newFaultySite(t, 4)
	f := &flips{dir: t.TempDir(), start: site.server.URL + site.Start(), count: map[string]int{}}
	dir := t.TempDir()
	rig := quickCrawl(t, dir, f.start)
	if _, err := rig.archive.SkipWeek(t.Context(), parser.DateOf(crawlDay.AddDate(0, 0, -70)), "a holiday"); err != nil {
		t.Fatal(err)
	}
	if err := rig.archive.Close(); err != nil {
		t.Fatal(err)
	}
	var err error
	if f.whole, err = os.ReadFile(filepath.Join(dir, archive.DatabaseName)); err != nil {
		t.Fatal(err)
	}
	if f.tables, err = f.export(t.Context(), f.config(dir), (*archive.Archive).ReadChecked); err != nil {
		t.Fatal(err)
	}
	site.later(7 * 24 * time.Hour)
	return f
}

func (f *flips) config(dir string) archive.Config {
	return archive.Config{Dir: dir, Now: func() time.Time { return crawlDay.AddDate(0, 0, 7) },
		Sources: []archive.Source{{Name: "dutenews", Hosts: []string{"127.0.0.1"}}}}
}

// export gives all tables of both editions as CSV, one after the other.
func (f *flips) export(ctx context.Context, cfg archive.Config, read func(*archive.Archive, context.Context, func(*sql.Tx) error) error) (out []byte, err error) {
	arc, err := archive.OpenReader(ctx, cfg)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, arc.Close()) }()
	var b bytes.Buffer
	err = read(arc, ctx, func(tx *sql.Tx) error {
		for _, table := range snapshot.Tables() {
			if _, err := snapshot.WriteCSV(ctx, &b, tx, table, snapshot.Filter{}); err != nil {
				return err
			}
		}
		return nil
	})
	return b.Bytes(), err
}

// flip damages one byte and looks at what check, an export and a crawl make of
// it.
func (f *flips) flip(t *testing.T, at int, mask byte) {
	name := fmt.Sprintf("byte %d ^ %#x", at, mask)
	dir, err := os.MkdirTemp(f.dir, "flip")
	if err != nil {
		t.Error(err)
		return
	}
	defer os.RemoveAll(dir)
	damaged := bytes.Clone(f.whole)
	damaged[at] ^= mask
	if err := os.WriteFile(filepath.Join(dir, archive.DatabaseName), damaged, 0o600); err != nil {
		t.Error(err)
		return
	}
	ctx, cfg := t.Context(), f.config(dir)
	found := f.check(ctx, cfg)
	tables, err := f.export(ctx, cfg, (*archive.Archive).ReadTx)
	changed := err != nil || !bytes.Equal(tables, f.tables)
	if changed && len(found) == 0 {
		t.Errorf("%s: an export is changed (%v), and check finds nothing", name, err)
	}
	if tables, err = f.export(ctx, cfg, (*archive.Archive).ReadChecked); err == nil && !bytes.Equal(tables, f.tables) {
		t.Errorf("%s: an export that is changed is published; check finds %.300q", name, found)
	}
	fetched, err := f.crawl(ctx, cfg)
	switch {
	case err != nil && archive.Damaged(err) && len(found) > 0: // to be restored, as check says
	case err != nil:
		t.Errorf("%s: a crawl ends with %v; check finds %.300q", name, err, found)
	case fetched == 0 && slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, "malformed") }):
		err = errors.New("columns cannot be written") // the pages are kept, and the same holds
	case fetched == 0:
		t.Errorf("%s: a crawl does not get what is new; check finds %.300q", name, found)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.count["damaged"]++
	for what, is := range map[string]bool{"found by check": len(found) > 0, "exports changed": changed, "beyond a crawl": err != nil} {
		if is {
			f.count[what]++
		}
	}
}

// check gives what check finds; that the database cannot be opened is found, too.
func (f *flips) check(ctx context.Context, cfg archive.Config) []string {
	arc, err := archive.OpenReader(ctx, cfg)
	if err != nil {
		return []string{err.Error()}
	}
	found, err := checkAll(ctx, arc, filepath.Join(cfg.Dir, "snapshots"), "")
	if err = errors.Join(err, arc.Close()); err != nil {
		found = append(found, err.Error())
	}
	return found
}

// crawl makes a crawl as the command does, a week later, and says how many new
// columns came in.
func (f *flips) crawl(ctx context.Context, cfg archive.Config) (fetched int, err error) {
	arc, err := archive.Open(ctx, cfg)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, arc.Close()) }()
	c, err := crawler.New(crawler.Config{Store: arc, Now: cfg.Now, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		Sources: []crawler.Source{{Name: "dutenews", Start: []string{f.start}, Hosts: []string{"127.0.0.1"}}}})
	if err != nil {
		return 0, err
	}
	if _, err := arc.DerivePending(ctx); err != nil {
		return 0, err
	}
	report, err := c.Crawl(ctx, crawler.Request{RunID: "later"})
	return report.New, err
}
