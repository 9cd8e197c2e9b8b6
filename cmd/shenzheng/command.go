package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"shenzheng/archive"
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

// exitCode gives the code an error ends the program with: that of failure where
// it has none of its own.
func exitCode(err error) int {
	var coded *exitError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &coded):
		return coded.code
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

// say writes a result.
func (a *app) say(format string, args ...any) error {
	_, err := fmt.Fprintf(a.Out, format, args...)
	return err
}
