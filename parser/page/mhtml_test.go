package page

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func quoted(t *testing.T, body []byte) string {
	t.Helper()
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// mhtml is a file as Blink saves it: the page, a frame, a picture.
func mhtml(coding, contentType, body string) string {
	const bound = "----MultipartBoundary--x----"
	part := func(contentType, coding, location, body string) string {
		return fmt.Sprintf("--%s\r\nContent-Type: %s\r\nContent-Transfer-Encoding: %s\r\nContent-Location: %s\r\n\r\n%s\r\n", bound, contentType, coding, location, body)
	}
	return "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example.org/p/8000001.html\r\nSubject: =?utf-8?Q?x?=\r\n" +
		"Date: Sun, 28 Apr 2024 20:01:02 +0800\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"" + bound + "\"\r\n\r\n\r\n" +
		part("text/html", "quoted-printable", "https://ads.example.org/frame.html", "<p>a frame</p>") +
		part(contentType, coding, "https://news.example.org/p/8000001.html", body) +
		part("image/png", "base64", "https://news.example.org/a.png", "iVBORw0KGgo=") + "--" + bound + "--\r\n"
}

func TestMHTML(t *testing.T) {
	page := "<html><body><p>第一段,等于=号。</p>\n<p>第二段。</p></body></html>"
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{
		"quoted-printable": mhtml("quoted-printable", "text/html", quoted(t, []byte(page))),
		"base64 in GBK":    mhtml("base64", `text/html; charset="gb2312"`, base64.StdEncoding.EncodeToString(gbk)),
		"bare line feeds":  strings.ReplaceAll(mhtml("quoted-printable", "text/html", quoted(t, []byte(page))), "\r\n", "\n"),
	} {
		saved, ok := OpenMHTML([]byte(file))
		if !ok || saved.Address != "https://news.example.org/p/8000001.html" || !saved.At.Equal(time.Date(2024, 4, 28, 12, 1, 2, 0, time.UTC)) {
			t.Errorf("%s: ok %v, address %q, saved at %s", name, ok, saved.Address, saved.At)
		}
		d := Read(Input{Body: []byte(file)})
		if len(d.Lines) != 2 || string(d.Lines[0].Runes) != "第一段,等于=号。" {
			t.Errorf("%s: %d lines", name, len(d.Lines))
		}
	}
	cut := mhtml("quoted-printable", "text/html", quoted(t, []byte(page)))
	cut = cut[:strings.Index(cut, "<p>=E7=AC=AC=E4=BA=8C")]
	if d := Read(Input{Body: []byte(cut)}); len(d.Lines) != 1 {
		t.Errorf("a file that breaks off gives %d lines, want 1", len(d.Lines))
	}
	mail := "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"a\"\r\n\r\n--a\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n" +
		"--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte("第一段。\n第二段。\n")) + "\r\n%s--b--\r\n--a--\r\n"
	html := "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>第一段</p>\r\n"
	for file, want := range map[string]int{fmt.Sprintf(mail, ""): 2, fmt.Sprintf(mail, html): 1, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n第一段。\n第二段。\n第三段。": 3} {
		if d := Read(Input{Body: []byte(file)}); len(d.Lines) != want {
			t.Errorf("a mail gives %d lines, want %d", len(d.Lines), want)
		}
	}
	for _, other := range []string{"", page, "MIME-Version: 1.0\r\n\r\nhello", "深圳一周\n\nMIME-Version: 1.0\n"} {
		if _, ok := OpenMHTML([]byte(other)); ok {
			t.Errorf("%q is taken for MHTML", other)
		}
	}
}

// TestNestedParts reads a page in as many parts inside each other as mail has, and
// gives up one that is made to do harm: each part is read by all around it.
func TestNestedParts(t *testing.T) {
	for deep, want := range map[int]bool{1: true, 4: true, mostNested: true, 1000: false} {
		mail := "MIME-Version: 1.0\r\n"
		for i := range deep + 1 {
			mail += fmt.Sprintf("Content-Type: multipart/mixed; boundary=\"b%d\"\r\n\r\n--b%d\r\n", i, i)
		}
		mail += "Content-Type: text/html\r\n\r\n<p>第一段。</p>\r\n" + fmt.Sprintf("--b%d--\r\n", deep)
		if saved, ok := OpenMHTML([]byte(mail)); ok != want || ok && string(saved.Body) != "<p>第一段。</p>" {
			t.Errorf("%d deep: %v %q, want %v", deep, ok, saved.Body, want)
		}
	}
}

func TestOriginal(t *testing.T) {
	for address, want := range map[string]string{
		"https://web.archive.org/web/20240501010203/https://www.example.org/p/1.html":      "https://www.example.org/p/1.html 2024-05-01T01:02:03Z",
		"http://web.archive.org/web/20240501010203id_/http://www.example.org/p/1.html?a=b": "http://www.example.org/p/1.html?a=b 2024-05-01T01:02:03Z",
		"/web/20240501010203im_/https:/www.example.org/a.png":                              "https://www.example.org/a.png 2024-05-01T01:02:03Z",
		"https://arquivo.pt/wayback/20240501/https://www.example.org/":                     "https://www.example.org/ 2024-05-01T00:00:00Z",
		"http://127.0.0.1:8080/my-coll/20240501010203mp_/https://www.example.org/p/1.html": "https://www.example.org/p/1.html 2024-05-01T01:02:03Z",
		"https://www.example.org/p/1.html":                                                 "",
		"https://www.example.org/n/article/8137676?from=https://other.example.org/":        "",
		"https://web.archive.org/web/20241301010203/https://www.example.org/":              "",
	} {
		got := ""
		if inner, at, ok := Original(address); ok {
			got = inner + " " + at.Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

func TestReplayedPage(t *testing.T) {
	page := `<html><head><script src="/_static/js/x.js"></script></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div><p>Wayback Machine</p>
<a href="/web/2023*/x">2023</a></div><!-- END WAYBACK TOOLBAR INSERT --><p>第一段。</p><a href="/web/20240501010203/https://www.example.org/n/article/8000001">上周</a></body></html>`
	d := Read(Input{Body: []byte(page), ContentType: "text/html"})
	if len(d.Lines) != 2 || string(d.Lines[0].Runes) != "第一段。" {
		t.Errorf("%d lines, want the page's own 2", len(d.Lines))
	}
	links := Links([]byte(page), "text/html", "https://www.example.org/topic/1", func(string) bool { return false })
	if len(links) != 1 || links[0].URL != "https://www.example.org/n/article/8000001" || links[0].Number != "8000001" {
		t.Errorf("links %+v, want the article by its own address", links)
	}
}
