package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
)

func (a *app) checkCommand() *cobra.Command {
	accept := false
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check the integrity of database, captures and snapshots",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if accept {
				if err := a.withGuest(cmd.Context(), func(arc *archive.Archive) error { return a.acceptRows(cmd.Context(), arc) }); err != nil {
					return err
				}
			}
			return a.withReader(cmd.Context(), func(arc *archive.Archive) error {
				findings, err := checkAll(cmd.Context(), arc, a.snapshotsDir(), a.cfg.Backup.Dir)
				for _, f := range findings {
					fmt.Fprintf(a.Err, "shenzheng: %s\n", f)
				}
				if err != nil {
					return err
				}
				if len(findings) > 0 {
					return withCode(exitFailed, fmt.Errorf("check: %d findings", len(findings)))
				}
				_, err = fmt.Fprintln(a.Out, "check: database, captures and snapshots are whole")
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&accept, "accept", false, "take rows that were changed, and that nothing writes anew, as they are now, and check again")
	return cmd
}

// acceptRows names the rows that are taken as they are.
func (a *app) acceptRows(ctx context.Context, arc *archive.Archive) error {
	accepted, err := arc.AcceptRows(ctx)
	for _, row := range accepted {
		fmt.Fprintf(a.Out, "check: %s is taken as it is now\n", row)
	}
	return err
}

// checkAll gives one line for everything that is not as it should be, with the
// command that mends it. What only a backup brings back names the last one,
// once. What was found before a step that fails is not lost.
func checkAll(ctx context.Context, arc *archive.Archive, snapshots, backups string) (lines []string, err error) {
	findings, err := arc.Check(ctx)
	restore := false
	for _, f := range findings {
		lines = append(lines, fmt.Sprintf("%s %s: %s", f.Code, f.Object, f.Detail))
		restore = restore || f.Restore
	}
	if restore {
		lines = append(lines, "what no other command brings back: "+restoreWords(backups, arc.Dir()))
	}
	if err != nil {
		return lines, err
	}
	more, err := snapshot.CheckAll(ctx, snapshots)
	return append(lines, more...), err
}

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a consistent, verified copy of the database, beside a running daemon too",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withReader(cmd.Context(), func(arc *archive.Archive) error {
				if err := arc.Backup(cmd.Context(), args[0]); err != nil {
					return err
				}
				_, err := fmt.Fprintf(a.Out, "backup: %s written and verified\n", args[0])
				return err
			})
		},
	}
}
