//go:build unix

package archive

import (
	"bytes"
	"context"
	"database/sql"
	"flag"
	"fmt"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/sync/errgroup"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
	"shenzheng/parser/source"
)

// speed asks for the figures of TestSpeed, up to so many columns; 20,000 take
// some minutes:
//
//	go test ./archive -run TestSpeed -speed 20000 -v -timeout 1h
var speed = flag.Int("speed", 0, "measure reparse of up to so many columns against html.Parse alone")

// TestSpeed prints, in one run, what reparse costs beside parsing the HTML
// alone, and how both grow.
func TestSpeed(t *testing.T) {
	if *speed == 0 {
		t.Skip("measured only with -speed")
	}
	t.Logf("%s %s/%s, %d cores", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0))
	for _, n := range []int{1000, 2000, 5000, 20000} {
		if n > *speed {
			break
		}
		pages := pagesOf(n)
		cfg := generated(t, pages)
		size := 0
		for _, p := range pages {
			size += len(p.Body)
		}
		parse := fastest(t, 3, func() { onAllCores(t, pages, parseAlone) })
		read := fastest(t, 3, func() { onAllCores(t, pages, readAlone) })
		newer := func(read func(parser.Page) parser.Reading) (cost, float64) {
			cfg.ParserVersion++
			return timeReparse(t, cfg, ReparseOptions{}, read)
		}
		unchanged, peak := newer(parser.Read)
		for range 2 {
			again, _ := newer(parser.Read)
			unchanged = unchanged.or(again)
		}
		all, _ := timeReparse(t, cfg, ReparseOptions{All: true}, parser.Read)
		changed, _ := newer(func(p parser.Page) parser.Reading {
			r := parser.Read(p)
			for i := range r.Column.Activities {
				r.Column.Activities[i].Kind += "?"
			}
			return r
		})
		nothing := fastest(t, 3, func() { timeReparse(t, cfg, ReparseOptions{}, parser.Read) })
		t.Logf("%6d columns, %5.1f MB: html.Parse %s, parser.Read %s, reparse %s = %.2f times (cpu %.2f), cpu %.0f µs a column; "+
			"with --all %s; with all activities changed %s; nothing to do %s; peak heap %.0f MB", n, float64(size)/1e6, parse, read, unchanged,
			float64(unchanged.wall)/float64(parse.wall), float64(unchanged.cpu)/float64(parse.cpu),
			float64(unchanged.cpu.Microseconds())/float64(n), all, changed, nothing, peak)
	}
}

func parseAlone(p parser.Page) error {
	_, err := html.Parse(bytes.NewReader(p.Body))
	return err
}

func readAlone(p parser.Page) error {
	parser.Read(p)
	return nil
}

// pagesOf invents n pages in all the shapes that pages come in.
func pagesOf(n int) []parser.Page {
	g := generate.Generator(7)
	invented := make([]parser.Page, min(n, 1500))
	pages := make([]parser.Page, n)
	for i := range invented {
		invented[i] = g.Column(i).Render(g.Shape(i))
	}
	for i := range pages {
		pages[i] = invented[i%len(invented)]
		pages[i].Number = strconv.Itoa(2000000 + i)
		pages[i].Source = source.Newspaper
		pages[i].URL = "https://www.dutenews.com/p/" + pages[i].Number + ".html"
		pages[i].CapturedAt = time.Date(2025, 1, 1, 0, 0, i, 0, time.UTC)
		if i >= len(invented) && bytes.Contains(pages[i].Body, []byte("<")) {
			pages[i].Body = append(bytes.Clone(pages[i].Body), "<!-- "+pages[i].Number+" -->"...)
		}
	}
	return pages
}

// generated is an archive that holds these pages, read by parser version 1.
func generated(t *testing.T, pages []parser.Page) Config {
	ctx := context.Background()
	cfg := Config{Dir: t.TempDir(), ParserVersion: 1}
	a, err := Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	err = a.write(ctx, func(tx *sql.Tx) error {
		for _, p := range pages {
			c := source.Capture{Source: p.Source, Number: p.Number, URL: p.URL, CapturedAt: p.CapturedAt, Method: source.MethodCrawl, Status: 200,
				ContentType: p.ContentType, Body: p.Body, SHA256: hashOf(p.Body), Verdict: source.Good}
			if err := a.store(ctx, tx, &c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	rep, err := a.DerivePending(ctx)
	if err != nil || rep.Failed > 0 {
		t.Fatal(rep, err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return cfg
}

// onAllCores does something with every page, as reparse does.
func onAllCores(t *testing.T, pages []parser.Page, do func(parser.Page) error) {
	t.Helper()
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, p := range pages {
		group.Go(func() error { return do(p) })
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
}

// timeReparse opens the archive, reads it again and gives the time and the
// peak of the heap in megabytes.
func timeReparse(t *testing.T, cfg Config, o ReparseOptions, read func(parser.Page) parser.Reading) (cost, float64) {
	cfg.Read = read
	a, err := Open(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	var peak uint64
	var m runtime.MemStats
	began, used := time.Now(), cpu(t)
	o.Progress = func(done, _ int) {
		if done%200 == 0 {
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapInuse)
		}
	}
	rep, err := a.Reparse(context.Background(), o)
	took := cost{time.Since(began), cpu(t) - used}
	if err != nil || rep.Failed > 0 {
		t.Fatal(rep, err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return took, float64(peak) / 1e6
}

// cpu is the processor time that the process has used.
func cpu(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// cost is what something took: time on the clock, and on the processors,
// which other programs on the machine do not disturb.
type cost struct{ wall, cpu time.Duration }

// or gives the lesser of two costs, on the clock and on the processors.
func (c cost) or(other cost) cost { return cost{min(c.wall, other.wall), min(c.cpu, other.cpu)} }

func (c cost) String() string { return fmt.Sprintf("%s (cpu %s)", round(c.wall), round(c.cpu)) }

func round(d time.Duration) time.Duration { return d.Round(time.Millisecond) }

// fastest gives the least cost of n tries.
func fastest(t *testing.T, n int, f func()) cost {
	t.Helper()
	best := cost{1<<63 - 1, 1<<63 - 1}
	for range n {
		began, used := time.Now(), cpu(t)
		f()
		best = best.or(cost{time.Since(began), cpu(t) - used})
	}
	return best
}
