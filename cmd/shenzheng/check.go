package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
)

func (a *app) checkCommand() *cobra.Command {
	accept := false
	cmd := newCommand("check", "Check the integrity of database, captures and snapshots", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		if accept {
			err := a.withGuest(ctx, func(arc *archive.Archive) error {
				accepted, err := arc.AcceptRows(ctx)
				for _, row := range accepted {
					err = errors.Join(err, a.say("check: %s is taken as it is now\n", row))
				}
				return err
			})
			if err != nil {
				return err
			}
		}
		return a.withReader(ctx, func(arc *archive.Archive) error {
			findings, err := a.checkAll(ctx, arc)
			complain(a, findings)
			switch {
			case err != nil:
				return err
			case len(findings) > 0:
				return fmt.Errorf("check: %d findings", len(findings))
			}
			return a.say("check: database, captures and snapshots are whole\n")
		})
	})
	cmd.Flags().BoolVar(&accept, "accept", false, "take rows that were changed, and that nothing writes anew, as they are now, and check again")
	return cmd
}

// checkAll gives one line for everything that is not as it should be, with the
// command that mends it. Where only a backup brings something back, the first
// names the last one, which is what an alert tells. What was found before a step
// that fails is not lost.
func (a *app) checkAll(ctx context.Context, arc *archive.Archive) (lines []string, err error) {
	findings, err := arc.Check(ctx)
	restore := false
	for _, f := range findings {
		lines = append(lines, fmt.Sprintf("%s %s: %s", f.Code, f.Object, f.Detail))
		restore = restore || f.Restore
	}
	if restore {
		lines = slices.Insert(lines, 0, "only a backup brings back some of what is damaged: "+restoreWords(a.cfg.BackupDir, a.data, a.now()))
	}
	if err != nil {
		return lines, err
	}
	more, err := snapshot.CheckAll(ctx, a.snapshotsDir())
	return append(lines, more...), err
}
