package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const testRelease = "20240428-0a1b2c3d"

// layRelease puts a snapshot's folder down by hand: any file a snapshot may
// hold, under the names and with the manifest that the writer uses.
func layRelease(t testing.TB, dir, id string, files map[string]string) {
	t.Helper()
	var sums, full strings.Builder
	for name, body := range files {
		path := filepath.Join(dir, id, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
		if inside, ok := strings.CutPrefix(name, "full/"); ok {
			fmt.Fprintf(&full, "%s  %s\n", sha(body), inside)
		} else {
			fmt.Fprintf(&sums, "%s  %s\n", sha(body), name)
		}
	}
	for name, body := range map[string]string{id + "/SHA256SUMS": sums.String(), id + "/full/SHA256SUMS": full.String(), "latest": id + "\n"} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func sha(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// releaseFiles is a small snapshot with a table worth packing.
func releaseFiles() map[string]string {
	var table strings.Builder
	table.WriteString("activity_id,district\r\n")
	for i := range 500 {
		fmt.Fprintf(&table, "act_1_%08x,南山\r\n", i)
	}
	return map[string]string{
		"activities.csv": table.String(), "datapackage.json": "{}\n", "README.md": "# readme\n", "tables.xlsx": "PK not really",
		"shenzheng-" + testRelease + ".zip": "PK neither", "full/texts.csv": "activity_id,column_id,text\r\nact_1,col_1,密\r\n",
	}
}
