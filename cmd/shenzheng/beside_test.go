package main

import (
	"bytes"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/archive"
	"shenzheng/crawler"
	"shenzheng/parser"
)

// TestLifeBesideADamagedDatabase damages the database for two crawls and
// restores its backup: the tables are those of an undisturbed life, and no
// page was asked for twice meanwhile.
func TestLifeBesideADamagedDatabase(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 4)
	want, pages := besideLife(t, site, nil)
	if pages != 1 {
		t.Errorf("%d new pages", pages)
	}
	for name, tc := range map[string]struct {
		hurt  func(whole []byte) []byte
		pages int // asked for: all five where nothing can be known of those held
	}{
		"garbage": {func(whole []byte) []byte { return bytes.Repeat([]byte("garbage "), len(whole)/8) }, 5},
		"empty":   {func([]byte) []byte { return nil }, 5},
		"cut off": {func(whole []byte) []byte { return whole[:len(whole)/2] }, 5},
		"a table that is written by every request": {func(whole []byte) []byte { return hurtPage(t, whole, "requests") }, 1},
		"a table that is written by every page":    {func(whole []byte) []byte { return hurtPage(t, whole, "captures") }, 5},
		"a table that is written by every column":  {func(whole []byte) []byte { return hurtPage(t, whole, "activities") }, 1},
	} {
		t.Run(name, func(t *testing.T) {
			got, pages := besideLife(t, site, tc.hurt)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the life with a damaged database differs (-undisturbed +disturbed):\n%.3000s", diff)
			}
			if pages != tc.pages {
				t.Errorf("%d pages were asked for, want %d", pages, tc.pages)
			}
		})
	}
}

// hurtPage makes the first page of a table one of no table.
func hurtPage(t *testing.T, whole []byte, table string) []byte {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, archive.DatabaseName), whole)
	var page int
	arc := openTestArchive(t, dir, func() time.Time { return crawlDay })
	if err := arc.Reader().QueryRow(`SELECT rootpage FROM sqlite_schema WHERE name = ?`, table).Scan(&page); err != nil {
		t.Fatal(err)
	}
	hurt := bytes.Clone(whole)
	hurt[(page-1)*4096] = 0xff
	return hurt
}

// besideLife crawls, makes a backup, and a week later crawls twice, hurt by
// then, and once after its backup is restored; it gives the published tables,
// and how many articles were asked for after the backup.
func besideLife(t *testing.T, site *faultySite, hurt func([]byte) []byte) (tables [][]string, asked int) {
	t.Helper()
	site.mu.Lock()
	site.now = crawlDay
	site.mu.Unlock()
	dir, backups := t.TempDir(), t.TempDir()
	file, backup := filepath.Join(dir, archive.DatabaseName), filepath.Join(backups, "shenzheng-20250309T120000Z.db")
	var out, errs bytes.Buffer
	a := &app{Streams: Streams{&out, &errs}, data: dir, now: site.clock, free: freeBytes, log: slog.New(slog.DiscardHandler)}
	a.cfg.Sources = []crawler.Source{{Name: "dutenews", Start: []string{site.server.URL + site.Start()}, Hosts: []string{"127.0.0.1"}, MaxRequests: 100}}
	a.cfg.BackupDir = backups
	crawl := func() error {
		site.later(time.Hour)
		return a.withCrawlStore(t.Context(), func(s *crawlStore) error { return a.crawlNow(t.Context(), s, nil) })
	}
	if err := crawl(); err != nil {
		t.Fatal(err)
	}
	err := a.withReader(t.Context(), func(arc *archive.Archive) error { return arc.Backup(t.Context(), backup) })
	if err = errors.Join(err, os.MkdirAll(filepath.Join(dir, "snapshots", "20250309-00000000"), 0o755)); err != nil {
		t.Fatal(err)
	}
	site.later(7 * 24 * time.Hour)
	if hurt != nil {
		damaged := hurt(read(t, file))
		if err := os.Truncate(file, 0); err != nil {
			t.Fatal(err)
		}
		write(t, file, damaged)
	}
	site.requests()
	var pages []string // asked for since
	for range 2 {
		err := crawl()
		switch {
		case hurt == nil && err != nil:
			t.Fatal(err)
		case hurt == nil:
		case err == nil || exitCode(err) != exitFailed:
			t.Errorf("a crawl ends with %v, code %d", err, exitCode(err))
		default:
			for _, words := range []string{"is damaged", "the last backup is " + backup, "cp " + backup, " pages are kept in " + archive.BesideFile(dir), "by themselves"} {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("a crawl does not say %q: %v", words, err)
				}
			}
		}
		pages = append(pages, articlesOf(site.requests())...)
	}
	if hurt != nil {
		if err := errors.Join(os.RemoveAll(file+"-wal"), os.RemoveAll(file+"-shm"), os.Truncate(file, 0)); err != nil {
			t.Fatal(err)
		}
		write(t, file, read(t, backup))
	}
	if err := crawl(); err != nil {
		t.Fatal(err)
	}
	pages = append(pages, articlesOf(site.requests())...)
	if all := slices.Compact(sorted(slices.Clone(pages)...)); len(all) != len(pages) {
		t.Errorf("pages are asked for twice: %v", pages)
	}
	if _, err := os.Stat(filepath.Dir(archive.BesideFile(dir))); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was kept beside is still there: %v", err)
	}
	if said := strings.Contains(errs.String(), "kept beside the damaged database are in the archive now"); said != (hurt != nil) {
		t.Errorf("said of what was brought in: %s", errs.String())
	}
	return a.published(t), len(pages)
}

func articlesOf(requests []string) (articles []string) {
	for _, path := range requests {
		if number, ok := parser.ArticleNumber("http://127.0.0.1" + path); ok && strings.HasPrefix(number, "91") { // the others are listings
			articles = append(articles, number)
		}
	}
	return articles
}

// published looks at all columns that are due again, checks the archive, and
// gives what is published of it.
func (a *app) published(t *testing.T) (tables [][]string) {
	t.Helper()
	err := a.withCrawlStore(t.Context(), func(s *crawlStore) error {
		_, err := s.crawl(t.Context(), crawler.Request{Recheck: true}, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = a.withReader(t.Context(), func(arc *archive.Archive) error {
		found, err := arc.Check(t.Context())
		if len(found) > 0 {
			t.Errorf("check finds %v", found)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range publishedTables {
		tables = append(tables, lines(t, a.data, query))
	}
	return tables
}
