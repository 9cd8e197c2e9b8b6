package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
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
// none keeps a crawl from fetching what is new: where the database cannot take
// it, it is kept beside.
func TestFlippedBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
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
	latest string // number of the column that is new when crawls are made

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
	dir = t.TempDir()
	write(t, filepath.Join(dir, archive.DatabaseName), f.whole)
	if beside, err := f.crawl(t.Context(), f.config(dir)); err != nil || beside {
		t.Fatal(beside, err)
	}
	rig = &archiveRig{t: t, archive: openTestArchive(t, dir, f.config(dir).Now)}
	for _, number := range rig.columns() {
		f.latest = max(f.latest, number)
	}
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
			if err := snapshot.WriteCSV(ctx, &b, tx, table, snapshot.Filter{}); err != nil {
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
	beside, err := f.crawl(ctx, cfg)
	if err != nil {
		t.Errorf("%s: a crawl ends with %v; check finds %.300q", name, err, found)
	}
	if beside && len(found) == 0 {
		t.Errorf("%s: a crawl goes on beside the database, and check finds nothing", name)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.count["damaged"]++
	for what, is := range map[string]bool{"found by check": len(found) > 0, "exports changed": changed, "crawled beside": beside} {
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
	found, err := (&app{data: cfg.Dir, now: time.Now}).checkAll(ctx, arc)
	if err = errors.Join(err, arc.Close()); err != nil {
		found = append(found, err.Error())
	}
	return found
}

// crawl makes a crawl as the command does, a week later, and says whether it
// kept what it fetched beside the database. The error says so where the column
// that is new then is in neither.
func (f *flips) crawl(ctx context.Context, cfg archive.Config) (beside bool, err error) {
	a := &app{Streams: Streams{io.Discard, io.Discard}, data: cfg.Dir, now: cfg.Now, free: freeBytes, log: slog.New(slog.DiscardHandler)}
	a.cfg.Sources = []crawler.Source{{Name: "dutenews", Start: []string{f.start}, Hosts: []string{"127.0.0.1"}, MaxRequests: 100}}
	err = a.withCrawlStore(ctx, func(s *crawlStore) error {
		_, err := s.crawl(ctx, crawler.Request{RunID: "later"}, nil)
		beside = s.beside != nil
		return err
	})
	if err == nil && beside {
		cfg.Dir = filepath.Dir(archive.BesideFile(cfg.Dir))
	}
	if err != nil || f.latest == "" {
		return beside, err
	}
	arc, err := archive.OpenReader(ctx, cfg)
	if err != nil {
		return beside, err
	}
	known, err := arc.Known(ctx, "dutenews", f.latest)
	if err = errors.Join(err, arc.Close()); err == nil && !known.Read {
		err = errors.New("the new column is not fetched")
	}
	return beside, err
}

// TestFlippedHeader does the same to the fields by which SQLite knows a file
// and what is free in it.
func TestFlippedHeader(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	f := newFlips(t)
	var work errgroup.Group
	work.SetLimit(2)
	for _, at := range []int{0, 16, 18, 19, 20, 21, 27, 31, 35, 39, 43, 47, 55, 59, 63, 95} {
		work.Go(func() error {
			f.flip(t, at, 0x41)
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		t.Fatal(err)
	}
}
