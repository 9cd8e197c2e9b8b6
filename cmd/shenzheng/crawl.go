package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/crawler"
)

func (a *app) crawlCommand() *cobra.Command {
	return newCommand("crawl [URL...]", "Crawl once now; with URLs, just those pages", "", nil, func(ctx context.Context, args []string) error {
		for _, address := range args {
			if !isWebAddress(address) {
				return withCode(exitUsage, fmt.Errorf("crawl: %q is not an http or https address", address))
			}
		}
		return a.withCrawlStore(ctx, func(s *crawlStore) error { return a.crawlNow(ctx, s, args) })
	})
}

// crawlNow makes one recorded crawl, of all sources or of some pages alone.
func (a *app) crawlNow(ctx context.Context, s *crawlStore, urls []string) error {
	_, err := use(ctx, s, func(arc *archive.Archive) (any, error) { return nil, keepApart(ctx, arc, false) })
	if err != nil {
		return err
	}
	return a.fetch(ctx, s, "crawl", func(runID string, show func(done, total int)) (result, error) {
		return s.crawl(ctx, crawler.Request{URLs: urls, RunID: runID}, show)
	})
}

// fetch makes one recorded crawl or backfill as long as there is room for what
// it brings, shows how far it is and tells what came of it.
func (a *app) fetch(ctx context.Context, rec recorder, name string, do func(runID string, show func(done, total int)) (result, error)) error {
	show, end := a.progress(name)
	res, err := recordRun(ctx, rec, name, noTime, func(runID string) (result, error) {
		if full, err := a.noRoom(); err != nil || full != "" {
			return result{}, cmp.Or(err, fmt.Errorf("%s: %s", name, full))
		}
		return do(runID, show)
	})
	end()
	if err != nil {
		return err
	}
	err = a.tellCrawl(name, res.report)
	if res.trouble != nil {
		return withCode(exitFailed, errors.Join(err, res.trouble))
	}
	return err
}

// noRoom says in words that the disk is too full to fetch anything, "" where it is not.
func (a *app) noRoom() (string, error) {
	free, err := a.free(a.data)
	if err != nil {
		return "", err
	}
	return a.cfg.tooFull(free), nil
}

func (c *Config) tooFull(free int64) string {
	free /= 1e6
	if int(free) >= c.MinFreeMB {
		return ""
	}
	return fmt.Sprintf("the disk has %d MB free, less than disk.min_free_mb, which is %d: nothing is fetched", free, c.MinFreeMB)
}

// tellCrawl says what came of a crawl or a backfill, and gives the error, with
// its exit code, that the command ends with.
func (a *app) tellCrawl(name string, report crawler.Report) error {
	complain(a, report.Items)
	complain(a, report.Notes)
	if err := a.say("%s: %s\n", name, report.Summary()); err != nil {
		return err
	}
	switch {
	case report.Class() == crawler.ClassPartial:
		return fmt.Errorf("%s: %d items failed", name, len(report.Items))
	case report.Class() == crawler.ClassUnreachable && name == "backfill":
		return withCode(exitUnreachable, errors.New("backfill: the web archive is unreachable, asks for a pause or forbids it"))
	case report.Class() == crawler.ClassUnreachable:
		complain(a, otherWays())
		return withCode(exitUnreachable, errors.New("crawl: a source is unreachable, blocked or forbidden"))
	}
	return nil
}

// otherWays says in plain words what can be done while the source cannot be had.
func otherWays() []string {
	return []string{
		"the source cannot be had now; what is held stays, and every crawl tries again",
		"open the articles in a browser, save each page (Ctrl+S), then: shenzheng import FOLDER",
		"bring in what a web archive holds of them: shenzheng backfill https://web.archive.org/cdx/search/cdx",
	}
}

func crawlResult(r crawler.Report) result {
	res := result{report: r, detail: r.Summary(), counts: map[string]int{"requests": r.Requests, "found": r.Found,
		"fetched": r.Fetched, "new": r.New, "changed": r.Changed, "gone": r.Gone, "bad": r.Bad}}
	switch r.Class() {
	case crawler.ClassPartial:
		res.outcome = archive.RunPartial
	case crawler.ClassUnreachable:
		res.outcome = archive.RunFailed
	}
	if len(r.Items) > 0 {
		res.detail += "; " + strings.ReplaceAll(r.Items[0].String(), "\n", " ")
	}
	return res
}

// crawlConfig is for crawls of all configured sources.
func (a *app) crawlConfig(store crawler.Store, progress func(done, total int)) crawler.Config {
	zone := a.zone()
	return crawler.Config{Sources: a.cfg.Sources, Store: store, Version: binaryVersion(), Contact: a.cfg.Contact,
		Log: a.log, Now: func() time.Time { return a.now().In(zone) }, Sleep: pause, Dial: a.dial, Progress: progress, Timeout: 20 * time.Second}
}

func (a *app) backfillCommand() *cobra.Command {
	return newCommand("backfill CDX-ADDRESS", "Bring in captures of known articles that a web archive holds",
		"Bring in captures of known articles that a web archive holds, dated as the archive dates them.\n"+
			"Captures of listing pages are looked for too: they name further articles. An interrupted backfill\n"+
			"goes on where it was, and no capture is asked for twice. Nothing is asked of the newspaper's site.\n\n"+
			"CDX-ADDRESS is the archive's index:\n\n"+
			"  https://web.archive.org/cdx/search/cdx                    Internet Archive\n"+
			"  https://arquivo.pt/wayback/cdx                            Arquivo.pt\n"+
			"  https://www.webarchive.org.uk/wayback/archive/cdx         UK Web Archive\n"+
			"  https://index.commoncrawl.org/CC-MAIN-YYYY-WW-index       Common Crawl, one address a crawl\n"+
			"  http://HOST/COLLECTION/cdx                                any pywb or OutbackCDX; replay at /COLLECTION/\n\n"+
			"Answers are read as JSON, JSON lines, CDXJ and plain CDX.",
		cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
			if !isWebAddress(args[0]) {
				return withCode(exitUsage, fmt.Errorf("backfill: %q is not an http or https address", args[0]))
			}
			return a.withReal(ctx, func(arc *archive.Archive) error { return a.backfill(ctx, arc, args[0]) })
		})
}

func (a *app) backfill(ctx context.Context, arc *archive.Archive, cdx string) error {
	return a.fetch(ctx, arc, "backfill", func(runID string, show func(done, total int)) (result, error) {
		report, err := crawler.Backfill(ctx, a.crawlConfig(arc, show), cdx, runID, arc)
		return crawlResult(report), err
	})
}
