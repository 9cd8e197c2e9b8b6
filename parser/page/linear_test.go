package page

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// attacks are pages built to cost more than their length. Each repeats a
// pattern to about the size asked for.
var attacks = []struct {
	name string
	page func(size int) []byte
}{
	{"nested div", repeated("<div>")},
	{"nested span", repeated("<span>x")},
	{"nested and closed", func(n int) []byte {
		return []byte(strings.Repeat("<div>", n/11) + "甲" + strings.Repeat("</div>", n/11))
	}},
	{"headings", repeated("<h2>福田区</h2>")},
	{"breaks", repeated("甲<br>")},
	{"one line", repeated("4月23日,区委书记某某主持会议。")},
	{"one line of links", func(n int) []byte { return []byte("<p>" + strings.Repeat("<a href=/p/7000001.html>甲</a>", n/31)) }},
	{"different links", func(n int) []byte {
		var b bytes.Buffer
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "<a href=/p/7%06d.html>甲</a>", i)
		}
		return b.Bytes()
	}},
	{"open paragraphs", repeated("<p><b>甲")},
	{"inserts of an archive without an end", repeated("<!-- WB Insert -->甲")},
	{"stray ends", repeated("</p></b></td>")},
	{"ends of deep elements", func(n int) []byte {
		return []byte(strings.Repeat("<div>", n/10) + strings.Repeat("</p>", n/8))
	}},
	{"tables", repeated("<table><tr><td>甲")},
	{"lists", repeated("<ul><li>甲")},
	{"attributes", func(n int) []byte {
		var b bytes.Buffer
		b.WriteString("<p ")
		for i := 0; b.Len() < n/2; i++ {
			fmt.Fprintf(&b, "a%d ", i)
		}
		b.WriteString(">")
		b.WriteString(strings.Repeat("<p>甲", n/12))
		return b.Bytes()
	}},
	{"style", repeated("<p style='display:none;display:block;;;;:::'>甲")},
	{"formatting elements", func(n int) []byte {
		var b bytes.Buffer
		for i := range 500 {
			fmt.Fprintf(&b, "<b id=%d>", i)
		}
		return append(b.Bytes(), strings.Repeat("<p>甲", n/6)...)
	}},
	{"formatting elements in blocks", func(n int) []byte {
		var b bytes.Buffer
		b.WriteString("<div>")
		for i := range 500 {
			fmt.Fprintf(&b, "<b id=%d>", i)
		}
		return append(b.Bytes(), strings.Repeat("</div><div>甲", n/14)...)
	}},
	{"stray ends of text", repeated("甲</b>")},
	{"text in tables", repeated("<table>甲")},
	{"rows of text", func(n int) []byte { return []byte("<table>" + strings.Repeat("<tr>甲", n/7)) }},
	{"misnested", repeated("<a><p></a>甲")},
	{"data in data", repeated(`<script>{"a":"{\"a\":[`)},
	{"open data", func(n int) []byte { return []byte("<script>" + strings.Repeat(`{"a":[`, n/6)) }},
	{"asides", repeated("<aside><header><nav>甲")},
	{"pictures", func(n int) []byte { return []byte("<p>甲" + strings.Repeat("<img alt=福田区>", n/20)) }},
	{"comments", repeated("<!-- x --")},
	{"brackets", repeated("<<<<")},
	{"entities", repeated("&amp;&#x4e2d;&bogus")},
	{"white space", repeated(" \n&nbsp; ")},
	{"zero width", repeated("\u200b\u00ad")},
	{"data", func(n int) []byte {
		return []byte("<script>" + strings.Repeat(`{"url":"\/p\/7000001.html",`, n/27) + "</script>")
	}},
	{"broken UTF-8", repeated("\xe7\xa6 福\xff")},
	{"GBK", repeated("\xb8\xa3\xcc\xef\xc7\xf8\n")},
	{"blocks of one line", repeated("<div><p>甲</p><p>4月23日,某区委书记某某主持召开会议。</p></div>")},
	{"weeks", repeated("<div><p>2024年4月22日至4月28日。</p>")},
	{"lists under headings", repeated("<div>推荐阅读<p><a href=x>甲</a>")},
}

func repeated(pattern string) func(int) []byte {
	return func(size int) []byte { return []byte(strings.Repeat(pattern, size/len(pattern)+1)) }
}

// BenchmarkAttacks reads each attack at two sizes: linear time shows in MB/s
// that do not fall from one to the other.
func BenchmarkAttacks(b *testing.B) {
	for _, a := range attacks {
		for _, size := range []int{1 << 20, 10 << 20} {
			body := a.page(size)
			b.Run(fmt.Sprintf("%s/%dMB", strings.ReplaceAll(a.name, " ", "_"), size>>20), func(b *testing.B) {
				b.SetBytes(int64(len(body)))
				b.ReportAllocs()
				for b.Loop() {
					Read(Input{Body: body, ContentType: "text/html"})
					Links(body, "text/html", "https://www.example.org/t", isTopic)
				}
			})
		}
	}
}

// TestAttacks reads each attack at a small size: whatever a page does, its
// lines keep their form.
func TestAttacks(t *testing.T) {
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			body := a.page(1 << 16)
			checkDocument(t, Read(Input{Body: body, ContentType: "text/html"}))
			for _, l := range Links(body, "text/html", "https://www.example.org/t", isTopic) {
				if l.URL == "" {
					t.Error("a link without an address")
				}
			}
		})
	}
}
