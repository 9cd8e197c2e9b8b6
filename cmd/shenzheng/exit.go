package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
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

// exitCode gives the code an error ends the program with. An error without a
// code comes from the command line's own parsing, so it is one of usage.
func exitCode(err error) int {
	if err == nil {
		return exitDone
	}
	var coded *exitError
	if errors.As(err, &coded) {
		return coded.code
	}
	return exitUsage
}

// needsSubcommand is what a command that only groups others does.
func needsSubcommand(cmd *cobra.Command, _ []string) error {
	return withCode(exitUsage, fmt.Errorf("%s needs a subcommand; see %s --help", cmd.CommandPath(), cmd.CommandPath()))
}
