package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
)

func (a *app) snapshotCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "snapshot", Short: "Immutable CSV snapshots", Args: cobra.NoArgs, RunE: needsSubcommand}
	cmd.AddCommand(a.snapshotCreate(), a.snapshotList(), a.snapshotVerify(), a.snapshotDiff(), a.snapshotPin(), a.snapshotPublish())
	return cmd
}

type createFlags struct {
	out, asOf   string
	text, force bool
	keep        int
}

func (a *app) snapshotCreate() *cobra.Command {
	var f createFlags
	cmd := &cobra.Command{
		Use:   "create",
		Short: "Create a snapshot of what is held now",
		Long: "Create a snapshot of what is held now and make it the latest. With --out the tables go straight\n" +
			"into a folder, new or empty, and nothing is registered; --text then adds full/ with the sentences.\n" +
			"With --as-of the tables are built from the captures up to that day, read by today's parser; such a\n" +
			"snapshot is registered under its id and never becomes the latest.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.text && f.out == "" {
				return withCode(exitUsage, errors.New("--text goes with --out; registered snapshots always keep full/ apart"))
			}
			if f.keep < 0 {
				return withCode(exitUsage, errors.New("--keep: the number is negative"))
			}
			if !cmd.Flags().Changed("keep") {
				f.keep = a.cfg.Keep
			}
			return a.withReader(cmd.Context(), func(arc *archive.Archive) error { return a.createSnapshot(cmd.Context(), arc, f) })
		},
	}
	cmd.Flags().StringVar(&f.out, "out", "", "write the tables straight into this folder")
	cmd.Flags().BoolVar(&f.text, "text", false, "with --out: add full/ with the sentences")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "as of the end of this day (2024-05-01) or this time")
	cmd.Flags().BoolVar(&f.force, "force", false, "publish even if columns, activities or officials are missing")
	cmd.Flags().IntVar(&f.keep, "keep", 0, "keep only this many snapshots, the latest and pinned ones always; 0 keeps all (default from the configuration)")
	return cmd
}

func (a *app) createSnapshot(ctx context.Context, arc *archive.Archive, f createFlags) (err error) {
	if f.asOf != "" {
		t, terr := a.endOf(f.asOf)
		if terr != nil {
			return withCode(exitUsage, fmt.Errorf("--as-of: %w", terr))
		}
		past, aerr := arc.AsOf(ctx, t)
		if aerr != nil {
			return aerr
		}
		defer func() { err = errors.Join(err, past.Close()) }()
		arc = past
	}
	if f.out != "" {
		made, err := snapshot.Export(ctx, arc.ReadChecked, f.out, f.text, a.snapshotsDir())
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(a.Out, "snapshot %s written to %s: %s\n", made.ID, f.out, rowsLine(made.Rows))
		return err
	}
	made, err := snapshot.Create(ctx, arc.ReadChecked, snapshot.Options{Root: a.snapshotsDir(), Force: f.force, Keep: f.keep, Past: f.asOf != ""})
	if err != nil {
		return err
	}
	word := "created"
	if made.Unchanged {
		word = "unchanged"
	}
	for _, id := range made.Pruned {
		fmt.Fprintf(a.Out, "snapshot %s removed\n", id)
	}
	_, err = fmt.Fprintf(a.Out, "snapshot %s %s: %s\n", made.ID, word, rowsLine(made.Rows))
	return err
}

// endOf reads a time; a bare day means its end.
func (a *app) endOf(s string) (time.Time, error) {
	t, err := a.parseTime(s)
	if err == nil && len(s) == len(time.DateOnly) {
		t = t.AddDate(0, 0, 1).Add(-time.Millisecond)
	}
	return t, err
}

func rowsLine(rows map[string]int) string {
	return fmt.Sprintf("%d columns, %d sections, %d activities, %d appearances, %d officials", rows["columns"], rows["sections"],
		rows["activities"], rows["appearances"], rows["officials"])
}

func (a *app) snapshotList() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the registered snapshots",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := snapshot.List(a.snapshotsDir())
			if err != nil {
				return withCode(exitFailed, err)
			}
			if len(list) == 0 {
				_, err = fmt.Fprintln(a.Out, "no snapshots yet")
				return withCode(exitFailed, err)
			}
			for _, s := range list {
				marks := ""
				if s.Latest {
					marks += " latest"
				}
				if s.Pinned {
					marks += " pinned"
				}
				if _, err := fmt.Fprintf(a.Out, "%s  %s  %7.1f KB  %s%s\n", s.ID, s.Date, float64(s.Bytes)/1000, rowsLine(s.Rows), marks); err != nil {
					return withCode(exitFailed, err)
				}
			}
			return nil
		},
	}
}

func (a *app) snapshotVerify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify DIR|ID",
		Short: "Check a snapshot's sums, types, keys, enums and spans",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := snapshot.Resolve(a.snapshotsDir(), args[0])
			if err != nil {
				return withCode(exitUsage, err)
			}
			findings, err := snapshot.Verify(cmd.Context(), dir)
			if err != nil {
				return withCode(exitFailed, err)
			}
			for _, f := range findings {
				fmt.Fprintf(a.Err, "shenzheng: %s\n", f)
			}
			if len(findings) > 0 {
				return withCode(exitFailed, fmt.Errorf("snapshot verify: %d findings in %s", len(findings), args[0]))
			}
			_, err = fmt.Fprintf(a.Out, "snapshot %s is whole\n", args[0])
			return withCode(exitFailed, err)
		},
	}
}

func (a *app) snapshotPin() *cobra.Command {
	var off bool
	cmd := &cobra.Command{
		Use:   "pin ID",
		Short: "Keep a snapshot whatever --keep says; --off lets it go again",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			list, err := snapshot.List(a.snapshotsDir())
			if err != nil {
				return withCode(exitFailed, err)
			}
			if !slices.ContainsFunc(list, func(s snapshot.Info) bool { return s.ID == args[0] }) {
				return withCode(exitUsage, fmt.Errorf("snapshot pin: no snapshot %s", args[0]))
			}
			if err := snapshot.Pin(a.snapshotsDir(), args[0], !off); err != nil {
				return withCode(exitFailed, err)
			}
			_, err = fmt.Fprintf(a.Out, "snapshot %s %s\n", args[0], map[bool]string{false: "pinned", true: "unpinned"}[off])
			return withCode(exitFailed, err)
		},
	}
	cmd.Flags().BoolVar(&off, "off", false, "unpin")
	return cmd
}
