package generate

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
	"time"

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
func (g Generator) Shape(i int) Shape {
	shapes := Shapes()
	return shapes[(i+int(uint64(g)%uint64(len(shapes))))%len(shapes)]
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
	body := []byte(text)
	if !s.UTF8() { // GB18030 is what browsers read under the name of GBK too
		body, _ = simplifiedchinese.GB18030.NewEncoder().Bytes(body) // it has every character
	}
	return parser.Page{
		Body: body, ContentType: contentType, URL: t.Column.SourceURL, Source: "dutenews", Number: t.Column.Number,
		CapturedAt: t.Column.Published.Add(3 * time.Hour).UTC(),
	}
}

// page is what one page's HTML is written with.
type page struct {
	dice
	Shape
}

// where gives a text with its slots filled on pages that this is so of.
func (p page) where(word, text string) string {
	if !p.has(word) {
		return ""
	}
	return p.fill(text, nil)
}

// html gives the page's source. The dice begin anew, so that a truth gives
// the same page at every call.
func (t Truth) html(s Shape) string {
	number, _ := strconv.ParseUint(t.Column.Number, 10, 64) // 0 where it is none
	p, charset := page{newDice(number, 0, false), s}, ""
	if s.has("declared") || !s.has("charset") {
		charset = `<meta charset="` + cmp.Or(s.is["declared"], "utf-8") + `">`
	}
	return "<!DOCTYPE html>\n<html><head>" + charset + "<title>" + html.EscapeString(t.Column.Title) + "</title>" +
		p.where("heavy", "{heavy head}") + "</head><body>" + s.Before + p.where("heavy", "{heavy before}") +
		p.article(t.Column.Blocks) + p.where("heavy", "{heavy after}") + s.After + "</body></html>\n"
}

// article writes the head lines, the text, and the footer, each in a box.
func (p page) article(blocks []parser.Block) string {
	head, body, foot := "", p.where("boxed", `<div class="c2">`), ""
	for i, b := range blocks {
		if i == len(blocks)/3 {
			body += p.where("fold", `<a>展开全文</a><div class="more" style="display:none">`)
		}
		into, mark := &body, cmp.Or(p.is[string(b.Class)], p.is["paragraph"])
		switch {
		case b.Class == parser.ClassTitle:
			into, mark = &head, "title"
		case b.Class == parser.ClassMeta && p.Topic != "" && strings.HasPrefix(b.Text, "收录于"):
			into, mark = &head, "topic"
		case b.Class == parser.ClassMeta:
			into, mark = &head, "meta"
		case b.Class == parser.ClassFurniture:
			into, mark = &foot, "meta"
		case mark == "picture" && !usual(b.Text):
			mark = p.is["paragraph"]
		}
		*into += p.line(mark, []rune(b.Text))
	}
	if p.has("noise") {
		head += p.where("heavy", "{heavy between}")
	}
	body += p.where("fold", "</div>") + p.where("boxed", "</div>")
	return `<div class="c1">` + head + body + `</div><div class="c3">` + foot + "</div>\n"
}

// usual reports a heading that is nothing but a district.
func usual(heading string) bool {
	heading = strings.TrimRight(heading, ":：")
	return slices.ContainsFunc(districts(), func(d district) bool { return heading == d.name || heading == d.short })
}

// line marks a line. In some shapes invisible characters or struck-out words
// stand between a line's own.
func (p page) line(mark string, line []rune) string {
	at, struck := p.IntN(len(line)+1), ""
	if p.has("struck") && p.chance(30) {
		struck = "{struck}"
	}
	printed := func(part []rune) (out string) {
		for _, r := range part {
			if p.has("noise") && p.chance(3) {
				out += pick(p.dice, []string{"\u200b", "\ufeff", "\u200d", "&#8203;"})
			}
			out += html.EscapeString(string(r))
		}
		return out
	}
	return p.fill("{mark "+mark+"}", map[string]func() string{
		"first half":    func() string { return printed(line[:at]) },
		"second half":   func() string { return printed(line[at:]) },
		"text":          func() string { return printed(line[:at]) + p.fill(struck, nil) + printed(line[at:]) },
		"space":         func() string { return p.where("noise", "{space before}") },
		"topic address": func() string { return p.Topic },
	})
}
