package page

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// benchPage is an invented page of about 36 KB around an article of about
// 5,000 code points.
func benchPage() []byte {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>标题</title><style>.a{color:red}</style><script>` +
		strings.Repeat("var x=1;", 200) + `</script></head><body><div class="nav"><ul>`)
	for i := range 40 {
		fmt.Fprintf(&b, `<li><a href="/n/article/9%06d" target="_blank" class="item">栏目文章标题%d</a></li>`, i, i)
	}
	b.WriteString(`</ul></div><div class="main"><h1>深圳一周丨各区这周在忙啥?(4月22日-4月28日)</h1><p>2024年4月22日至4月28日。</p>`)
	for i := range 60 {
		fmt.Fprintf(&b, `<p style="text-indent: 2em; line-height: 1.75em;"><span style="font-size: 16px; color: rgb(51, 51, 51);">4月%d日,`, 22+i%7)
		b.WriteString(strings.Repeat("某某区委书记主持召开会议,研究部署下一步工作。", 4))
		b.WriteString(`</span></p>`)
	}
	b.WriteString(`</div><div class="side"><ul>`)
	for i := range 40 {
		fmt.Fprintf(&b, `<li><a href="/n/article/8%06d" target="_blank" class="item"><img src="/a/b/c.jpg" alt=""><span>推荐文章标题%d</span></a></li>`, i, i)
	}
	b.WriteString(`</ul></div></body></html>`)
	return []byte(b.String())
}

func BenchmarkHTMLParse(b *testing.B) {
	page := benchPage()
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := html.Parse(bytes.NewReader(page)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadPage(b *testing.B) {
	p := benchPage()
	b.SetBytes(int64(len(p)))
	b.ReportAllocs()
	for b.Loop() {
		if d := Read(Input{Body: p, ContentType: "text/html; charset=utf-8"}); len(d.Lines) == 0 {
			b.Fatal("no lines")
		}
	}
}
