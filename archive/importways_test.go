package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shenzheng/parser"
)

// edition is an invented column; the real parser reads it.
const edition = `<!DOCTYPE html><html><head><meta charset="%s"><title>深圳一周丨深圳各区书记区长这周都在忙啥?(4月22日-4月28日)</title></head><body>
<h1>深圳一周丨深圳各区书记区长这周都在忙啥?(4月22日-4月28日)</h1><p>深政观察</p><p>04-28 16:56</p><p>收录于专题:深政观察</p>
<p>2024年4月22日至4月28日。</p><p>《深政观察》对本周深圳各区主要领导公开报道的活动进行梳理。</p>
<p>福田区</p><p>把河岸还给市民</p><p>4月23日,福田区委书记林远帆主持召开区委常委会会议。</p><p>编辑 王小雯 审读 张雪梅</p><p>(作者:深政观察)</p></body></html>`

// laterClock is a clock weeks behind all that the tests import.
func laterClock() *clock {
	c := newClock()
	c.advance(60 * 24 * time.Hour)
	return c
}

func saved(charset string) string { return fmt.Sprintf(edition, charset) }

func gbk(t *testing.T, text string) string {
	t.Helper()
	b, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func utf16LE(text string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

func zipped(t *testing.T, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func mhtml(page string) string {
	return "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.dutenews.com/n/article/8000001\r\nDate: Sun, 28 Apr 2024 20:01:02 +0800\r\n" +
		"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--x\"\r\n\r\n" +
		"----x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://www.dutenews.com/n/article/8000001\r\n\r\n" + page + "\r\n----x--\r\n"
}

func record(kind, uri, date, fields, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nWARC-Date: %s\r\nWARC-Target-URI: %s\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, date, uri, fields, len(block), block)
}

func response(body string) string { return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body }

// Everything that people have of a page gives the one column, by its number
// where it is told.
func TestWaysIn(t *testing.T) {
	page, other := saved("utf-8"), "<html><body><h1>一条别的新闻</h1><p>今天天气晴朗,市民到公园散步。</p></body></html>"
	const address, replay = "https://www.dutenews.com/p/8000001.html", "https://web.archive.org/web/20240430010203/https://www.dutenews.com/p/8000001.html"
	for name, tc := range map[string]struct {
		files  map[string]string
		column string // "" for none
		at     string // of the capture, "" for now
		failed int
		others int // pages that are no column
	}{
		"HTML":                      {files: map[string]string{"8000001.html": page}, column: "col_8000001"},
		"GBK with its folder":       {files: map[string]string{"8000001.html": gbk(t, saved("gb2312")), "8000001_files/ad.html": other, "8000001_files/a.css": "p{}"}, column: "col_8000001"},
		"UTF-16":                    {files: map[string]string{"8000001.htm": utf16LE(saved("utf-16"))}, column: "col_8000001"},
		"MHTML":                     {files: map[string]string{"深圳一周.mhtml": mhtml(page)}, column: "col_8000001", at: "2024-04-28T12:01:02.000Z"},
		"saved from url":            {files: map[string]string{"深圳一周.html": strings.Replace(page, "<html>", "<!-- saved from url=(0044)https://www.dutenews.com/p/8000001.html -->\n<html>", 1)}, column: "col_8000001"},
		"canonical":                 {files: map[string]string{"深圳一周.html": strings.Replace(page, "<title>", `<link rel="canonical" href="https://www.dutenews.com/n/article/8000001"><title>`, 1)}, column: "col_8000001"},
		"canonical, another name":   {files: map[string]string{"8000002.html": strings.Replace(page, "<title>", `<link rel="canonical" href="https://www.dutenews.com/n/article/8000001"><title>`, 1)}, column: "col_8000001"},
		"canonical elsewhere":       {files: map[string]string{"8000001.html": strings.Replace(page, "<title>", `<link rel="canonical" href="https://elsewhere.example/n/article/77777777"><title>`, 1)}, column: "col_8000001"},
		"SingleFile":                {files: map[string]string{"深圳一周.html": strings.Replace(page, "<head>", "<!--\n Page saved with SingleFile \n url: https://m.dutenews.com/n/article/8000001 \n saved date: Sun Apr 28 2024 20:01:02 GMT+0800 (China Standard Time)\n--><head>", 1)}, column: "col_8000001", at: "2024-04-28T12:01:02.000Z"},
		"saved from a web archive":  {files: map[string]string{"深圳一周.html": strings.Replace(page, "<html>", "<!-- saved from url=(0080)"+replay+" -->\n<html>", 1)}, column: "col_8000001", at: "2024-04-30T01:02:03.000Z"},
		"HTTrack":                   {files: map[string]string{"www.dutenews.com/p/index.html": strings.Replace(page, "<html>", "<html>\n<!-- Mirrored from www.dutenews.com/p/8000001.html by HTTrack Website Copier/3.x [XR&CO'2014], Mon, 29 Apr 2024 01:02:03 GMT -->", 1)}, column: "col_8000001", at: "2024-04-29T01:02:03.000Z"},
		"answer of JSONP":           {files: map[string]string{"api.json": fmt.Sprintf(`callback_1({"data":{"share_url":"https://m.dutenews.com/n/article/8000001","content":%q}});`, page)}, column: "col_8000001"},
		"day without signs":         {files: map[string]string{"a.warc": record("response", address, "20240429010203", "", response(page))}, column: "col_8000001", at: "2024-04-29T01:02:03.000Z"},
		"no time":                   {files: map[string]string{"a.warc": record("response", address, "yesterday", "", response(page)) + record("response", address, "2024-04-29T01:02:03Z", "", response(page))}, column: "col_8000001", failed: 1},
		"between the records":       {files: map[string]string{"a.warc": record("response", "https://www.dutenews.com/a", "2024-04-29T01:02:03Z", "", response("x")) + "of an older file\r\n\r\n" + record("response", address, "2024-04-29T01:02:03Z", "", response(page))}, column: "col_8000001", failed: 1},
		"a header that is odd":      {files: map[string]string{"a.warc": strings.Replace(record("metadata", address, "2024-04-29T01:02:03Z", "", "x"), "WARC-Type:", "WARC-Type", 1) + record("response", address, "2024-04-29T01:02:03Z", "", response(page))}, column: "col_8000001", failed: 1},
		"answer of JSON":            {files: map[string]string{"api.json": fmt.Sprintf(`{"data":{"share_url":"https://m.dutenews.com/n/article/8000001","content":%q}}`, page), "notes.json": "{}"}, column: "col_8000001", others: 1},
		"among other news":          {files: map[string]string{"a/1.html": other, "a/2.html": other + " ", "b/8000001.html": page}, column: "col_8000001", others: 2},
		"zip":                       {files: map[string]string{"pages.zip": zipped(t, "x/8000001.html", page, "x/8000001_files/ad.html", other, "__MACOSX/x/._8000001.html", "\x00")}, column: "col_8000001"},
		"zip of whole paths":        {files: map[string]string{"pages.zip": zipped(t, "/home/u/8000001.html", page)}, column: "col_8000001"},
		"zip of the folder above":   {files: map[string]string{"pages.zip": zipped(t, "../u/8000001.html", page, "../.cache/8000002.html", page)}, column: "col_8000001"},
		"WACZ":                      {files: map[string]string{"crawl.wacz": zipped(t, "archive/data.warc", record("response", address, "2024-04-29T01:02:03Z", "", response(page)), "datapackage.json", "{}")}, column: "col_8000001", at: "2024-04-29T01:02:03.000Z"},
		"replayed page in a WARC":   {files: map[string]string{"a.warc": record("response", replay, "2024-05-09T00:00:00Z", "", response(page))}, column: "col_8000001", at: "2024-04-30T01:02:03.000Z"},
		"conversion in a WARC":      {files: map[string]string{"a.warc": record("conversion", address, "2024-04-29T01:02:03Z", "Content-Type: text/html\r\n", page)}, column: "col_8000001", at: "2024-04-29T01:02:03.000Z"},
		"conversion of a response":  {files: map[string]string{"a.warc": record("response", address, "2024-04-29T01:02:03Z", "", response(page)) + record("conversion", address, "2024-04-29T01:02:03Z", "Content-Type: text/plain\r\n", "深圳一周丨各区书记区长这周在忙什么?")}, column: "col_8000001", at: "2024-04-29T01:02:03.000Z"},
		"ARC":                       {files: map[string]string{"8000001.arc.txt": "filedesc://a.arc 0.0.0.0 20240601000000 text/plain 9\n1 0 x\n\n\n" + page}, failed: 1},
		"from the future in a WARC": {files: map[string]string{"a.warc": record("response", address, "2099-04-29T01:02:03Z", "", response(page))}, failed: 2},
		"another host's":            {files: map[string]string{"a.warc": record("response", "https://elsewhere.example/p/8000001.html", "2024-04-29T01:02:03Z", "", response(page))}, failed: 1},
		"PDF":                       {files: map[string]string{"8000001.html": "%PDF-1.7\n"}, failed: 1},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := testConfig(t, laterClock())
			cfg.Read = parser.Read
			a := open(t, cfg)
			items, err := a.Import(t.Context(), ImportOptions{}, tree(t, tc.files))
			if err != nil {
				t.Fatal(err)
			}
			var columns []string
			failed, others := 0, 0
			for _, i := range items {
				switch {
				case i.OK():
					columns = append(columns, i.Outcome.ColumnID)
				case i.Failed():
					failed++
				default:
					others++
				}
			}
			if got := strings.Join(columns, " "); got != tc.column || failed != tc.failed || others != tc.others {
				t.Errorf("columns %q, want %q; %d failed, want %d; %d others, want %d: %v", got, tc.column, failed, tc.failed, others, tc.others, items)
			}
			if tc.column == "" {
				return
			}
			rows := dump(t, a)
			if len(rows["activities"]) != 1 || tc.at != "" && !strings.Contains(strings.Join(rows["captures"], "\n"), "captured_at="+tc.at) {
				t.Errorf("%d activities, captures %v", len(rows["activities"]), rows["captures"])
			}
			if found, err := a.Check(t.Context()); err != nil || len(found) > 0 { // read again it is the same
				t.Errorf("check: %v, %v", found, err)
			}
		})
	}
}

// A page that is named by its number is the newspaper's, whatever hosts are
// asked now, and stays what it is when it is read again.
// What is said of a file is one line, whatever its name, and tells a text that is
// held already from one that could not be read.
func TestLineOfAFile(t *testing.T) {
	cfg := testConfig(t, laterClock())
	cfg.Read = parser.Read
	page := saved("utf-8")
	items, err := open(t, cfg).Import(t.Context(), ImportOptions{}, tree(t, map[string]string{"8000001.html": page, "8000002.html": page, "a\nb.html": page}))
	if err != nil || len(items) != 3 {
		t.Fatal(items, err)
	}
	for i, said := range []string{"1 activities, 1 officials, 0 problems", "col_8000002 (new), week 2024-04-22 to 2024-04-28, 0 sections, 0 activities, 0 officials, 0 problems; its text is that of col_8000001", `/a\nb.html": col_`} {
		if line := items[i].String(); !strings.Contains(line, said) || strings.Contains(line, "\n") {
			t.Errorf("%q does not say %s", line, said)
		}
	}
}

func TestImportByNumberWhereNoHostIsTheNewspapers(t *testing.T) {
	cfg := testConfig(t, laterClock())
	cfg.Read, cfg.Sources = parser.Read, []Source{{Name: "dutenews", Hosts: []string{"news.example"}}}
	a := open(t, cfg)
	items, err := a.Import(t.Context(), ImportOptions{}, tree(t, map[string]string{"8000001.html": saved("utf-8")}))
	if err != nil || len(items) != 1 || items[0].Outcome.ColumnID != "col_8000001" {
		t.Errorf("%v, %v", items, err)
	}
	if found, err := a.Check(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("check: %v, %v", found, err)
	}
}

// A payload that is not what its digest says is kept, and marked.
func TestPayloadThatContradictsItsDigest(t *testing.T) {
	cfg := testConfig(t, laterClock())
	cfg.Read = parser.Read
	a := open(t, cfg)
	file := record("response", "https://www.dutenews.com/p/8000001.html", "2024-04-29T01:02:03Z",
		"WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n", response(saved("utf-8")))
	dir := tree(t, map[string]string{"a.warc": file})
	items, err := a.Import(t.Context(), ImportOptions{}, filepath.Join(dir, "a.warc"))
	if err != nil || len(items) != 1 || !items[0].OK() || !strings.Contains(items[0].String(), "digest") {
		t.Errorf("%v, %v", items, err)
	}
	if rows := dump(t, a)["captures"]; !strings.Contains(rows[0], "digest") {
		t.Errorf("not marked: %v", rows)
	}
}

// A record that its maker cut is read as far as it goes, and the column says so.
func TestTruncatedRecord(t *testing.T) {
	cfg := testConfig(t, laterClock())
	cfg.Read = parser.Read
	a := open(t, cfg)
	page, _, _ := strings.Cut(saved("utf-8"), "<p>编辑")
	page += "</body></html>"
	file := record("response", "https://www.dutenews.com/p/8000001.html", "2024-04-29T01:02:03Z", "WARC-Truncated: length\r\n", response(page))
	items, err := a.Import(t.Context(), ImportOptions{}, filepath.Join(tree(t, map[string]string{"a.warc": file}), "a.warc"))
	if err != nil || len(items) != 1 || !items[0].OK() {
		t.Fatalf("%v, %v", items, err)
	}
	before := dump(t, a)["problems"]
	if !strings.Contains(strings.Join(before, "\n"), "page_cut_off") {
		t.Errorf("problems %v, want page_cut_off", before)
	}
	if _, err := a.Reparse(t.Context(), ReparseOptions{All: true}); err != nil {
		t.Fatal(err)
	}
	if after := dump(t, a)["problems"]; len(after) != len(before) {
		t.Errorf("read again the problems are %v", after)
	}
}

func TestRefusalsSayWhatToDo(t *testing.T) {
	for magic, want := range map[string]string{"%PDF-1.4": "PDF", "\x89PNG\r\n": "picture", "bplist00": "Safari", "\x1f\x8b\x08": "unpack", "\x00\x01": "not text"} {
		if got := binaryReason([]byte(magic)); !strings.Contains(got, want) || !strings.Contains(got, "import") {
			t.Errorf("%q: %q does not say %q and what to import", magic, got, want)
		}
	}
}
