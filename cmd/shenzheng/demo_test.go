//go:build unix

package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shenzheng/archive/snapshot"
)

// TestTwoDemosGiveTheSameSnapshots runs one demo beside another, which holds
// the address that both their articles are of.
func TestTwoDemosGiveTheSameSnapshots(t *testing.T) {
	var ids [2][]string
	for i := range ids {
		b := &binary{t: t, log: &lockedBuffer{}, ended: make(chan error, 1)}
		data := t.TempDir()
		b.cmd = asProcess("--data", data, "--log-format", "json", "run", "--demo", "--listen", "127.0.0.1:0")
		b.cmd.Stdout, b.cmd.Stderr = b.log, b.log
		b.start()
		list, err := snapshot.List(data + "/snapshots")
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range list[:min(3, len(list))] { // those of the past, not the daemon's own
			ids[i] = append(ids[i], s.ID)
		}
	}
	if diff := cmp.Diff(ids[0], ids[1]); diff != "" || len(ids[0]) < 3 {
		t.Errorf("the second demo differs from the first, of %v: %s", ids[0], diff)
	}
}
