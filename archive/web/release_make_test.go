package web

import (
	"context"
	"testing"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
)

// makeRelease registers a real snapshot of the archive.
func makeRelease(t testing.TB, a *archive.Archive, dir string) string {
	t.Helper()
	made, err := snapshot.Create(context.Background(), a.ReadTx, snapshot.Options{Root: dir, Force: true})
	if err != nil {
		t.Fatal(err)
	}
	return made.ID
}
