package archive

import (
	"context"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// warcRecord writes a record the way GNU wget does: a revisit names neither
// the address nor the time of what it repeats.
func warcRecord(kind, at, address, payload string) string {
	head := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
	sum := sha1.Sum([]byte(payload))
	digest := base32.StdEncoding.EncodeToString(sum[:])
	block := head + payload
	if kind == "revisit" {
		block = head
	}
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <%s>\r\nWARC-Date: %s\r\nWARC-Payload-Digest: sha1:%s\r\n"+
		"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, address, at, digest, len(block), block)
}

func TestImportRevisitWithoutReference(t *testing.T) {
	ctx := context.Background()
	c := laterClock()
	cfg := testConfig(t, c)
	a := open(t, cfg)
	host := "https://" + cfg.Sources[0].Hosts[0]
	article, other := host+"/p/1000001.html", strings.Replace(weekOne, "甲周", "乙周", 1)
	file := func(name string, records ...string) string {
		return filepath.Join(tree(t, map[string]string{name: strings.Join(records, "")}), name)
	}
	first := file("first.warc",
		warcRecord("response", "2024-04-28T10:00:00Z", article, weekOne),
		warcRecord("response", "2024-04-29T10:00:00Z", article, other))
	if _, err := a.Import(ctx, ImportOptions{}, first); err != nil {
		t.Fatal(err)
	}
	second := file("second.warc",
		warcRecord("revisit", "2024-05-06T10:00:00Z", article, weekOne),
		warcRecord("revisit", "2024-05-06T10:00:01Z", host+"/topic/9", "a list"),
		warcRecord("revisit", "2024-05-06T10:00:02Z", host+"/p/1000002.html", "not held"))
	items, err := a.Import(ctx, ImportOptions{}, second)
	if err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for _, i := range items {
		got = append(got, fmt.Sprintf("%s %t %s", strings.TrimPrefix(i.URL, host), i.Failed(), i.Reason))
	}
	want := []string{"/p/1000001.html false ", "/p/1000002.html true it repeats a response that is not held"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var revision int
	if err := a.Reader().QueryRow(`SELECT revision FROM columns`).Scan(&revision); err != nil || revision != 3 {
		t.Errorf("revision %d, %v; want 3: the first text came back", revision, err)
	}
}
