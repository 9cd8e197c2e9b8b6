package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

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
		return a.withCrawlStore(ctx, func(s *crawlStore) error { return a.crawlCommandOn(ctx, s, args) })
	})
}

func (a *app) crawlCommandOn(ctx context.Context, s *crawlStore, urls []string) error {
	show, end := a.progress("crawl")
	var report crawler.Report
	res, err := recordRun(ctx, s, "crawl", noTime, func(runID string) (result, error) {
		return s.crawl(ctx, crawler.Request{URLs: urls, RunID: runID}, show, &report)
	})
	end()
	if err != nil {
		return err
	}
	err = a.tellCrawl("crawl", report)
	if res.trouble != nil {
		return withCode(exitFailed, errors.Join(err, res.trouble))
	}
	return err
}

// tellCrawl says what came of a crawl or a backfill, and gives the error, with
// its exit code, that the command ends with.
func (a *app) tellCrawl(name string, report crawler.Report) error {
	for _, item := range report.Items {
		fmt.Fprintf(a.Err, "shenzheng: %s\n", item)
	}
	for _, note := range report.Notes {
		fmt.Fprintf(a.Err, "shenzheng: %s\n", note)
	}
	if _, err := fmt.Fprintf(a.Out, "%s: %s\n", name, report.Summary()); err != nil {
		return err
	}
	switch {
	case report.Class() == crawler.ClassPartial:
		return fmt.Errorf("%s: %d items failed", name, len(report.Items))
	case report.Class() == crawler.ClassUnreachable && name == "backfill":
		return withCode(exitUnreachable, errors.New("backfill: the web archive is unreachable, asks for a pause or forbids it"))
	case report.Class() == crawler.ClassUnreachable:
		for _, line := range otherWays() {
			fmt.Fprintf(a.Err, "shenzheng: %s\n", line)
		}
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
	res := result{outcome: archive.RunOK, detail: r.Summary(), counts: map[string]int{"requests": r.Requests, "found": r.Found,
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

// newCrawler makes a crawler of all configured sources.
func (a *app) newCrawler(store crawler.Store, progress func(done, total int)) (*crawler.Crawler, error) {
	c, err := crawler.New(crawler.Config{Sources: a.cfg.Sources, Store: store, Version: binaryVersion(), Contact: a.cfg.Contact, Log: a.log, Now: a.now, Dial: a.dial, Progress: progress})
	if err != nil {
		return nil, withCode(exitUsage, fmt.Errorf("configure crawler: %w", err))
	}
	return c, nil
}
