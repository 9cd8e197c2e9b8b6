package crawler

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"shenzheng/archive"
	"shenzheng/parser"
)

const page = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>深圳一周</title></head><body>
<h1>深圳一周丨深圳各区书记区长这周都在忙啥?(4月22日-4月28日)</h1><p>深政观察</p><p>04-28 16:56</p><p>收录于专题:深政观察</p>
<p>2024年4月22日至4月28日。</p><p>《深政观察》对本周深圳各区主要领导公开报道的活动进行梳理。</p>
<p>福田区</p><p>把河岸还给市民</p><p>4月23日,福田区委书记林远帆主持召开区委常委会会议。</p><p>编辑 王小雯 审读 张雪梅</p></body></html>`

const news = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>河畔公园今天开放</title></head><body><h1>河畔公园今天开放</h1><p>04-28 16:56</p>
<p>福田河畔公园今天向市民开放,首日有三千人到园里散步,公园里种了二十种花木,还修了一条沿河的步道。</p><p>公园管理处说,今后每天早上六点开门,晚上十点关门,周末还有音乐会。</p><p>编辑 王小雯 审读 张雪梅</p></body></html>`

// TestBackfillFromFiles has an archive that replays nothing, as Common Crawl:
// its index says where in its files a record lies. What its records say of
// codings that are undone is no fault; what is no record is named.
func TestBackfillFromFiles(t *testing.T) {
	half, _, _ := strings.Cut(page, "<p>编辑")
	for name, test := range map[string]struct {
		head, http, body string // of the record
		broken           string // stands in the place of the record
		want             string // of the capture and the report
	}{
		"as it is now":   {http: "HTTP/1.1 200 OK\r\nX-Crawler-Content-Encoding: gzip\r\nX-Crawler-Transfer-Encoding: chunked", body: page, want: "good from HOST; 1 new"},
		"as it was once": {http: "HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nContent-Length: 99", body: page, want: "good from HOST; 1 new"},
		"cut":            {head: "WARC-Truncated: length\r\n", http: "HTTP/2 200", body: half, want: "good page_cut_off; 1 new"},
		"another's":      {head: "WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n", http: "HTTP/1.1 200 OK", body: page, want: "good its bytes are not those of the digest that the file names; 1 new"},
		"not a column":   {http: "HTTP/1.1 200 OK", body: news, want: "good from HOST; 0 new, 1 no column"}, // a better parser may find one in it
		"an error page":  {http: "HTTP/1.1 200 OK", body: "<html><title>404</title><body><p>页面不存在</p></body></html>", want: "page from HOST; 0 new, 1 no column"},
		"no record":      {broken: "<Error>AccessDenied</Error>", want: "0 new, 1 bad, 1 failed"},
		"another record": {broken: "WARC/1.0\r\n\r\n", want: "0 new, 1 bad, 1 failed"},
	} {
		t.Run(name, func(t *testing.T) {
			block := test.http + "\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + test.body
			record := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-05-01T02:03:04Z\r\nWARC-Target-URI: http://news.example.org/p/8000001.html\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n",
				test.head, len(block), block)
			if test.broken != "" {
				record = test.broken
			}
			var member bytes.Buffer
			z := gzip.NewWriter(&member)
			if _, err := z.Write([]byte(record)); err != nil {
				t.Fatal(err)
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			file := append(append(bytes.Repeat([]byte("x"), 77), member.Bytes()...), "behind it"...)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch address := r.URL.Query().Get("url"); {
				case strings.HasPrefix(r.URL.Path, "/crawl-data/"):
					http.ServeContent(w, r, "x.warc.gz", time.Time{}, bytes.NewReader(file))
				case address == "http://news.example.org/p/8000001.html" && r.URL.Query().Get("showNumPages") == "":
					fmt.Fprintf(w, `{"urlkey":"k","timestamp":"20240501020304","url":%q,"mime":"text/html","status":"200","digest":"D","length":"%d","offset":"77","filename":"crawl-data/x.warc.gz"}`+"\n", address, member.Len())
				case r.URL.Query().Get("showNumPages") != "":
					fmt.Fprint(w, `{"pages": 1, "pageSize": 5, "blocks": 1}`)
				default:
					http.Error(w, `{"message": "No Captures found"}`, http.StatusNotFound)
				}
			}))
			defer server.Close()
			sources := []Source{{Name: "dutenews", Start: []string{"http://news.example.org/p/8000001.html"}, Hosts: []string{"news.example.org"}}}
			a, err := archive.Open(t.Context(), archive.Config{Dir: t.TempDir(), Now: time.Now, Read: parser.Read, ParserVersion: parser.Version,
				Sources: []archive.Source{{Name: "dutenews", Hosts: []string{"news.example.org"}}}})
			if err != nil {
				t.Fatal(err)
			}
			defer a.Close()
			cfg := Config{Store: a, Sources: sources, Log: slog.New(slog.DiscardHandler), Now: time.Now, Timeout: 20 * time.Second}
			index, err := url.Parse(server.URL + "/CC-MAIN-2024-18-index")
			if err != nil {
				t.Fatal(err)
			}
			b := newBackfill(t.Context(), cfg, index, server.URL+"/", "run", a)
			if err := b.run(t.Context()); err != nil {
				t.Fatal(err)
			}
			summary, _, _ := strings.Cut(b.report.Summary(), "; ")
			var got string
			if err := a.Reader().QueryRow(`SELECT coalesce(group_concat(verdict || ' ' || reason || '; '), '') FROM captures WHERE number <> ''`).Scan(&got); err != nil {
				t.Fatal(err)
			}
			if got += summary; got != strings.ReplaceAll(test.want, "HOST", index.Host) {
				t.Errorf("%s, want %s: %v", got, test.want, b.report.Items)
			}
		})
	}
}

// An index that always names a page more is left where it lists nothing new.
func TestIndexWithoutEnd(t *testing.T) {
	const row = `["20240501020304","http://news.example.org/p/8000001.html","text/html","200",null,"1234"]`
	for name, tail := range map[string]string{"by a key": `,[],["more"]`, "by pages": ``} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch asked++; {
				case asked > 20:
					http.NotFound(w, r)
				case r.URL.Query().Get("showNumPages") != "":
					fmt.Fprint(w, 1_000_000)
				default:
					fmt.Fprint(w, `[["timestamp","original","mimetype","statuscode","digest","length"],`+row+tail+`]`)
				}
			}))
			defer server.Close()
			a, err := archive.Open(t.Context(), archive.Config{Dir: t.TempDir(), Now: time.Now})
			if err != nil {
				t.Fatal(err)
			}
			defer a.Close()
			index, err := url.Parse(server.URL + "/cdx")
			if err != nil {
				t.Fatal(err)
			}
			b := newBackfill(t.Context(), Config{Store: a, Log: slog.New(slog.DiscardHandler), Now: time.Now, Timeout: 20 * time.Second}, index, "", "run", a)
			rows, err := b.list(t.Context(), &wanted{source: &Source{}}, "http://news.example.org/p/8000001.html")
			if err != nil || len(rows) != 1 || rows[0].digest != "" || asked > 5 {
				t.Errorf("%d rows after %d requests, %v: %v", len(rows), asked, err, rows)
			}
		})
	}
}
