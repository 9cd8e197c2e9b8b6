package web

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"shenzheng/archive"
	"shenzheng/parser"
)

func TestCatalogShowsEveryCommitToWhoAsksAfterIt(t *testing.T) {
	columns := map[string]*parser.Column{}
	for week := range 12 {
		number := fmt.Sprint(7000000 + week)
		columns[number] = inventColumn(number, weekOne.AddDate(0, 0, 7*week), 12)
	}
	a, err := archive.Open(t.Context(), archive.Config{Dir: t.TempDir(), Read: fakeRead(columns)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	s, _ := serve(t, a, nil)
	ctx, stop := context.WithCancel(t.Context())
	var visitors sync.WaitGroup
	for range 3 {
		visitors.Go(func() {
			for ctx.Err() == nil {
				if _, err := s.catalog.now(ctx); err != nil && ctx.Err() == nil {
					t.Error(err)
				}
			}
		})
	}
	total := 0
	for _, c := range columns {
		keep(t, a, c)
		total += len(c.Activities)
		if l, err := s.catalog.now(t.Context()); err != nil || len(l.entries) != total {
			t.Errorf("after %s: %v, want %d activities", c.ID, err, total)
		}
	}
	stop()
	visitors.Wait()
}

func TestCatalogIsReadForAllThoughTheFirstVisitorLeaves(t *testing.T) {
	a, columns := openFixture(t, 3)
	s, _ := serve(t, a, nil)
	gone, leave := context.WithCancel(t.Context())
	_, r, mine, err := s.catalog.look(gone)
	if err != nil || r == nil || !mine {
		t.Fatalf("no reading was begun: %v", err)
	}
	leave()
	<-r.done
	if r.err != nil {
		t.Fatalf("the reading broke off: %v", r.err)
	}
	if l, err := s.catalog.now(t.Context()); err != nil || len(l.columnIDs) != len(columns) {
		t.Errorf("catalog: %v", err)
	}
	if _, err := s.catalog.now(gone); err == nil {
		t.Error("who has left is answered")
	}
}

func TestCatalogIsNotReadAfterItsEnd(t *testing.T) {
	a, _ := openFixture(t, 2)
	s, err := New(Config{Archive: a, SnapshotsDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Warm(t.Context()); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	s.catalog.held = nil
	if err := s.Warm(t.Context()); err == nil {
		t.Error("a closed server reads on")
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestAPanicFailsTheReadingOfTheCatalogAlone(t *testing.T) {
	c := newCatalog(nil) // no archive: reading it panics
	r := &reading{done: make(chan struct{})}
	c.reading = r
	c.work.Go(func() { c.read(r, 1) })
	<-r.done
	if r.err == nil || !strings.Contains(r.err.Error(), "panic") {
		t.Errorf("got %v", r.err)
	}
	if c.reading != nil || c.held != nil {
		t.Error("the next visitor would wait for it, or be shown it")
	}
}
