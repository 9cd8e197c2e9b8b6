package page

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html/atom"
)

// Links gives the links of a page in the order in which they stand, each once:
// those of anchors and those in the data that scripts carry. The addresses of
// one article are one link, the first. address is the page's own, empty if
// unknown; isTopic tells a link to the topic by its text.
func Links(body []byte, contentType, address string, isTopic func(text string) bool) []Link {
	text, contentType, ok := textOfPage(body, contentType)
	if !ok {
		return nil
	}
	s := newLinkSet(address, isTopic)
	if !isJSON(text, contentType) && isHTML(text, contentType) && !feed.Match(text) {
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
	for _, n := range tree.Find("*").Nodes {
		href := strings.TrimSpace(attribute(n, "href"))
		for _, a := range n.Attr {
			switch a.Key {
			case "onclick", "data-href", "data-url", "data-link":
				s.addWords(a.Val)
			}
		}
		switch n.DataAtom {
		case atom.A:
			s.add(href, textOf(n), strings.ToLower(attribute(n, "rel")))
			if href != "" && href[0] != '#' && !strings.HasPrefix(href, "javascript:") {
				continue
			}
		case atom.Area:
			s.add(href, hintOf(n), "")
		case atom.Base:
			if u := s.resolve(href); u != nil && u.Host != "" { // the first one counts in HTML, and pages have one
				s.base = u
			}
		case atom.Link:
			if rel := strings.ToLower(attribute(n, "rel")); rel == "next" {
				s.add(href, "", rel)
			}
		case atom.Script, atom.Noscript:
			s.scan(textIn(n))
		}
		s.addElement(n)
		for _, a := range n.Attr {
			if strings.Contains(a.Val, "article/") || strings.Contains(a.Val, "/p/") {
				s.addWords(a.Val)
			}
		}
	}
}
