package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"shenzheng/archive"
)

func (a *app) importCommand() *cobra.Command {
	var address, capturedAt string
	cmd := &cobra.Command{
		Use:   "import PATH...",
		Short: "Import saved HTML, plain text, WARC files, or folders of them",
		Long: "Import saved HTML, plain text, WARC(.gz) files, or folders of them. Without --url an article\n" +
			"number in the file name (8137676.html) is the page's identity.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o := archive.ImportOptions{URL: address}
			if address != "" && !isWebAddress(address) {
				return withCode(exitUsage, fmt.Errorf("--url %q is not an http or https address", address))
			}
			if capturedAt != "" {
				t, err := a.parseTime(capturedAt)
				if err != nil {
					return withCode(exitUsage, fmt.Errorf("--captured-at: %w", err))
				}
				o.CapturedAt = t
			}
			return a.withWriter(cmd.Context(), func(arc *archive.Archive) error {
				return a.importPaths(cmd.Context(), arc, o, args)
			})
		},
	}
	cmd.Flags().StringVar(&address, "url", "", "address the file was saved from")
	cmd.Flags().StringVar(&capturedAt, "captured-at", "", "when it was saved: 2024-04-28 or 2024-04-28T20:00:00+08:00 (default now)")
	return cmd
}

func (a *app) importPaths(ctx context.Context, arc *archive.Archive, o archive.ImportOptions, paths []string) error {
	bar := a.newBar("import")
	kept, failed := 0, 0
	var werr error
	o.Each = func(done, total int, item archive.Imported) {
		bar.to(done, total)
		out := a.Out
		switch {
		case item.OK():
			kept++
		case item.Failed():
			failed++
			out = a.Err
		}
		if _, err := fmt.Fprintln(out, item); err != nil && werr == nil {
			werr = err
		}
	}
	_, err := recordRun(ctx, arc, "import", noTime, func(runID string) (result, error) {
		o.RunID = runID
		_, err := arc.Import(ctx, o, paths...)
		return importResult(kept, failed), err
	})
	bar.done()
	switch {
	case errors.Is(err, archive.ErrOneFile):
		return withCode(exitUsage, err)
	case err != nil:
		return err
	case failed > 0:
		return withCode(exitFailed, fmt.Errorf("import: %d of %d pages are no columns or could not be read", failed, kept+failed))
	}
	return werr
}

func importResult(kept, failed int) result {
	r := result{outcome: archive.RunOK, detail: fmt.Sprintf("%d columns, %d failed", kept, failed),
		counts: map[string]int{"columns": kept, "failed": failed}}
	switch {
	case failed > 0 && kept > 0:
		r.outcome = archive.RunPartial
	case failed > 0:
		r.outcome = archive.RunFailed
	}
	return r
}

// parseTime reads a day, or a time with or without a zone; what has no zone
// is in the configured one.
func (a *app) parseTime(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	zone, err := time.LoadLocation(a.cfg.Timezone)
	if err != nil {
		return time.Time{}, err
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is neither a day (2024-04-28) nor a time (2024-04-28T20:00:00+08:00)", s)
}
