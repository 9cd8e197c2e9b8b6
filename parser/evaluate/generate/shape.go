package generate

import (
	"fmt"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Shape is a way to put an article on a page. The marks are HTML with %s for
// the line; a shape without a Paragraph is plain text.
type Shape struct {
	Name string
	// Paragraph, Heading and Caption are how lines are marked; empty means as
	// a paragraph. Where there are two %s they take the halves of a line.
	Paragraph, Heading, Caption string
	// Body stands around the text, %s for it.
	Body string
	// Noise puts zero-width characters and runs of no-break spaces into and
	// around the lines.
	Noise bool
	// Fold hides the latter part of the text until somebody taps on it.
	Fold bool
	// Struck leaves struck-out text between a line's own.
	Struck bool
	// Heavy puts styles, scripts, menus and lists of other articles around
	// the article, until the page is about 300 KB.
	Heavy bool
	// Charset is how the bytes are written and what is said of it.
	Charset Charset
	// Before and After are HTML around the article, Topic is the address that
	// the topic line leads to, for pages of a site.
	Before, After, Topic string
}

// The marks of lines.
const (
	inP        = "<p>%s</p>\n"
	inSections = `<section style="margin:0"><section><span>%s</span><span style="color:#333">%s</span></section></section>` + "\n"
	withBreaks = "%s<br>\n<br/>"

	strong  = "<p><strong>%s</strong></p>\n"
	h2      = "<h2>%s</h2>\n"
	cell    = "<table><tbody><tr><td>%s</td></tr></tbody></table>\n"
	picture = `<p><img src="/i/d.png" alt="%s"></p>` + "\n"

	figure  = `<figure><img src="/i/p.jpg"><figcaption>%s</figcaption></figure>` + "\n"
	centred = `<p style="text-align:center"><img src="/i/p.jpg"></p><p style="text-align:center">%s</p>` + "\n"
)

// ShapeText is plain text, one paragraph a line, in UTF-8.
func ShapeText() Shape { return Shape{Name: "text"} }

// Shapes lists the shapes of pages that are known, plain text first.
func Shapes() []Shape {
	return []Shape{
		ShapeText(),
		{Name: "p", Paragraph: inP},
		{Name: "p-strong", Paragraph: inP, Heading: strong},
		{Name: "p-h2-figcaption", Paragraph: inP, Heading: h2, Caption: figure},
		{Name: "section-span", Paragraph: inSections, Heading: strong, Caption: centred},
		{Name: "section-span-noise", Paragraph: inSections, Noise: true},
		{Name: "br", Paragraph: withBreaks, Body: `<div class="c2">%s</div>`},
		{Name: "br-noise", Paragraph: withBreaks, Body: `<div class="c2">%s</div>`, Noise: true},
		{Name: "table-cell", Paragraph: inP, Heading: cell, Caption: centred},
		{Name: "picture", Paragraph: inP, Heading: picture, Caption: figure},
		{Name: "heavy", Paragraph: inP, Heading: strong, Heavy: true},
		{Name: "heavy-noise", Paragraph: inSections, Heading: h2, Caption: figure, Noise: true, Heavy: true},
		{Name: "gbk-header", Paragraph: inP, Charset: Charset{"gbk", "gbk", ""}},
		{Name: "gbk-meta", Paragraph: inP, Heading: strong, Charset: Charset{"gbk", "", "gb2312"}},
		{Name: "gbk-undeclared", Paragraph: withBreaks, Body: `<div class="c2">%s</div>`, Charset: Charset{"gbk", "", ""}},
		{Name: "gb18030-both", Paragraph: inP, Charset: Charset{"gb18030", "GB18030", "gb18030"}},
		{Name: "gb18030-as-utf8", Paragraph: inP, Charset: Charset{"gb18030", "utf-8", "gbk"}},
		{Name: "utf8-as-gbk", Paragraph: inP, Charset: Charset{"utf8", "gbk", "utf-8"}},
		{Name: "utf8-undeclared", Paragraph: inSections, Heading: picture, Charset: Charset{"utf8", "", ""}},
		{Name: "fold", Paragraph: inP, Heading: strong, Fold: true},
		{Name: "struck", Paragraph: inP, Heading: h2, Struck: true},
		{Name: "gbk-text", Charset: Charset{"gbk", "", ""}},
	}
}

// Shape gives one of the shapes for column i, all of them in turn.
func (g *Generator) Shape(i int) Shape {
	shapes := Shapes()
	return shapes[(i+int(g.seed%uint64(len(shapes))))%len(shapes)]
}

// Charset is the encoding of a page's bytes and what the page says of it,
// which may be nothing or wrong: the charsets named in Content-Type and in a
// meta element. The zero Charset is UTF-8 with a meta element and no header.
type Charset struct{ Encoding, Header, Meta string }

// encode writes the text in the encoding. What GBK cannot say is said in
// GB18030, which browsers read under that name too.
func (c Charset) encode(text string) []byte {
	if c.Encoding == "gbk" {
		if out, err := simplifiedchinese.GBK.NewEncoder().String(text); err == nil {
			return []byte(out)
		}
	}
	if c.Encoding == "gbk" || c.Encoding == "gb18030" {
		if out, err := simplifiedchinese.GB18030.NewEncoder().String(text); err == nil {
			return []byte(out)
		}
	}
	return []byte(text)
}

// ShapeNamed gives the shape of that name.
func ShapeNamed(name string) (Shape, error) {
	names := ""
	for _, s := range Shapes() {
		if s.Name == name {
			return s, nil
		}
		names += " " + s.Name
	}
	return Shape{}, fmt.Errorf("no shape %q; there are%s", name, names)
}
