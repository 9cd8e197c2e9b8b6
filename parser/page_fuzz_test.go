package parser

import (
	"shenzheng/parser/text"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// checkDocument proves what holds for the lines of any page.
func checkDocument(t interface{ Fatalf(string, ...any) }, d document) {
	for i, l := range d.lines {
		switch {
		case len(l.runes) == 0:
			t.Fatalf("line %d is empty", i)
		case len(l.runes) != len(l.fold):
			t.Fatalf("line %d has %d code points and %d folded", i, len(l.runes), len(l.fold))
		case !utf8.ValidString(string(l.runes)):
			t.Fatalf("line %d is no valid UTF-8", i)
		case text.IsSpace(l.runes[0]) || text.IsSpace(l.runes[len(l.runes)-1]):
			t.Fatalf("line %d has white space at an end: %q", i, string(l.runes))
		}
		for k, r := range l.runes {
			if !utf8.ValidRune(r) || r < 0x20 && r != '\t' || r == '\u200b' || r == '\ufeff' {
				t.Fatalf("line %d holds %U", i, r)
			}
			if l.fold[k] != text.FoldRune(r) {
				t.Fatalf("line %d: %U is folded to %U", i, r, l.fold[k])
			}
		}
	}
	if d.kind == "" || !utf8.ValidString(d.title) || !utf8.ValidString(d.reason) {
		t.Fatalf("kind %q, title %q, reason %q", d.kind, d.title, d.reason)
	}
}

func FuzzReadPage(f *testing.F) {
	for _, s := range []string{
		"", "plain\r\ntext", asideHead + asideTop + asideText + asideEnd + asideSide, "<p>a<b>c</p>d</b><table><tr><td></div></table>",
		"<svg><p>a</svg>b<math/>c<script>d", "<title>a<textarea>b", "\xff\xfea\x00", "<a href=x>\xb8\xa3\xcc\xef", "</p></p><br></br>", "<div style=display:none><p>x",
		"<noscript><p>a</noscript>b<plaintext>c</p>", "<li><li><ul><li></li>", "<!--", "<![CDATA[", "<a<a<a", "&#x110000;&#0;&nbsp;",
	} {
		f.Add([]byte(s), "text/html")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		p := Page{Body: body, ContentType: contentType, URL: "https://www.example.org/p/7000001.html"}
		checkDocument(t, readPage(p))
		for _, l := range Links(p) {
			if l.URL == "" || l.Kind == "" || (l.Kind == LinkArticle) != (l.Number != "") || !utf8.ValidString(l.Text) {
				t.Fatalf("link %+v", l)
			}
		}
	})
}

// pieces are the parts of random pages.
var pieces = []string{
	"<p>", "</p>", "<div>", "</div>", "<span>", "</span>", "<b>", "</b>", "<strong>", "</strong>", "<a href=x>", "</a>", "<section>", "</section>",
	"<ul>", "<li>", "</li>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<br>", "<h2>", "</h2>", "<em>", "</em>", "<font>", "</font>",
	"<script>x</script>", "<style>y</style>", "<div hidden>", "<select><option>z</select>", "<!-- c -->", "<p style='display:none'>w</p>",
	"甲", "乙", "丙 ", " 丁", "戊\n", "&nbsp;", "\u3000", "\u200b", "4月", "23日", "、", "。",
}

// TestSameTextAsTree compares the printed text of random pages, well formed or
// not, with that of the tree which html.Parse builds: the same characters in
// the same order, whatever is closed or not.
func TestSameTextAsTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		page := "<!DOCTYPE html><body>" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 30).Draw(t, "pieces"), "")
		tree, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		if misnested(tree) {
			t.Skip("text that HTML moves out of a table")
		}
		var want strings.Builder
		printTree(tree, &want)
		got := strings.Join(printed(readPage(Page{Body: []byte(page), ContentType: "text/html"})), "")
		if bare(got) != bare(want.String()) {
			t.Fatalf("page %s\n got %q\nwant %q", page, bare(got), bare(want.String()))
		}
	})
}

func printTree(n *html.Node, out *strings.Builder) {
	for _, a := range n.Attr {
		if a.Key == "hidden" || strings.Contains(a.Val, "none") {
			return
		}
	}
	switch {
	case n.Type == html.TextNode:
		out.WriteString(n.Data)
	case n.Type == html.ElementNode && kindOf(n.DataAtom).display == displayNone:
		return
	}
	for c := range n.ChildNodes() {
		printTree(c, out)
	}
}

// misnested reports a table with text in front that the source has inside it.
func misnested(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "table" {
			return true
		}
	}
	return false
}

// bare leaves out white space and what prints nothing.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if text.IsSpace(r) || r == '\n' || classify(r) == runeUnprinted {
			return -1
		}
		return r
	}, s)
}
