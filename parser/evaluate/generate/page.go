package generate

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"

	"shenzheng/parser"
)

// Shape is a way to put an article on a page.
type Shape struct {
	Name string
	// Before and After are HTML around the article, Topic is the address that
	// the topic line leads to, for pages of a site.
	Before, After, Topic string

	is map[string]string // what grammar.txt says of it
}

// Shapes lists the shapes of pages that are known; the first is plain text, one
// paragraph a line, in UTF-8.
func Shapes() (shapes []Shape) {
	for _, line := range texts("shape") {
		words := strings.Fields(line)
		s := Shape{Name: words[0], is: map[string]string{}}
		for _, word := range words[1:] {
			key, value, _ := strings.Cut(word, "=")
			s.is[key] = value
		}
		shapes = append(shapes, s)
	}
	return shapes
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

// Shape gives one of the shapes for column i, all of them in turn.
func (g *Generator) Shape(i int) Shape {
	shapes := Shapes()
	return shapes[(i+int(g.seed%uint64(len(shapes))))%len(shapes)]
}

// HTML says that it is no plain text.
func (s Shape) HTML() bool { return s.is["paragraph"] != "" }

// UTF8 says that its bytes are UTF-8.
func (s Shape) UTF8() bool { return !strings.HasPrefix(s.is["charset"], "gb") }

func (s Shape) has(word string) bool {
	_, ok := s.is[word]
	return ok
}

// Render gives the page of this column in a shape. The same truth and shape
// give the same bytes.
func (t Truth) Render(s Shape) parser.Page {
	text, contentType := "", "text/plain"
	if s.HTML() {
		text, contentType = t.html(s), "text/html"
	} else {
		for i, b := range t.Column.Blocks {
			text += b.Text + "\n"
			if i%3 == 0 {
				text += "\n"
			}
		}
	}
	if s.has("header") {
		contentType += "; charset=" + s.is["header"]
	}
	return parser.Page{
		Body: s.encode(text), ContentType: contentType, URL: t.Column.SourceURL, Source: "dutenews", Number: t.Column.Number,
		CapturedAt: t.CapturedAt,
	}
}

// encode writes the text in the shape's charset. What GBK cannot say is said
// in GB18030, which browsers read under that name too.
func (s Shape) encode(text string) []byte {
	for _, charset := range map[string][]encoding.Encoding{
		"gbk": {simplifiedchinese.GBK, simplifiedchinese.GB18030}, "gb18030": {simplifiedchinese.GB18030},
	}[s.is["charset"]] {
		if out, err := charset.NewEncoder().String(text); err == nil {
			return []byte(out)
		}
	}
	return []byte(text)
}

// page is what one page's HTML is written with.
type page struct {
	dice
	Shape
}

// html gives the page's source. The dice begin anew, so that a truth gives
// the same page at every call.
func (t Truth) html(s Shape) string {
	number, _ := strconv.ParseUint(t.Column.Number, 10, 64) // 0 where it is none
	p := page{newDice(number, 0), s}
	meta := s.is["meta"]
	if !s.has("charset") {
		meta = "utf-8"
	}
	if meta != "" {
		meta = `<meta charset="` + meta + `">`
	}
	title := "<title>" + html.EscapeString(t.Column.Title) + "</title>"
	return "<!DOCTYPE html>\n<html><head>" + meta + title + p.heavy("head") + "</head><body>" + s.Before +
		p.heavy("before") + p.article(t.Column.Blocks) + p.heavy("after") + s.After + "</body></html>\n"
}

// heavy gives what stands in a place of a heavy page.
func (p page) heavy(place string) string {
	if !p.has("heavy") {
		return ""
	}
	return p.fill("{heavy "+place+"}", nil)
}

// article writes the head lines, the text, and the footer, each in a box.
func (p page) article(blocks []parser.Block) string {
	head, body, foot := "", "", ""
	for i, b := range blocks {
		if p.has("fold") && i == len(blocks)/3 {
			body += "<a>展开全文</a><div class=\"more\" style=\"display:none\">"
		}
		into, mark := &body, p.is["paragraph"]
		switch {
		case b.Class == parser.ClassTitle:
			into, mark = &head, "title"
		case b.Class == parser.ClassMeta && p.Topic != "" && strings.HasPrefix(b.Text, "收录于"):
			into, mark = &head, "topic"
		case b.Class == parser.ClassMeta:
			into, mark = &head, "meta"
		case b.Class == parser.ClassFurniture:
			into, mark = &foot, "meta"
		case b.Class == parser.ClassHeading && p.has("heading") && (p.is["heading"] != "picture" || usual(b.Text)):
			mark = p.is["heading"]
		case b.Class == parser.ClassCaption && p.has("caption"):
			mark = p.is["caption"]
		}
		*into += p.line(mark, []rune(b.Text))
	}
	if p.has("noise") {
		head += p.heavy("between")
	}
	if p.has("fold") {
		body += "</div>"
	}
	if p.has("boxed") {
		body = `<div class="c2">` + body + "</div>"
	}
	return `<div class="c1">` + head + body + `</div><div class="c3">` + foot + "</div>\n"
}

// usual reports a heading that is nothing but a district.
func usual(heading string) bool {
	heading = strings.TrimRight(heading, ":：")
	return slices.ContainsFunc(districts, func(d district) bool { return heading == d.name || heading == d.short })
}

// line marks a line. In some shapes invisible characters or
// struck-out words stand between a line's own.
func (p page) line(mark string, line []rune) string {
	at := p.IntN(len(line) + 1)
	printed := func(part []rune) (out string) {
		for _, r := range part {
			if p.has("noise") && p.chance(3) {
				out += pick(p.dice, []string{"\u200b", "\ufeff", "\u200d", "&#8203;"})
			}
			out += html.EscapeString(string(r))
		}
		return out
	}
	inside, space := func() string { return printed(line) }, func() string { return "" }
	if p.has("struck") && p.chance(30) {
		inside = func() string { return printed(line[:at]) + p.fill("{struck}", nil) + printed(line[at:]) }
	}
	if p.has("noise") {
		space = func() string { return p.fill("{space before}", nil) }
	}
	return p.fill("{mark "+mark+"}", map[string]func() string{
		"text": inside, "space": space, "topic address": func() string { return p.Topic },
		"first half": func() string { return printed(line[:at]) }, "second half": func() string { return printed(line[at:]) },
	})
}
