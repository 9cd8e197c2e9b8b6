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
	return &cobra.Command{Use: "man DIR", Short: "Write man pages", Hidden: true, Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			epoch := time.Unix(0, 0).UTC() // the pages depend on the tree alone
			header := &doc.GenManHeader{Title: "SHENZHENG", Section: "1", Source: "shenzheng", Date: &epoch}
			err := os.MkdirAll(args[0], 0o755)
			if err == nil {
				err = doc.GenManTree(cmd.Root(), header, args[0])
			}
			if err != nil {
				return fmt.Errorf("write man pages: %w", err)
			}
			return nil
		}}
}
