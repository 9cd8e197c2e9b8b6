package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"shenzheng/archive/snapshot"
)

func (a *app) snapshotDiff() *cobra.Command {
	var csvFile string
	cmd := newCommand("diff A B", "Show the rows added, removed and changed from snapshot A to B, with causes", "", cobra.ExactArgs(2),
		func(ctx context.Context, args []string) error {
			before, err := snapshot.Resolve(a.snapshotsDir(), args[0])
			if err != nil {
				return withCode(exitUsage, err)
			}
			after, err := snapshot.Resolve(a.snapshotsDir(), args[1])
			if err != nil {
				return withCode(exitUsage, err)
			}
			if csvFile != "" {
				return a.diffToFile(ctx, csvFile, before, after)
			}
			return snapshot.WriteDiff(ctx, a.Out, before, after)
		})
	cmd.Flags().StringVar(&csvFile, "csv", "", "write CSV to this file, - for standard output")
	return cmd
}

func (a *app) diffToFile(ctx context.Context, file, before, after string) (err error) {
	if file == "-" {
		return snapshot.WriteDiffCSV(ctx, a.Out, before, after)
	}
	f, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("write differences: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return snapshot.WriteDiffCSV(ctx, f, before, after)
}

func (a *app) snapshotPublish() *cobra.Command {
	return newCommand("publish URL", "Copy the public edition to a bucket or folder (s3://…, file:///…)",
		"Copy the public edition of every snapshot to a folder (a path or file:///path) or to a bucket of an\n"+
			"S3-compatible store: s3://bucket/prefix?endpoint=https://…&region=…. The keys of a bucket are read from\n"+
			"AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, where there is one, AWS_SESSION_TOKEN; the region, where\n"+
			"the address has none, from AWS_REGION or AWS_DEFAULT_REGION.",
		cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
			done, err := snapshot.Publish(ctx, a.snapshotsDir(), args[0], a.storeKeys())
			if errors.Is(err, snapshot.ErrAddress) {
				return withCode(exitUsage, err)
			}
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
