package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// printed gives the lines of a page as text.
func printed(d Document) []string {
	var out []string
	for _, l := range d.Lines {
		text := string(l.Runes)
		if l.Hidden > 0 {
			text = "(" + text + ")"
		}
		out = append(out, text)
	}
	return out
}

func TestReadPageHTML(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"paragraphs", "<p>甲</p><p>乙</p>", "甲|乙"},
		{"unclosed paragraphs", "<p>甲<p>乙<div>丙", "甲|乙|丙"},
		{"runs", "<div><span>4月</span><section style='display:inline'>23日</section><b>,甲</b></div>", "4月23日,甲"},
		{"sections", "<section><section><span>甲</span></section><section>乙</section></section>", "甲|乙"},
		{"breaks", "<div>甲<br>乙<br/><br />丙</br>丁</div>", "甲|乙|丙|丁"},
		{"white space", "<p>  迅速行动 \n 马上落实  </p>", "迅速行动马上落实"},
		{"white space kept", "<p>迅速行动 马上   落实</p>", "迅速行动 马上 落实"},
		{"wrapped Latin", "<p>one\n  two</p>", "one two"},
		{"between elements", "<p><span>编辑 甲</span>\n<span>审读 乙</span></p>", "编辑 甲 审读 乙"},
		{"no-break spaces", "<p>&nbsp;\u3000甲&nbsp;乙&nbsp;</p>", "甲\u00a0乙"},
		{"zero width", "<p>\u200b甲\u200c\ufeff乙\u00ad丙&#8203;</p>", "甲乙丙"},
		{"table", "<table><tr><td>福田区<td>4月1日,甲。</table>乙", "福田区|4月1日,甲。|乙"},
		{"not printed", "<p>甲</p><script>z</script><style>a</style><noscript>b</noscript><textarea>d</textarea><select><option>e</select><iframe>f</iframe>乙", "甲|乙"},
		{"template", "甲<template><p>子</p></template>乙", "甲|(子)|乙"},
		{"hidden", "<p>甲</p><div hidden><p>子</p><p>丑</p></div><p style='color:red;display : none'>寅</p>乙", "甲|(子)|(丑)|(寅)|乙"},
		{"hidden in a line", "<p>甲<span style=display:none>子</span>乙</p><p><i hidden>丑</i>丙</p><p><b hidden>寅</b></p>", "甲乙|丙|(寅)"},
		{"struck out", "<p>甲<s>子</s><del>丑</del><strike>寅</strike><span style='text-decoration: line-through red'>卯</span>乙</p><p style='text-decoration-line:line-through'>辰</p><s style='text-decoration:none'>丙</s>", "甲乙|丙"},
		{"struck out by a style sheet", "<style>.a, #b > em{color:red;text-decoration:line-through} p:bad({text-decoration:line-through}</style><p>甲<i class='x a'>子</i>乙</p><p id=b><em>丑</em><i><em>丙</em></i></p>", "甲乙|丙"},
		{"comments and attributes", "<p title='x' data-a='<p>y</p>'>甲<!-- z --></p>", "甲"},
		{"view-source", "<html><head><title>view-source:x</title></head><body><table><tr><td>&lt;!DOCTYPE html&gt;&lt;body&gt;</td></tr><tr><td>&lt;p&gt;甲</td></tr><tr><td>乙&lt;/p&gt;丙</td></tr></table>", "甲乙|丙"},
		{"hidden by other means", "<p>甲<i style='font-size:0'>子</i><i style='opacity:0'>丑</i><i style='position:absolute;left:-999px'>寅</i>乙</p><div style='flex:1;width:0;overflow:hidden'>丁</div><div style='font-size:0'>卯<p style='font-size:16px'>丙</p></div>", "甲乙|丁|(卯)|丙"},
		{"drawn", "<p><svg><title>子</title><text><tspan>甲</tspan>乙</text></svg></p><img title='丙'>", "甲乙|丙"},
		{"picture", "<p><img alt='福田区'></p><p>甲<img alt='图'>乙</p><img alt=''><img>", "福田区|甲乙|图"},
		{"entities", "<p>A&amp;B&lt;&#x4e2d;</p>", "A&B<中"},
		{"title element", "<title>标题_读特</title><body>甲", "甲"},
		{"preformatted", "<pre>甲\n乙  丙\n</pre>", "甲|乙  丙"},
		{"block span", "<div><span style='display:block'>甲</span><span style='display:block'>乙</span></div>", "甲|乙"},
		{"inline block", "<p style='display:inline'>甲</p><p style='display:inline'>乙</p>", "甲乙"},
		{"bold over blocks", "<b><p>甲</p>乙</b>丙", "甲|乙丙"},
		{"stray ends", "</div></p>甲</span></td>乙", "甲乙"},
		{"cell boundary", "<div><table><tr><td>甲</div>乙</td></tr></table></div>", "甲乙"},
		{"spaced", "<p>4 月 2 3 日 , 福 田 区 委 书 记 甲 小 为 调 研 G D P</p><p>编 辑&nbsp; 乙 小 雯</p>", "4月23日,福田区委书记甲小为调研GDP|编 辑\u00a0 乙 小 雯"},
		{"spaced all over", strings.Repeat("<p>2024 年 4 月 福 田 区 委 书 记 甲 小 为 走 访 A I 企 业 。</p>", 3) + "<p>0 4 - 2 8 1 6 : 5 6</p><p>编 辑&nbsp; 乙 小 雯</p><p>福田 区</p><p>甲 Big Co</p>", "2024年4月福田区委书记甲小为走访AI企业。|2024年4月福田区委书记甲小为走访AI企业。|2024年4月福田区委书记甲小为走访AI企业。|04-2816:56|编辑 乙小雯|福田 区|甲 Big Co"},
		{"line separator", "<p>甲\u2028乙</p>", "甲|乙"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(printed(Read(Input{Body: []byte(tt.html), ContentType: "text/html; charset=utf-8"})), "|")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadPagePlain(t *testing.T) {
	body := "\ufeff  甲 乙 \r\n\r\n\u3000丙\r丁\u2028戊\f己\x00\n"
	got := printed(Read(Input{Body: []byte(body)}))
	if diff := cmp.Diff([]string{"甲 乙", "丙", "丁", "戊", "己"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestMarkup: tags that plain text does not hold by chance.
func TestMarkup(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "<": false, "a < b": false, "甲<": false, "<<p>": true, "甲</p>乙": true, "</P>": true, "<DIV>": true,
		"<br/>": true, "<BR />": true, "<a href": true, "<A HREF": true, "<a name": false, "<script": true,
		"</p": false, "<p": false, "<pre>": false, "<meta ": true, "《<深圳一周>》": false, "1<2</3": false,
	} {
		if got := markup.MatchString(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
