package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/crawler"
)

// first lets a fault answer only the first n requests of its path.
func first(n int, f http.HandlerFunc) fault {
	return func(i int, w http.ResponseWriter, r *http.Request) bool {
		if i > n {
			return false
		}
		f(w, r)
		return true
	}
}

func always(f http.HandlerFunc) fault { return first(1<<30, f) }

func answerStatus(code int, head ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(head); i += 2 {
			w.Header().Set(head[i], head[i+1])
		}
		w.WriteHeader(code)
		fmt.Fprintf(w, "<html><head><title>%d</title></head><body>%s</body></html>", code, http.StatusText(code))
	}
}

func answerHTML(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, body)
	}
}

// drop closes the connection without an answer.
func drop(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	conn.Close()
}

// truncate promises more than it sends.
func truncate(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "5000")
	fmt.Fprint(w, "<html><body><p>深圳一周丨开头</p>")
	w.(http.Flusher).Flush()
}

// cutUnframed sends the beginning of a page whose length nobody says, as a
// server of HTTP/1.0 whose process dies would.
func cutUnframed(w http.ResponseWriter, _ *http.Request) {
	conn, out, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	fmt.Fprint(out, "HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><h1>深圳一周丨各区书记区长这周在忙什么?(2月24日-3月2日)</h1>"+
		"<p>深政观察</p><p>2025年2月24日至3月2日。</p><p>《深政观察》对本周深圳各区公开报道的活动进行梳理。</p>"+
		"<p>福田区</p><p>2月25日,福田区举办邻里阅读节,两百余名居民参加,现场发布了全年阅读活动清单。</p><p>2月26日,福田区")
	if err := out.Flush(); err != nil {
		panic(err)
	}
}

const challenge = `<html><head><title></title></head><body><script>var arg1='ABCDEF';function setCookie(n,v){document.cookie=n+'='+v;` +
	`location.reload()}setCookie('acw_sc__v2',arg1.split('').reverse().join(''));</script></body></html>`

// TestHealthyPageIsTakenOnAnotherTry has one article fail once in every way
// that may pass, and expects it to be held after the same crawl.
func TestHealthyPageIsTakenOnAnotherTry(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 4)
	tests := []struct {
		name   string
		fault  http.HandlerFunc
		kept   []string      // verdicts of the article's captures
		waited time.Duration // at least once
	}{
		{"429 with Retry-After", answerStatus(429, "Retry-After", "47"), []string{"bad: status 429 Too Many Requests", "good"}, 47 * time.Second},
		{"503 with a date", answerStatus(503, "Retry-After", site.clock().Add(90*time.Second).Format(http.TimeFormat)), []string{"bad: status 503 Service Unavailable", "good"}, 30 * time.Second},
		{"500", answerStatus(500), []string{"bad: status 500 Internal Server Error", "good"}, 10 * time.Second},
		{"405", answerStatus(405), []string{"bad: status 405 Method Not Allowed", "good"}, 10 * time.Second},
		{"dropped connection", drop, []string{"good"}, 0},
		{"truncated body", truncate, []string{"bad: body is shorter than its length of 5000 bytes", "good"}, 0},
		{"empty body", answerHTML(""), []string{"bad: empty body", "good"}, 0},
		{"status 200 without text", answerHTML("<html><body></body></html>"), []string{"bad: no text: the page prints no text", "good"}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			site := newFaultySite(t, 4)
			number := site.Numbers()[2]
			path := "/p/" + number + ".html"
			site.fail(path, first(1, test.fault))
			site.fail("/n/article/"+number, first(1, test.fault))
			rig := newRig(t, site)
			report := rig.crawl(crawler.Request{})
			if diff := cmp.Diff(test.kept, rig.verdicts(number)); diff != "" {
				t.Errorf("captures (-want +got):\n%s", diff)
			}
			if !slices.Contains(rig.columns(), number) {
				t.Errorf("column %s is not held", number)
			}
			if report.Class() != crawler.ClassDone || len(report.Items) != 0 {
				t.Errorf("class %s, items %v", report.Class(), report.Items)
			}
			if longest := slices.Max(rig.waits); longest < test.waited || longest > 2*time.Minute {
				t.Errorf("longest wait %s, want at least %s", longest, test.waited)
			}
		})
	}
}

// gzipBomb packs 300 MiB of zeros.
func gzipBomb(t *testing.T) []byte {
	t.Helper()
	var member bytes.Buffer
	packed := gzip.NewWriter(&member)
	if _, err := packed.Write(make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.Repeat(member.Bytes(), 300) // members follow each other: one file of 300 MB
}

// badPage is a way to fail: how often it is asked for in one crawl (0 where
// that does not matter), and what the report says.
type badPage struct {
	name   string
	fault  http.HandlerFunc
	tries  int
	reason string
	kind   crawler.ItemKind
}

func badPages(t *testing.T) []badPage {
	bomb := gzipBomb(t)
	return []badPage{
		{"500", answerStatus(500), 3, "status 500", crawler.ItemBad},
		{"dropped", drop, 3, "the connection was closed without an answer", crawler.ItemUnreachable},
		{"truncated", truncate, 3, "shorter than its length", crawler.ItemBad},
		{"cut without a length", cutUnframed, 3, "cut off before its end", crawler.ItemBad},
		{"challenge", answerHTML(challenge), 3, "challenge", crawler.ItemBad},
		{"empty", answerHTML("  \n"), 3, "empty body", crawler.ItemBad},
		{"picture", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			fmt.Fprint(w, "\x89PNG\r\n\x1a\n")
		}, 1, "content type image/png", crawler.ItemBad},
		{"title without text", answerHTML(`<html><body><h1>深圳一周丨各区书记区长这周在忙什么?(2月24日-3月2日)</h1>` +
			`<div>深政观察</div><div>03-02 16:56</div><a href="/topic/detail/20713">收录于专题:深政观察</a></body></html>`), 0, "", crawler.ItemBad},
		{"redirect loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) }, 2, "redirects in a circle", crawler.ItemBad},
		{"redirect off the list", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://elsewhere.example/x", http.StatusFound)
		}, 1, "not on the list", crawler.ItemBad},
		{"redirect to another scheme", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		}, 1, "no http or https address", crawler.ItemBad},
		{"redirect to another article", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/n/article/9103233", http.StatusFound)
		}, 0, "redirects to article 9103233", crawler.ItemBad},
		{"gzip bomb", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			if _, err := w.Write(bomb); err != nil {
				return // the crawler hangs up early
			}
		}, 1, "larger than 10485760 bytes", crawler.ItemBad},
		{"slow body", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, "<html><body><p>")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}, 2, "did not end in time", crawler.ItemBad},
		{"no answer", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, 2, "no answer in time", crawler.ItemUnreachable},
	}
}

// TestBadPageNeverBecomesAColumn has one article fail in every try, expects
// it to be kept as bad and named, and to be taken once it is healthy.
func TestBadPageNeverBecomesAColumn(t *testing.T) {
	t.Parallel()
	for _, test := range badPages(t) {
		t.Run(test.name, func(t *testing.T) {
			site := newFaultySite(t, 4)
			number := site.Numbers()[1]
			for _, path := range []string{"/p/" + number + ".html", "/n/article/" + number} {
				site.fail(path, always(test.fault))
			}
			rig := newRig(t, site, func(c *crawler.Config) {
				if strings.Contains(test.reason, "in time") {
					c.Timeout = 1500 * time.Millisecond
				}
			})
			report := rig.crawl(crawler.Request{})
			if len(report.Items) != 1 || report.Items[0].Kind != test.kind || !strings.Contains(report.Items[0].Reason, test.reason) {
				t.Errorf("items %v, want one %s: %s", report.Items, test.kind, test.reason)
			}
			if report.Class() != crawler.ClassPartial {
				t.Errorf("class %s, want partial", report.Class())
			}
			rig.expectOnlyBad(number)
			tries := 0
			for _, path := range site.requests() {
				if strings.Contains(path, number) {
					tries++
				}
			}
			if test.tries > 0 && tries != test.tries {
				t.Errorf("asked %d times, want %d", tries, test.tries)
			}
			if len(rig.columns()) != len(site.Numbers())+len(site.Others())-1 {
				t.Errorf("columns held: %v", rig.columns())
			}
			site.fail("/p/"+number+".html", nil)
			site.fail("/n/article/"+number, nil)
			site.later(24 * time.Hour)
			report = rig.crawl(crawler.Request{})
			if !slices.Contains(rig.columns(), number) || report.New != 1 {
				t.Errorf("on the next day column %s is not held: %s", number, report.Summary())
			}
		})
	}
}

// TestEncodingsThatAreSaidWrongly has servers pack without a word, say that they
// pack and do not, and name a charset where the packing belongs: the page is
// what it is.
func TestEncodingsThatAreSaidWrongly(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 6)
	for i, encoding := range []string{"packed", "gzip", "utf-8", "none", "br", "packed and a line feed"} {
		page := []byte(site.pageOf(site.Numbers()[i]))
		if strings.HasPrefix(encoding, "packed") {
			var packed bytes.Buffer
			w := gzip.NewWriter(&packed)
			if _, err := w.Write(page); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if encoding != "packed" {
				packed.WriteString("\r\n")
			}
			page, encoding = packed.Bytes(), ""
		}
		site.failArticle(site.Numbers()[i], always(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Encoding", encoding)
			if _, err := w.Write(page); err != nil {
				t.Error(err)
			}
		}))
	}
	rig := newRig(t, site)
	report := rig.crawl(crawler.Request{})
	if len(report.Items) != 1 || !strings.Contains(report.Items[0].Reason, "content encoding br") {
		t.Errorf("%s; items %v, want that of br alone", report.Summary(), report.Items)
	}
	if kept := rig.strings(`SELECT bytes FROM captures JOIN bodies USING (sha256) WHERE verdict = 'bad'`); len(kept) != 1 {
		t.Errorf("bodies kept of what is not believed: %v", kept)
	}
}

// expectOnlyBad expects that an article has captures of no other verdict, no
// larger than the limit, and no row.
func (rig *archiveRig) expectOnlyBad(number string) {
	rig.t.Helper()
	for _, v := range rig.verdicts(number) {
		if !strings.HasPrefix(v, "bad: ") {
			rig.t.Errorf("capture of %s: %s", number, v)
		}
	}
	if slices.Contains(rig.columns(), number) {
		rig.t.Errorf("column %s is held", number)
	}
	if large := rig.strings(`SELECT sha256 FROM bodies WHERE bytes > 10 << 20`); len(large) > 0 {
		rig.t.Errorf("a body of more than 10 MiB was kept")
	}
}
