package generate

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Encoding is the charset that a page's bytes are really in.
type Encoding int

// The encodings.
const (
	UTF8 Encoding = iota
	GBK
	GB18030
)

// Charset is an encoding and what the page says of it, which may be nothing
// or wrong. The zero Charset is UTF-8 with a meta element and no header.
type Charset struct {
	Encoding Encoding
	// Header and Meta are the charsets named in Content-Type and in meta;
	// empty where none is named.
	Header, Meta string
}

// encode writes the text in the encoding. What GBK cannot say is said in
// GB18030, which browsers read under that name too.
func (c Charset) encode(text string, html bool) (body []byte, contentType string) {
	contentType = "text/plain"
	if html {
		contentType = "text/html"
	}
	if c.Header != "" {
		contentType += "; charset=" + c.Header
	}
	var enc encoding.Encoding
	switch c.Encoding {
	case GBK:
		enc = simplifiedchinese.GBK
	case GB18030:
		enc = simplifiedchinese.GB18030
	default:
		return []byte(text), contentType
	}
	out, err := enc.NewEncoder().String(text)
	if err != nil {
		out, err = simplifiedchinese.GB18030.NewEncoder().String(text)
	}
	if err != nil {
		return []byte(text), contentType
	}
	return []byte(out), contentType
}
