package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"shenzheng/archive"
)

func (a *app) backupCommand() *cobra.Command {
	return newCommand("backup FILE", "Write a consistent, verified copy of the database, beside a running daemon too", "", cobra.ExactArgs(1),
		a.reading(func(ctx context.Context, arc *archive.Archive, args []string) error {
			if err := arc.Backup(ctx, args[0]); err != nil {
				return err
			}
			return a.say("backup: %s written and verified\n", args[0])
		}))
}

// backupPattern is how scheduled backups are called.
const backupPattern = "shenzheng-*.db"

func backupName(made time.Time) string {
	return "shenzheng-" + made.UTC().Format("20060102T150405Z") + ".db"
}

func (d *daemon) backupJob(ctx context.Context, _ string) (result, error) {
	dir := d.cfg.BackupDir
	if dir == "" {
		return result{detail: "no backup.dir is configured"}, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return result{}, fmt.Errorf("make backup folder: %w", err)
	}
	name := filepath.Join(dir, backupName(d.now()))
	if err := d.arc.Backup(ctx, name); err != nil {
		return result{}, err
	}
	return result{detail: name}, d.pruneBackups(name)
}

// backupsIn gives the names of the backups in a folder, oldest first. Names after
// that of now were made by a clock that was wrong and count as the oldest, or
// they would push out every backup to come.
func backupsIn(dir, now string) ([]string, error) {
	names, err := fs.Glob(os.DirFS(dir), backupPattern)
	slices.Sort(names)
	ahead, found := slices.BinarySearch(names, now)
	if found {
		ahead++
	}
	return slices.Concat(names[ahead:], names[:ahead]), err
}

// pruneBackups removes the oldest backups, never the one just made.
func (d *daemon) pruneBackups(made string) error {
	dir, latest := filepath.Split(made)
	names, err := backupsIn(dir, latest)
	if err != nil {
		return fmt.Errorf("list backups: %w", err)
	}
	for keep := max(d.cfg.BackupKeep, 1); len(names) > keep; names = names[1:] {
		if err := os.Remove(filepath.Join(dir, names[0])); err != nil {
			return fmt.Errorf("remove old backup: %w", err)
		}
	}
	return nil
}

// restoreWords say how to get the database back: the last backup, and the
// commands that put it in place, for who reads them in another folder.
func restoreWords(dir, data string, now time.Time) string {
	for _, path := range []*string{&dir, &data} {
		if whole, err := filepath.Abs(*path); err == nil && *path != "" {
			*path = whole
		}
	}
	const stop = "stop the daemon, then: "
	database := shellWord(filepath.Join(data, archive.DatabaseName))
	if dir == "" {
		return fmt.Sprintf("no backup.dir is configured; with a backup FILE: %srm -f %s-wal %s-shm && cp FILE %s", stop, database, database, database)
	}
	backups, err := backupsIn(dir, backupName(now))
	if err != nil || len(backups) == 0 {
		return fmt.Sprintf("there is no backup in %s", dir)
	}
	last := filepath.Join(dir, backups[len(backups)-1])
	made := "unknown date"
	if info, err := os.Stat(last); err == nil {
		made = info.ModTime().UTC().Format(time.RFC3339)
	}
	return fmt.Sprintf("the last backup is %s of %s; to restore it %srm -f %s-wal %s-shm && cp %s %s",
		last, made, stop, database, database, shellWord(last), database)
}

// shellWord writes a path as a shell reads it.
func shellWord(path string) string {
	if path != "" && !strings.ContainsFunc(path, func(c rune) bool {
		return c < utf8.RuneSelf && !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("_./:@%+=,-", c)
	}) {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
