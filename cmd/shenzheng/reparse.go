package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"text/template"

	"github.com/spf13/cobra"

	"shenzheng/archive"
)

func (a *app) reparseCommand() *cobra.Command {
	var o archive.ReparseOptions
	var since, diffFile string
	cmd := newCommand("reparse", "Read again what an older parser version read",
		"Read again, from the captures, what an older parser version read. With --dry-run nothing is\n"+
			"written and the differences are shown; exit code 1 then means that something would be lost.",
		cobra.NoArgs, func(ctx context.Context, _ []string) (err error) {
			if o.Since, err = a.parseTime("since", since); err != nil {
				return err
			}
			if diffFile != "" && !o.DryRun {
				return withCode(exitUsage, errors.New("--diff goes with --dry-run"))
			}
			read := func(arc *archive.Archive) error { return a.reparse(ctx, arc, o, diffFile) }
			err = a.withReader(ctx, func(arc *archive.Archive) (err error) { // a folder without an archive gets none
				for i := 0; err == nil && i < len(o.Columns); i++ {
					o.Columns[i], err = arc.ColumnNamed(ctx, o.Columns[i])
				}
				if err == nil && o.DryRun {
					err = read(arc)
				}
				return err
			})
			if err != nil || o.DryRun {
				return err
			}
			return a.withWriter(ctx, read)
		})
	cmd.Flags().BoolVar(&o.All, "all", false, "everything, whatever version read it")
	cmd.Flags().StringSliceVar(&o.Columns, "column", nil, "these columns, such as col_8137676")
	cmd.Flags().StringVar(&since, "since", "", "columns published since this day")
	cmd.Flags().BoolVar(&o.DryRun, "dry-run", false, "write nothing, show the differences")
	cmd.Flags().StringVar(&diffFile, "diff", "", "with --dry-run: write every difference to this CSV file")
	return cmd
}

func (a *app) reparse(ctx context.Context, arc *archive.Archive, o archive.ReparseOptions, diffFile string) (err error) {
	if diffFile != "" {
		f, cerr := os.Create(diffFile)
		if cerr != nil {
			return fmt.Errorf("write differences: %w", cerr)
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		write, flush := archive.DiffCSV(f)
		defer func() { err = errors.Join(err, flush()) }()
		o.Difference = write
	}
	show, end := a.progress("reparse")
	o.Progress = show
	var report archive.ReparseReport
	work := func(string) (result, error) {
		report, err = arc.Reparse(ctx, o)
		return reparseResult(report), err
	}
	if o.DryRun {
		_, err = work("")
	} else {
		_, err = recordRun(ctx, arc, "reparse", noTime, work)
	}
	end()
	if err != nil {
		return err
	}
	for _, f := range report.Failures {
		fmt.Fprintf(a.Err, "shenzheng: %s: %s\n", f.Article, f.Reason)
	}
	err = a.show("reparse.tmpl", report, template.FuncMap{"clip": clip})
	switch {
	case err != nil:
		return err
	case report.Diff != nil && len(report.Diff.Losses) > 0:
		return fmt.Errorf("reparse: something would be lost (%d)", len(report.Diff.Losses))
	case report.Failed > 0:
		return fmt.Errorf("reparse: %d pages could not be read", report.Failed)
	}
	return nil
}

func reparseResult(r archive.ReparseReport) result {
	out := result{detail: fmt.Sprintf("%d columns with parser %d, %d changed, %d failed", r.Read, r.ParserVersion, r.Changed, r.Failed),
		counts: map[string]int{"columns": r.Read, "changed": r.Changed, "failed": r.Failed}}
	if r.Failed > 0 {
		out.outcome = archive.RunPartial
	}
	return out
}

func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
