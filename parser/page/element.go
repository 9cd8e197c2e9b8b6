package page

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
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
	centred    bool
	pre        bool // line breaks of the source are printed
	struck     bool // crossed out: no text of the page
	hidden     int  // which hidden element holds it, 0 for none
	tiny       bool // of no size
	invisible  bool // by its visibility
	colourless bool
	veil       int // which element made it so, 0 for none: one inside may undo it
	hint       Hint
}

// within says what holds inside an element in which s holds around it, and how it
// prints. hidden is true where the element itself is not shown.
func (s state) within(n *html.Node) (inner state, d display, hidden bool) {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Textarea, atom.Select, atom.Datalist,
		atom.Iframe, atom.Noframes, atom.Noembed, atom.Object, atom.Video, atom.Audio, atom.Canvas,
		atom.Math, atom.Title, atom.Rt, atom.Rp:
		return s, displayNone, false
	case atom.Svg:
		if drawsMore(n) {
			return s, displayNone, false
		}
	case atom.Template: // a script shows it, or the browser where it is a shadow root
		d, hidden = displayBlock, true
	case atom.B, atom.Strong:
		s.bold = true
	case atom.S, atom.Del, atom.Strike:
		s.struck = true
	case atom.A:
		s.link = s.link || attribute(n, "href") != ""
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
	if n.DataAtom == 0 && views.MatchString(n.Data) {
		d = displayBlock
	}
	if n.Namespace == "svg" {
		switch n.Data {
		case "desc", "defs", "symbol", "metadata":
			return s, displayNone, false
		case "text":
			d = displayBlock
		}
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "align":
			s.centred = strings.EqualFold(a.Val, "center")
		case "hidden":
			hidden = hidden || !strings.EqualFold(a.Val, "until-found")
		case "style":
			hidden = s.declare(a.Val, &d) || hidden
		}
	}
	return s, d, hidden
}

// views are the elements of frameworks that stand for a block: uni-view, taro-view-core.
var views = regexp.MustCompile(`-(?:view|block|item|row|cell|section|paragraph)(?:-core)?$`)

// isVeiled reports text that cannot be seen, until an element inside undoes it.
func (s *state) isVeiled() bool { return s.tiny || s.invisible || s.colourless }

// drawsMore reports a drawing with more text than a heading has.
func drawsMore(svg *html.Node) bool {
	texts := 0
	for n := range svg.Descendants() {
		if n.Data == "text" && n.Type == html.ElementNode {
			texts++
		}
	}
	return texts > 2
}

// declare takes in what the declarations of a style say of an element. It
// reports that they hide the element.
func (s *state) declare(style string, d *display) (hidden bool) {
	for declaration := range strings.SplitSeq(style, ";") {
		property, value, _ := strings.Cut(strings.ToLower(declaration), ":")
		value, _, _ = strings.Cut(value, "!") // how much it counts
		value = strings.TrimSpace(value)
		is := func(values ...string) bool { return slices.Contains(values, value) }
		switch strings.TrimSpace(property) {
		case "display":
			switch {
			case is("inline", "inline-block", "inline-flex", "inline-table", "contents"):
				*d = displayInline
			case is("block", "flex", "grid", "list-item", "table", "table-cell", "table-row", "table-caption"):
				*d = displayBlock
			case is("none"):
				hidden = true
			}
		case "opacity":
			hidden = hidden || is("0", "0.0")
		case "height", "max-height", "width":
			hidden = hidden || is("0", "0px") && strings.Contains(style, "hidden") && !strings.Contains(style, "flex")
		case "left", "top", "right", "clip":
			hidden = hidden || outside.MatchString(value)
		case "font-size":
			size, err := strconv.ParseFloat(strings.TrimRight(value, "%emprtx"), 64)
			s.tiny = err == nil && (size == 0 || size < 3 && (strings.HasSuffix(value, "px") || strings.HasSuffix(value, "pt")))
		case "visibility":
			s.invisible = is("hidden", "collapse")
		case "color":
			s.colourless = (is("transparent") || strings.Contains(value, "a(") && clear.MatchString(value)) && !strings.Contains(style, "background-clip")
		case "font-weight":
			s.bold = s.bold || is("bold", "bolder", "600", "700", "800", "900")
		case "text-align":
			s.centred = is("center")
		case "white-space":
			s.pre = s.pre || is("pre", "pre-wrap", "pre-line", "break-spaces")
		case "text-decoration", "text-decoration-line":
			s.struck = strings.Contains(value, "line-through") || s.struck && !is("none")
		}
	}
	return hidden
}

var (
	// outside are places where nothing is seen.
	outside = regexp.MustCompile(`^(?:-[5-9]\d\d|-\d{4,}|rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\))`)
	clear   = regexp.MustCompile(`(?:rgba|hsla)\([^)]*,\s*0(?:\.0+)?\s*\)`)
)

// asideRoles are those of what stands beside the main text.
var asideRoles = []string{"navigation", "complementary", "contentinfo", "search", "menu", "menubar", "toolbar", "dialog", "alert"}

// attribute gives the value of an attribute, empty if there is none.
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textIn gives the text of an element that holds nothing but text.
func textIn(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return n.FirstChild.Data
}

// maxStyleRules bounds how many rules are looked up in a page.
const maxStyleRules = 40

// sheet is what the style sheets in a page do to its elements.
type sheet struct{ struck, hidden map[*html.Node]bool }

// readSheets finds what the style sheets in a page cross out or hide.
func readSheets(tree *goquery.Document, styles []*html.Node) sheet {
	found := sheet{map[*html.Node]bool{}, map[*html.Node]bool{}}
	rules := 0
	for _, style := range styles {
		for rule := range strings.SplitSeq(textIn(style), "}") {
			open := max(strings.LastIndexByte(rule, '{'), 0)
			var s state
			hides := s.declare(strings.TrimPrefix(rule[open:], "{"), new(display)) || s.isVeiled()
			if !hides && !s.struck || rules == maxStyleRules {
				continue
			}
			rules++
			selectors := rule[strings.LastIndexByte(rule[:open], '{')+1 : open]
			for _, n := range tree.Find(strings.TrimSpace(selectors)).Nodes {
				if n.DataAtom != atom.Body && n.DataAtom != atom.Html {
					found.struck[n], found.hidden[n] = found.struck[n] || s.struck, found.hidden[n] || hides
				}
			}
		}
	}
	return found
}
