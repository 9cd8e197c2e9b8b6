package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"shenzheng/archive"
)

func (a *app) exportCommand() *cobra.Command {
	return group("export", "Export what is held in other forms", "",
		newCommand("warc FILE", "Export every capture as WARC/1.1, compressed if the name ends in .gz", "", cobra.ExactArgs(1),
			a.reading(func(ctx context.Context, arc *archive.Archive, args []string) error {
				n, damaged, err := exportWARC(ctx, arc, args[0])
				if err != nil {
					return fmt.Errorf("export warc: %w", err)
				}
				complain(a, damaged)
				if err = a.say("export: %d captures written to %s\n", n, args[0]); err == nil && len(damaged) > 0 {
					err = fmt.Errorf("export: %d captures are damaged; shenzheng check says what mends them", len(damaged))
				}
				return err
			})))
}

// exportWARC writes aside and renames, so that a file of this name is whole.
func exportWARC(ctx context.Context, arc *archive.Archive, file string) (n int, damaged []error, err error) {
	aside, err := arc.Aside(file, ".shenzheng-export-*")
	if err != nil {
		return 0, nil, err
	}
	defer func() { err = errors.Join(err, aside.Close()) }()
	part, err := os.OpenFile(filepath.Join(aside.Dir, "part"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return 0, nil, err
	}
	n, damaged, err = arc.ExportWARC(ctx, part, strings.HasSuffix(file, ".gz"), "shenzheng/"+binaryVersion())
	if err == nil {
		err = part.Sync()
	}
	if err = errors.Join(err, part.Close()); err == nil {
		err = os.Rename(part.Name(), file)
	}
	if err == nil {
		err = archive.SyncDir(filepath.Dir(file))
	}
	return n, damaged, err
}
