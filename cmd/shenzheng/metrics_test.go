package main

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
)

// TestMetrics lets promtool judge the names, and looks for every metric that
// the alert rules and the dashboard ask for.
func TestMetrics(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 8, friday)
	var text string
	synctest.Test(t, func(t *testing.T) {
		p := begin(t, w, t.TempDir(), friday, nil)
		defer p.end()
		p.until(at(0, 23, 55))
		for range 2 { // the first answer is itself counted in the second
			page := &recorded{}
			p.daemon.pages.ServeHTTP(page, get(t, "/metrics"))
			if page.status != http.StatusOK {
				t.Fatalf("status %d", page.status)
			}
			text = page.body.String()
		}
	})
	for _, name := range []string{"../../deploy/alert-rules.yml", "../../deploy/grafana-dashboard.json"} {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, metric := range regexp.MustCompile(`shenzheng_[a-z_]+`).FindAllString(string(file), -1) {
			if !strings.Contains(text, metric) {
				t.Errorf("%s asks for %s, which is not there", name, metric)
			}
		}
		for _, m := range regexp.MustCompile(`shenzheng_[a-z_]+\{([a-z_]+)=|by \(([a-z_]+)\)`).FindAllStringSubmatch(string(file), -1) {
			if label := m[1] + m[2]; !strings.Contains(text, label+`="`) || label == "job" || label == "instance" { // those are of Prometheus itself
				t.Errorf("%s asks by %q for the label %s, which is not the program's own", name, m[0], label)
			}
		}
	}
	if _, err := exec.LookPath("promtool"); err != nil {
		t.Skip("promtool is not here")
	}
	check := exec.Command("promtool", "check", "metrics")
	check.Stdin = strings.NewReader(text)
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("promtool check metrics: %v\n%s", err, out)
	}
	if out, err := exec.Command("promtool", "check", "rules", "../../deploy/alert-rules.yml").CombinedOutput(); err != nil {
		t.Errorf("promtool check rules: %v\n%s", err, out)
	}
}

func TestDashboardIsJSON(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("../../deploy/grafana-dashboard.json")
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Title  string `json:"title"`
		Panels []struct {
			Title   string `json:"title"`
			Targets []struct {
				Expr string `json:"expr"`
			} `json:"targets"`
		} `json:"panels"`
	}
	if err := json.Unmarshal(file, &board); err != nil {
		t.Fatal(err)
	}
	if board.Title == "" || len(board.Panels) < 6 {
		t.Errorf("dashboard %q with %d panels", board.Title, len(board.Panels))
	}
	for _, p := range board.Panels {
		if len(p.Targets) == 0 || p.Targets[0].Expr == "" {
			t.Errorf("panel %q asks for nothing", p.Title)
		}
	}
}
