package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// releaseCode drops this program's machine code from its resident memory.
// What runs is read back at once from the system's file cache; what only the
// start or a rare job needed stays out. Only mappings that can never have been
// written to are dropped.
func releaseCode() error {
	binary, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the path of this binary: %w", err)
	}
	maps, err := os.Open("/proc/self/maps")
	if err != nil {
		return fmt.Errorf("open memory map: %w", err)
	}
	defer maps.Close()
	lines := bufio.NewScanner(maps)
	for lines.Scan() {
		if !strings.HasSuffix(lines.Text(), " "+binary) {
			continue
		}
		var from, to uintptr
		var access string
		if _, err := fmt.Sscanf(lines.Text(), "%x-%x %s", &from, &to, &access); err != nil {
			return fmt.Errorf("read memory map: %w", err)
		}
		if access != "r-xp" {
			continue
		}
		if _, _, errno := unix.Syscall(unix.SYS_MADVISE, from, to-from, unix.MADV_DONTNEED); errno != 0 {
			return fmt.Errorf("release code: %w", errno)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read memory map: %w", err)
	}
	return nil
}
