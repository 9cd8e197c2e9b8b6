package web

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

func serveRelease(t *testing.T, change func(*Config)) *httptest.Server {
	t.Helper()
	a, _ := openFixture(t, 0)
	_, h := serve(t, a, func(c *Config) {
		layRelease(t, c.SnapshotsDir, testRelease, releaseFiles())
		if change != nil {
			change(c)
		}
	})
	return h
}

const tablePath = "/snapshots/" + testRelease + "/activities.csv"

func TestFileHeaders(t *testing.T) {
	h := serveRelease(t, nil)
	table := releaseFiles()["activities.csv"]
	res, body := fetch(t, h, tablePath)
	want := map[string]string{
		"ETag": `"` + sha(table) + `"`, "Cache-Control": forever, "Accept-Ranges": "bytes", "Access-Control-Allow-Origin": "*",
		"Content-Type": "text/csv; charset=utf-8; header=present", "X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding",
	}
	for name, value := range want {
		if got := res.Header.Get(name); got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
	if cd := res.Header.Get("Content-Disposition"); !strings.Contains(cd, `filename="shenzheng-`+testRelease+`-activities.csv"`) || !strings.Contains(cd, "filename*=UTF-8''%E6%B7%B1") {
		t.Errorf("Content-Disposition is %q", cd)
	}
	if res.StatusCode != 200 || body != table || res.ContentLength != int64(len(table)) {
		t.Errorf("status %d, %d bytes of %d", res.StatusCode, len(body), len(table))
	}
	for file, mime := range map[string]string{"datapackage.json": "application/json; charset=utf-8", "README.md": "text/markdown; charset=utf-8",
		"tables.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "SHA256SUMS": "text/plain; charset=utf-8",
		"shenzheng-" + testRelease + ".zip": "application/zip"} {
		if res, _ := fetch(t, h, "/snapshots/"+testRelease+"/"+file); res.StatusCode != 200 || res.Header.Get("Content-Type") != mime || len(res.Header.Get("ETag")) != 66 {
			t.Errorf("%s: status %d, type %q, tag %q", file, res.StatusCode, res.Header.Get("Content-Type"), res.Header.Get("ETag"))
		}
	}
}

func TestRangesAreOfTheBytesTheManifestNames(t *testing.T) {
	h := serveRelease(t, nil)
	table := releaseFiles()["activities.csv"]
	tag := `"` + sha(table) + `"`
	for _, c := range []struct {
		name   string
		header []string
		status int
		body   string
	}{
		{"first bytes", []string{"Range", "bytes=0-9"}, 206, table[:10]},
		{"with packing offered", []string{"Range", "bytes=5-9", "Accept-Encoding", "gzip, zstd"}, 206, table[5:10]},
		{"last bytes", []string{"Range", "bytes=-4"}, 206, table[len(table)-4:]},
		{"rest, same file", []string{"Range", "bytes=100-", "If-Range", tag}, 206, table[100:]},
		{"rest, of what was packed", []string{"Range", "bytes=100-", "If-Range", `"` + sha(table) + `-gzip"`}, 200, table},
		{"rest, other file", []string{"Range", "bytes=100-", "If-Range", `"else"`}, 200, table},
		{"beyond the end", []string{"Range", "bytes=99999999-"}, 416, "invalid range: failed to overlap\n"},
		{"already held", []string{"If-None-Match", tag}, 304, ""},
		{"held among others", []string{"If-None-Match", `"x", ` + tag}, 304, ""},
		{"another held", []string{"If-None-Match", `"x"`}, 200, table},
	} {
		res, body := fetch(t, h, tablePath, c.header...)
		if res.StatusCode != c.status || body != c.body {
			t.Errorf("%s: status %d with %d bytes, want %d with %d", c.name, res.StatusCode, len(body), c.status, len(c.body))
		}
		if res.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: packed as %s", c.name, res.Header.Get("Content-Encoding"))
		}
	}
}

func TestPackingByAcceptEncoding(t *testing.T) {
	h := serveRelease(t, nil)
	table := releaseFiles()["activities.csv"]
	for accept, want := range map[string]string{
		"gzip": "gzip", "zstd": "zstd", "gzip, zstd": "zstd", "zstd;q=0.5, gzip": "gzip", "gzip;q=0": "", "identity": "", "": "", "*": "", "*;q=0": "",
		"gzip;q=0, *": "", "br, deflate": "", "GZIP; q=0.3": "gzip", "gzip;q=nonsense": "",
	} {
		res, body := fetch(t, h, tablePath, "Accept-Encoding", accept)
		if got := res.Header.Get("Content-Encoding"); got != want {
			t.Errorf("%q: packed as %q, want %q", accept, got, want)
			continue
		}
		if unpack(t, want, body) != table {
			t.Errorf("%q: unpacked bytes differ", accept)
		}
		if tag := entityTag(sha(table), want); res.Header.Get("ETag") != tag {
			t.Errorf("%q: tag %s, want %s", accept, res.Header.Get("ETag"), tag)
		} else if res, _ := fetch(t, h, tablePath, "Accept-Encoding", accept, "If-None-Match", tag); res.StatusCode != 304 {
			t.Errorf("%q: status %d for a held tag", accept, res.StatusCode)
		}
	}
	if res, _ := fetch(t, h, tablePath, "Accept-Encoding", "gzip", "If-None-Match", entityTag(sha(table), "")); res.StatusCode != 304 {
		t.Errorf("who holds the file unpacked is sent it packed: status %d, tag %s", res.StatusCode, res.Header.Get("ETag"))
	}
	if res, _ := fetch(t, h, "/snapshots/"+testRelease+"/tables.xlsx", "Accept-Encoding", "gzip"); res.Header.Get("Content-Encoding") != "" {
		t.Error("a workbook, packed already, was packed again")
	}
}

func unpack(t *testing.T, encoding, body string) string {
	t.Helper()
	var r io.Reader = strings.NewReader(body)
	switch encoding {
	case "gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		r = z
	case "zstd":
		z, err := zstd.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		r = z
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestHeadAnswersAsGetWithoutBody(t *testing.T) {
	h := serveRelease(t, nil)
	for _, path := range []string{tablePath, "/", "/feed.atom", "/activities.csv", "/snapshots/index.json"} {
		res, err := http.Head(h.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		if err != nil || res.Body.Close() != nil || res.StatusCode != 200 || len(body) > 0 || res.Header.Get("Content-Type") == "" {
			t.Errorf("HEAD %s: status %d, %d bytes, type %q, %v", path, res.StatusCode, len(body), res.Header.Get("Content-Type"), err)
		}
	}
}

func TestLatestLeadsToTheSnapshot(t *testing.T) {
	h := serveRelease(t, nil)
	for path, want := range map[string]string{
		"/snapshots/latest": "/snapshots/" + testRelease + "/", "/snapshots/latest/": "/snapshots/" + testRelease + "/",
		"/snapshots/latest/activities.csv": tablePath, "/snapshots/latest/full/texts.csv": "/snapshots/" + testRelease + "/full/texts.csv",
	} {
		res, _ := fetch(t, h, path)
		if res.StatusCode != 302 || res.Header.Get("Location") != want || res.Header.Get("Cache-Control") != shortly {
			t.Errorf("%s: status %d to %q, kept %q", path, res.StatusCode, res.Header.Get("Location"), res.Header.Get("Cache-Control"))
		}
	}
}

func TestNoPathLeavesTheSnapshots(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := serveRelease(t, func(c *Config) {
		// A link planted inside a snapshot must not lead out either.
		if err := os.Symlink(outside, filepath.Join(c.SnapshotsDir, testRelease, "link.csv")); err != nil {
			t.Fatal(err)
		}
		sums := filepath.Join(c.SnapshotsDir, testRelease, "SHA256SUMS")
		body, err := os.ReadFile(sums)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(sums, append(body, []byte(sha("secret")+"  link.csv\n")...), 0o644); err != nil {
			t.Fatal(err)
		}
	})
	for _, path := range []string{
		"/snapshots/" + testRelease + "/full%2Ftexts.csv", "/snapshots/" + testRelease + "/..%2Flatest", "/snapshots/" + testRelease + "/%2e%2e/latest",
		"/snapshots/..%2f..%2fetc/passwd", "/snapshots/" + testRelease + "/link.csv", "/snapshots/" + testRelease + "/..\\latest",
		"/snapshots/" + testRelease + "/full/..%2fSHA256SUMS", "/assets/..%2fview.go", "/snapshots/20240428-ffffffff/activities.csv", "/snapshots/x/y",
	} {
		res, body := fetch(t, h, path)
		if res.StatusCode == 200 || strings.Contains(body, "secret") || strings.Contains(body, "密") {
			t.Errorf("%s: status %d: %.80s", path, res.StatusCode, body)
		}
	}
}

func TestPrunedSnapshotIsGone(t *testing.T) {
	dir := ""
	h := serveRelease(t, func(c *Config) { dir = c.SnapshotsDir })
	if res, _ := fetch(t, h, tablePath); res.StatusCode != 200 {
		t.Fatalf("status %d", res.StatusCode)
	}
	if err := os.RemoveAll(filepath.Join(dir, testRelease)); err != nil {
		t.Fatal(err)
	}
	if res, _ := fetch(t, h, tablePath); res.StatusCode != 404 {
		t.Errorf("status %d after the snapshot was removed", res.StatusCode)
	}
	layRelease(t, dir, testRelease, releaseFiles())
	if res, body := fetch(t, h, tablePath); res.StatusCode != 200 || body != releaseFiles()["activities.csv"] {
		t.Errorf("status %d after it came back", res.StatusCode)
	}
}

func TestFullEditionNeedsTheToken(t *testing.T) {
	const path = "/snapshots/" + testRelease + "/full/texts.csv"
	for _, c := range []struct {
		name   string
		access TextAccess
		token  string
		path   string
		header []string
		status int
	}{
		{"nothing shown", TextToken, testToken, path, nil, 401},
		{"bearer", TextToken, testToken, path, []string{"Authorization", "Bearer " + testToken}, 200},
		{"wrong bearer", TextToken, testToken, path, []string{"Authorization", "Bearer " + testToken + "x"}, 401},
		{"in the address", TextToken, testToken, path + "?token=" + testToken, nil, 200},
		{"wrong in the address", TextToken, testToken, path + "?token=no", nil, 401},
		{"cookie", TextToken, testToken, path, []string{"Cookie", textCookie + "=" + testToken}, 200},
		{"no token configured, none shown", TextToken, "", path, []string{"Authorization", "Bearer "}, 401},
		{"no token configured, empty cookie", TextToken, "", path + "?token=", []string{"Cookie", textCookie + "="}, 401},
		{"off", TextOff, testToken, path, []string{"Authorization", "Bearer " + testToken}, 403},
		{"open", TextOpen, testToken, path, nil, 200},
		{"a slash in other signs", TextToken, testToken, "/snapshots/" + testRelease + "/full%2Ftexts.csv", nil, 401},
	} {
		h := serveRelease(t, func(cfg *Config) { cfg.TextAccess, cfg.Token = c.access, c.token })
		res, body := fetch(t, h, c.path, c.header...)
		if res.StatusCode != c.status || strings.Contains(body, "密") != (c.status == 200) {
			t.Errorf("%s: status %d, want %d: %.60s", c.name, res.StatusCode, c.status, body)
		}
		if c.access == TextToken && res.StatusCode == 200 && !strings.Contains(res.Header.Get("Cache-Control"), "private") {
			t.Errorf("%s: shared caches may keep it: %q", c.name, res.Header.Get("Cache-Control"))
		}
	}
}

func TestTokenLeavesTheAddressOfABrowser(t *testing.T) {
	h := serveRelease(t, nil)
	res, _ := fetch(t, h, "/activities?token="+testToken+"&q=x", "Accept", asBrowser)
	cookies := res.Cookies()
	if res.StatusCode != 303 || res.Header.Get("Location") != "/activities?q=x" || len(cookies) != 1 {
		t.Fatalf("status %d to %q with %d cookies", res.StatusCode, res.Header.Get("Location"), len(cookies))
	}
	if c := cookies[0]; c.Value != testToken || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" {
		t.Errorf("cookie %v", c)
	}
	if res, _ := fetch(t, h, "/activities?token=wrong", "Accept", asBrowser); len(res.Cookies()) != 0 || res.StatusCode != 303 {
		t.Errorf("a wrong token: status %d, %d cookies", res.StatusCode, len(res.Cookies()))
	}
	if res, _ := fetch(t, h, "//evil.example/?token="+testToken, "Accept", asBrowser); strings.HasPrefix(res.Header.Get("Location"), "//") {
		t.Errorf("led off the site to %q", res.Header.Get("Location"))
	}
}

// TestBigFileIsSentWhole sends a file larger than any buffer whole.
func TestBigFileIsSentWhole(t *testing.T) {
	big := strings.Repeat("act_1_00000000,南山\r\n", 1<<20/20*8)
	h := serveRelease(t, func(c *Config) {
		files := releaseFiles()
		files["activities.csv"] = big
		layRelease(t, c.SnapshotsDir, testRelease, files)
	})
	for _, encoding := range []string{"", "gzip", "zstd"} {
		_, body := fetch(t, h, tablePath, "Accept-Encoding", encoding)
		if unpack(t, encoding, body) != big {
			t.Errorf("%q: %d bytes came that are not the file", encoding, len(body))
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, h.URL+tablePath, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	cancel() // a client that goes away must not disturb the next
	if err := res.Body.Close(); err != nil {
		t.Fatal(err)
	}
	if res, _ := fetch(t, h, tablePath); res.StatusCode != 200 {
		t.Errorf("status %d after a client went away", res.StatusCode)
	}
}

// entityTag is strong: another encoding has another tag, because its bytes
// differ.
func entityTag(sum, encoding string) string {
	if encoding != "" {
		sum += "-" + encoding
	}
	return `"` + sum + `"`
}
