package generate

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"shenzheng/parser"
)

// Render gives the page of this column in a shape. The same truth and shape
// give the same bytes.
func (t Truth) Render(s Shape) parser.Page {
	var text strings.Builder
	contentType := "text/plain"
	if s.Paragraph != "" {
		text.WriteString(t.html(s))
		contentType = "text/html"
	} else {
		for i, b := range t.Column.Blocks {
			text.WriteString(b.Text + "\n")
			if i%3 == 0 {
				text.WriteString("\n")
			}
		}
	}
	if s.Charset.Header != "" {
		contentType += "; charset=" + s.Charset.Header
	}
	return parser.Page{
		Body: s.Charset.encode(text.String()), ContentType: contentType, URL: t.Column.SourceURL, Source: "dutenews", Number: t.Number, CapturedAt: t.CapturedAt,
	}
}

// page is what one page's HTML is written with.
type page struct {
	dice
	Shape
}

// html gives the page's source. The dice begin anew, so that a truth gives
// the same page at every call.
func (t Truth) html(s Shape) string {
	number, _ := strconv.ParseUint(t.Number, 10, 64) // 0 where it is none
	p := page{newDice(number, 0), s}
	meta := s.Charset.Meta
	if s.Charset == (Charset{}) {
		meta = "utf-8"
	}
	if meta != "" {
		meta = `<meta charset="` + meta + `">`
	}
	return "<!DOCTYPE html>\n<html><head>" + meta + "<title>" + html.EscapeString(t.Column.Title) + "</title>" + p.heavy("head") + "</head><body>" +
		s.Before + p.heavy("before") + p.article(t.Column.Blocks) + p.heavy("after") + s.After + "</body></html>\n"
}

// heavy gives what stands in a place of a heavy page.
func (p page) heavy(place string) string {
	if !p.Heavy {
		return ""
	}
	return p.fill("{heavy "+place+"}", nil)
}

// article writes the head lines, the text in its own box, and the footer.
func (p page) article(blocks []parser.Block) string {
	head, body, foot := "", "", ""
	for i, b := range blocks {
		if p.Fold && i == len(blocks)/3 {
			body += "<a>展开全文</a><div class=\"more\" style=\"display:none\">"
		}
		text := html.EscapeString(b.Text)
		switch b.Class {
		case parser.ClassTitle:
			head += "<h1>" + text + "</h1>\n"
		case parser.ClassMeta:
			if p.Topic != "" && strings.HasPrefix(text, "收录于") {
				text = `<a href="` + p.Topic + `">` + text + "</a>"
			}
			head += "<div><span>" + text + "</span></div>\n"
		case parser.ClassFurniture:
			foot += "<div><span>" + text + "</span></div>\n"
		default:
			body += p.line(b)
		}
	}
	if p.Heavy && p.Noise {
		head += p.heavy("between")
	}
	if p.Fold {
		body += "</div>"
	}
	if p.Body != "" {
		body = fmt.Sprintf(p.Body, body)
	}
	return `<div class="c1">` + head + body + `</div><div class="c3">` + foot + "</div>\n"
}

// line marks a line of the text.
func (p page) line(b parser.Block) string {
	mark := p.Paragraph
	switch {
	case b.Class == parser.ClassHeading && p.Heading != "" && (p.Heading != picture || usual(b.Text)):
		mark = p.Heading
	case b.Class == parser.ClassCaption && p.Caption != "":
		mark = p.Caption
	}
	runes, at := []rune(b.Text), p.IntN(len([]rune(b.Text))+1)
	halves := []any{p.printed(runes)}
	switch {
	case strings.Count(mark, "%s") == 2:
		halves = []any{p.printed(runes[:at]), p.printed(runes[at:])}
	case p.Struck && p.chance(30):
		halves = []any{p.printed(runes[:at]) + p.fill("{struck}", nil) + p.printed(runes[at:])}
	}
	if p.Noise {
		mark = strings.Replace(mark, "%s", p.fill("{space before}", nil)+"%s", 1)
	}
	out := fmt.Sprintf(mark, halves...)
	if p.Paragraph == inP && p.chance(10) {
		out += p.fill("{between paragraphs}", nil)
	}
	return out
}

// usual reports a heading that is nothing but a district.
func usual(heading string) bool {
	heading = strings.TrimRight(heading, ":：")
	return slices.ContainsFunc(districts, func(d district) bool { return heading == d.name || heading == d.short })
}

// printed escapes a text, and puts invisible characters between a noisy one's.
func (p page) printed(text []rune) string {
	out := ""
	for _, r := range text {
		if p.Noise && p.chance(3) {
			out += pick(p.dice, []string{"\u200b", "\ufeff", "\u200d", "&#8203;"})
		}
		out += html.EscapeString(string(r))
	}
	return out
}
