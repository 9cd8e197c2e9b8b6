package page

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// textOfPage gives the text of a page as UTF-8, out of the file that a browser saved it in
// and without what a web archive put into it; not ok where the body is no text.
func textOfPage(body []byte, contentType string) (text []byte, kind string, ok bool) {
	if saved, ok := OpenMHTML(body); ok {
		body, contentType = saved.Body, saved.ContentType
	}
	valid := utf8.Valid(body)
	if isBinary(body, valid) {
		return nil, contentType, false
	}
	if text = decode(body, contentType, valid); inserts.Match(text) {
		text = inserts.ReplaceAll(text, nil)
	}
	return text, contentType, true
}

// decode gives the body as UTF-8; valid says that it is. The bytes decide before what is
// declared, for headers and <meta> of Chinese sites contradict each other too often: bytes
// that are no UTF-8 are read as GB18030 (which holds GBK and GB2312) where that reads well,
// and only then as the charset that the header or a <meta> names. What cannot be decoded
// becomes U+FFFD, or in UTF-8 with a few broken bytes stays for its reader to replace.
func decode(body []byte, contentType string, valid bool) []byte {
	body = bytes.TrimPrefix(body, []byte{0xef, 0xbb, 0xbf}) // servers put it before pages in any charset
	if valid && bytes.ContainsFunc(body, isChinese) {
		return body
	}
	if e := wideEncoding(body); e != nil {
		return convert(e, body)
	}
	declared, name, inHeader := charset.DetermineEncoding(body, contentType)
	if valid && name != "gbk" && name != "gb18030" {
		return body
	}
	as := survey(body)
	if as.broken > 0 && as.broken*10 < as.many && as.chinese > 0 {
		return body // UTF-8, damaged or cut
	}
	chinese := convert(simplifiedchinese.GB18030, body)
	if got := survey(chinese); got.good > 0 && got.bad*10 <= got.good {
		return chinese
	}
	if as.broken == 0 {
		return body
	}
	if name != "utf-8" && (name != "windows-1252" || inHeader) { // what it takes for want of any
		if text := convert(declared, body); bytes.Count(text, []byte("\uFFFD"))*50 <= len(text) {
			return text
		}
	}
	if as.broken <= as.many {
		return body
	}
	return chinese
}

// wideEncoding recognizes UTF-16, by its byte order mark or, where that got
// lost, by the tags and digits of a page, which leave every other byte zero.
func wideEncoding(body []byte) encoding.Encoding {
	if bytes.HasPrefix(body, []byte{0xff, 0xfe}) || bytes.HasPrefix(body, []byte{0xfe, 0xff}) {
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	}
	head := body[:min(len(body), 4096)]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	switch few := len(head)/16 + 2; {
	case zeros[1] > few && zeros[0]*16 < zeros[1]:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0] > few && zeros[1]*16 < zeros[0]:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// convert decodes body. The decoders of x/text replace what they cannot read
// and do not fail; should one do so all the same, what it read stands.
func convert(e encoding.Encoding, body []byte) []byte {
	text, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return append(text, "\uFFFD"...)
	}
	return text
}

// signs counts what a text holds beside ASCII, read as UTF-8.
type signs struct {
	many, broken int // sequences of several bytes, and bytes of none
	chinese      int // characters and signs of Chinese
	good, bad    int // what is usual in a Chinese page, and what is not: replaced bytes, private use, controls
}

func survey(b []byte) (s signs) {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		i += n
		switch {
		case r < utf8.RuneSelf:
			continue
		case n == 1:
			s.broken++
		default:
			s.many++
		}
		switch {
		case isChinese(r):
			s.chinese++
			s.good++
		case r >= 0xff00 && r <= 0xffef:
			s.good++
		case r == utf8.RuneError, r >= 0xe000 && r <= 0xf8ff, r < 0xa0:
			s.bad++
		}
	}
	return s
}

func isChinese(r rune) bool { return r >= 0x3000 && r <= 0x9fff }

// magics are the opening bytes of files that are no text.
var magics = [...]string{
	"%PDF-", "\x89PNG", "\xff\xd8\xff", "GIF8", "PK\x03\x04", "\x1f\x8b", "\x28\xb5\x2f\xfd", "RIFF", "\x7fELF",
	"SQLite format 3\x00", "\xd0\xcf\x11\xe0", "Rar!", "7z\xbc\xaf", "\x00\x00\x01\x00", "wOFF", "wOF2", "ID3", "OggS", "BZh9", "\xfd7zXZ",
}

// isBinary reports a body that is no text in any charset. valid says that it
// is UTF-8.
func isBinary(body []byte, valid bool) bool {
	if slices.ContainsFunc(magics[:], func(m string) bool { return bytes.HasPrefix(body, []byte(m)) }) {
		return true
	}
	if valid && bytes.IndexByte(body, 0) < 0 {
		return false
	}
	controls := 0
	for _, c := range body {
		if c < 0x20 && !strings.ContainsRune("\t\n\r\f\x1b", rune(c)) || c == 0x7f { // in text of no charset
			controls++
		}
	}
	return controls > 3 && controls*50 > len(body) && wideEncoding(body) == nil
}
