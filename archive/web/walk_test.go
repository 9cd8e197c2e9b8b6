package web

import (
	"context"
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser starts a headless Chromium that talks to nobody of itself.
func browser(t *testing.T) context.Context {
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
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true), chromedp.Flag("no-pings", true), chromedp.Flag("disable-dev-shm-usage", true))
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// witness notes what a browser complains of and whom it asks.
type witness struct {
	mu       sync.Mutex
	messages []string
	asked    []string
}

func (w *witness) listen(ctx context.Context) {
	chromedp.ListenTarget(ctx, func(event any) {
		w.mu.Lock()
		defer w.mu.Unlock()
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			w.messages = append(w.messages, "console: "+string(e.Type))
		case *runtime.EventExceptionThrown:
			w.messages = append(w.messages, "exception: "+e.ExceptionDetails.Error())
		case *log.EventEntryAdded:
			w.messages = append(w.messages, "log: "+e.Entry.Text+" "+e.Entry.URL)
		case *network.EventRequestWillBeSent:
			w.asked = append(w.asked, e.Request.URL)
		}
	})
}

// shots, if set, is a folder to keep pictures of the pages in.
const shots = "SHENZHENG_TEST_SHOTS"

func shoot(name string) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		dir := os.Getenv(shots)
		if dir == "" {
			return nil
		}
		png, err := page.CaptureScreenshot().WithCaptureBeyondViewport(true).Do(ctx)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	})
}

// fits fails where a page is wider than its window: on a telephone, text
// would be cut off.
func fits(t *testing.T, at string) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		var over int
		if err := chromedp.Evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &over).Do(ctx); err != nil {
			return err
		}
		if over > 0 {
			t.Errorf("%s is %d pixels wider than the window", at, over)
		}
		return nil
	})
}

func TestWalkInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("short: pages were not walked in a browser")
	}
	a, columns := openFixture(t, 30)
	_, h := serve(t, a, func(c *Config) { c.Demo = true; layRelease(t, c.SnapshotsDir, testRelease, releaseFiles()) })
	ctx := browser(t)
	seen := &witness{}
	seen.listen(ctx)
	last := columns[len(columns)-1]
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desktop", 1280, 900}, {"phone", 390, 844}} {
		if err := chromedp.Run(ctx, log.Enable(), network.Enable(), runtime.Enable(), emulation.SetDeviceMetricsOverride(size.width, size.height, 1, size.name == "phone")); err != nil {
			t.Fatalf("start browser: %v", err)
		}
		visit := func(name, path string) {
			t.Helper()
			if err := chromedp.Run(ctx, chromedp.Navigate(h.URL+path), chromedp.WaitReady("main h1"), fits(t, size.name+" "+path), shoot(size.name+"-"+name)); err != nil {
				t.Fatalf("%s at %s width: %v", path, size.name, err)
			}
		}
		visit("home", "/")
		visit("home-en", "/?lang=en")
		visit("activities", "/activities")
		visit("coverage", "/coverage")
		visit("column", "/columns/"+last.ID+"?at=60-90")
		visit("activity", "/activities/"+last.Activities[0].ID)
		visit("official", "/officials/"+personID(invented[0]))
		visit("officials", "/officials")
		visit("district", "/districts/nanshan")
		visit("codebook", "/codebook")
		visit("snapshots", "/snapshots/")
		visit("snapshot", "/snapshots/"+testRelease+"/")
		visit("status", "/status")
		visit("wrong", "/nothing-here")
		walk(t, ctx, h.URL, size.name)
	}
	seen.mu.Lock()
	defer seen.mu.Unlock()
	for _, m := range seen.messages {
		if !strings.Contains(m, "/nothing-here") {
			t.Errorf("the browser complains: %s", m)
		}
	}
	for _, address := range seen.asked {
		if !strings.HasPrefix(address, h.URL+"/") {
			t.Errorf("a page asked another origin: %s", address)
		}
	}
	if len(seen.asked) < 20 {
		t.Errorf("only %d requests were seen; the walk did not happen", len(seen.asked))
	}
}

// walk does what a visitor would: filters, follows, switches language,
// downloads.
func walk(t *testing.T, ctx context.Context, base, size string) {
	t.Helper()
	var count, lang, name, file string
	err := chromedp.Run(ctx,
		chromedp.Navigate(base+"/activities"),
		chromedp.SetValue("#district", "nanshan"), chromedp.SetValue("#kind", "meeting"), chromedp.Submit(".filters"),
		chromedp.WaitVisible(".results .card"), chromedp.Text(".count", &count), shoot(size+"-filtered"),
		chromedp.Click(".people a"), chromedp.WaitVisible(".timeline"), chromedp.Text("h1", &name),
		chromedp.Click("a.lang"), chromedp.WaitVisible(`html[lang="en"] h1`), chromedp.AttributeValue("html", "lang", &lang, nil),
		chromedp.Evaluate(`fetch("/snapshots/latest/activities.csv").then(r => r.arrayBuffer()).then(b => btoa(String.fromCharCode(...new Uint8Array(b).slice(0, 11))))`, &file, awaitPromise),
	)
	if err != nil && !strings.Contains(err.Error(), "Failed to fetch") {
		t.Fatalf("walk at %s width: %v", size, err)
	}
	begin, err := base64.StdEncoding.DecodeString(file)
	if !strings.Contains(count, "CSV") || name == "" || lang != "en" || err != nil || string(begin) != "activity_id" {
		t.Errorf("%s: count %q, official %q, language %q, file begins %q", size, count, name, lang, begin)
	}
}

func awaitPromise(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
