package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
)

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Check the integrity of database, captures and snapshots",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withReader(cmd.Context(), func(arc *archive.Archive) error {
				findings, err := checkAll(cmd.Context(), arc, a.snapshotsDir())
				if err != nil {
					return err
				}
				for _, f := range findings {
					fmt.Fprintf(a.Err, "shenzheng: %s\n", f)
				}
				if len(findings) > 0 {
					return withCode(exitFailed, fmt.Errorf("check: %d findings", len(findings)))
				}
				_, err = fmt.Fprintln(a.Out, "check: database, captures and snapshots are whole")
				return err
			})
		},
	}
}

// checkAll gives one line for everything that is not as it should be.
func checkAll(ctx context.Context, arc *archive.Archive, snapshots string) ([]string, error) {
	var lines []string
	findings, err := arc.Check(ctx)
	if err != nil {
		return nil, err
	}
	for _, f := range findings {
		lines = append(lines, fmt.Sprintf("%s %s: %s", f.Code, f.Object, f.Detail))
	}
	list, err := snapshot.List(snapshots)
	if err != nil {
		return nil, err
	}
	for _, s := range list {
		dir, err := snapshot.Resolve(snapshots, s.ID)
		if err != nil {
			return nil, err
		}
		faults, err := snapshot.Verify(ctx, dir)
		if err != nil {
			return nil, err
		}
		for _, f := range faults {
			lines = append(lines, fmt.Sprintf("snapshot %s: %s", s.ID, f))
		}
	}
	return lines, nil
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
