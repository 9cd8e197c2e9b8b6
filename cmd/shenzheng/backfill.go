package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/crawler"
	"shenzheng/parser"
)

func (a *app) backfillCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backfill CDX-ADDRESS",
		Short: "Bring in captures of known articles that a web archive holds",
		Long: "Bring in captures of known articles that a web archive holds, dated as the archive dates them.\n" +
			"CDX-ADDRESS is the archive's index, for instance https://web.archive.org/cdx/search/cdx. An\n" +
			"interrupted backfill goes on where it was.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !isWebAddress(args[0]) {
				return withCode(exitUsage, fmt.Errorf("backfill: %q is not an http or https address", args[0]))
			}
			return a.withWriter(cmd.Context(), func(arc *archive.Archive) error { return a.backfill(cmd.Context(), arc, args[0]) })
		},
	}
}

func (a *app) backfill(ctx context.Context, arc *archive.Archive, cdx string) error {
	order := crawler.Backfill{CDX: cdx}
	for _, s := range a.cfg.Sources {
		known, err := a.knownArticles(ctx, arc, s)
		if err != nil {
			return err
		}
		order.Articles = append(order.Articles, known...)
		order.Delay = max(order.Delay, s.Delay)
	}
	bar := a.newBar("backfill")
	var report crawler.Report
	_, err := recordRun(ctx, arc, "backfill", noTime, func(runID string) (result, error) {
		c, err := crawler.New(crawler.Config{Store: arc, Version: binaryVersion(), Contact: a.cfg.Contact, Log: a.log, Now: a.now, Progress: bar.crawled})
		if err != nil {
			return result{}, err
		}
		order.RunID = runID
		report, err = c.Backfill(ctx, order, arc)
		return crawlResult(report), err
	})
	bar.done()
	if err != nil {
		return err
	}
	for _, item := range report.Items {
		fmt.Fprintf(a.Err, "shenzheng: %s\n", item)
	}
	if _, err := fmt.Fprintf(a.Out, "backfill: %d articles looked for; %s\n", len(order.Articles), report.Summary()); err != nil {
		return err
	}
	return crawlError(report)
}

// knownArticles gives every article of a source that was ever seen, held or
// named in the configuration, with its addresses in every form the site uses.
func (a *app) knownArticles(ctx context.Context, arc *archive.Archive, s SourceConfig) ([]crawler.Known, error) {
	seen, err := arc.Articles(ctx)
	if err != nil {
		return nil, err
	}
	addresses := map[string][]string{}
	for _, article := range seen {
		if article.Source == s.Name {
			addresses[article.Number] = append(addresses[article.Number], article.URL)
		}
	}
	for _, start := range s.Start {
		if number, ok := parser.ArticleNumber(start); ok {
			addresses[number] = append(addresses[number], start)
		}
	}
	var known []crawler.Known
	for number, urls := range addresses {
		for _, host := range s.Hosts {
			urls = append(urls, "http://"+host+"/p/"+number+".html", "http://"+host+"/n/article/"+number)
		}
		known = append(known, crawler.Known{Source: s.Name, Number: number, URLs: distinctAddresses(urls)})
	}
	slices.SortFunc(known, func(a, b crawler.Known) int { return strings.Compare(a.Number, b.Number) })
	return known, nil
}

// distinctAddresses leaves out empty addresses and those that differ in the
// scheme alone: an index knows an address under both.
func distinctAddresses(urls []string) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, u := range urls {
		_, bare, _ := strings.Cut(u, "://")
		if !seen[bare] {
			seen[bare] = true
			out = append(out, u)
		}
	}
	return out
}
