package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/crawler"
)

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
			return a.withWriter(ctx, func(arc *archive.Archive) error { return a.backfill(ctx, arc, args[0]) })
		})
}

func (a *app) backfill(ctx context.Context, arc *archive.Archive, cdx string) error {
	show, end := a.progress("backfill")
	var report crawler.Report
	_, err := recordRun(ctx, arc, "backfill", noTime, func(runID string) (result, error) {
		c, err := a.newCrawler(arc, show)
		if err != nil {
			return result{}, err
		}
		report, err = c.Backfill(ctx, cdx, runID, arc)
		return crawlResult(report), err
	})
	end()
	if err != nil {
		return err
	}
	return a.tellCrawl("backfill", report)
}
