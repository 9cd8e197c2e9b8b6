package archive

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"shenzheng/parser"
)

// editionSite serves the invented edition, compressed and in chunks as sites
// do, and gives its address.
func editionSite(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/p/") {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, saved("utf-8"))
		w.(http.Flusher).Flush() // chunked
	}))
	t.Cleanup(server.Close)
	return server.URL + "/p/8000001.html"
}

// importsEdition imports a file that a tool made of the edition.
func importsEdition(t *testing.T, address, file string) {
	t.Helper()
	cfg := testConfig(t, newClock())
	cfg.Now, cfg.Read = time.Now, parser.Read
	cfg.Sources = []Source{{Name: "dutenews", Hosts: []string{strings.TrimSuffix(strings.TrimPrefix(address, "http://"), "/p/8000001.html")}}}
	a := open(t, cfg)
	items, err := a.Import(t.Context(), ImportOptions{}, file)
	if err != nil {
		t.Fatal(err)
	}
	columns := 0
	for _, i := range items {
		if i.OK() && i.Outcome.ColumnID == "col_8000001" && i.Outcome.Activities == 1 {
			columns++
		} else if i.Failed() {
			t.Errorf("%s", i)
		}
	}
	if columns != 1 {
		t.Errorf("%d times the column: %v", columns, items)
	}
	if rows := dump(t, a)["captures"]; !strings.Contains(strings.Join(rows, "\n"), "url="+address) {
		t.Errorf("the page's own address was not found: %v", rows)
	}
}

// The MHTML that Chromium itself writes.
func TestChromiumMHTML(t *testing.T) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("SKIPPED: chromium is not installed")
	}
	address := editionSite(t)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()))...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	var file string
	err = chromedp.Do(ctx, chromedp.Navigate(address), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		snapshot, err := cdp.Call(ctx, target, cdppage.CaptureSnapshot, cdppage.CaptureSnapshotParams{Format: "mhtml"})
		if err == nil {
			file = snapshot.Data
		}
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "深圳一周.mhtml")
	if err := os.WriteFile(name, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	importsEdition(t, address, name)
}

// The WARC files that GNU wget writes, plain and compressed.
func TestWgetWARC(t *testing.T) {
	wget, err := exec.LookPath("wget")
	if err != nil {
		t.Skip("SKIPPED: wget is not installed")
	}
	address := editionSite(t)
	for _, flag := range []string{"--warc-cdx", "--no-warc-compression"} {
		dir := t.TempDir()
		cmd := exec.CommandContext(t.Context(), wget, "-q", flag, "--warc-file=out", "--compression=auto", "-O", "page", address)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("wget: %v\n%s", err, out)
		}
		files, err := filepath.Glob(filepath.Join(dir, "out.warc*"))
		if err != nil || len(files) != 1 {
			t.Fatalf("wget wrote %v, %v", files, err)
		}
		importsEdition(t, address, files[0])
	}
}

// What single-file writes of the page; $SHENZHENG_TEST_NODE_MODULES names the
// node_modules folder that its command stands in.
func TestSingleFile(t *testing.T) {
	tool := filepath.Join(os.Getenv("SHENZHENG_TEST_NODE_MODULES"), ".bin", "single-file")
	chromium, err := exec.LookPath("chromium")
	if _, serr := os.Stat(tool); err != nil || serr != nil {
		t.Skip("SKIPPED: single-file of npm or chromium is not installed")
	}
	address, name := editionSite(t), filepath.Join(t.TempDir(), "page.html")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, tool, "--browser-executable-path="+chromium, `--browser-args=["--no-sandbox"]`, address, name).CombinedOutput()
	if err != nil {
		t.Fatalf("single-file: %v\n%s", err, out)
	}
	if _, err := os.Stat(name); err != nil {
		t.Skipf("SKIPPED: single-file of npm wrote nothing:\n%s", out)
	}
	importsEdition(t, address, name)
}
