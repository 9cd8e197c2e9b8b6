package main

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"shenzheng/archive"
)

func (a *app) importCommand() *cobra.Command {
	var address, capturedAt string
	var verbose bool
	cmd := newCommand("import PATH...", "Import saved pages, plain text, WARC files, or folders and zip files of them",
		"Import pages as browsers save them (HTML with or without its folder, MHTML, SingleFile), plain text,\n"+
			"WARC(.gz, .zst) and WACZ files, or folders and zip files of them. The address is the one given by --url, or\n"+
			"that which the page says it was saved from; without one an article number in the file name\n"+
			"(8137676.html) is the page's identity. Among many pages those that are no columns are only\n"+
			"counted; -v names them. Exit code 1 when a page of a column, or a file, could not be read,\n"+
			"or when no column was found at all.",
		cobra.MinimumNArgs(1), func(ctx context.Context, args []string) (err error) {
			o := archive.ImportOptions{URL: address}
			if address != "" && !isWebAddress(address) {
				return withCode(exitUsage, fmt.Errorf("--url %q is not an http or https address", address))
			}
			if o.CapturedAt, err = a.parseTime("captured-at", capturedAt); err != nil {
				return err
			}
			return a.withReal(ctx, func(arc *archive.Archive) error { return a.importPaths(ctx, arc, o, verbose, args) })
		})
	cmd.Flags().StringVar(&address, "url", "", "address the file was saved from")
	cmd.Flags().StringVar(&capturedAt, "captured-at", "", "when it was saved: 2024-04-28 or 2024-04-28T20:00:00+08:00 (default now)")
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, "name the pages that are no columns too")
	return cmd
}

func (a *app) importPaths(ctx context.Context, arc *archive.Archive, o archive.ImportOptions, verbose bool, paths []string) error {
	show, end := a.progress("import")
	kept, failed, others := 0, 0, 0
	var werr error
	o.Each = func(done, total int, item archive.Imported) {
		show(done, total)
		out := a.Out
		switch {
		case item.OK():
			kept++
		case item.Failed():
			failed++
			out = a.Err
		default:
			if others++; !verbose {
				return
			}
		}
		_, err := fmt.Fprintln(out, item)
		werr = cmp.Or(werr, err)
	}
	_, err := recordRun(ctx, arc, "import", noTime, func(runID string) (result, error) {
		o.RunID = runID
		_, err := arc.Import(ctx, o, paths...)
		return importResult(kept, failed), err
	})
	end()
	if err = cmp.Or(err, werr); err == nil && others > 0 {
		hint := map[bool]string{false: " (-v names them)"}[verbose]
		err = a.say("import: %d columns; %d pages are no columns%s\n", kept, others, hint)
	}
	switch {
	case err != nil:
		return err
	case failed > 0:
		return fmt.Errorf("import: %d of %d pages are no columns or could not be read", failed, kept+failed)
	case kept == 0 && others > 0:
		return fmt.Errorf("import: none of %d pages is a column", others)
	}
	return nil
}

func importResult(kept, failed int) result {
	r := result{detail: fmt.Sprintf("%d columns, %d failed", kept, failed), counts: map[string]int{"columns": kept, "failed": failed}}
	switch {
	case failed > 0 && kept > 0:
		r.outcome = archive.RunPartial
	case failed > 0:
		r.outcome = archive.RunFailed
	}
	return r
}

// parseTime reads what a flag gives: a day, or a time with or without a zone;
// what has no zone is in the configured one, and nothing is the zero time.
func (a *app) parseTime(flag, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, a.zone()); err == nil {
			return t, nil
		}
	}
	return time.Time{}, withCode(exitUsage, fmt.Errorf("--%s: %q is neither a day (2024-04-28) nor a time (2024-04-28T20:00:00+08:00)", flag, s))
}
