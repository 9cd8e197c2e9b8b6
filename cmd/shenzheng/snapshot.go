package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
)

func (a *app) snapshotCommand() *cobra.Command {
	return group("snapshot", "Immutable CSV snapshots", "",
		a.snapshotCreate(), a.snapshotList(), a.snapshotVerify(), a.snapshotDiff(), a.snapshotPin(), a.snapshotPublish())
}

type createFlags struct {
	out, asOf   string
	text, force bool
	keep        int
}

func (a *app) snapshotCreate() *cobra.Command {
	var f createFlags
	var cmd *cobra.Command
	cmd = newCommand("create", "Create a snapshot of what is held now",
		"Create a snapshot of what is held now and make it the latest. With --out the tables go straight\n"+
			"into a folder, new or empty, and nothing is registered; --text then adds full/ with the sentences.\n"+
			"With --as-of the tables are built from the captures up to that day, read by today's parser; such a\n"+
			"snapshot is registered under its id and never becomes the latest.",
		cobra.NoArgs, func(ctx context.Context, _ []string) error {
			if f.text && f.out == "" {
				return withCode(exitUsage, errors.New("--text goes with --out; registered snapshots always keep full/ apart"))
			}
			if f.keep < 0 {
				return withCode(exitUsage, errors.New("--keep: the number is negative"))
			}
			if !cmd.Flags().Changed("keep") {
				f.keep = a.cfg.Keep
			}
			return a.withReader(ctx, func(arc *archive.Archive) error { return a.createSnapshot(ctx, arc, f) })
		})
	cmd.Flags().StringVar(&f.out, "out", "", "write the tables straight into this folder")
	cmd.Flags().BoolVar(&f.text, "text", false, "with --out: add full/ with the sentences")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "as of the end of this day (2024-05-01) or this time")
	cmd.Flags().BoolVar(&f.force, "force", false, "publish even if columns, activities or officials are missing")
	cmd.Flags().IntVar(&f.keep, "keep", 0, "keep only this many snapshots, the latest and pinned ones always; 0 keeps all (default from the configuration)")
	return cmd
}

func (a *app) createSnapshot(ctx context.Context, arc *archive.Archive, f createFlags) (err error) {
	if f.asOf != "" {
		t, terr := a.parseTime("as-of", f.asOf)
		if terr != nil {
			return terr
		}
		if len(f.asOf) == len(time.DateOnly) { // the end of the day
			t = t.AddDate(0, 0, 1).Add(-time.Millisecond)
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
		return a.say("snapshot %s written to %s: %s\n", made.ID, f.out, rowsLine(made.Rows))
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
		err = errors.Join(err, a.say("snapshot %s removed\n", id))
	}
	return errors.Join(err, a.say("snapshot %s %s: %s\n", made.ID, word, rowsLine(made.Rows)))
}

func rowsLine(rows map[string]int) string {
	return fmt.Sprintf("%d columns, %d sections, %d activities, %d appearances, %d officials", rows["columns"], rows["sections"],
		rows["activities"], rows["appearances"], rows["officials"])
}

func (a *app) snapshotList() *cobra.Command {
	return newCommand("list", "List the registered snapshots", "", cobra.NoArgs, func(context.Context, []string) error {
		list, err := snapshot.List(a.snapshotsDir())
		if err == nil && len(list) == 0 {
			return a.say("no snapshots yet\n")
		}
		for _, s := range list {
			marks := ""
			if s.Latest {
				marks += " latest"
			}
			if s.Pinned {
				marks += " pinned"
			}
			err = errors.Join(err, a.say("%s  %s  %7.1f KB  %s%s\n", s.ID, s.Date, float64(s.Bytes)/1000, rowsLine(s.Rows), marks))
		}
		return err
	})
}

func (a *app) snapshotVerify() *cobra.Command {
	return newCommand("verify DIR|ID", "Check a snapshot's sums, types, keys, enums and spans", "", cobra.ExactArgs(1),
		func(ctx context.Context, args []string) error {
			dir, err := a.resolve(args[0])
			if err != nil {
				return err
			}
			findings, err := snapshot.Verify(ctx, dir)
			if err != nil {
				return err
			}
			complain(a, findings)
			if len(findings) > 0 {
				return fmt.Errorf("snapshot verify: %d findings in %s", len(findings), args[0])
			}
			return a.say("snapshot %s is whole\n", args[0])
		})
}

func (a *app) snapshotPin() *cobra.Command {
	var off bool
	cmd := newCommand("pin ID", "Keep a snapshot whatever --keep says; --off lets it go again", "", cobra.ExactArgs(1),
		func(_ context.Context, args []string) error {
			dir, err := a.resolve(args[0])
			if err != nil {
				return err
			}
			id := filepath.Base(dir)
			if err := snapshot.Pin(a.snapshotsDir(), id, !off); err != nil {
				return err
			}
			return a.say("snapshot %s %s\n", id, map[bool]string{false: "pinned", true: "unpinned"}[off])
		})
	cmd.Flags().BoolVar(&off, "off", false, "unpin")
	return cmd
}

func (a *app) snapshotDiff() *cobra.Command {
	var csvFile string
	cmd := newCommand("diff A B", "Show the rows added, removed and changed from snapshot A to B, with causes", "", cobra.ExactArgs(2),
		func(ctx context.Context, args []string) error {
			from, err := a.resolve(args[0])
			if err != nil {
				return err
			}
			to, err := a.resolve(args[1])
			if err != nil {
				return err
			}
			switch csvFile {
			case "":
				return snapshot.WriteDiff(ctx, a.Out, from, to)
			case "-":
				return snapshot.WriteDiffCSV(ctx, a.Out, from, to)
			}
			f, err := os.Create(csvFile)
			if err != nil {
				return fmt.Errorf("write differences: %w", err)
			}
			return errors.Join(snapshot.WriteDiffCSV(ctx, f, from, to), f.Close())
		})
	cmd.Flags().StringVar(&csvFile, "csv", "", "write CSV to this file, - for standard output")
	return cmd
}

// resolve finds the folder of the snapshot that an argument means.
func (a *app) resolve(argument string) (string, error) {
	dir, err := snapshot.Resolve(a.snapshotsDir(), argument)
	return dir, withCode(exitUsage, err)
}

func (a *app) snapshotPublish() *cobra.Command {
	return newCommand("publish URL", "Copy the public edition to a bucket or folder (s3://…, file:///…)",
		"Copy the public edition of every snapshot to a folder (a path or file:///path) or to a bucket of an\n"+
			"S3-compatible store: s3://bucket/prefix?endpoint=https://…&region=…. The keys of a bucket are read from\n"+
			"AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, where there is one, AWS_SESSION_TOKEN; the region, where\n"+
			"the address has none, from AWS_REGION or AWS_DEFAULT_REGION.",
		cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
			done, err := snapshot.Publish(ctx, a.snapshotsDir(), args[0], a.storeKeys())
			if err != nil {
				return err
			}
			return a.say("snapshot publish: %d snapshots copied, %d were there already; %d files, %d bytes\n",
				len(done.Snapshots), len(done.Present), done.Files, done.Bytes)
		})
}

// storeKeys reads what opens a bucket from the variables that such tools share.
func (a *app) storeKeys() snapshot.Keys {
	return snapshot.Keys{
		ID: a.variable("AWS_ACCESS_KEY_ID", ""), Secret: a.variable("AWS_SECRET_ACCESS_KEY", ""), Token: a.variable("AWS_SESSION_TOKEN", ""),
		Region: a.variable("AWS_REGION", a.variable("AWS_DEFAULT_REGION", "")),
	}
}
