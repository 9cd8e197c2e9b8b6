package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// manCommand writes the man pages from the command tree; packagers and the
// release build use it.
func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Short:  "Write man pages",
		Hidden: true,
		Args:   cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return withCode(exitFailed, fmt.Errorf("write man pages: %w", err))
			}
			epoch := time.Unix(0, 0).UTC() // the pages depend on the tree alone
			header := &doc.GenManHeader{Title: "SHENZHENG", Section: "1", Source: "shenzheng", Date: &epoch}
			if err := doc.GenManTree(cmd.Root(), header, args[0]); err != nil {
				return withCode(exitFailed, fmt.Errorf("write man pages: %w", err))
			}
			return nil
		},
	}
}
