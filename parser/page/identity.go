package page

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// addressesOf gives the addresses under which a page says that it stands, the
// surest first: where a browser saved it from, its canonical address, that for
// sharing.
func addressesOf(tree *goquery.Document) []string {
	var found []string
	add := func(address string) {
		u, err := url.Parse(strings.TrimSpace(address))
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			found = append(found, u.String())
		}
	}
	for _, comment := range commentsOf(tree) {
		for _, form := range savedFrom {
			if m := form.FindStringSubmatch(comment); m != nil {
				add(m[1])
			}
		}
	}
	h := readHead(tree)
	for _, l := range h.links {
		if strings.EqualFold(attribute(l, "rel"), "canonical") {
			add(attribute(l, "href"))
		}
	}
	add(h.meta("og:url"))
	return found
}

// savedFrom are the comments of browsers and of SingleFile: saved from
// url=(0042)https://… and url: https://….
var savedFrom = []*regexp.Regexp{
	regexp.MustCompile(`^\s*saved from url=\(\d+\)(\S+)`),
	regexp.MustCompile(`(?m)^\s*url:\s*(\S+)\s*$`),
}

// commentsOf gives the comments above the body of a page.
func commentsOf(tree *goquery.Document) []string {
	var found []string
	for n := range tree.Nodes[0].Descendants() {
		if n.Type == html.CommentNode {
			found = append(found, n.Data)
		}
		if n.Type == html.ElementNode && n.Data == "body" {
			break
		}
	}
	return found
}
