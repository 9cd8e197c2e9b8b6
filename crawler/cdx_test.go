package crawler

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestCDXForms reads the same capture out of every form that servers give.
func TestCDXForms(t *testing.T) {
	const original = "https://www.example.org/p/7000001.html"
	at := time.Date(2024, 5, 1, 2, 3, 4, 0, time.UTC)
	row := cdxRow{at: at, stamp: "20240501020304", original: original, mime: "text/html", status: "200", digest: "AAAA", length: "1234"}
	inFile := row
	inFile.file, inFile.offset = "crawl-data/x.warc.gz", "77"
	tests := []struct {
		name, body string
		want       []cdxRow
		resume     string
	}{
		{"nothing", " \n", nil, ""},
		{"empty list", "[]", nil, ""},
		{"lists", `[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],["org,example)/p/7000001.html","20240501020304","` + original + `","text/html","200","AAAA","1234"]]`, []cdxRow{row}, ""},
		{"lists in another order", `[["original","length","digest","timestamp","statuscode","mimetype"],["` + original + `","1234","AAAA","20240501020304","200","text/html"]]`, []cdxRow{row}, ""},
		{"lists with a key to go on", `[["timestamp","original","mimetype","statuscode","digest","length"],["20240501020304","` + original + `","text/html","200","AAAA","1234"],[],["org%2Cexample%29%2Fp+2024"]]`, []cdxRow{row}, "org%2Cexample%29%2Fp+2024"},
		{"list of objects", `[{"timestamp":"20240501020304","url":"` + original + `","mime":"text/html","status":200,"digest":"AAAA","length":1234}]`, []cdxRow{row}, ""},
		{"lines", "org,example)/p/7000001.html 20240501020304 " + original + " text/html 200 AAAA 1234\n", []cdxRow{row}, ""},
		{"lines with a key to go on", "org,example)/p/7000001.html 20240501020304 " + original + " text/html 200 AAAA 1234\n\norg,example)/p+2024\n", []cdxRow{row}, "org,example)/p+2024"},
		{"lines under a legend", " CDX N b a m s k S V g\norg,example)/p/7000001.html 20240501020304 " + original + " text/html 200 AAAA 1234 77 crawl-data/x.warc.gz\n", []cdxRow{inFile}, ""},
		{"CDXJ", `!OpenWayback-CDXJ 1.0` + "\n" + `org,example)/p/7000001.html 20240501020304 {"url": "` + original + `", "mime": "text/html", "status": "200", "digest": "AAAA", "length": "1234", "offset": "77", "filename": "crawl-data/x.warc.gz"}`, []cdxRow{inFile}, ""},
		{"JSON lines", `{"urlkey": "org,example)/p/7000001.html", "timestamp": "20240501020304", "url": "` + original + `", "mime": "text/html", "status": "200", "digest": "AAAA", "length": "1234"}` + "\n" +
			`{"urlkey": "org,example)/p/7000001.html", "timestamp": "20240501020304", "url": "` + original + `", "mime": "text/html", "status": "200", "digest": "AAAA", "length": "1234"}`, []cdxRow{row, row}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := parseCDX([]byte(test.body))
			if diff := cmp.Diff(test.want, got.rows, cmp.AllowUnexported(cdxRow{})); diff != "" || got.resume != test.resume || err != nil {
				t.Errorf("%v, resume %q, rows (-want +got):\n%s", err, got.resume, diff)
			}
		})
	}
	for _, bad := range []string{"<html><body>Sorry</body></html>", `{"error": "no such collection"}`, `[1]`, `[["timestamp","original"],["x","y"]]`, "a b c"} {
		if got, err := parseCDX([]byte(bad)); err == nil {
			t.Errorf("%s is read as %+v", bad, got)
		}
	}
}

// TestCDXFromTheField reads the answers of pywb that were met in the field.
func TestCDXFromTheField(t *testing.T) {
	for _, name := range []string{"answer.cdxj", "answer.jsonl"} {
		body, err := os.ReadFile(filepath.Join("..", "..", "shared", "field", "cdx-pywb-forms", name))
		if err != nil {
			t.Skipf("the cases from the field are not here: %v", err)
		}
		got, err := parseCDX(body)
		if err != nil || len(got.rows) != 1 || got.rows[0].stamp != "20240501000000" || got.rows[0].status != "200" || got.rows[0].original != "https://www.dutenews.com/p/8137676.html" {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func TestCDXPages(t *testing.T) {
	for body, want := range map[string]int{"3\n": 3, `{"pages": 2, "pageSize": 5, "blocks": 7}`: 2, `{"blocks":1}`: -1, `[["a"]]`: -1, "": -1, `{"url":"x"}`: -1} {
		if got, ok := parsePages([]byte(body)); ok != (want >= 0) || ok && got != want {
			t.Errorf("%s: %d, %t", body, got, ok)
		}
	}
}

func TestReplayRoot(t *testing.T) {
	for cdx, want := range map[string]string{
		"https://web.archive.org/cdx/search/cdx":                     "https://web.archive.org/web/",
		"https://arquivo.pt/wayback/cdx":                             "https://arquivo.pt/wayback/",
		"https://www.webarchive.org.uk/wayback/archive/cdx":          "https://www.webarchive.org.uk/wayback/archive/",
		"https://index.commoncrawl.org/CC-MAIN-2024-18-index":        "https://index.commoncrawl.org/CC-MAIN-2024-18/",
		"http://127.0.0.1:8080/news/cdx?output=json":                 "http://127.0.0.1:8080/news/",
		"http://127.0.0.1:8080/news-index":                           "http://127.0.0.1:8080/news/",
		"http://127.0.0.1:8080/index":                                "http://127.0.0.1:8080/web/",
		"http://127.0.0.1:8080/somewhere/cdx/search/cdx?collapse=no": "http://127.0.0.1:8080/somewhere/web/",
	} {
		u, err := url.Parse(cdx)
		if err != nil {
			t.Fatal(err)
		}
		if got := replayRoot(u); got != want {
			t.Errorf("%s: %s, want %s", cdx, got, want)
		}
	}
	row := cdxRow{stamp: "20240501020304", original: "http://a.example/p/1.html", file: "crawl-data/x.warc.gz", offset: "77", length: "100"}
	if address, part := row.address("http://b.example/web/", ""); address != "http://b.example/web/20240501020304id_/http://a.example/p/1.html" || part != "" {
		t.Errorf("replay: %s, %s", address, part)
	}
	if address, part := row.address("", commonCrawlFiles); address != "https://data.commoncrawl.org/crawl-data/x.warc.gz" || part != "bytes=77-176" {
		t.Errorf("part of a file: %s, %s", address, part)
	}
}

// What is no index is quoted as the server said it.
func TestCDXThatIsNone(t *testing.T) {
	for answer, said := range map[string]string{"<html>Blocked Site Error</html>": "Error</html>", `{"error": "no such collection"}`: "no such collection"} {
		if _, err := parseCDX([]byte(answer)); err == nil || !strings.Contains(err.Error(), said) || strings.Contains(err.Error(), "map[") {
			t.Errorf("error %v", err)
		}
	}
}
