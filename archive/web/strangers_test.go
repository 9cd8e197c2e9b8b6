package web

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// nodeModules names the variable that holds the path of a node_modules folder
// with axe-core and html-validate in it.
const nodeModules = "SHENZHENG_TEST_NODE_MODULES"

func stranger(t *testing.T, file string) string {
	t.Helper()
	path := filepath.Join(os.Getenv(nodeModules), filepath.FromSlash(file))
	if _, err := os.Stat(path); os.Getenv(nodeModules) == "" || err != nil {
		t.Skipf("%s is not in $%s: pages were not checked with it", file, nodeModules)
	}
	return path
}

// allPages are the fixture's pages and those of one snapshot, in both
// languages, with the text shown and without.
func allPages(t *testing.T, release string) []string {
	t.Helper()
	var all []string
	for _, path := range append(pagePaths(t), "/snapshots/"+release+"/", "/nothing-here", "/activities?district=futian&from=2024-01-08&to=2024-02-02&office=head") {
		all = append(all, path)
		if strings.Contains(path, "?") {
			all = append(all, path+"&lang=en")
		} else {
			all = append(all, path+"?lang=en")
		}
	}
	return all
}

func TestHTMLIsValid(t *testing.T) {
	tool := stranger(t, "html-validate/bin/html-validate.mjs")
	t.Parallel()
	a, _ := openFixture(t, 4)
	dir := t.TempDir()
	release := makeRelease(t, a, dir)
	_, shown := serve(t, a, func(c *Config) { c.SnapshotsDir, c.Demo = dir, true })
	_, hidden := serve(t, a, func(c *Config) { c.SnapshotsDir = dir })
	saved := t.TempDir()
	for i, path := range allPages(t, release) {
		for name, h := range map[string]string{"shown": shown.URL, "hidden": hidden.URL} {
			server := shown
			if h == hidden.URL {
				server = hidden
			}
			_, body := fetch(t, server, path, "Accept", asBrowser)
			if err := os.WriteFile(filepath.Join(saved, fmt.Sprintf("%02d-%s.html", i, name)), []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	config, err := filepath.Abs(filepath.Join("testdata", "htmlvalidate.json"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", tool, "--config", config, "--formatter", "text", saved).CombinedOutput()
	if err != nil {
		t.Errorf("html-validate: %v\n%s", err, out)
	}
}

func TestAccessible(t *testing.T) {
	script, err := os.ReadFile(stranger(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	t.Parallel()
	a, _ := openFixture(t, 4)
	dir := t.TempDir()
	release := makeRelease(t, a, dir)
	_, h := serve(t, a, func(c *Config) { c.SnapshotsDir, c.Demo = dir, true })
	ctx := startBrowser(t)
	const run = `axe.run(document, {runOnly: %s}).then(r => r.violations
		.filter(v => v.impact === "serious" || v.impact === "critical" || v.impact === "moderate")
		.map(v => v.id + " (" + v.impact + "): " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + n.failureSummary).join(" | ")))`
	// A scheme changes colours and nothing else.
	for scheme, rules := range map[string]string{"light": `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`, "dark": `{type: "rule", values: ["color-contrast"]}`} {
		if err := chromedp.Do(ctx, preferScheme(scheme), chromedp.EmulateViewport(1280, 900)); err != nil {
			t.Fatal(err)
		}
		for i, path := range allPages(t, release) {
			if scheme == "dark" && i%2 == 0 {
				continue // the same in the other language
			}
			err := chromedp.Do(ctx, chromedp.Navigate(h.URL+path), chromedp.WaitReady(css("main h1")), chromedp.Evaluate[chromedp.Void](string(script)))
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](fmt.Sprintf(run, rules), chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			for _, violation := range found {
				t.Errorf("%s, %s: %s", path, scheme, violation)
			}
		}
	}
}
