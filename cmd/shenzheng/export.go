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
				n, damaged, err := exportWARC(cmd.Context(), arc, args[0])
				if err != nil {
					return err
				}
				for _, d := range damaged {
					fmt.Fprintf(a.Err, "shenzheng: %s\n", d)
				}
				if _, err = fmt.Fprintf(a.Out, "export: %d captures written to %s\n", n, args[0]); err == nil && len(damaged) > 0 {
					err = fmt.Errorf("export: %d captures are damaged; shenzheng check says what mends them", len(damaged))
				}
				return err
			})
		},
	})
	return cmd
}

// exportWARC writes aside and renames, so that a file of this name is whole.
func exportWARC(ctx context.Context, arc *archive.Archive, file string) (n int, damaged []archive.DamagedCapture, err error) {
	aside, err := arc.Aside(file, ".export-*")
	if err != nil {
		return 0, nil, fmt.Errorf("export warc: %w", err)
	}
	defer func() { err = errors.Join(err, aside.Close()) }()
	part, err := os.OpenFile(filepath.Join(aside.Dir, "part"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return 0, nil, fmt.Errorf("export warc: %w", err)
	}
	n, damaged, err = arc.ExportWARC(ctx, io.Writer(part), strings.HasSuffix(file, ".gz"), "shenzheng/"+binaryVersion())
	if err == nil {
		err = part.Sync()
	}
	if err = errors.Join(err, part.Close()); err == nil {
		err = os.Rename(part.Name(), file)
	}
	if err != nil {
		return 0, nil, fmt.Errorf("export warc: %w", err)
	}
	return n, damaged, nil
}
