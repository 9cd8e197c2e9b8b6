package page

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func encode(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestCharsets reads one page in every charset under every declaration, true
// or false, in the header and in <meta>.
func TestCharsets(t *testing.T) {
	const text = "4月2日,某区区委书记甲某某主持召开会议,研究“双提升”行动、安排下一步工作——共6项。"
	charsets := map[string]encoding.Encoding{"utf-8": encoding.Nop, "gbk": simplifiedchinese.GBK, "gb18030": simplifiedchinese.GB18030}
	headers := []string{"", "text/html", "text/html; charset=utf-8", "text/html; charset=gbk", "text/html;charset=GB2312", "text/html; charset=iso-8859-1", "text/html; charset=big5", "text/html; charset=nonsense", "application/octet-stream"}
	metas := []string{"", `<meta charset="utf-8">`, `<meta charset="gbk">`, `<meta http-equiv="Content-Type" content="text/html; charset=gb2312">`}
	for name, e := range charsets {
		for _, header := range headers {
			for _, meta := range metas {
				t.Run(fmt.Sprintf("%s/%s/%s", name, header, meta), func(t *testing.T) {
					page := "<html><head>" + meta + "<title>标题</title></head><body><p>" + text + "</p></body></html>"
					d := Read(Input{Body: encode(t, e, page), ContentType: header})
					if len(d.Lines) != 1 || string(d.Lines[0].Runes) != text || d.Title != "标题" {
						t.Errorf("lines %q, title %q", printed(d), d.Title)
					}
				})
			}
		}
	}
}

func TestCharsetsBesides(t *testing.T) {
	long := strings.Repeat("某区召开会议,研究部署重点工作。", 20)
	tests := []struct {
		name, header string
		body         []byte
		want         string
	}{
		{"UTF-8 mark", "text/html; charset=gbk", []byte("\xef\xbb\xbf会议"), "会议"},
		{"UTF-8 mark before GBK", "", append([]byte("\xef\xbb\xbf"), encode(t, simplifiedchinese.GBK, long)...), long},
		{"UTF-16LE mark", "", encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "会议abc"), "会议abc"},
		{"UTF-16BE mark", "", encode(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "会议abc"), "会议abc"},
		{"UTF-16 without mark", "", encode(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "<html><head><title>x</title></head><body><p>会议</p></body></html>"), "会议"},
		{"rare characters of GB18030", "", encode(t, simplifiedchinese.GB18030, long+"㐂𠮷"), long + "㐂𠮷"},
		{"one broken byte", "", append([]byte(long), 0xe6, '!'), long + "\uFFFD!"},
		{"cut inside a character", "text/plain; charset=utf-8", []byte(long)[:len(long)-1], long[:len(long)-3] + "\uFFFD"},
		{"short GBK declared", "text/plain; charset=gbk", encode(t, simplifiedchinese.GBK, "联通"), "联通"},
		{"Latin", "text/plain; charset=utf-8", []byte("café"), "café"},
		{"ASCII", "text/plain; charset=gbk", []byte("plain"), "plain"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(printed(Read(Input{Body: tt.body, ContentType: tt.header})), "|")
			got = strings.ReplaceAll(got, "\uFFFD\uFFFD", "\uFFFD") // how many marks stand for a cut is not fixed
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
