package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// display says how an element prints.
type display uint8

const (
	displayInline display = iota
	displayBlock          // begins and ends a line
	displayNone           // nothing of it is text of the page
)

// state is what holds for the text inside an element. It is inherited.
type state struct {
	link, bold bool
	pre        bool // line breaks of the source are printed
	struck     bool // crossed out: no text of the page
	hidden     int  // which hidden element holds it, 0 for none
	hint       Hint
}

// displayOf says how an element prints and what holds inside it; s holds
// around it. hidden is true where the element itself is not shown.
func displayOf(n *html.Node, s state) (d display, inner state, hidden bool) {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Textarea, atom.Select, atom.Datalist,
		atom.Iframe, atom.Noframes, atom.Noembed, atom.Object, atom.Video, atom.Audio, atom.Canvas, atom.Svg,
		atom.Math, atom.Title, atom.Rt, atom.Rp:
		return displayNone, s, false
	case atom.Template: // a script shows it, or the browser where it is a shadow root
		d, hidden = displayBlock, true
	case atom.B, atom.Strong:
		s.bold = true
	case atom.S, atom.Del, atom.Strike:
		s.struck = true
	case atom.A:
		s.link = s.link || hasAttribute(n, "href")
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Body, atom.Html, atom.Head, atom.Center,
		atom.Blockquote, atom.Figure, atom.Address, atom.Details, atom.Summary, atom.Form,
		atom.Fieldset, atom.Legend, atom.Hgroup, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd, atom.Dir,
		atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption, atom.Marquee,
		atom.Nav, atom.Aside, atom.Header, atom.Footer, atom.Menu, atom.Search:
		d = displayBlock
	case atom.Li:
		d, s.hint = displayBlock, s.hint|HintListItem
	case atom.Figcaption:
		d, s.hint = displayBlock, s.hint|HintCaption
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		d, s.pre = displayBlock, true
	case atom.H1:
		d, s.hint = displayBlock, s.hint|HintHeading|HintTitle
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		d, s.hint = displayBlock, s.hint|HintHeading
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			hidden = hidden || !strings.EqualFold(a.Val, "until-found")
		case "style":
			for declaration := range strings.SplitSeq(a.Val, ";") {
				property, value, _ := strings.Cut(declaration, ":")
				value, _, _ = strings.Cut(value, "!")
				property, value = strings.ToLower(strings.TrimSpace(property)), strings.ToLower(strings.TrimSpace(value))
				hidden = hidden || property == "display" && value == "none"
				d, s = declared(property, value, d, s)
			}
		}
	}
	return d, s, hidden
}

// declared takes one of the few declarations of an inline style that change
// where lines end, what is bold and what is crossed out.
func declared(property, value string, d display, s state) (display, state) {
	switch property {
	case "display":
		switch value {
		case "inline", "inline-block", "inline-flex", "inline-table", "contents":
			d = displayInline
		case "block", "flex", "grid", "list-item", "table", "table-cell", "table-row", "table-caption":
			d = displayBlock
		}
	case "font-weight":
		switch value {
		case "bold", "bolder", "600", "700", "800", "900":
			s.bold = true
		}
	case "white-space":
		switch value {
		case "pre", "pre-wrap", "pre-line", "break-spaces":
			s.pre = true
		}
	case "text-decoration", "text-decoration-line":
		s.struck = strings.Contains(value, "line-through") || s.struck && value != "none"
	}
	return d, s
}

func isAsideRole(role string) bool {
	switch strings.ToLower(strings.TrimSpace(role)) {
	case "navigation", "complementary", "contentinfo", "search", "menu", "menubar", "toolbar", "dialog", "alert":
		return true
	}
	return false
}

// attribute gives the value of an attribute, empty if there is none.
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttribute(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}
