package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"shenzheng/archive"
)

func (a *app) exportCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "export", Short: "Export what is held in other forms", Args: cobra.NoArgs, RunE: needsSubcommand}
	cmd.AddCommand(&cobra.Command{
		Use:   "warc FILE",
		Short: "Export every capture as WARC/1.1, compressed if the name ends in .gz",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withReader(cmd.Context(), func(arc *archive.Archive) error {
				n, err := exportWARC(cmd.Context(), arc, args[0])
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(a.Out, "export: %d captures written to %s\n", n, args[0])
				return err
			})
		},
	})
	return cmd
}

// exportWARC writes aside and renames, so that a file of this name is whole.
func exportWARC(ctx context.Context, arc *archive.Archive, file string) (n int, err error) {
	aside, err := os.CreateTemp(filepath.Dir(file), ".export-*")
	if err != nil {
		return 0, fmt.Errorf("export warc: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(aside.Name()))
		}
	}()
	n, err = arc.ExportWARC(ctx, io.Writer(aside), strings.HasSuffix(file, ".gz"), "shenzheng/"+binaryVersion())
	if err == nil {
		err = aside.Sync()
	}
	if err = errors.Join(err, aside.Close()); err != nil {
		return 0, fmt.Errorf("export warc: %w", err)
	}
	if err = os.Chmod(aside.Name(), 0o644); err == nil {
		err = os.Rename(aside.Name(), file)
	}
	return n, err
}
