//go:build unix

package main

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// freeBytes is how much an ordinary user may still write to the disk that holds dir.
func freeBytes(dir string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, fmt.Errorf("ask for free space of %s: %w", dir, err)
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}

// writable tells why files cannot be written to, nil if they can. They are
// not opened: closing the database's file would drop the locks that SQLite
// holds on it.
func writable(paths ...string) error {
	for _, p := range paths {
		if err := unix.Access(p, unix.W_OK); err != nil {
			return fmt.Errorf("%s cannot be written to: %w", p, err)
		}
	}
	return nil
}
