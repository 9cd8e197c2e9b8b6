package page

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// checkDocument proves what holds for the lines of any page.
func checkDocument(t interface{ Fatalf(string, ...any) }, d Document) {
	for i, l := range d.Lines {
		switch {
		case len(l.Runes) == 0:
			t.Fatalf("line %d is empty", i)
		case len(l.Runes) != len(l.Fold):
			t.Fatalf("line %d has %d code points and %d folded", i, len(l.Runes), len(l.Fold))
		case !utf8.ValidString(string(l.Runes)):
			t.Fatalf("line %d is no valid UTF-8", i)
		case unicode.IsSpace(l.Runes[0]) || unicode.IsSpace(l.Runes[len(l.Runes)-1]):
			t.Fatalf("line %d has white space at an end: %q", i, string(l.Runes))
		}
		for _, r := range l.Runes {
			if !utf8.ValidRune(r) || r < 0x20 && r != '\t' || r == '\u200b' || r == '\ufeff' {
				t.Fatalf("line %d holds %U", i, r)
			}
		}
	}
	for i, b := range d.Blocks {
		if b.First > b.Last || b.Last > len(d.Lines) || b.Parent >= i || i > 0 && (b.First < d.Blocks[b.Parent].First || b.Last > d.Blocks[b.Parent].Last) {
			t.Fatalf("block %d: %+v", i, b)
		}
	}
	if !utf8.ValidString(d.Title) {
		t.Fatalf("title %q", d.Title)
	}
}

func FuzzReadPage(f *testing.F) {
	for _, s := range []string{
		"", "plain\r\ntext", "<nav><a href=/p/7000001.html>甲</a></nav><h1>乙</h1><p>丙。</p><footer>丁</footer>", "<p>a<b>c</p>d</b><table><tr><td></div></table>",
		"<svg><p>a</svg>b<math/>c<script>d", "<title>a<textarea>b", "\xff\xfea\x00", "<a href=x>\xb8\xa3\xcc\xef", "</p></p><br></br>", "<div style=display:none><p>x",
		"<noscript><p>a</noscript>b<plaintext>c</p>", "<li><li><ul><li></li>", "<!--", "<![CDATA[", "<a<a<a", "&#x110000;&#0;&nbsp;",
	} {
		f.Add([]byte(s), "text/html")
	}
	han := strings.Repeat("某区今天召开会议", 10)
	for _, s := range []string{
		`<script>var d={"content":"<p>` + han + `"}</script>`, `{"a":"{\"content\":\"` + han + `\"}"}`, "<script>f('" + han + "\x3cp>')</script>", `<textarea>&lt;p&gt;` + han, `<i data-x='["` + han + `","乙"]'>`,
		`{"list":[{"contentid":"7000001","appid":1}],"page":1,"pages":3}`, `cb({"content":["` + han + `","乙"]});`,
	} {
		f.Add([]byte(s), "text/html")
		f.Add([]byte(s), "application/json")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		checkDocument(t, Read(Input{Body: body, ContentType: contentType, Believe: func(string) bool { return true }}))
		in := Input{Body: body, ContentType: contentType, URL: "https://www.example.org/p/7000001.html"}
		d := Read(in)
		for _, b := range d.Bodies(in) {
			checkDocument(t, Document{Lines: b.Lines, Blocks: b.Blocks, Title: b.Title})
		}
		for _, l := range Links(body, contentType, "https://www.example.org/p/7000001.html", isTopic) {
			if l.URL == "" || l.Kind == "" || (l.Kind == LinkArticle) != (l.Number != "") || !utf8.ValidString(l.Text) {
				t.Fatalf("link %+v", l)
			}
		}
	})
}
