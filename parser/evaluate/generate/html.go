package generate

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strconv"
	"strings"

	"shenzheng/parser"
)

// page writes one HTML page.
type page struct {
	strings.Builder
	dice
	Shape
}

// html gives the page's source. The dice begin anew, so that a truth gives
// the same page at every call.
func (t Truth) html(s Shape) string {
	number, err := strconv.ParseUint(t.Number, 10, 64)
	if err != nil {
		number = 1
	}
	p := &page{dice: dice{rand.New(rand.NewPCG(number, 0))}, Shape: s}
	p.WriteString("<!DOCTYPE html>\n<html><head>")
	if s.Charset.Meta != "" {
		fmt.Fprintf(p, `<meta charset="%s">`, s.Charset.Meta)
	} else if s.Charset == (Charset{}) {
		p.WriteString(`<meta charset="utf-8">`)
	}
	fmt.Fprintf(p, "<title>%s</title>", html.EscapeString(t.Column.Title))
	p.scripts()
	p.WriteString("</head><body>")
	p.menu()
	p.article(t.Column.Blocks)
	p.sidebar()
	p.WriteString("</body></html>\n")
	return p.String()
}

// article writes the head lines, the text in its own box, and the footer.
func (p *page) article(blocks []parser.Block) {
	p.WriteString(`<div class="c1">`)
	open := false
	for i, b := range blocks {
		body := b.Class != parser.ClassTitle && b.Class != parser.ClassMeta && b.Class != parser.ClassFurniture
		if body != open && p.Body == BodyBreaks {
			p.WriteString(map[bool]string{true: `<div class="c2">`, false: "</div>"}[body])
		}
		if i > 0 && blocks[i-1].Class != parser.ClassFurniture && b.Class == parser.ClassFurniture {
			p.WriteString(`</div><div class="c3">`)
		}
		if body && !open {
			p.related()
		}
		open = body
		p.block(b, body)
	}
	p.WriteString("</div>\n")
}

func (p *page) block(b parser.Block, body bool) {
	text := html.EscapeString(b.Text)
	if p.Noise && body {
		text = p.noisy(b.Text)
	}
	switch {
	case b.Class == parser.ClassTitle:
		fmt.Fprintf(p, "<h1>%s</h1>\n", text)
	case !body:
		fmt.Fprintf(p, "<div><span>%s</span></div>\n", text)
	case b.Class == parser.ClassHeading && p.Heading != HeadingPlain:
		p.heading(text)
	case b.Class == parser.ClassCaption && p.Caption != CaptionPlain:
		p.caption(text)
	default:
		p.paragraph(text)
	}
}

func (p *page) paragraph(text string) {
	switch p.Body {
	case BodySections:
		runs := []rune(text)
		cut := len(runs) / 2
		if strings.ContainsAny(text, "&;") {
			cut = 0
		}
		fmt.Fprintf(p, `<section style="margin:0"><section><span>%s</span><span style="color:#333">%s</span></section></section>`+"\n", string(runs[:cut]), string(runs[cut:]))
	case BodyBreaks:
		p.WriteString(text + "<br>" + pick(p.dice, []string{"", "<br>", "\n", "<br/>\n"}))
	default:
		fmt.Fprintf(p, "<p>%s</p>\n", text)
		if p.chance(10) {
			p.WriteString(pick(p.dice, []string{"<p><br></p>\n", "<p>&nbsp;</p>\n", "<!-- 2月3日,福田区委书记 -->\n"}))
		}
	}
}

func (p *page) heading(text string) {
	switch p.Heading {
	case HeadingH2:
		fmt.Fprintf(p, "<h2>%s</h2>\n", text)
	case HeadingCell:
		fmt.Fprintf(p, "<table><tbody><tr><td>%s</td></tr></tbody></table>\n", text)
	case HeadingPicture:
		fmt.Fprintf(p, `<p><img src="/i/%d.png" alt="%s"></p>`+"\n", p.IntN(1e6), text)
	default:
		fmt.Fprintf(p, "<p><strong>%s</strong></p>\n", text)
	}
}

func (p *page) caption(text string) {
	picture := fmt.Sprintf(`<img src="/i/%d.jpg">`, p.IntN(1e6))
	if p.Caption == CaptionFigure {
		fmt.Fprintf(p, "<figure>%s<figcaption>%s</figcaption></figure>\n", picture, text)
		return
	}
	fmt.Fprintf(p, `<p style="text-align:center">%s</p><p style="text-align:center">%s</p>`+"\n", picture, text)
}

// noisy puts invisible characters between a line's own and spaces around it.
func (p *page) noisy(text string) string {
	var b strings.Builder
	b.WriteString(pick(p.dice, []string{"", "&nbsp;&nbsp;", "　　", "&nbsp; &nbsp;"}))
	for _, r := range text {
		if p.chance(3) {
			b.WriteString(pick(p.dice, []string{"\u200b", "\ufeff", "\u200d", "&#8203;"}))
		}
		b.WriteString(html.EscapeString(string(r)))
	}
	b.WriteString(pick(p.dice, []string{"", "&nbsp;", " "}))
	return b.String()
}
