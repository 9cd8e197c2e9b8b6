package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shenzheng/crawler"
	"shenzheng/parser"
)

// TestBytesAreKeptAsSent has pages whose header names another charset than
// their bytes have, or none.
func TestBytesAreKeptAsSent(t *testing.T) {
	t.Parallel()
	for _, contentType := range []string{"text/html; charset=gbk", "text/html; charset=utf-8", "text/html", ""} {
		t.Run(contentType, func(t *testing.T) {
			site := newFaultySite(t, 4)
			sent := map[string]string{}
			site.fail("*", func(_ int, w http.ResponseWriter, r *http.Request) bool {
				number, ok := parser.ArticleNumber("http://x" + r.URL.Path)
				if !ok || strings.HasPrefix(r.URL.Path, "/topic") {
					return false
				}
				answer := httptest.NewRecorder()
				site.Site.ServeHTTP(answer, r)
				sent[number] = answer.Body.String()
				w.Header()["Content-Type"] = nil
				if contentType != "" {
					w.Header().Set("Content-Type", contentType)
				}
				fmt.Fprint(w, answer.Body.String())
				return true
			})
			rig := newRig(t, site)
			rig.crawl(crawler.Request{})
			if len(sent) < 4 || len(rig.columns()) != len(sent) {
				t.Errorf("%d pages sent, columns %v", len(sent), rig.columns())
			}
			for number, body := range sent {
				for _, sum := range rig.strings(`SELECT sha256 FROM captures WHERE number = ?`, number) {
					kept, err := rig.archive.Body(t.Context(), sum)
					if err != nil || string(kept) != body {
						t.Errorf("article %s: %d bytes kept of %d, %v", number, len(kept), len(body), err)
					}
				}
			}
		})
	}
}

func TestEveryRequestIsRecorded(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 4)
	var agents []string
	site.fail("*", func(_ int, _ http.ResponseWriter, r *http.Request) bool {
		agents = append(agents, r.UserAgent())
		return false
	})
	rig := newRig(t, site)
	report := rig.crawl(crawler.Request{RunID: "run-7"})
	recorded := rig.strings(`SELECT url FROM requests WHERE run_id = 'run-7' AND status = 200 AND (gap_ms >= 5000 OR gap_ms IS NULL) ORDER BY request_id`)
	var want []string
	for _, path := range site.requests() {
		want = append(want, site.server.URL+path)
	}
	if diff := cmp.Diff(want, recorded); diff != "" || len(want) != report.Requests {
		t.Errorf("requests recorded with a gap of the delay at least (-made +recorded):\n%s", diff)
	}
	for _, agent := range agents {
		if agent != "shenzheng/1.2.3 (+mailto:test@example.org)" {
			t.Errorf("User-Agent %q", agent)
		}
	}
}
