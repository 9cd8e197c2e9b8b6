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
	return &cobra.Command{
		Use:   "crawl [URL...]",
		Short: "Crawl once now; with URLs, just those pages",
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, address := range args {
				if !isWebAddress(address) {
					return withCode(exitUsage, fmt.Errorf("crawl: %q is not an http or https address", address))
				}
			}
			return a.withWriter(cmd.Context(), func(arc *archive.Archive) error {
				return a.crawlCommandOn(cmd.Context(), arc, args)
			})
		},
	}
}

func (a *app) crawlCommandOn(ctx context.Context, arc *archive.Archive, urls []string) error {
	bar := a.newBar("crawl")
	var report crawler.Report
	_, err := recordRun(ctx, arc, "crawl", noTime, func(runID string) (result, error) {
		var err error
		report, err = a.crawl(ctx, arc, crawler.Request{URLs: urls, RunID: runID}, bar.crawled)
		return crawlResult(report), err
	})
	bar.done()
	if err != nil {
		return err
	}
	for _, item := range report.Items {
		fmt.Fprintf(a.Err, "shenzheng: %s\n", item)
	}
	if _, err := fmt.Fprintf(a.Out, "crawl: %s\n", report.Summary()); err != nil {
		return err
	}
	return crawlError(report)
}

// crawlError gives the error, with its exit code, that a crawl ends with. The
// items were named already.
func crawlError(report crawler.Report) error {
	switch report.Class() {
	case crawler.ClassPartial:
		return withCode(exitFailed, fmt.Errorf("crawl: %d items failed", len(report.Items)))
	case crawler.ClassUnreachable:
		return withCode(exitUnreachable, errors.New("crawl: a source is unreachable, blocked or forbidden"))
	}
	return nil
}

// crawl makes one crawl of all configured sources into the archive.
func (a *app) crawl(ctx context.Context, arc *archive.Archive, request crawler.Request, progress func(crawler.Progress)) (crawler.Report, error) {
	cfg := crawler.Config{Store: arc, Version: binaryVersion(), Contact: a.cfg.Contact, Log: a.log, Now: a.now, Progress: progress}
	for _, s := range a.cfg.Sources {
		cfg.Sources = append(cfg.Sources, crawler.Source{Name: s.Name, Start: s.Start, Hosts: s.Hosts, Delay: s.Delay,
			MaxRequests: s.MaxRequests, IgnoreRobots: s.Robots == "ignore"})
	}
	c, err := crawler.New(cfg)
	if err != nil {
		return crawler.Report{}, withCode(exitUsage, fmt.Errorf("configure crawler: %w", err))
	}
	// What an interrupted crawl kept but did not read comes first.
	if _, err := arc.DerivePending(ctx); err != nil {
		return crawler.Report{}, fmt.Errorf("read pending captures: %w", err)
	}
	return c.Crawl(ctx, request)
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
