package main

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/template"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/crawler"
)

// The exit codes, as the design fixes them.
const (
	exitDone        = 0 // also when nothing was new
	exitFailed      = 1 // some items failed, each named
	exitUsage       = 2 // usage or configuration
	exitUnreachable = 3 // source unreachable, blocked or forbidden by robots.txt
	exitLocked      = 4 // another shenzheng holds the data folder
)

// exitError is an error that knows the exit code it ends the program with.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

func withCode(code int, err error) error {
	if err == nil {
		return nil
	}
	return &exitError{code, err}
}

// askedWrongly are the errors of other rooms that are of usage.
var askedWrongly = [...]error{archive.ErrNoArchive, archive.ErrNewerSchema, archive.ErrNoColumn, archive.ErrManyColumns, archive.ErrOneFile, archive.ErrFuture,
	archive.ErrNoReason, archive.ErrWeekHeld, snapshot.ErrAddress}

// exitCode gives the code an error ends the program with.
func exitCode(err error) int {
	var coded *exitError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &coded):
		return coded.code
	case errors.Is(err, archive.ErrLocked):
		return exitLocked
	case slices.ContainsFunc(askedWrongly[:], func(wrong error) bool { return errors.Is(err, wrong) }):
		return exitUsage
	}
	return exitFailed
}

// group makes a command that only holds others.
func group(use, short, long string, commands ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Long: long, Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		return withCode(exitUsage, fmt.Errorf("%s needs a subcommand; see %s --help", cmd.CommandPath(), cmd.CommandPath()))
	}}
	cmd.AddCommand(commands...)
	return cmd
}

// A work is what a command does; a task, what it does with the archive.
type (
	work = func(ctx context.Context, args []string) error
	task = func(ctx context.Context, arc *archive.Archive, args []string) error
)

// newCommand makes a command; one without a long text shows its short one.
func newCommand(use, short, long string, args cobra.PositionalArgs, do work) *cobra.Command {
	return &cobra.Command{Use: use, Short: short, Long: long, Args: args,
		RunE: func(cmd *cobra.Command, args []string) error { return do(cmd.Context(), args) }}
}

// reading does a task with the archive as it is, see withReader.
func (a *app) reading(do task) work {
	return func(ctx context.Context, args []string) error {
		return a.withReader(ctx, func(arc *archive.Archive) error { return do(ctx, arc, args) })
	}
}

// sayJSON writes a result for programs.
func (a *app) sayJSON(v any) error {
	enc := json.NewEncoder(a.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// complain writes a line each on standard error of what was found or failed.
func complain[T any](a *app, found []T) {
	for _, f := range found {
		fmt.Fprintf(a.Err, "shenzheng: %v\n", f)
	}
}

// say writes a result.
func (a *app) say(format string, args ...any) error {
	_, err := fmt.Fprintf(a.Out, format, args...)
	return err
}

//go:embed *.tmpl
var templates embed.FS

// fill gives the text of a template.
func fill(name string, data any, funcs template.FuncMap) (string, error) {
	var text strings.Builder
	t, err := template.New(name).Funcs(funcs).ParseFS(templates, name)
	if err == nil {
		err = t.Execute(&text, data)
	}
	if err != nil {
		return "", fmt.Errorf("write %s: %w", name, err)
	}
	return text.String(), nil
}

// show writes a template as a result.
func (a *app) show(name string, data any, funcs template.FuncMap) error {
	text, err := fill(name, data, funcs)
	if err != nil {
		return err
	}
	return a.say("%s", text)
}

// warn logs an error that ends nothing.
func (a *app) warn(message string, err error) {
	if err != nil {
		a.log.Warn(message, "error", err)
	}
}

// noTime is the due time of a run that a person started.
var noTime time.Time

// result is what a run is remembered by.
type result struct {
	outcome string // archive.RunOK where nothing else is said, RunPartial or RunFailed
	detail  string // one line
	counts  map[string]int
	// trouble needs a person although the run came to its end.
	trouble error
	report  crawler.Report // of a crawl
}

// recorder is where runs are recorded: an archive, or what stands in for it.
type recorder interface {
	StartRun(ctx context.Context, job string, due time.Time) (id string, err error)
	EndRun(ctx context.Context, id, outcome, detail string, counts map[string]int) error
}

// recordRun does the work as a recorded run of the job. An error makes the
// run a failed one, a cancelled context an abandoned one; either is returned.
func recordRun(ctx context.Context, arc recorder, job string, due time.Time, work func(runID string) (result, error)) (result, error) {
	id, err := arc.StartRun(ctx, job, due)
	if err != nil {
		return result{outcome: archive.RunFailed, detail: err.Error()}, err
	}
	res, err := work(id)
	switch {
	case errors.Is(err, context.Canceled):
		res.outcome, res.detail = archive.RunAbandoned, err.Error()
	case err != nil:
		res.outcome, res.detail = archive.RunFailed, err.Error()
	case res.outcome == "":
		res.outcome = archive.RunOK
	}
	// The end is recorded even when ctx has ended, or the run would look as
	// if it had been killed.
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return res, errors.Join(err, arc.EndRun(end, id, res.outcome, res.detail, res.counts))
}

// patience is how long a command works before it shows a bar.
const patience = 2 * time.Second

// progress gives what shows done of total, on a terminal and once a command
// takes longer than people like to wait without a sign, and what ends it.
func (a *app) progress(what string) (show func(done, total int), end func()) {
	var bar *progressbar.ProgressBar
	began, gone := a.now(), !isTerminal(a.Err) // a terminal that went away ends the bar, not the work
	show = func(done, total int) {
		if gone || a.now().Sub(began) < patience {
			return
		}
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(a.Err), progressbar.OptionSetDescription(what),
				progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond),
				progressbar.OptionClearOnFinish())
		}
		bar.ChangeMax(total)
		gone = bar.Set(done) != nil
	}
	return show, func() {
		if bar != nil && !gone {
			gone = bar.Finish() != nil
		}
	}
}
