package web

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"shenzheng/archive"
	"shenzheng/parser"
)

// css is how the walk names elements.
type css = chromedp.CSS

// startBrowser starts a headless Chromium that talks to nobody of itself.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no chromium here: pages were not walked in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true), chromedp.Flag("no-pings", true),
		chromedp.Flag("lang", "zh-CN"), chromedp.Flag("accept-lang", "zh-CN"))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	// The first call has no limit, because its context is the browser's life.
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatalf("start browser: %v", err)
	}
	ctx, cancel = context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// witness notes what a browser complains of and whom it asks.
type witness struct {
	mu       sync.Mutex
	messages []string
	asked    []string
}

func (w *witness) listen(t *testing.T, ctx context.Context) {
	t.Helper()
	err := chromedp.Listen(ctx, func(event any) {
		w.mu.Lock()
		defer w.mu.Unlock()
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			w.messages = append(w.messages, "console: "+string(e.Type))
		case *runtime.EventExceptionThrown:
			w.messages = append(w.messages, "exception: "+e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			w.messages = append(w.messages, "log: "+e.Entry.Text+" "+e.Entry.URL)
		case *network.EventRequestWillBeSent:
			w.asked = append(w.asked, e.Request.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = chromedp.Call(ctx, network.Enable, network.EnableParams{})
	if err == nil {
		_, err = chromedp.Call(ctx, log.Enable, struct{}{})
	}
	if err == nil {
		_, err = chromedp.Call(ctx, runtime.Enable, struct{}{})
	}
	if err != nil {
		t.Fatalf("watch browser: %v", err)
	}
}

// shots, if set, is a folder to keep pictures of the pages in.
const shots = "SHENZHENG_TEST_SHOTS"

func shoot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv(shots)
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		t.Fatalf("picture of %s: %v", name, err)
	}
}

// unreadable lists what is set in letters of under 11 pixels and the dates that
// are broken in two.
const unreadable = `(() => {
  const found = new Set(), texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = texts.nextNode();) {
    const at = node.parentElement, text = node.textContent;
    if (!text.trim() || at.closest('script, style, pre, option, .hidden, .skip')) continue;
    if (parseFloat(getComputedStyle(at).fontSize) < 11) found.add('small: ' + text.trim());
    for (const match of text.matchAll(/\d{4}-\d\d-\d\d/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      if (new Set(Array.from(range.getClientRects()).map(r => Math.round(r.top))).size > 1) found.add('broken: ' + match[0] + ' in ' + at.outerHTML.slice(0, 80));
    }
  }
  return Array.from(found).slice(0, 5).join('; ');
})()`

// visit opens a page and fails where it is wider than its window, for on a
// telephone text would be cut off, or hard to read.
func visit(t *testing.T, ctx context.Context, address, name string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address), chromedp.WaitReady(css("main h1"))); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	over, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	if err != nil {
		t.Fatalf("measure %s: %v", name, err)
	}
	if over > 0 {
		t.Errorf("%s is %d pixels wider than the window", name, over)
	}
	if found, err := chromedp.Run(ctx, chromedp.Evaluate[string](unreadable)); err != nil || found != "" {
		t.Errorf("%s is hard to read: %s %v", name, found, err)
	}
	shoot(t, ctx, name)
}

func TestWalkInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("short: pages were not walked in a browser")
	}
	t.Parallel()
	a, columns := openFixture(t, 30)
	dir := t.TempDir()
	release := makeRelease(t, a, dir)
	_, h := serve(t, a, func(c *Config) { c.Demo, c.SnapshotsDir = true, dir })
	troubled, empty := serveTroubled(t, a), serveEmpty(t)
	ctx := startBrowser(t)
	seen := &witness{}
	seen.listen(t, ctx)
	pages, walked := kindsOfPages(columns[len(columns)-1], release), map[int]bool{}
	table, err := os.ReadFile(filepath.Join(dir, release, "activities.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range looks() {
		if err := chromedp.Do(ctx, l.viewport(), preferScheme(l.scheme)); err != nil {
			t.Fatalf("set window: %v", err)
		}
		for name, path := range pages {
			visit(t, ctx, h.URL+l.of(path), l.name(name))
		}
		visit(t, ctx, troubled+l.of("/status"), l.name("troubled"))
		for name, path := range map[string]string{"empty": "/", "empty-activities": "/activities", "empty-coverage": "/coverage", "empty-district": "/districts/futian", "empty-status": "/status"} {
			visit(t, ctx, empty+l.of(path), l.name(name))
		}
		if !walked[l.width] {
			walked[l.width] = true
			walk(t, ctx, h.URL, l.name(""), string(table))
		}
	}
	seen.mu.Lock()
	defer seen.mu.Unlock()
	for _, m := range seen.messages {
		if !strings.Contains(m, "/nothing-here") && !strings.Contains(m, "/atlantis") && !strings.Contains(m, "kind=party") {
			t.Errorf("the browser complains: %s", m)
		}
	}
	for _, address := range seen.asked {
		// data: is the browser drawing its own date fields.
		if !strings.HasPrefix(address, h.URL+"/") && !strings.HasPrefix(address, troubled+"/") && !strings.HasPrefix(address, empty+"/") && !strings.HasPrefix(address, "data:image/svg+xml;") {
			t.Errorf("a page asked another origin: %s", address)
		}
	}
	if len(seen.asked) < 2*len(pages) {
		t.Errorf("only %d requests were seen; the walk did not happen", len(seen.asked))
	}
}

// look is a way a page is looked at.
type look struct {
	width        int // of the window, in pixels
	lang, scheme string
}

// looks are the widths, languages and colours that pages are looked at in: all
// eight where pictures are wanted, else two that have each of them.
func looks() []look {
	if os.Getenv(shots) == "" {
		return []look{{1280, "zh", "light"}, {390, "en", "dark"}}
	}
	var all []look
	for _, width := range []int{1280, 390} {
		for _, lang := range []string{"zh", "en"} {
			all = append(all, look{width, lang, "light"}, look{width, lang, "dark"})
		}
	}
	return all
}

func (l look) name(page string) string {
	return fmt.Sprintf("%s-%d-%s-%s", page, l.width, l.lang, l.scheme)
}

func (l look) of(path string) string {
	return path + map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "lang=" + l.lang
}

func (l look) viewport() chromedp.Action[chromedp.Void] {
	if l.width == 390 {
		return chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile)
	}
	return chromedp.EmulateViewport(1280, 900)
}

// kindsOfPages is a page of every kind.
func kindsOfPages(last *parser.Column, release string) map[string]string {
	pages := map[string]string{
		"home": "/", "activities": "/activities", "filtered": "/activities?district=nanshan&kind=meeting", "by-official": "/activities?office=secretary&rows=official&by=month",
		"nothing": "/activities?q=nothing-at-all", "coverage": "/coverage", "column": "/columns/" + last.ID + "?at=60-90", "activity": "/activities/" + last.Activities[0].ID,
		"official": "/officials/" + personID(invented[0]), "officials": "/officials", "district": "/districts/nanshan", "unseen-district": "/districts/qianhai", "codebook": "/codebook",
		"snapshots": "/snapshots/", "snapshot": "/snapshots/" + release + "/", "status": "/status", "tables": "/tables/", "wrong": "/nothing-here", "unknown": "/districts/atlantis", "refused": "/activities?kind=party",
		"table-coverage": "/tables/coverage",
	}
	for _, t := range liveTables() { // all are made by one page
		if os.Getenv(shots) != "" {
			pages["table-"+t.Name] = "/tables/" + t.Name
		}
	}
	return pages
}

// serveTroubled serves an archive that somebody has to see to.
func serveTroubled(t *testing.T, a *archive.Archive) string {
	t.Helper()
	_, err := a.RaiseAlert(t.Context(), "week_missing:2024-01-15", "week_missing", "no column of the week 2024-01-15 is held", archive.Message{})
	if err != nil {
		t.Fatal(err)
	}
	_, h := serve(t, a, func(c *Config) {
		c.Trouble = func() *Notice { return &Notice{"数据库无法写入", "the database cannot be written"} }
	})
	return h.URL
}

func serveEmpty(t *testing.T) string {
	t.Helper()
	a, _ := openFixture(t, 0)
	_, h := serve(t, a, nil)
	return h.URL
}

// walk does what a visitor would: filters, follows, switches language,
// downloads.
func walk(t *testing.T, ctx context.Context, base, size, table string) {
	t.Helper()
	do := func(steps ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, steps...); err != nil {
			t.Fatalf("walk at %s width: %v", size, err)
		}
	}
	text := func(at css) string {
		t.Helper()
		s, err := chromedp.Run(ctx, chromedp.Text(at))
		if err != nil {
			t.Fatalf("read %s: %v", at, err)
		}
		return s
	}
	do(chromedp.Navigate(base+"/activities"), chromedp.SetValue(css("#district"), "nanshan"), chromedp.SetValue(css("#kind"), "meeting"),
		chromedp.Submit(css(".filters")), chromedp.WaitVisible(css(".results .card")))
	shoot(t, ctx, size+"-filtered")
	if kinds := text(".facets ul:nth-of-type(2)"); !strings.HasPrefix(kinds, "会议") || strings.Contains(kinds, "招商") {
		t.Errorf("%s: filtered by meetings, found kinds %q", size, kinds)
	}
	do(chromedp.Click(css(".people a")), chromedp.WaitVisible(css(".timeline")))
	name := text("h1 span")
	do(chromedp.Click(css("a.lang")), chromedp.WaitVisible(css(`html[lang="en"] h1`)))
	if again := text("h1 span"); again != name || name == "" {
		t.Errorf("%s: the language switch led from %q to %q", size, name, again)
	}
	do(chromedp.Click(css(".brand")), chromedp.WaitVisible(css(".downloads")))
	if got := download(t, ctx, `.downloads a[href$="/activities.csv"]`); got != table {
		t.Errorf("%s: downloaded %d bytes, want %d", size, len(got), len(table))
	}
}

// download clicks a link and returns the file the browser saved.
func download(t *testing.T, ctx context.Context, link css) string {
	t.Helper()
	dir := t.TempDir()
	done := make(chan string, 8)
	yes := true
	err := chromedp.ListenBrowser(ctx, func(event any) {
		if e, ok := event.(*browser.EventDownloadProgress); ok && e.State == browser.DownloadProgressStateCompleted {
			done <- e.GUID
		}
	})
	if err == nil {
		_, err = chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: dir, EventsEnabled: &yes})
	}
	if err == nil {
		err = chromedp.Do(ctx, chromedp.Click(link))
	}
	if err != nil {
		t.Fatalf("download %s: %v", link, err)
	}
	select {
	case guid := <-done:
		body, err := os.ReadFile(filepath.Join(dir, guid))
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	case <-ctx.Done():
		t.Fatalf("the download of %s did not end", link)
		return ""
	}
}

// preferScheme sets the colour scheme the visitor prefers.
func preferScheme(scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	})
}
