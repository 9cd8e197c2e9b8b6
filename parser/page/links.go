package page

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Link is an address that a page names.
type Link struct {
	// URL is absolute where the page's own address is known, and has no
	// fragment.
	URL string
	// Number is the article number in the address, empty where Kind is not
	// LinkArticle.
	Number string
	// Text is what the page prints for the link: its text, the text of its
	// picture, or the title beside the address in a page's data. It may be empty.
	Text string
	Kind LinkKind
}

// LinkKind says what a link leads to, as far as its address and text tell.
type LinkKind string

// The kinds of link.
const (
	LinkArticle LinkKind = "article" // an article with a number
	LinkTopic   LinkKind = "topic"   // the topic that lists the column's articles
	LinkNext    LinkKind = "next"    // another page of the same list
	LinkOther   LinkKind = "other"
)

// Links gives the links of a page in the order in which they stand, each once:
// those of anchors and those in the data that scripts carry. The addresses of
// one article are one link, the first. address is the page's own, empty if
// unknown; isTopic tells a link to the topic by its text and what stands
// before it.
func Links(body []byte, contentType, address string, isTopic func(text, label string) bool) []Link {
	text, contentType, ok := textOfPage(body, contentType)
	if !ok {
		return nil
	}
	s := newLinkSet(address, isTopic)
	if !isJSON(text, contentType) && isHTML(text, contentType) {
		if tree, err := parse(text); err == nil {
			s.addTree(tree)
			return s.links
		}
	}
	s.scan(string(text))
	return s.links
}

// addTree adds the links of a page of HTML.
func (s *linkSet) addTree(tree *goquery.Document) {
	tree.Find("*").Each(func(_ int, element *goquery.Selection) {
		n := element.Nodes[0]
		href := strings.TrimSpace(attribute(n, "href"))
		for _, a := range n.Attr {
			switch a.Key {
			case "onclick", "data-href", "data-url", "data-link":
				s.addWords(a.Val)
			}
		}
		switch n.DataAtom {
		case atom.A:
			s.add(href, textOf(n), labelOf(n), strings.ToLower(attribute(n, "rel")))
			return
		case atom.Area:
			s.add(href, hintOf(n), "", "")
		case atom.Base:
			s.rebase(href)
		case atom.Link:
			if rel := strings.ToLower(attribute(n, "rel")); rel == "next" {
				s.add(href, "", "", rel)
			}
		case atom.Script:
			s.scan(element.Text())
		}
		s.addElement(n)
		for _, a := range n.Attr {
			if strings.Contains(a.Val, "article/") || strings.Contains(a.Val, "/p/") {
				s.addWords(a.Val)
			}
		}
	})
}

// maxLinkText is the number of code points behind which no more of a link's
// text is read.
const maxLinkText = 200

// textOf gives what is printed for a link: its text, or what stands for its
// picture, or its own title.
func textOf(a *html.Node) string {
	var b lineBuilder
	hint := hintOf(a)
	for n := range a.Descendants() {
		if len(b.runes) >= maxLinkText {
			break
		}
		switch {
		case n.Type == html.TextNode && n.Parent.DataAtom != atom.Script:
			b.addText(n.Data)
		case n.DataAtom == atom.Img && hint == "":
			hint = hintOf(n)
		}
	}
	if text := b.joined(); text != "" {
		return text
	}
	return hint
}

// hintOf gives the title of an element, or the text that stands for it.
func hintOf(n *html.Node) string {
	return collapse(cmp.Or(attribute(n, "alt"), attribute(n, "title")))
}

// labelReach is how many nodes before a link its label is looked for.
const labelReach = 16

// labelOf gives the last text before a link in its paragraph, other links left
// out.
func labelOf(a *html.Node) string {
	n := a
	for range labelReach {
		for n.PrevSibling == nil {
			if n = n.Parent; n == nil || isBlock(n) {
				return ""
			}
		}
		if n = n.PrevSibling; isBlock(n) {
			return ""
		}
		for n.LastChild != nil && n.DataAtom != atom.A {
			n = n.LastChild
		}
		if text := strings.TrimSpace(n.Data); n.Type == html.TextNode && text != "" {
			return text[max(0, len(text)-60):]
		}
	}
	return ""
}

func isBlock(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	d, _, _ := displayOf(n, state{})
	return d == displayBlock || n.DataAtom == atom.Br
}

// linkSet collects links, each once.
type linkSet struct {
	base    *url.URL // nil if the page's address is unknown
	stem    string   // of the page's address, see pageStem
	isTopic func(text, label string) bool
	links   []Link
	seen    map[string]int // to the place in links
}

func newLinkSet(address string, isTopic func(text, label string) bool) *linkSet {
	s := &linkSet{isTopic: isTopic, seen: map[string]int{}}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		s.base, s.stem = u, pageStem(u)
	}
	return s
}

// rebase takes the address that <base> names; the first one counts in HTML,
// and pages have one.
func (s *linkSet) rebase(href string) {
	u, err := url.Parse(href)
	if err != nil || href == "" {
		return
	}
	if s.base != nil {
		u = s.base.ResolveReference(u)
	}
	if u.Host != "" {
		s.base = u
	}
}

// add resolves an address and adds it, unless it leads nowhere.
func (s *linkSet) add(href, text, label, rel string) {
	u, err := url.Parse(href)
	if err != nil || href == "" || href[0] == '#' {
		return
	}
	if s.base != nil {
		u = s.base.ResolveReference(u)
	}
	if u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return
	}
	if inner, _, ok := Original(u.String()); ok { // rewritten by a web archive
		if u, err = url.Parse(inner); err != nil {
			return
		}
	}
	u.Fragment, u.RawFragment = "", ""
	l := Link{URL: u.String(), Text: text}
	l.Kind, l.Number = s.kind(u, text, label, rel)
	key := l.URL
	if l.Number != "" {
		key = siteOf(u.Host) + " " + l.Number
	}
	at, known := s.seen[key]
	if !known {
		s.seen[key] = len(s.links)
		s.links = append(s.links, l)
		return
	}
	old := &s.links[at]
	if old.Text == "" {
		old.Text = text
	}
	if old.Kind == LinkOther {
		old.Kind = l.Kind
	}
}

// siteOf gives a host without the prefix that tells a site's mobile pages
// from the others.
func siteOf(host string) string {
	host = strings.ToLower(host)
	for _, prefix := range [...]string{"www.", "m.", "wap.", "mobile."} {
		if rest, ok := strings.CutPrefix(host, prefix); ok {
			return rest
		}
	}
	return host
}
