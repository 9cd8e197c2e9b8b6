package generate

import (
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shenzheng/parser"
)

// Shape is a way to put an article on a page.
type Shape struct {
	Name string
	// Body says how paragraphs are marked up.
	Body Body
	// Heading says how the districts' headings are marked up.
	Heading HeadingMark
	// Caption says how captions are marked up.
	Caption CaptionMark
	// Noise puts zero-width characters and runs of no-break spaces into and
	// around the lines.
	Noise bool
	// Heavy puts styles, scripts, menus and lists of other articles around
	// the article, until the page is about 300 KB.
	Heavy bool
	// Charset is how the bytes are written and what is said of it.
	Charset Charset
}

// Body is a way to mark paragraphs.
type Body int

// The ways to mark paragraphs.
const (
	BodyText     Body = iota // no markup at all
	BodyP                    // a p each
	BodySections             // section and span nested around every run
	BodyBreaks               // br between paragraphs of one div
)

// HeadingMark is a way to mark headings.
type HeadingMark int

// The ways to mark headings.
const (
	HeadingPlain   HeadingMark = iota // as any paragraph
	HeadingStrong                     // strong in a p
	HeadingH2                         // an h2
	HeadingCell                       // a table's cell
	HeadingPicture                    // a picture with the district in its alt text
)

// CaptionMark is a way to mark captions.
type CaptionMark int

// The ways to mark captions.
const (
	CaptionPlain   CaptionMark = iota // as any paragraph
	CaptionFigure                     // a figcaption under a picture
	CaptionCentred                    // a centred p under a picture
)

// ShapeText is plain text, one paragraph a line, in UTF-8.
func ShapeText() Shape { return Shape{Name: "text"} }

// Shapes lists the shapes of pages that are known, plain text first.
func Shapes() []Shape {
	return []Shape{
		ShapeText(),
		{Name: "p", Body: BodyP},
		{Name: "p-strong", Body: BodyP, Heading: HeadingStrong},
		{Name: "p-h2-figcaption", Body: BodyP, Heading: HeadingH2, Caption: CaptionFigure},
		{Name: "section-span", Body: BodySections, Heading: HeadingStrong, Caption: CaptionCentred},
		{Name: "section-span-noise", Body: BodySections, Noise: true},
		{Name: "br", Body: BodyBreaks},
		{Name: "br-noise", Body: BodyBreaks, Noise: true},
		{Name: "table-cell", Body: BodyP, Heading: HeadingCell, Caption: CaptionCentred},
		{Name: "picture", Body: BodyP, Heading: HeadingPicture, Caption: CaptionFigure},
		{Name: "heavy", Body: BodyP, Heading: HeadingStrong, Heavy: true},
		{Name: "heavy-noise", Body: BodySections, Heading: HeadingH2, Caption: CaptionFigure, Noise: true, Heavy: true},
		{Name: "gbk-header", Body: BodyP, Charset: Charset{GBK, "gbk", ""}},
		{Name: "gbk-meta", Body: BodyP, Heading: HeadingStrong, Charset: Charset{GBK, "", "gb2312"}},
		{Name: "gbk-undeclared", Body: BodyBreaks, Charset: Charset{GBK, "", ""}},
		{Name: "gb18030-both", Body: BodyP, Charset: Charset{GB18030, "GB18030", "gb18030"}},
		{Name: "gb18030-as-utf8", Body: BodyP, Charset: Charset{GB18030, "utf-8", "gbk"}},
		{Name: "utf8-as-gbk", Body: BodyP, Charset: Charset{UTF8, "gbk", "utf-8"}},
		{Name: "utf8-undeclared", Body: BodySections, Heading: HeadingPicture, Charset: Charset{UTF8, "", ""}},
		{Name: "gbk-text", Charset: Charset{GBK, "", ""}},
	}
}

// Shape gives one of the shapes for column i, all of them in turn.
func (g *Generator) Shape(i int) Shape {
	shapes := Shapes()
	return shapes[(i+int(g.seed%uint64(len(shapes))))%len(shapes)]
}

// Render gives the page of this column in a shape. The same truth and shape
// give the same bytes.
func (t Truth) Render(s Shape) parser.Page {
	text, contentType := t.plain(), "text/plain"
	if s.Body != BodyText {
		text, contentType = t.html(s), "text/html"
	}
	if s.Charset.Header != "" {
		contentType += "; charset=" + s.Charset.Header
	}
	return parser.Page{
		Body: s.Charset.encode(text), ContentType: contentType, URL: t.Column.SourceURL, Source: "dutenews", Number: t.Number, CapturedAt: t.CapturedAt,
	}
}

func (t Truth) plain() string {
	var out strings.Builder
	for i, b := range t.Column.Blocks {
		out.WriteString(b.Text + "\n")
		if i%3 == 0 {
			out.WriteString("\n")
		}
	}
	return out.String()
}

// Charset is the encoding of a page's bytes and what the page says of it,
// which may be nothing or wrong. The zero Charset is UTF-8 with a meta element
// and no header.
type Charset struct {
	Encoding Encoding
	// Header and Meta are the charsets named in Content-Type and in meta;
	// empty where none is named.
	Header, Meta string
}

// Encoding is the charset that a page's bytes are really in.
type Encoding int

// The encodings.
const (
	UTF8 Encoding = iota
	GBK
	GB18030
)

// encode writes the text in the encoding. What GBK cannot say is said in
// GB18030, which browsers read under that name too.
func (c Charset) encode(text string) []byte {
	if c.Encoding == GBK {
		if out, err := simplifiedchinese.GBK.NewEncoder().String(text); err == nil {
			return []byte(out)
		}
	}
	if c.Encoding != UTF8 {
		if out, err := simplifiedchinese.GB18030.NewEncoder().String(text); err == nil {
			return []byte(out)
		}
	}
	return []byte(text)
}
