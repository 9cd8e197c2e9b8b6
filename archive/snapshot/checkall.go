package snapshot

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// How a snapshot that is not what it was is got rid of, or back.
const (
	mendIndex   = "shenzheng snapshot create --force writes it anew"
	mendGone    = "put its folder back from a copy; shenzheng snapshot create --force goes on without it"
	mendChanged = "put its folder back from a copy, or remove it and run shenzheng snapshot create --force"
)

// CheckAll verifies every snapshot that the index under root names, and gives
// one line for each that is gone, changed or unreadable, with the command that
// mends it. What is wrong with one keeps no other from being looked at; an
// error means that the check was cut off.
func CheckAll(ctx context.Context, root string) (lines []string, err error) {
	find := func(format string, args ...any) { lines = append(lines, "snapshot "+fmt.Sprintf(format, args...)) }
	known, err := readIndex(root)
	if err != nil {
		find("index: %v; %s", err, mendIndex)
	}
	indexed := map[string]Info{}
	for _, info := range known.Snapshots {
		indexed[info.ID] = info
		if gone(root, info.ID) && gone(root, removingPrefix+info.ID) && stillIndexed(root, info.ID) {
			find("%s: is gone; %s", info.ID, mendGone)
		}
	}
	latest, err := Latest(root)
	switch _, listed := indexed[latest]; {
	case err != nil:
		find("latest: %v; %s", err, mendIndex)
	case latest == "" && known.Latest != "":
		find("latest: is gone; %s", mendIndex)
	case latest != "" && !listed && gone(root, latest):
		find("latest: %s, which is gone; %s", latest, mendGone)
	}
	ids, err := held(root)
	if err != nil {
		find("%v", err)
	}
	for _, id := range ids {
		for _, fault := range check(ctx, filepath.Join(root, id), indexed[id]) {
			find("%s: %s; %s", id, fault, mendChanged)
		}
		if ctx.Err() != nil {
			return lines, ctx.Err()
		}
	}
	return lines, nil
}

func gone(root, id string) bool {
	_, err := os.Stat(filepath.Join(root, id))
	return errors.Is(err, os.ErrNotExist)
}

// check verifies one snapshot by itself, and against what the index says.
func check(ctx context.Context, dir string, indexed Info) (faults []string) {
	faults, err := Verify(ctx, dir)
	files := map[string]File{}
	if err == nil {
		files, err = Manifest(dir)
	}
	if err != nil {
		return append(faults, err.Error())
	}
	for name, file := range indexed.Files {
		if files[name].SHA256 != file.SHA256 && indexed.Problem == "" {
			faults = append(faults, name+": is not the file that the index names")
		}
	}
	return faults
}

// stillIndexed tells whether a snapshot that is gone was taken off the index
// meanwhile.
func stillIndexed(root, id string) bool {
	now, err := readIndex(root)
	return err != nil || slices.ContainsFunc(now.Snapshots, func(i Info) bool { return i.ID == id })
}
